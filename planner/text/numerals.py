"""Numbers as people write them, read by the language of the page: pure, and the same everywhere.

A number that can be read two ways is refused, for whoever reads it cannot ask: “1.000” is one
in English and a thousand in German, and somebody will have copied it from the other.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.numbers import format_decimal

LONGEST = 60
SPACES = "\u0020\u00a0\u2007\u2009\u202f"
APOSTROPHES = "'\u2019"
OWN_DIGITS = {
    "ar": ("arab", 0x660),
    "fa": ("arabext", 0x6F0),
    "ps": ("arabext", 0x6F0),
    "ur": ("arabext", 0x6F0),
    "bn": ("beng", 0x9E6),
    "hi": ("deva", 0x966),
    "mr": ("deva", 0x966),
    "ne": ("deva", 0x966),
    "my": ("mymr", 0x1040),
}
"""By language the digits that it has beside the Latin ones: their system, and its zero."""


class NotANumber(ValueError):
    """The text is no number in the language of the page."""


class TwoWays(NotANumber):
    """The text is one number here and another one elsewhere; `ways` are both, written safely."""

    def __init__(self, text: str, *ways: Decimal) -> None:
        super().__init__(text)
        self.ways = ways


class WrongGroups(NotANumber):
    """The digits are grouped as no number is; `meant` is what it may have been."""

    def __init__(self, text: str, meant: Decimal | None = None) -> None:
        super().__init__(text)
        self.meant = meant


@dataclass(frozen=True)
class Signs:
    """How a language separates: its decimal sign, its groups, and where groups are cut."""

    point: str
    group: str
    later: int
    """How many digits a group has before the last: three, or two where lakhs are counted."""

    @property
    def groups(self) -> str:
        """Return every sign that may stand between groups."""
        return self.group + SPACES + APOSTROPHES


@lru_cache(maxsize=64)
def signs_of(locale: Locale, system: str = "latn") -> Signs:
    """Return the signs of a language, as Unicode has them."""
    latin_ones = locale.number_symbols["latn"]
    symbols = {**latin_ones, **(locale.number_symbols.get(system) or {})}
    later = locale.decimal_formats[None].grouping[1]
    return Signs(symbols["decimal"], symbols["group"], later)


def latin(text: str, locale: Locale) -> tuple[str, Signs]:
    """Return a text with the language's own digits turned into Latin ones, and its signs.

    Only digits of the page's language are: others are taken for a mistake.
    """
    system, zero = OWN_DIGITS.get(locale.language, ("latn", 0))
    own = {zero + digit: str(digit) for digit in range(10)}
    if not zero or own.keys().isdisjoint(map(ord, text)):
        return text, signs_of(locale)
    if re.search("[0-9]", text):
        raise NotANumber(text[:LONGEST])
    return text.translate(own), signs_of(locale, system)


@lru_cache(maxsize=64)
def pattern(signs: Signs) -> re.Pattern[str]:
    """Return what a number of a language looks like, in its parts before and behind the point."""
    parted = f"[{re.escape(signs.groups)}]"
    by_three = rf"[1-9][0-9]{{0,2}}(?P<a>{parted})[0-9]{{3}}(?:(?P=a)[0-9]{{3}})*"
    by_two = rf"[1-9][0-9]?(?P<b>{parted})(?:[0-9]{{2}}(?P=b))*[0-9]{{3}}"
    ways = ["[0-9]+", by_three, *([by_two] if signs.later == 2 else [])]
    fraction = rf"(?:(?P<point>{re.escape(signs.point)})(?P<fraction>[0-9]*))?"
    return re.compile(rf"(?P<whole>{'|'.join(ways)})?{fraction}")


def read(text: str, locale: Locale) -> Decimal:
    """Return the number that a text is in a language.

    Groups are of three digits behind one to three, all parted by one sign: that of the
    language, a space or an apostrophe. Raises TwoWays for what is another number elsewhere,
    WrongGroups for groups of another length, and NotANumber for anything else: exponents,
    other digits, currencies, words.
    """
    plain, signs = latin(text.strip(), locale)
    sign, body = "", plain
    if plain.startswith(tuple("+-\u2212")):
        sign, body = "" if plain[0] == "+" else "-", plain[1:].lstrip(SPACES)
    if len(plain) > LONGEST or not re.search("[0-9]", body):
        raise NotANumber(plain[:LONGEST])
    found = pattern(signs).fullmatch(body)
    if found is None:
        if unclear := re.fullmatch(r"([1-9][0-9]{0,2})[.,]([0-9]{3})", body):
            ways = (Decimal(f"{sign}{unclear[1]}{point}{unclear[2]}") for point in (".", ""))
            raise TwoWays(plain, *ways)
        if re.fullmatch(rf"[0-9]([0-9.,{re.escape(signs.groups)}]*[0-9])?", body):
            raise WrongGroups(plain, meant(sign, body))
        raise NotANumber(plain)
    digits, fraction = re.sub("[^0-9]", "", found["whole"] or "0"), found["fraction"] or ""
    number = Decimal(f"{sign}{digits}" + (f".{fraction}" if fraction else ""))
    if looks_grouped(found["whole"] or "", fraction):
        raise TwoWays(plain, number, Decimal(f"{sign}{digits}{fraction}"))
    return number


def looks_grouped(whole: str, fraction: str) -> bool:
    """Say whether a decimal sign may be meant for a group: “1.000”, but not “0.125”."""
    return len(fraction) == 3 and re.fullmatch("[1-9][0-9]{0,2}", whole) is not None


def meant(sign: str, body: str) -> Decimal | None:
    """Return what a number with signs of another language was: “1,5” is 1.5; None if unclear."""
    for point, group in ((",", "."), (".", ",")):
        whole, _point, fraction = body.partition(point)
        parted = re.fullmatch(rf"[1-9][0-9]{{0,2}}(?:{re.escape(group)}[0-9]{{3}})+", whole)
        if (parted or re.fullmatch("[0-9]+", whole)) and re.fullmatch("[0-9]*", fraction):
            return Decimal(f"{sign}{whole.replace(group, '')}.{fraction or 0}")
    return None


def written(number: Decimal | int, locale: Locale, places: int | None = None) -> str:
    """Return a number so that `read` gives it back: no groups, the language's decimal sign.

    With at least so many decimals; one more where the number could be taken for thousands.
    """
    exact = Decimal(number)
    text = f"{exact:.{places}f}" if places else f"{exact.normalize():f}"
    whole, _point, fraction = text.partition(".")
    if looks_grouped(whole.removeprefix("-"), fraction):
        fraction += "0"
    return whole + (signs_of(locale).point + fraction if fraction else "")


def shown(number: Decimal | int, locale: Locale) -> str:
    """Return a number as a sentence tells it, with groups."""
    exact = Decimal(number)
    text = written(exact, locale)
    fraction = text.partition(signs_of(locale).point)[2]
    whole = format_decimal(int(abs(exact)), locale=locale, numbering_system="latn")
    minus = "-" if exact < 0 else ""
    return minus + str(whole) + (signs_of(locale).point + fraction if fraction else "")
