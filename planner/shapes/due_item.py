"""One thing that falls due, whatever it is: whose it is, by when, how it stands, where it leads."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from planner.choices import Marking
from planner.shapes.figure import Label

SOON = timedelta(days=7)
"""What is due within so many days is shown before it is late."""


class DueState(StrEnum):
    """How something that is still owed stands on a day."""

    LATE = "late"
    SOON = "soon"
    LATER = "later"


@dataclass(frozen=True)
class DueItem:
    """Something that somebody owes by a day: a report, a later look, a follow-up, a lesson."""

    source: str
    """The name of the source that it comes from (`web/due_sources.py`)."""
    title: str
    href: str
    """Where it is read."""
    due_on: date
    owner: str
    """Who owes it, in words; empty for nobody."""
    detail: Label
    """What it belongs to, such as the title of its event."""
    marking: Marking
    step: Label
    """What is to be done."""
    step_href: str
    """Where it is done."""
    row_id: int = 0
    """The key of its row in the source: with the source it is this very thing and no other."""
    revision: int = 0
    """A number that rises whenever a row was changed of which this is told; it never falls."""

    def state(self, today: date) -> DueState:
        """Return how it stands on a day; what is due on the very day is not late."""
        if self.due_on < today:
            return DueState.LATE
        return DueState.SOON if self.due_on <= today + SOON else DueState.LATER

    def days_late(self, today: date) -> int:
        """Return how many days ago it was due; 0 while there is time."""
        return max(0, (today - self.due_on).days)
