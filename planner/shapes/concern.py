"""A concern as it is written, and the answer to it."""

from typing import Annotated

from flask_babel import lazy_gettext as _l

from planner.choices import ConcernSource, Marking
from planner.shapes.base import Ask, Shape
from planner.shapes.lines import OR_NONE, Line, NationChoice, Telling, Title
from planner.shapes.values import Day, Text


class WrittenConcern(Shape):
    """What somebody outside worries about, and how it was answered."""

    what: Annotated[Title, Ask(_l("Enter the concern in a few words"))]
    detail: Text = ""
    source: ConcernSource
    raised_by: Line = ""
    raised_on: Annotated[Day, Ask(_l("Enter the day on which it was raised"))]
    nation_code: NationChoice = None
    """Where it was raised; asked for where it is about no event."""
    answered_on: Day | None = None
    answer: Text = ""
    marking: Annotated[Marking | None, OR_NONE] = None
    """Of one that is about a nation alone; one of an event is marked as the event."""


class ConcernAnswered(Shape):
    """The answer to a concern."""

    answered_on: Annotated[Day, Ask(_l("Enter the day of the answer"))]
    answer: Annotated[Telling, Ask(_l("Enter what was answered"))]
