"""Bars one below the other: bullets to a target, and bars that part to both sides."""

from dataclasses import dataclass

from planner.pictures.letters import cut, lines
from planner.pictures.scales import Scale, scale
from planner.shapes.figure import Label
from planner.shapes.pictures import Bullet, Bullets, Sides, TwoSides

NAMES = 46.0
"""Percent of the width that the names of bullets take."""
NAMES_ROOM = 110
ROW = 36
MOST_REACHED = 1.5
"""Progress beyond this is drawn to the end of the scale; its words tell how far it is."""
SIDE = 34.0
"""Percent on either side of the names in the middle, for bars and their numbers."""
SIDE_NAMES_ROOM = 288 - 20
SIDE_ROW, SIDE_HEAD = 40, 22


@dataclass(frozen=True)
class DrawnBullet:
    """A bullet: its name in lines, its bar and its marks in percent of the width."""

    y: int
    lines: tuple[tuple[int, str], ...]
    long: float
    expected: float | None
    light: str
    told: Label
    rows: str


@dataclass(frozen=True)
class DrawnBullets:
    """All that is drawn of bullets."""

    height: int
    begins: float
    target: float
    """Where the target of each lies."""
    nought: float
    bullets: tuple[DrawnBullet, ...]


def drawn_bullets(picture: Bullets) -> DrawnBullets:
    """Return the bars to their targets, all on one scale on which the target is 1."""
    reached = [min(one.reached, MOST_REACHED) for one in picture.bullets if one.reached is not None]
    low = -0.25 if any(value < 0 for value in reached) else 0.0
    by = Scale(low, max([1.0, *reached]) * 1.02, ())
    return DrawnBullets(
        ROW * len(picture.bullets) + 18,
        NAMES,
        across(by, 1),
        across(by, 0),
        tuple(drawn_bullet(one, by, ROW * n) for n, one in enumerate(picture.bullets)),
    )


def across(by: Scale, value: float) -> float:
    """Return the percentage of the whole width at which a progress lies."""
    return round(NAMES + (100 - NAMES) * by.share(value) / 100, 2)


def drawn_bullet(one: Bullet, by: Scale, top: int) -> DrawnBullet:
    """Return one bullet; without data it has no bar."""
    found = lines(str(one.label), NAMES_ROOM)
    first = top + (21 if len(found) == 1 else 14)
    end = across(by, min(one.reached, MOST_REACHED)) if one.reached is not None else None
    return DrawnBullet(
        top,
        tuple((first + 14 * n, words) for n, words in enumerate(found)),
        round(end - across(by, 0), 2) if end is not None else 0,
        across(by, one.expected) if one.expected is not None else None,
        one.light,
        one.told,
        one.rows,
    )


@dataclass(frozen=True)
class DrawnSides:
    """All that is drawn of bars to both sides, each with its length in percent."""

    height: int
    rows: tuple[tuple[TwoSides, int, str, float, float], ...]
    """The row, how far down, its name, and the lengths to the left and to the right."""


def drawn_sides(picture: Sides) -> DrawnSides:
    """Return the bars on one scale for both sides, so that lengths compare."""
    numbers = [number for row in picture.rows for number in (row.left, row.right)]
    by = scale(numbers, in_whole=True)
    most = max([*numbers, 1])
    rows = []
    for place, row in enumerate(picture.rows):
        left, right = (round(SIDE * by.share(n) / by.share(most), 2) for n in (row.left, row.right))
        name = cut(str(row.label), SIDE_NAMES_ROOM)
        rows.append((row, SIDE_HEAD + SIDE_ROW * place, name, left, right))
    return DrawnSides(SIDE_HEAD + SIDE_ROW * len(rows), tuple(rows))
