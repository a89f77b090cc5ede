"""Numbers are read as the language of the page writes them; what can be two numbers is none."""

from contextlib import suppress
from decimal import Decimal

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from planner.text.numerals import NotANumber, TwoWays, WrongGroups, read, shown, written

pytestmark = pytest.mark.no_database

GOOD = {
    "en": {
        "0": "0",
        "7": "7",
        "007": "7",
        "1000": "1000",
        "1,000": "1000",
        "12,345": "12345",
        "1,234,567": "1234567",
        "12,345.50": "12345.50",
        "1,000.000": "1000.000",
        "1 000": "1000",
        "1 234 567.8": "1234567.8",
        "1\u00a0000": "1000",
        "1\u202f000": "1000",
        "1\u2009000": "1000",
        "1'000": "1000",
        "1’000.5": "1000.5",
        " 12.5 ": "12.5",
        "0.125": "0.125",
        "1000.125": "1000.125",
        "1.0000": "1",
        ".5": "0.5",
        "5.": "5",
        "-5": "-5",
        "−5": "-5",
        "+5": "5",
        "-1,000.5": "-1000.5",
    },
    "de": {
        "1.000": "1000",
        "1.234.567,8": "1234567.8",
        "12.345,50": "12345.50",
        "1,5": "1.5",
        "0,125": "0.125",
        "1 000": "1000",
        "1'000": "1000",
    },
    "fr": {"1 000": "1000", "1\u202f000,5": "1000.5", "1\u00a0000": "1000", "1,5": "1.5"},
    "de_CH": {"1’000.50": "1000.50", "1'000": "1000"},
    "es": {"1.000": "1000", "12,5": "12.5"},
    "pl": {"1 000,5": "1000.5"},
    "hi": {"12,34,567": "1234567", "1,234,567": "1234567", "१२,३४५": "12345"},
    "ar": {"١٬٢٣٤٫٥": "1234.5", "1,234.5": "1234.5"},
    "fa": {"۱٬۲۳۴": "1234", "۱٫۵": "1.5"},
}


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [(language, text, number) for language, rows in GOOD.items() for text, number in rows.items()],
)
def test_a_number_is_read_as_its_language_writes_it(language, text, number):
    assert read(text, Locale.parse(language)) == Decimal(number)


@pytest.mark.parametrize(
    ("language", "text", "ways"),
    [
        ("en", "1.000", ["1", "1,000"]),
        ("en", "2.012", ["2.0120", "2,012"]),
        ("en", "-12.345", ["-12.3450", "-12,345"]),
        ("en", "999.999", ["999.9990", "999,999"]),
        ("de", "1,000", ["1", "1.000"]),
        ("de", "2,012", ["2,0120", "2.012"]),
        ("fr", "1,000", ["1", "1\u202f000"]),
        ("fr", "1.000", ["1", "1\u202f000"]),
        ("es", "2,012", ["2,0120", "2.012"]),
    ],
)
def test_what_is_two_numbers_is_refused_with_both(language, text, ways):
    locale = Locale.parse(language)
    with pytest.raises(TwoWays) as found:
        read(text, locale)
    assert [shown(way, locale) for way in found.value.ways] == ways


@pytest.mark.parametrize(
    ("language", "text", "meant"),
    [
        ("en", "1,00", "1"),
        ("en", "1,5", "1.5"),
        ("en", "0,500", "0.5"),
        ("en", "1,0000", "1"),
        ("en", "1.000.000", "1000000"),
        ("en", "1.234,56", "1234.56"),
        ("en", "1000,5", "1000.5"),
        ("en", "1,000,00", None),
        ("en", "12,34,567", None),
        ("en", "1,2,3", None),
        ("en", "1,000 000", None),
        ("en", "1 00", None),
        ("en", "1 0000", None),
        ("de", "1.5", "1.5"),
        ("de", "1,000.5", "1000.5"),
        ("de", "1.00", "1"),
        ("fr", "1.5", "1.5"),
        ("fr", "1,000,000", "1000000"),
    ],
)
def test_wrong_groups_are_refused_with_what_was_meant(language, text, meant):
    with pytest.raises(WrongGroups) as found:
        read(text, Locale.parse(language))
    assert found.value.meant == (None if meant is None else Decimal(meant))


@pytest.mark.parametrize("language", ["en", "de", "fr", "ar"])
@pytest.mark.parametrize(
    "text",
    [
        *("", " ", ".", ",", "-", "--5", "5-", "1e5", "1E5", "1e999999999", "NaN", "nan", "inf"),
        *("Infinity", "-inf", "0x1F", "0b1", "1_000", "²", "½", "Ⅷ", "１２", "१२", "$5", "€5"),
        *("EUR 1,000", "5 %", "50%", "1k", "ten", "(5)", "1/2", "5 5", "1 - 2", "1\n2", "9" * 61),
    ],
)
def test_what_is_no_number_is_none_anywhere(language, text):
    with pytest.raises(NotANumber):
        read(text, Locale.parse(language))


@given(
    st.decimals(-(10**12), 10**12, allow_nan=False, places=4),
    st.sampled_from(["en", "de", "fr", "ar", "hi", "de_CH", "es", "sv"]),
)
def test_what_is_written_into_a_box_or_a_sentence_reads_back(number, language):
    locale = Locale.parse(language)
    assert read(written(number, locale), locale) == number
    assert read(shown(number, locale), locale) == number
    assert read(written(number, locale, 2), locale) == round(number, 2) or number % 1 != 0


@given(st.text(max_size=20))
def test_the_reader_returns_a_number_or_says_that_there_is_none(text):
    with suppress(NotANumber):
        assert read(text, Locale("en")).is_finite()
