"""Words are found whatever their case and accents."""

import pytest

from planner.folding import fold

pytestmark = pytest.mark.no_database


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Müller", "muller"),
        ("MÜLLER", "muller"),
        ("Łódź", "lodz"),
        ("Ærø", "aero"),
        ("Straße", "strasse"),
        ("Þórður", "thordur"),
        ("İzmir", "izmir"),
        ("Ёлка", "елка"),
        ("Ｔｏｋｙｏ", "tokyo"),
    ],
)
def test_case_and_accents_make_no_difference(written, folded):
    assert fold(written) == folded
