"""What staff are told of a pasted link when Google gives no good answer: words, never a traceback."""

from pathlib import Path

import pytest

from campaign.google.faults import ODD
from campaign.settings import GoogleSettings
from dashboard.selftest import examine
from tests.office import PLAN, office


@pytest.mark.parametrize("odd", [{}, {"files": [{}]}, {"files": [], "incompleteSearch": True}])
def test_an_answer_of_no_known_shape_is_told_in_words(tmp_path: Path, odd: dict[str, object]) -> None:
    with office(tmp_path) as place:
        place.google.faults.add(status=200, json=odd, where="/drive/")
        google = GoogleSettings(place.folder, place.key, place.google.url)
        assert examine(google, PLAN, "https://docs.google.com/spreadsheets/d/1234567890abc/edit") == ODD
