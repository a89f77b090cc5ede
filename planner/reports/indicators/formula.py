"""What a computed indicator is: numbers asked of the database, and what makes its value."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement

from planner.shapes.figure import Sentence


@dataclass(frozen=True)
class Formula:
    """Numbers asked of the database, and what makes the indicator's value of them."""

    parts: tuple[Any, ...]
    value: Callable[..., Decimal | None]
    n: Callable[..., Any] | None = None
    """How many rows the value was made of, from the same numbers."""
    events: ColumnElement[bool] | None = None
    """The events that it was made of; None where its rows are others."""
    unit: Callable[[int], Sentence] | None = None
    """What n counts where that is not rows; the last number is then that of the events."""
    why_none: Sentence | None = None
    """Why nothing is counted for this viewer."""


Build = Callable[[date, date], Formula]
FORMULAS: dict[str, Build] = {}
"""Of every indicator that is computed, by its code."""
MADE_OF_EVENTS: dict[str, Build] = {}
"""Of these, those whose rows are events."""
