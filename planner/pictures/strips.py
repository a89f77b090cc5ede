"""Strips: parts of one whole, marks along days, bars along days, some days side by side."""

from dataclasses import dataclass
from datetime import date

from planner.pictures.letters import cut, width
from planner.shapes.figure import Label
from planner.shapes.pictures import Look, PartsOfOne, Piece
from planner.shapes.pictures_of_days import DayMarks, Timeline

ROOM = 288
LANE, TIMELINE_HEAD = 24, 22
NAMES = 34.0
NAMES_ROOM = 94
LEAST = 0.8
"""Percent that the shortest bar along days takes, so that one day of ten years is seen."""
MARKS_MIDDLE, MARKS_HEIGHT, STEP = 50, 112, 9
EACH_SIDE = 4
"""How many marks of one place stand upon each other before they lie over each other."""


def drawn_whole(picture: PartsOfOne) -> list[tuple[Piece, float, float, bool]]:
    """Return each part with where it begins, how long it is, and whether its number fits."""
    total = sum(piece.number for piece in picture.pieces)
    found, begun = [], 0.0
    for piece in picture.pieces:
        long = 100 * piece.number / total if total else 0.0
        fits = width(str(piece.number)) + 6 < ROOM * long / 100
        if piece.number:
            found.append((piece, round(begun, 2), round(long, 2), fits))
        begun += long
    return found


def along(first: date, last: date, day: date) -> float:
    """Return the percentage of a time at which a day begins."""
    length = (last - first).days + 1
    return 100 * min(max((day - first).days, 0), length) / length


@dataclass(frozen=True)
class DrawnMarks:
    """Marks along days: each with its percentage and its pixels, and the years' beginnings."""

    marks: tuple[tuple[Label, str, int, float, float], ...]
    """Of each its words, its address, its side, and where it lies."""
    years: tuple[tuple[float, str], ...]
    middle: int = MARKS_MIDDLE
    height: int = MARKS_HEIGHT


def drawn_marks(picture: DayMarks) -> DrawnMarks:
    """Return the marks, those of like days above each other so that each is seen."""
    seen: dict[tuple[int, int], int] = {}
    marks = []
    for mark in sorted(picture.marks, key=lambda one: one.day):
        x = round(1.5 + 0.97 * along(picture.first, picture.last, mark.day), 1)
        near = (int(x / 3.5), mark.side)
        number = seen[near] = seen.get(near, -1) + 1
        offset = STEP * min(number, EACH_SIDE - 1)
        away = 14 + offset if mark.side else 0
        y = MARKS_MIDDLE - (away if mark.side >= 0 else -away)
        marks.append((mark.told, mark.href, mark.side, x, y))
    return DrawnMarks(tuple(marks), years(picture.first, picture.last))


def years(first: date, last: date, begins: float = 0.0) -> tuple[tuple[float, str], ...]:
    """Return where years begin, so many of them that their names do not meet."""
    found = range(first.year, last.year + 1)
    step = max(1, -(-len(found) * 44 // round(ROOM * (100 - begins) / 100)))
    told = [year for year in found if year % step == 0 or len(found) == 1]
    part = (100 - begins) / 100
    return tuple(
        (round(begins + part * along(first, last, max(date(year, 1, 1), first)), 2), str(year))
        for year in told
    )


@dataclass(frozen=True)
class DrawnTimeline:
    """Bars along days, one lane each, with today."""

    height: int
    bars: tuple[tuple[Label, str, int, str, float, float, str], ...]
    """Its words and address, how far down, its name, where it begins, its length, its class."""
    years: tuple[tuple[float, str], ...]
    today: float | None


CSS = {
    Look.PROVEN: "mark",
    Look.HELD: "mark-2",
    Look.PLANNED: "hollow",
    Look.LACK: "lack",
    Look.NONE: "h0",
}


def drawn_timeline(picture: Timeline) -> DrawnTimeline:
    """Return the bars from whole years on, in lanes below each other."""
    first = date(min(one.first for one in picture.spans).year, 1, 1)
    last = date(max(one.last for one in picture.spans).year, 12, 31)
    bars = []
    for place, one in enumerate(picture.spans):
        begins = NAMES + (100 - NAMES) * along(first, last, one.first) / 100
        ends = NAMES + (100 - NAMES) * along(first, last, one.last) / 100
        long = max(ends - begins + 100 / ((last - first).days + 1), LEAST)
        begins = min(begins, 100 - long)
        name = cut(str(one.label), NAMES_ROOM)
        y = TIMELINE_HEAD + LANE * place
        place_of = (round(begins, 2), round(long, 2), CSS[one.look])
        bars.append((one.told, one.href, y, name, *place_of))
    is_within = first <= picture.today <= last
    today = NAMES + (100 - NAMES) * along(first, last, picture.today) / 100
    return DrawnTimeline(
        TIMELINE_HEAD + LANE * len(bars),
        tuple(bars),
        years(first, last, NAMES),
        round(today, 2) if is_within else None,
    )
