"""The table of a picture: the same values as its marks, each opening its rows."""

from collections.abc import Callable, Sequence
from typing import Any

from flask_babel import gettext as _

from planner.presenters.cell import Cell
from planner.presenters.table import Column, Table
from planner.shapes.figure import Share
from planner.shapes.pictures import (
    Bullets,
    PartsOfOne,
    Picture,
    Scatter,
    Sides,
    Squares,
    Stacks,
    TileRow,
    Tiles,
)
from planner.shapes.pictures_of_days import DayMarks, DayStrip, Timeline

Row = Sequence[object]


def linked(value: object, rows: str) -> object:
    """Return a value that opens its rows, where it has any."""
    return Cell(value, rows) if rows else value


def tiles_table(picture: Tiles) -> Table:
    """Return rows and columns as they stand, each cell in full."""
    heads = [" ".join(filter(None, map(str, column))) for column in picture.columns]
    columns = (Column(picture.corner), *map(Column, heads))
    return Table(picture.title, columns, [tile_row(row) for row in picture.rows])


def tile_row(row: TileRow) -> Row:
    """Return the name and the words of each tile."""
    cells = [linked(one.words, one.rows) if one else None for one in row.tiles]
    return (linked(row.label, row.href), *cells)


def stacks_table(picture: Stacks) -> Table:
    """Return a row for each bar, a column for each part, and the whole."""
    numbers = (
        *(Column(part.label, "number") for part in picture.parts),
        Column(_("All"), "number"),
    )
    rows = []
    for bar in picture.bars:
        opened = bar.rows or ("",) * len(bar.numbers)
        parts = [linked(n, rows) for n, rows in zip(bar.numbers, opened, strict=True)]
        rows.append((f"{bar.label} {bar.above}".strip(), *parts, bar.whole))
    return Table(picture.title, (Column(picture.corner), *numbers), rows)


def bullets_table(picture: Bullets) -> Table:
    """Return the progress of each beside what is expected."""
    columns = (
        Column(picture.corner),
        Column(_("Progress"), "percent"),
        Column(_("Expected by now"), "percent"),
        Column(_("In words")),
    )
    rows = [
        (linked(one.label, one.rows), share(one.reached), share(one.expected), one.told)
        for one in picture.bullets
    ]
    return Table(picture.title, columns, rows)


def share(value: float | None) -> Share | None:
    """Return a fraction as a share, which tables write in percent."""
    return None if value is None else Share(value)


def scatter_table(picture: Scatter) -> Table:
    """Return both values of each dot."""
    columns = (
        Column(picture.corner),
        Column(picture.across, "percent"),
        Column(picture.up, "percent"),
        Column(_("In words")),
    )
    rows = [
        (linked(one.label, one.rows), Share(one.x / 100), Share(one.y / 100), one.told)
        for one in picture.spots
    ]
    return Table(picture.title, columns, rows)


def sides_table(picture: Sides) -> Table:
    """Return the numbers of both sides."""
    columns = (
        Column(picture.corner),
        Column(picture.left, "number"),
        Column(picture.right, "number"),
    )
    rows = [
        (one.label, linked(one.left, one.left_rows), linked(one.right, one.right_rows))
        for one in picture.rows
    ]
    return Table(picture.title, columns, rows)


def whole_table(picture: PartsOfOne) -> Table:
    """Return the parts, nought included."""
    columns = (Column(picture.corner), Column(_("Number"), "number"))
    rows = [(one.label, linked(one.number, one.rows)) for one in picture.pieces]
    return Table(picture.title, columns, rows)


def marks_table(picture: DayMarks) -> Table:
    """Return the marks by day, the latest first."""
    sides = dict(zip((1, 0, -1), picture.sides, strict=True))
    columns = (Column(_("Day"), "day"), Column(picture.corner), Column(_("How it was")))
    marks = sorted(picture.marks, key=lambda one: one.day, reverse=True)
    rows = [(one.day, linked(one.told, one.href), sides[one.side]) for one in marks]
    return Table(picture.title, columns, rows)


def squares_table(picture: Squares) -> Table:
    """Return the nations that have a value."""
    columns = (Column(picture.corner), Column(picture.measured, "figure"))
    found = [one for one in picture.squares if one.value is not None]
    rows = [(linked(one.label, one.href), one.value) for one in found]
    return Table(picture.title, columns, rows)


def timeline_table(picture: Timeline) -> Table:
    """Return the bars with their days."""
    columns = (
        Column(picture.corner),
        Column(_("From"), "day"),
        Column(_("Until"), "day"),
        Column(_("In words")),
    )
    rows = [(linked(one.label, one.href), one.first, one.last, one.told) for one in picture.spans]
    return Table(picture.title, columns, rows)


def days_table(picture: DayStrip) -> Table:
    """Return the events and what falls due of each day."""
    columns = (
        Column(_("Day"), "day"),
        Column(_("Events"), "number"),
        Column(_("Falls due"), "number"),
    )
    rows = [(linked(one.day, one.href), one.events, one.due) for one in picture.days]
    return Table(picture.title, columns, rows)


TABLES: dict[type[Picture], Callable[[Any], Table]] = {
    Tiles: tiles_table,
    Stacks: stacks_table,
    Bullets: bullets_table,
    Scatter: scatter_table,
    Sides: sides_table,
    PartsOfOne: whole_table,
    DayMarks: marks_table,
    Squares: squares_table,
    Timeline: timeline_table,
    DayStrip: days_table,
}


def table_of(picture: Picture) -> Table:
    """Return the table of a picture; KeyError for a picture that needs none."""
    return TABLES[type(picture)](picture)
