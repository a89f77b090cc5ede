"""Words in pictures: never wider than their room, broken or cut where they must be."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.pictures.letters import cut, lines, width

pytestmark = pytest.mark.no_database

WORDS = st.text(st.characters(categories=("L", "N", "Zs", "Mn"), max_codepoint=0xFFFF), max_size=80)
ROOM = 110


@given(WORDS, st.integers(1, 3))
def test_every_line_fits_its_room(words, most):
    found = lines(words, ROOM, most)
    assert len(found) <= most
    assert all(width(line) <= ROOM for line in found)
    if not any("…" in line for line in found):
        assert "".join(found).replace("-", "").replace(" ", "") == "".join(words.split())


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ()),
        ("Trust", ("Trust",)),
        ("Trust between forces", ("Trust between", "forces")),
        ("Rettungshubschrauberbesatzungen", ("Rettungshubsch-", "rauberbesatzun…")),
        ("Ostseeübung Donaudampfschifffahrt", ("Ostseeübung", "Donaudampfsc…")),
        ("الاجتماع العسكري المشترك", ("الاجتماع", "العسكري الم…")),
    ],
)
def test_long_names_stand_in_two_lines(words, found):
    assert lines(words, ROOM) == found


def test_a_long_word_of_a_script_without_hyphens_is_cut():
    assert lines("أفاستسقيناكموها" * 2, ROOM)[0].endswith("…")


def test_a_mark_is_not_parted_from_its_letter():
    words = unicodedata.normalize("NFD", "é" * 40)
    assert not unicodedata.combining(cut(words, ROOM)[-1])
    assert width(words) == width("e" * 40)


def test_wide_letters_take_more_room_than_narrow_ones():
    assert width("WWW") > width("www") > width("iii")
    assert width("統合") > width("ab")
