"""Names beside the dots of a scatter: each where it hides nothing, or nowhere.

A dot lies at a percentage of the width, its name so many pixels beside it. So two boxes that
part at one width may meet at another; they are compared for all widths at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.pictures.letters import SIZE, width

NARROW, BROAD = 288, 900
"""The pixels between which a picture may be drawn."""
REACH = 6
"""The radius of a dot with some air."""
GAP = 9


@dataclass(frozen=True)
class Dot:
    """A dot to be named: across in percent, down in pixels."""

    x: float
    y: int
    name: str


@dataclass(frozen=True)
class LabelPlace:
    """Where a name stands: pixels beside and below its dot, and the end that is fixed."""

    dx: int
    dy: int
    anchor: str


@dataclass(frozen=True)
class Box:
    """What may not be covered: begins at x percent and so many pixels."""

    x: float
    left: float
    right: float
    top: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Say whether two boxes lie over each other at any width between the two."""
        if self.bottom <= other.top or other.bottom <= self.top:
            return False
        apart = [(self.x - other.x) / 100 * whole for whole in (NARROW, BROAD)]
        return min(apart) < other.right - self.left and max(apart) > other.left - self.right


PLACES = (
    LabelPlace(GAP, 4, "start"),
    LabelPlace(-GAP, 4, "end"),
    LabelPlace(REACH, -8, "start"),
    LabelPlace(REACH, 16, "start"),
    LabelPlace(-REACH, -8, "end"),
    LabelPlace(-REACH, 16, "end"),
)
"""The six places that are tried, the best first."""


def placed(
    dots: Sequence[Dot], *, left: float, height: float, taken: Sequence[Box] = ()
) -> list[LabelPlace | None]:
    """Return the place of each name, in the order of the dots; None where there is none.

    `left` is the percentage at which the axis stands, `taken` what else is written. The dots
    with the most room around them are named last: they find a place in any case.
    """
    fixed = [*taken, *(dot_box(dot) for dot in dots)]
    found: list[LabelPlace | None] = [None] * len(dots)
    for number in sorted(range(len(dots)), key=lambda n: -neighbours(dots, n)):
        for place in PLACES:
            box = name_box(dots[number], place)
            if is_inside(box, left, height) and not any(box.meets(one) for one in fixed):
                fixed.append(box)
                found[number] = place
                break
    return found


def neighbours(dots: Sequence[Dot], number: int) -> int:
    """Return how many dots lie near one."""
    own = dots[number]
    return sum(abs(dot.x - own.x) < 15 and abs(dot.y - own.y) < 3 * SIZE for dot in dots)


def dot_box(dot: Dot) -> Box:
    """Return the box of a dot."""
    return Box(dot.x, -REACH, REACH, dot.y - REACH, dot.y + REACH)


def name_box(dot: Dot, place: LabelPlace) -> Box:
    """Return the box of a name, its line standing `dy` below the dot."""
    wide = width(dot.name)
    begins = place.dx if place.anchor == "start" else place.dx - wide
    base = dot.y + place.dy
    return Box(dot.x, begins, begins + wide, base - SIZE + 1, base + 3)


def is_inside(box: Box, left: float, height: float) -> bool:
    """Say whether a box lies within the picture, at its narrowest and at its broadest."""
    return (
        box.top >= 0
        and box.bottom <= height
        and all(
            box.x / 100 * whole + box.left >= left / 100 * whole
            and box.x / 100 * whole + box.right <= whole
            for whole in (NARROW, BROAD)
        )
    )
