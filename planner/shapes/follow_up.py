"""A follow-up as it is written, closed, and moved with others."""

from typing import Annotated, Literal

from flask_babel import lazy_gettext as _l

from planner.choices import FollowUpState
from planner.shapes.base import Ask, Shape
from planner.shapes.lines import Line, NationChoice, Title
from planner.shapes.values import Day, Key, Text


class WrittenFollowUp(Shape):
    """What somebody owes after an event."""

    what: Annotated[Title, Ask(_l("Enter what is owed"))]
    owner_id: Annotated[Key, Ask(_l("Choose an owner"))]
    due_on: Annotated[Day, Ask(_l("Enter the due day"))]
    promised_nation_code: NationChoice = None
    promised_organisation_id: Key | None = None
    state: FollowUpState = FollowUpState.OPEN
    closed_on: Day | None = None
    note: Text = ""


class Closing(Shape):
    """The day on which a follow-up was done; none is the day of the step."""

    closed_on: Day | None = None


class FollowUpStep(Shape):
    """One step for several follow-ups: settled alike, or given to another owner."""

    step: Literal["done", "handed_over", "dropped", "reassign"]
    owner_id: Key | None = None
    closed_on: Day | None = None
    note: Line = ""
    as_seen: tuple[Line, ...] = ()
    """The follow-ups of a whole filter as they were looked at (`as_listed`)."""
