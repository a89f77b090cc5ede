"""Pictures whose marks lie along days: what was published, editions, the next two weeks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from planner.shapes.figure import Label
from planner.shapes.pictures import Look, Picture


@dataclass(frozen=True)
class DayMark:
    """Something on a day: above the line (1), on it (0) or below it (-1)."""

    day: date
    side: int
    told: Label
    href: str = ""


@dataclass(frozen=True)
class DayMarks(Picture):
    """Marks along days; `sides` says what above, on and below the line mean."""

    corner: Label
    first: date
    last: date
    sides: tuple[Label, Label, Label]
    marks: tuple[DayMark, ...]


@dataclass(frozen=True)
class EditionBar:
    """A bar along days: an edition of a programme."""

    label: Label
    first: date
    last: date
    look: Look
    told: Label
    href: str = ""


@dataclass(frozen=True)
class Timeline(Picture):
    """Bars along days, with the day on which it was made."""

    corner: Label
    spans: Sequence[EditionBar]
    today: date


@dataclass(frozen=True)
class DayTile:
    """A day of a strip: how many events, how much falls due, whether nobody works."""

    day: date
    weekday: Label
    """The letter of its weekday."""
    events: int
    due: int
    is_free: bool
    told: Label
    href: str = ""


@dataclass(frozen=True)
class DayStrip(Picture):
    """Some days side by side, the first of them today."""

    days: tuple[DayTile, ...]
