"""How large each invented unit is and how well it does: the only figures of the sample chosen by hand."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Profile:
    """One reporting unit of the sample; every figure is invented."""

    production: int
    """Grassroots unions of production and business."""
    public: int
    members: int
    """Members at the year's start."""
    target: int
    """Valid initiatives that the sample assigns to the unit; together the plan's 8.000."""
    opening: int
    """Valid initiatives up to 31/12/2022."""
    valid: tuple[int, int]
    """Valid initiatives of the first phase, and of the second up to the sample's day."""
    coverage: float
    """Share of grassroots unions with a finished work on the sample's day."""
    pace: int
    """Weeks between two updates of its workbook."""
    reported: tuple[str, str]
    """Day of the last update in the first and in the second phase, as ISO writes it; empty: never."""


PROFILES = {
    "quy_nhon": Profile(98, 62, 16_800, 1400, 830, (290, 190), 0.74, 2, ("2023-06-07", "2023-08-15")),
    "an_nhon": Profile(42, 58, 7_400, 700, 380, (150, 95), 0.71, 3, ("2023-06-07", "2023-08-15")),
    "hoai_nhon": Profile(38, 61, 8_400, 760, 450, (190, 150), 0.88, 2, ("2023-05-31", "2023-08-15")),
    "tuy_phuoc": Profile(33, 52, 5_900, 560, 300, (110, 55), 0.62, 3, ("2023-06-07", "2023-08-09")),
    "phu_cat": Profile(31, 56, 5_240, 520, 250, (80, 40), 0.48, 3, ("2023-06-07", "2023-08-15")),
    "phu_my": Profile(22, 58, 4_600, 430, 210, (75, 45), 0.59, 4, ("2023-06-21", "2023-08-09")),
    "tay_son": Profile(24, 50, 4_300, 400, 230, (95, 70), 0.80, 3, ("2023-05-31", "2023-08-15")),
    "hoai_an": Profile(10, 42, 2_400, 250, 140, (50, 25), 0.66, 4, ("2023-06-07", "2023-08-02")),
    "vinh_thanh": Profile(6, 32, 1_500, 150, 90, (38, 30), 0.92, 3, ("2023-06-07", "2023-08-15")),
    "van_canh": Profile(7, 24, 1_300, 130, 60, (0, 0), 0.0, 4, ("", "")),
    "an_lao": Profile(4, 33, 1_450, 150, 55, (20, 8), 0.35, 5, ("2023-06-28", "2023-07-26")),
    "cd_vien_chuc": Profile(3, 78, 5_400, 620, 340, (120, 70), 0.69, 2, ("2023-06-07", "2023-08-15")),
    "cd_giao_duc": Profile(5, 44, 4_300, 850, 520, (190, 100), 0.83, 3, ("2023-06-07", "2023-08-15")),
    "cd_y_te": Profile(4, 27, 4_400, 570, 310, (100, 45), 0.61, 4, ("2023-06-14", "2023-08-09")),
    "cd_khu_kinh_te": Profile(63, 0, 12_600, 510, 150, (45, 20), 0.41, 3, ("2023-06-07", "2023-08-15")),
}
"""Unit id → its profile; a unit of another plan takes the profile at its place in this order."""


def profile(unit_id: str, place: int) -> Profile:
    """Return the profile of a unit, or of the one at its place in the official order."""
    return PROFILES.get(unit_id) or list(PROFILES.values())[place % len(PROFILES)]
