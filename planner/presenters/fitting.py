"""How a table fits a slide: how wide its columns are, how high its rows, where it is parted.

Widths are measured as those of pictures are (`planner/pictures/letters.py`): at most so wide in
any usual face, so that nothing runs over whichever program opens the file.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.pictures.letters import SIZE as MEASURED_AT
from planner.pictures.letters import cut, lines, width

FACE = 0.92
"""How wide the face of slides is at most beside the one that pictures are measured with."""
BOLD = 1.12
"""How much wider bold letters are."""
LINE = 1.25
"""The height of a line by the size of its letters."""
MARGIN = 5.0
"""Points left and right of the words in a cell."""
WIDEST, NARROWEST = 340.0, 30.0
CELL_LINES, HEAD_LINES = 3, 4
FILLED = 0.86
"""The part of several lines that words are sure to fit, which break at blanks."""


@dataclass(frozen=True)
class Laid:
    """A part of a table as it stands on one slide, all in points and plain text."""

    widths: Sequence[float]
    heights: Sequence[float]
    rows: Sequence[Sequence[str]]
    """The heading first."""


def measured(words: str, size: float) -> float:
    """Return the points that words take at most in one line."""
    return width(words) * FACE * size / MEASURED_AT


def longest_word(words: str, size: float) -> float:
    """Return the points of the longest word, which should not be broken."""
    return max((measured(one, size) for one in words.split()), default=0.0)


def fitted(words: str, room: float, size: float, most: int) -> tuple[str, int]:
    """Return words that fit so many lines of so many points, and the lines that they take."""
    words = " ".join(words.split())
    narrow = room * MEASURED_AT / size / FACE
    found = lines(words, narrow, most)
    if found and found[-1].endswith("…") and not words.endswith("…"):
        return cut(words, narrow * (1 + (most - 1) * FILLED)), most
    return words, max(len(found), 1)


def column_widths(rows: Sequence[Sequence[str]], room: float, size: float) -> list[float]:
    """Return the widths of columns that together fill a room: long texts give way first.

    Where there is room, headings stand in one line, and what is left goes to all columns alike.
    """
    at_ease, wanted, least = [], [], []
    for column in zip(*rows, strict=True):
        head, *below = column
        whole = max((measured(one, size) for one in below), default=0.0)
        heading = BOLD * longest_word(head, size)
        word = max((longest_word(one, size) for one in below), default=0.0)
        word = max(word, heading)
        one_line = max(whole, BOLD * measured(head, size), NARROWEST)
        at_ease.append(min(one_line, WIDEST) + 2 * MARGIN)
        wanted.append(min(max(whole, heading, NARROWEST), WIDEST) + 2 * MARGIN)
        least.append(min(max(word, NARROWEST), WIDEST / 2) + 2 * MARGIN)
    if sum(at_ease) <= room:
        return [one * room / sum(at_ease) for one in at_ease]
    if sum(wanted) <= room:
        return shared_out(at_ease, wanted, room)
    return shared_out(wanted, least, room)


def shared_out(wanted: Sequence[float], least: Sequence[float], room: float) -> list[float]:
    """Return widths between the least and the wanted ones whose sum is the room."""
    least = [min(small, whole) for small, whole in zip(least, wanted, strict=True)]
    if sum(least) >= room:
        return [one * room / sum(least) for one in least]
    part = (room - sum(least)) / (sum(wanted) - sum(least))
    pairs = zip(least, wanted, strict=True)
    return [small + (whole - small) * part for small, whole in pairs]


def parted(
    rows: Sequence[Sequence[str]], room: tuple[float, float], size: float
) -> tuple[list[Laid], list[str]]:
    """Return a table, its heading first, in parts that fit a room, and the words that were cut.

    The room is its width and height in points.
    """
    across, down = room
    widths = column_widths(rows, across, size)
    cut_off: list[str] = []
    head, head_height = laid_row(rows[0], widths, size, HEAD_LINES, cut_off)
    parts: list[Laid] = []
    kept, heights = [head], [head_height]
    for row in rows[1:]:
        cells, height = laid_row(row, widths, size, CELL_LINES, cut_off)
        if sum(heights) + height > down and len(kept) > 1:
            parts.append(Laid(widths, heights, kept))
            kept, heights = [head], [head_height]
        kept.append(cells)
        heights.append(height)
    return [*parts, Laid(widths, heights, kept)], cut_off


def laid_row(
    row: Sequence[str], widths: Sequence[float], size: float, most: int, cut_off: list[str]
) -> tuple[list[str], float]:
    """Return the cells of a row as they fit, and its height; what is cut is noted in full."""
    cells, taken = [], 1
    for words, column in zip(row, widths, strict=True):
        shown, number = fitted(words, column - 2 * MARGIN, size, most)
        if shown != " ".join(words.split()):
            cut_off.append(words)
        cells.append(shown)
        taken = max(taken, number)
    return cells, taken * size * LINE + 2 * MARGIN
