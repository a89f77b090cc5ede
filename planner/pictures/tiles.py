"""Tiles: rows of names, and a cell for each column."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from planner.pictures.letters import lines
from planner.shapes.figure import Label
from planner.shapes.pictures import Look, Tile, TileRow, Tiles

NAMES = 42.0
"""Percent of the width that the names take."""
NAMES_OF_WIDE = 20.0
"""The same of a picture that is at least 40 rem wide."""
NAMES_ROOM = 117
"""Pixels for a name where the picture is narrowest."""
HEAD, ROW = 40, 36
FEW = 6
"""More columns than these take a picture that is wider than a phone."""


class DrawnTile(NamedTuple):
    """A tile: where it begins, and the classes of its mark and of its words."""

    x: float
    y: int
    css: str
    words: str
    words_css: str
    told: Label
    is_proven: bool
    rows: str


@dataclass(frozen=True)
class DrawnName:
    """A name in its lines, each with how far down it stands."""

    lines: tuple[tuple[int, str], ...]
    told: Label
    href: str


@dataclass(frozen=True)
class DrawnTiles:
    """All that is drawn of tiles."""

    height: int
    wide: float
    """Percent of the width of one tile."""
    heads: tuple[tuple[float, Label], ...]
    above: tuple[tuple[float, Label], ...]
    """The words above several columns, each where the first of them begins."""
    names: tuple[DrawnName, ...]
    tiles: tuple[DrawnTile, ...]
    is_wide: bool
    looks: frozenset[Look]
    """Which looks there are, so that the key explains no other."""


def drawn_tiles(picture: Tiles) -> DrawnTiles:
    """Return where the names, heads and tiles stand."""
    number = max(len(picture.columns), 1)
    begins = NAMES_OF_WIDE if number > FEW else NAMES
    wide = round((100 - begins) / number, 3)
    starts = [round(begins + wide * place, 2) for place in range(number)]
    return DrawnTiles(
        height=HEAD + ROW * len(picture.rows),
        wide=wide,
        heads=tuple(
            (round(x + wide / 2, 2), own)
            for x, (_, own) in zip(starts, picture.columns, strict=False)
        ),
        above=groups_above(picture.columns, starts),
        names=tuple(drawn_name(row, HEAD + ROW * n) for n, row in enumerate(picture.rows)),
        tiles=tuple(
            drawn_tile(tile, x, HEAD + ROW * n)
            for n, row in enumerate(picture.rows)
            for x, tile in zip(starts, row.tiles, strict=False)
            if tile
        ),
        is_wide=number > FEW,
        looks=looks_of(picture),
    )


def looks_of(picture: Tiles) -> frozenset[Look]:
    """Return the looks of all tiles; a proven one has its own dot."""
    tiles = [tile for row in picture.rows for tile in row.tiles if tile]
    found = {Look.HELD if one.look is Look.PROVEN else one.look for one in tiles}
    return frozenset(found | {Look.PROVEN for one in tiles if one.is_proven})


def groups_above(
    columns: Sequence[tuple[Label, Label]], starts: Sequence[float]
) -> tuple[tuple[float, Label], ...]:
    """Return each word that stands above columns, once for those that follow each other."""
    found = []
    for word, group in groupby(range(len(columns)), key=lambda place: str(columns[place][0])):
        if word:
            found.append((starts[next(group)], word))
    return tuple(found)


def drawn_name(row: TileRow, top: int) -> DrawnName:
    """Return a name in one line in the middle of its row, or in two."""
    found = lines(str(row.label), NAMES_ROOM)
    first = top + (21 if len(found) < 2 else 14)
    return DrawnName(
        tuple((first + 14 * n, one) for n, one in enumerate(found)), row.label, row.href
    )


def drawn_tile(tile: Tile, x: float, top: int) -> DrawnTile:
    """Return a tile by how it looks."""
    css = {
        Look.HELD: f"h{tile.shade}",
        Look.PROVEN: f"h{tile.shade}",
        Look.PLANNED: "hollow",
        Look.LACK: "lack",
        Look.NONE: "h0",
    }[tile.look]
    words_css = {"h4": "on-4", "lack": "lack-word", "h0": "soft"}.get(css, "")
    return DrawnTile(x, top, css, tile.words, words_css, tile.told, tile.is_proven, tile.rows)
