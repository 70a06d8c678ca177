"""When a cell first read as it reads now."""

from campaign.intake.snapshots import SnapshotStore
from campaign.intake.snapshots.sightings import first_seen
from tests.shelf import HOUR, MONDAY, PHU_CAT, PHU_MY, Clock, Shelf, Start, phu_cat


def test_a_cell_is_seen_since_the_refresh_that_brought_it_and_not_since_later_edits_of_others(
    shelf: Shelf, store: SnapshotStore, clock: Clock, start: Start
) -> None:
    collector = start()
    collector.refresh()
    for valid in (150, 160, 150):
        clock.now += HOUR
        shelf.put(phu_cat(valid))
        collector.refresh()
    addresses = [(PHU_CAT, "Tổng hợp", f"{column}{row}") for row in range(1, 60) for column in "CDE"]
    seen = first_seen(store, 1, 4, [*addresses, (PHU_MY, "Tổng hợp", "C4")])
    # The edited cell goes back to 150 with the fourth refresh, every other stands since the first after.
    assert sorted(set(seen.values())) == [MONDAY + HOUR, MONDAY + 3 * HOUR]
    assert sum(at == MONDAY + 3 * HOUR for at in seen.values()) == 1
    assert all(workbook == PHU_CAT for workbook, _, _ in seen)
    assert first_seen(store, 1, 2, list(seen)) == dict.fromkeys(seen, MONDAY + HOUR)
