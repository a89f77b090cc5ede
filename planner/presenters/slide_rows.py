"""What stands in the cells of a slide's table, and how sentences are parted over slides."""

from collections.abc import Iterator, Sequence
from itertools import repeat

from planner.presenters.as_csv import Shown
from planner.presenters.cell import Kind, bare, detail_of, plain_text
from planner.presenters.fitting import LINE, fitted
from planner.presenters.table import Column, Table

MOST_SLIDES = 3
"""A table goes on over so many slides; the report has the rest."""

RIGHT = {"number", "percent", "money", "duration", "figure"}
BETWEEN = 6.0
"""Points between two sentences."""


def heads_and_rows(table: Table, shown: Shown) -> list[list[str]]:
    """Return the heading and the rows of a table as plain words, as a page shows them."""
    heads = [plain_text(one.label) for one in table.columns]
    kinds = [one.kind for one in table.columns]
    below = (map(words_of, row, kinds, repeat(shown)) for row in table.rows)
    return [heads, *map(list, below)]


def words_of(cell: object, kind: Kind, shown: Shown) -> str:
    """Return a cell as words, its second line behind it."""
    words = plain_text(shown(bare(cell), kind))
    detail = plain_text(detail_of(cell))
    return f"{words} ({detail})" if detail else words


def looks_of(columns: Sequence[Column]) -> list[str]:
    """Return of each column whether it stands left or right."""
    return ["r" if one.kind in RIGHT else "l" for one in columns]


def points_by_slide(
    told: Sequence[str], room: tuple[float, float], size: float
) -> Iterator[list[str]]:
    """Give the sentences of each slide, as many as fit its room."""
    across, down = room
    kept: list[str] = []
    left = down
    for one in told:
        words, lines = fitted(plain_text(one), across - 2 * size, size, 4)
        high = lines * size * LINE + BETWEEN
        if kept and high > left:
            yield kept
            kept, left = [], down
        kept.append(words)
        left -= high
    if kept:
        yield kept
