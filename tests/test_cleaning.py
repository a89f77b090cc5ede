"""What no text holds is taken out; what nobody would see is empty; joined signs stay joined."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.text.cleaning import clean, is_unseen, one_line

pytestmark = pytest.mark.no_database


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b", "ab"),
        ("a\x01\x08\x1f\x7fb", "ab"),
        ("a\x1b[31mb", "a[31mb"),
        ("a\x80\x9fb", "ab"),
        ("a\x85b", "a\nb"),
        ("a\u2028b\u2029c", "a\nb\nc"),
        ("a\x0bb\x0cc", "a\nb\nc"),
        ("a\tb\nc\r\nd", "a\tb\nc\r\nd"),
        ("\ufeffabc", "abc"),
        ("a\ufffeb\uffffc", "abc"),
        ("a\ufdd0b\ufdefc", "abc"),
        ("a\U0001fffeb\U0010ffffc", "abc"),
        ("a\ufff9b\ufffbc", "abc"),
        ("a\ud800b\udfffc", "abc"),
        ("a\u200eb\u200fc\u061cd", "abcd"),
        ("\u202eabc", "abc"),
        ("abc\u202e", "abc"),
        ("\u202eabc\u202c", "abc"),
        ("\u202aabc", "abc"),
        ("abc\u202c", "abc"),
        ("\u2067abc", "abc"),
        ("abc\u2069", "abc"),
        ("\u2066abc\u2069", "\u2066abc\u2069"),
        ("\u2066a\nb\u2069", "a\nb"),
        ("\u202b\u2066x\u202c\u2069", "\u2066x\u2069"),
        ("שלום\u200f!", "שלום\u200f!"),
        ("\u200bVisit\u2060", "Visit"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("❤\ufe0f", "❤\ufe0f"),
        ("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",) * 2,
        ("ภาษา\u200bไทย", "ภาษา\u200bไทย"),
        ("  plain  ", "  plain  "),
        ("Élan", "Élan"),
    ],
)
def test_only_what_no_text_holds_is_taken_out(typed, kept):
    assert clean(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "\t\n", "\u00a0", "\u3000", "\u2003", "\u200b", "\u200c", "\u200d", "\u2060"),
        *("\u00ad", "\u180e", "\u2800", "\u3164", "\u115f\u1160", "\uffa0", "\u034f", "\ufe0f"),
        *("\u200b \u2800\u00ad\u00a0", "\u200e", "\u202e\u202c", "\U000e0001", "\u2061", "\x00"),
        *("\U0001d159", "\U000e0100", "\u17b4", "\ufeff\u200d"),
    ],
)
def test_what_shows_nothing_is_empty(typed):
    assert clean(typed) == ""
    assert is_unseen(typed)


@given(st.text(max_size=60))
def test_a_clean_text_stays_as_it_is(typed):
    once = clean(typed)
    assert clean(once) == once
    assert "\x00" not in once
    once.encode()


def test_a_box_of_one_line_has_one():
    assert one_line("a\r\nb\tc") == "a b c"
