"""How far the bar goes that stands below a number in a cell."""

from planner.presenters.cell import Cell, bare
from planner.shapes.figure import Rate, Share


def bar_of(cell: object, kind: str = "") -> float | None:
    """Return how far the bar of a cell goes, in percent; None where it has none.

    A part of a whole shows itself as a bar; of other numbers the cell says how far it goes.
    """
    share = cell.share if isinstance(cell, Cell) else None
    if share is None:
        share = fraction_of(bare(cell), kind)
    return None if share is None else round(100 * min(1.0, max(0.0, share)), 1)


def fraction_of(value: object, kind: str) -> float | None:
    """Return a percentage as a fraction; None of what is none, and of nothing divided."""
    if isinstance(value, Rate | Share):
        return value.value
    if kind == "percent" and isinstance(value, int | float):
        return float(value)
    return None
