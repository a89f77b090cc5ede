"""Pictures before they are drawn: values, words, addresses, and a line that says what to see.

Slides and papers draw the same shapes. A picture never stands alone: `planner/pictures/tables.py`
makes its table of the same values.
"""

from dataclasses import dataclass
from enum import StrEnum

from planner.shapes.figure import Label

Shade = int
"""A step of the one hue, from 0 (none) to 4 (most)."""


class Look(StrEnum):
    """How a mark stands out, by its shape and not by colour alone."""

    PROVEN = "proven"
    HELD = "held"
    PLANNED = "planned"
    LACK = "lack"
    NONE = "none"


@dataclass(frozen=True)
class Picture:
    """What every picture has: its name in the page, its title, and what to see in it."""

    name: str
    title: Label
    says: Label


@dataclass(frozen=True)
class Tile:
    """One cell of tiles: short words in it, and what it tells in full."""

    words: str
    told: Label
    look: Look
    shade: Shade = 0
    is_proven: bool = False
    rows: str = ""


@dataclass(frozen=True)
class TileRow:
    """A row of tiles below its columns; None where nothing is meant to be."""

    label: Label
    tiles: tuple[Tile | None, ...]
    href: str = ""


@dataclass(frozen=True)
class Tiles(Picture):
    """Rows and columns of tiles; columns with the same word above belong together."""

    corner: Label
    columns: tuple[tuple[Label, Label], ...]
    """What stands over each column: the word above that several may share, and its own."""
    rows: tuple[TileRow, ...]


@dataclass(frozen=True)
class StackPart:
    """What a part of every bar counts, and how it looks."""

    label: Label
    look: Look


@dataclass(frozen=True)
class Stack:
    """One bar: its name, the word that it shares with neighbours, its parts from below."""

    label: Label
    above: Label
    numbers: tuple[int, ...]
    rows: tuple[str, ...] = ()

    @property
    def whole(self) -> int:
        """Return all that the bar counts."""
        return sum(self.numbers)


@dataclass(frozen=True)
class Stacks(Picture):
    """Bars of parts side by side, from one scale."""

    corner: Label
    parts: tuple[StackPart, ...]
    bars: tuple[Stack, ...]


@dataclass(frozen=True)
class Bullet:
    """Progress to a target beside what is expected by now; 1 is the target, None no data."""

    label: Label
    reached: float | None
    expected: float | None
    light: str
    told: Label
    rows: str = ""


@dataclass(frozen=True)
class Bullets(Picture):
    """Bullets below each other, all drawn to their own target."""

    corner: Label
    bullets: tuple[Bullet, ...]


@dataclass(frozen=True)
class Spot:
    """One dot of a scatter: a short name beside it and the full one, its values, its n."""

    name: str
    label: Label
    x: float
    y: float
    told: Label
    is_small: bool = False
    rows: str = ""


@dataclass(frozen=True)
class Scatter(Picture):
    """Dots by two values in percent; a line at the level of all of them."""

    corner: Label
    across: Label
    up: Label
    spots: tuple[Spot, ...]
    level: float | None = None
    level_told: Label = ""


@dataclass(frozen=True)
class TwoSides:
    """A name with a number on either side."""

    label: Label
    left: int
    right: int
    told: Label
    left_rows: str = ""
    right_rows: str = ""


@dataclass(frozen=True)
class Sides(Picture):
    """Bars that part to both sides of their names."""

    corner: Label
    left: Label
    right: Label
    rows: tuple[TwoSides, ...]


@dataclass(frozen=True)
class Piece:
    """A part of one whole."""

    label: Label
    number: int
    shade: Shade
    rows: str = ""


@dataclass(frozen=True)
class PartsOfOne(Picture):
    """One bar whose parts make the whole, in an order that means something."""

    corner: Label
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Square:
    """A nation as one square of a map: its code, its shade, and where it leads.

    One of which nothing is told only keeps its place.
    """

    code: str
    label: Label
    value: object
    told: Label
    look: Look
    shade: Shade
    href: str = ""


@dataclass(frozen=True)
class Squares(Picture):
    """Every nation an equal square, roughly where it lies on a map."""

    corner: Label
    measured: Label
    squares: tuple[Square, ...]
