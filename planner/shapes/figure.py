"""A figure before it is text: its value, its n, what it left out, its formula, its rows.

Reports make these; presenters alone write them, so that a file holds a number as a number, and
every page, sheet and answer writes the same figure in its own way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

# A string, or a lazy translation that becomes one when it is written out.
Label: TypeAlias = object

ENOUGH = 5
"""Below this n a rate says little, and whoever shows it says so."""


@dataclass(frozen=True)
class Rate:
    """A share of rows; without any row there is no value, which is shown as “–”."""

    numerator: int
    denominator: int

    def __post_init__(self) -> None:
        """Refuse what counts no rows."""
        if self.numerator < 0 or self.denominator < 0:
            raise ValueError(f"{self.numerator} of {self.denominator} is no share of rows")

    @property
    def value(self) -> float | None:
        """Return numerator ÷ denominator; None when there is nothing to divide by."""
        return self.numerator / self.denominator if self.denominator else None

    @property
    def is_small(self) -> bool:
        """Say whether n is too small to read much into the rate."""
        return 0 < self.denominator < ENOUGH


@dataclass(frozen=True)
class Duration:
    """A length of time in days, whole or not."""

    days: float


@dataclass(frozen=True)
class Amount:
    """Money: an amount in a currency of ISO 4217."""

    value: Decimal
    currency: str


@dataclass(frozen=True)
class Share:
    """A part of a whole as a fraction, which may lie below nought or above one; in percent."""

    value: float


Value: TypeAlias = int | float | Decimal | Rate | Share | Duration | Amount | date | None
"""What a figure can be; None is “no data”, never nought."""


class Unit(StrEnum):
    """What a value or an n counts; programs read these codes, readers the words of a page."""

    EVENTS = "events"
    EVENT_DAYS = "event-days"
    PERSON_DAYS = "person-days"
    DAYS = "days"
    DAY = "day"
    RATE = "rate"
    OBJECTIVES = "objectives"
    CELLS = "objective and partner"
    REQUIRED = "events required"
    OUTCOMES = "outcomes"
    FOLLOW_UPS = "follow-ups"
    PARTNERS = "partners"
    PLACES = "places"
    INDEX = "index"
    MONEY = "money"


@dataclass(frozen=True)
class Opened:
    """A value that opens the rows it counts, or words that lead to the page of what they name."""

    value: Value | str
    rows: str = ""


@dataclass(frozen=True)
class Sentence:
    """A sentence around values: “%(held)s of %(required)s”, which a presenter fills in.

    A value is a number, a day, a pair of days, words, a further sentence, or a value that opens
    its rows. What the template does not name is for files alone.
    """

    template: Label
    values: Mapping[str, object] = field(default_factory=dict)
    code: str = ""
    """Names the sentence for programs, such as the reason of a light."""

    @property
    def codes(self) -> tuple[str, ...]:
        """Return its own code and those of inner sentences."""
        inner = [one for one in self.values.values() if isinstance(one, Sentence)]
        return tuple(filter(None, (self.code, *(code for one in inner for code in one.codes))))

    def leaves(self) -> dict[str, object]:
        """Return the values by name, those of inner sentences too; a pair as its two ends."""
        found: dict[str, object] = {}
        for name, value in self.values.items():
            if isinstance(value, Sentence):
                found |= value.leaves()
            elif isinstance(value, tuple):
                found |= {f"{name}_first": value[0], f"{name}_last": value[1]}
            else:
                found[name] = value.value if isinstance(value, Opened) else value
        return found


def joined(sentences: Sequence[Sentence]) -> Sentence:
    """Return several sentences as one, a semicolon between them."""
    if len(sentences) == 1:
        return sentences[0]
    parts: dict[str, object] = {f"part{number}": one for number, one in enumerate(sentences)}
    return Sentence("; ".join(f"%({name})s" for name in parts), parts)


@dataclass(frozen=True)
class Count:
    """An n: how many, of what, and how a page says it."""

    number: int | None
    unit: Unit
    words: Sentence


@dataclass(frozen=True)
class LeftOut:
    """What a figure could not count: how many rows, why, and where they are."""

    why: Label
    number: int
    rows: str = ""


@dataclass(frozen=True)
class Figure:
    """One figure of METRICS, ready for any presenter."""

    code: str
    """Its formula: M1 to M24."""
    label: Label
    value: Value
    unit: Unit
    how: Label
    """How it is counted, in a sentence."""
    rows: str = ""
    """The address of the rows that it counts."""
    n: Count | None = None
    absent: Label = ""
    """What is said where there is no value, if that is more than “no data”."""
    left_out: tuple[LeftOut, ...] = ()
