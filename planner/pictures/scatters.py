"""A scatter: dots by two percentages, names where they hide nothing."""

from dataclasses import dataclass

from planner.pictures.labels import Box, Dot, LabelPlace, placed
from planner.pictures.letters import SIZE, width
from planner.pictures.scales import Scale, scale
from planner.shapes.figure import Label
from planner.shapes.pictures import Scatter

AXIS = 11.0
"""Percent at which the upright axis stands."""
TOP, BASE, HEIGHT = 24, 258, 296


@dataclass(frozen=True)
class DrawnScatter:
    """All that is drawn of a scatter: ticks, dots with the place of their names, the level."""

    axis: float
    base: int
    ticks_up: tuple[tuple[int, str], ...]
    ticks_across: tuple[tuple[float, str], ...]
    spots: tuple[tuple[Label, str, bool, str, float, int, LabelPlace | None], ...]
    """Of each its words and address, whether it is small, its name, and where both lie."""
    level: int | None
    level_told: Label
    height: int = HEIGHT


def drawn_scatter(picture: Scatter) -> DrawnScatter:
    """Return where the dots lie; a name without a place of its own is left to title and table."""
    levels = [] if picture.level is None else [picture.level]
    across = scale(spot.x for spot in picture.spots)
    up = scale([*(spot.y for spot in picture.spots), *levels])
    dots = [Dot(to_right(across, one.x), down(up, one.y), one.name) for one in picture.spots]
    places = placed(dots, left=AXIS, height=HEIGHT, taken=words_taken(picture, up))
    return DrawnScatter(
        AXIS,
        BASE,
        tuple((down(up, tick), f"{tick:g}") for tick in up.ticks),
        tuple((to_right(across, tick), f"{tick:g}") for tick in across.ticks[1:]),
        tuple(
            (one.told, one.rows, one.is_small, one.name, dot.x, dot.y, place)
            for one, dot, place in zip(picture.spots, dots, places, strict=True)
        ),
        None if picture.level is None else down(up, picture.level),
        picture.level_told,
    )


def to_right(by: Scale, value: float) -> float:
    """Return the percentage of the width at which a value lies; a dot at the end is not cut."""
    return round(AXIS + (97 - AXIS) * by.share(value) / 100, 1)


def down(by: Scale, value: float) -> int:
    """Return the pixels from above at which a value lies."""
    return round(BASE - (BASE - TOP) * by.share(value) / 100)


def words_taken(picture: Scatter, up: Scale) -> list[Box]:
    """Return what no name may cover: the names of the axes, their ticks and the level's words."""
    above = Box(AXIS, 0, 6 + width(str(picture.up)), 0, 18)
    below = Box(0, 0, 900, BASE + 2, HEIGHT)
    if picture.level is None:
        return [above, below]
    at = down(up, picture.level)
    wide = width(str(picture.level_told))
    return [above, below, Box(100, -wide, 0, at - SIZE - 6, at - 1)]
