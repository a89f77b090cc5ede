"""The words of an indicator's scale, by the places that are kept."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Mapped

from planner.choices import MeasuredAs
from planner.db import text
from planner.history.changes import TellsValues


class HasScale(TellsValues):
    """What an indicator says of its scale."""

    scale: Mapped[text]
    """The words of a scale, one a line, the lowest first; a value is the place of its word."""
    measured_as: Any
    baseline: Any

    @property
    def words(self) -> list[str]:
        """Return the words of its scale, the lowest first."""
        return self.scale.splitlines() if self.scale else []

    @property
    def baseline_word(self) -> str:
        """Return the word of its scale at which it stood before the plan began."""
        return self.word_at(self.baseline) or ""

    def word_at(self, place: Decimal | None) -> str | None:
        """Return the word at a place of its scale; None without one, or without such a place."""
        if place is None or self.measured_as is not MeasuredAs.SCALE:
            return None
        return self.words[int(place) - 1] if 1 <= place <= len(self.words) else None

    def told_then(self, name: str, values: Mapping[str, Any]) -> Any:
        """Return the word of the baseline."""
        return self.word_at(values[name])
