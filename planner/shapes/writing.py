"""From a shape to a row."""

from collections.abc import Collection
from typing import Any

from planner.shapes.base import Shape


def fill(row: Any, written: Shape, but: Collection[str] = ()) -> None:
    """Set on a row what was given, by the names of its columns; `but` is set otherwise."""
    for name, value in written.given().items():
        if name not in but:
            setattr(row, name, value)
