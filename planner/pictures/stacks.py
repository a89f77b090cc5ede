"""Stacked bars: parts upon each other, the whole above, names below."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from planner.pictures.letters import cut
from planner.pictures.scales import Scale, scale
from planner.shapes.pictures import Look, Stack, Stacks

TOP, BASE, HEIGHT = 18, 206, 246
"""Pixels: the top of the scale, its nought, and the whole picture."""
FILLED = 0.72
"""How much of its column a bar takes."""
LEAST = 0.5
"""The pixels of a part that is next to nothing beside the others."""
ROOM = 14
"""A part lower than this has no number in it."""
AXIS = 13.0
NARROW = 260
CSS = {Look.PROVEN: "mark", Look.HELD: "mark-2", Look.PLANNED: "plan"}
ON = {Look.PROVEN: "on", Look.HELD: "", Look.PLANNED: ""}


class DrawnPart(NamedTuple):
    """A part of a bar, in pixels from above, with the words that tell it."""

    y: float
    height: float
    css: str
    is_hatched: bool
    told: str
    number: str
    """Empty where it would not fit."""
    number_y: float
    number_css: str
    rows: str


@dataclass(frozen=True)
class DrawnBar:
    """A bar: where it begins and its middle in percent, its parts, its whole above it."""

    x: float
    middle: float
    parts: tuple[DrawnPart, ...]
    top: float
    whole: int
    label: str


@dataclass(frozen=True)
class DrawnStacks:
    """All that is drawn of stacked bars."""

    wide: float
    bars: tuple[DrawnBar, ...]
    ticks: tuple[tuple[float, str], ...]
    above: tuple[tuple[float, str], ...]
    """The words that bars share, each where the first of them begins."""
    height: int = HEIGHT
    base: int = BASE
    axis: float = AXIS


def drawn_stacks(picture: Stacks) -> DrawnStacks:
    """Return where the bars, their parts and their names stand."""
    by = scale((bar.whole for bar in picture.bars), steps=4, in_whole=True)
    column = (100 - AXIS) / max(len(picture.bars), 1)
    wide = round(column * FILLED, 2)
    starts = [round(AXIS + column * n + (column - wide) / 2, 2) for n in range(len(picture.bars))]
    return DrawnStacks(
        wide,
        tuple(
            drawn_bar(bar, picture, x, wide, by)
            for bar, x in zip(picture.bars, starts, strict=True)
        ),
        tuple((down(by, tick), f"{tick:g}") for tick in by.ticks),
        shared_words(picture.bars, starts),
    )


def down(by: Scale, value: float) -> float:
    """Return the pixels from above at which a value lies."""
    return round(BASE - (BASE - TOP) * by.share(value) / 100, 1)


def drawn_bar(bar: Stack, picture: Stacks, x: float, wide: float, by: Scale) -> DrawnBar:
    """Return a bar with its parts, from below; what counts nothing is not drawn."""
    parts, below = [], 0
    for place, (part, number) in enumerate(zip(picture.parts, bar.numbers, strict=True)):
        if number:
            rows = bar.rows[place] if bar.rows else ""
            told = f"{bar.above} {bar.label}: {number} {part.label}".strip()
            ends = (down(by, below), down(by, below + number))
            parts.append(drawn_part(part.look, number, ends, told, rows))
        below += number
    column = NARROW * (100 - AXIS) / 100 / max(len(picture.bars), 1)
    label = cut(str(bar.label), column)
    return DrawnBar(x, round(x + wide / 2, 2), tuple(parts), down(by, below), bar.whole, label)


def drawn_part(
    look: Look, number: int, ends: tuple[float, float], told: str, rows: str
) -> DrawnPart:
    """Return a part between two heights; its number stands in it where there is room."""
    low, high = ends
    height = max(round(low - high - 1, 1), LEAST)
    return DrawnPart(
        high,
        height,
        CSS[look],
        look is Look.PLANNED,
        told,
        str(number) if height >= ROOM else "",
        round(high + height / 2 + 4, 1),
        ON[look],
        rows,
    )


def shared_words(bars: Sequence[Stack], starts: Sequence[float]) -> tuple[tuple[float, str], ...]:
    """Return the words below the names, once for the bars that share one."""
    found = []
    for word, group in groupby(range(len(bars)), key=lambda place: str(bars[place].above)):
        if word:
            found.append((starts[next(group)], word))
    return tuple(found)
