"""An engagement of the sample office that took place."""

from dataclasses import dataclass
from datetime import date

from planner.events.models import Event

ALWAYS_TOLD = frozenset({"course", "ceremony", "festival", "exhibition", "community"})
"""Patterns that every office reports, so that each tells of culture, alumni and media."""


@dataclass(frozen=True)
class Held:
    """An event that took place, with the pattern it was made from and its turn among all."""

    event: Event
    key: str
    place: int

    @property
    def ended_on(self) -> date:
        """Return the real last day."""
        return self.event.actual_ends_on or self.event.sort_on
