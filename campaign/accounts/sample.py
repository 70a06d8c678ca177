"""The accounts of the sample province: one per role, shown on its sign-in page."""

from campaign.accounts.book import Account, SampleBook

PASSWORD = "minhhoa-{}"
"""Of each account, with its name; the hashes are cheap ones, for nothing is kept from anybody."""
ACCOUNTS = (
    Account(
        "lanhdao", "Lãnh đạo tỉnh", "leader", "$2b$04$eGlsPKS9wdkIR0MZnAq5BeUM22mInUuz2kLYcsKwio8FVp05tj/Xe"
    ),
    Account(
        "banchinhsach", "Ban CSPL&QHLĐ", "staff",
        "$2b$04$i4wqRjF72qysMQZZOnDUg.hXXWwMWy0TRAwLLfBfUSVic5chf8f4e",
    ),
    Account(
        "phucat", "Cán bộ Phù Cát", "unit", "$2b$04$WzlenNm/X0KmGYiNg9YH4ObKrxc2K8FytQwUD/H/8.NzQlFet4CWm",
        unit="phu_cat",
    ),
    Account(
        "quantri", "Quản trị", "admin", "$2b$04$Ha431SDybwh20pug2WmNouhmn.UfCbPlaS8UUnmyaIz0JpGbY/yk."
    ),
)  # fmt: skip


def sample_book() -> SampleBook:
    """Return the sample's accounts, kept in memory."""
    return SampleBook(ACCOUNTS)
