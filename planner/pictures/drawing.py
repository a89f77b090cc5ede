"""Which drawing belongs to which picture, and the macro that writes it."""

from collections.abc import Callable
from typing import Any

from planner.pictures.days import drawn_days
from planner.pictures.rows_of_bars import drawn_bullets, drawn_sides
from planner.pictures.scatters import drawn_scatter
from planner.pictures.squares import drawn_squares
from planner.pictures.stacks import drawn_stacks
from planner.pictures.strips import drawn_marks, drawn_timeline, drawn_whole
from planner.pictures.tiles import drawn_tiles
from planner.shapes.pictures import (
    Bullets,
    PartsOfOne,
    Picture,
    Scatter,
    Sides,
    Squares,
    Stacks,
    Tiles,
)
from planner.shapes.pictures_of_days import DayMarks, DayStrip, Timeline

DRAWINGS: dict[type[Picture], tuple[str, Callable[[Any], object]]] = {
    Tiles: ("tiles", drawn_tiles),
    Stacks: ("stacks", drawn_stacks),
    Bullets: ("bullets", drawn_bullets),
    Scatter: ("scatter", drawn_scatter),
    Sides: ("sides", drawn_sides),
    PartsOfOne: ("whole", drawn_whole),
    DayMarks: ("marks", drawn_marks),
    Squares: ("squares", drawn_squares),
    Timeline: ("timeline", drawn_timeline),
    DayStrip: ("days", drawn_days),
}


def drawn(picture: Picture) -> tuple[str, object]:
    """Return the name of the macro that writes a picture, and what it is to write."""
    name, draw = DRAWINGS[type(picture)]
    return name, draw(picture)
