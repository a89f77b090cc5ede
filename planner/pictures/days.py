"""Some days side by side: how many events, what falls due."""

from dataclasses import dataclass
from typing import NamedTuple

from planner.shapes.figure import Label
from planner.shapes.pictures_of_days import DayStrip, DayTile

HEIGHT = 84
STEPS = (0, 1, 2, 4)
"""So many events or fewer: the first step of the hue, the second …"""


class DrawnDay(NamedTuple):
    """A day: its words and address, where it begins, and what stands in it."""

    told: Label
    href: str
    x: float
    weekday: Label
    number: str
    css: str
    events: int
    due: int
    is_free: bool


@dataclass(frozen=True)
class DrawnDays:
    """All that is drawn of a strip: how wide a day is, and the days from left to right."""

    wide: float
    days: tuple[DrawnDay, ...]
    height: int = HEIGHT


def drawn_days(picture: DayStrip) -> DrawnDays:
    """Return the days, each as wide as the others."""
    wide = 100 / max(len(picture.days), 1)
    return DrawnDays(
        round(wide, 3),
        tuple(drawn_day(one, round(wide * n, 2)) for n, one in enumerate(picture.days)),
    )


def drawn_day(one: DayTile, x: float) -> DrawnDay:
    """Return one day of the strip."""
    css = f"h{sum(one.events > step for step in STEPS)}"
    number = str(one.day.day)
    return DrawnDay(
        one.told, one.href, x, one.weekday, number, css, one.events, one.due, one.is_free
    )
