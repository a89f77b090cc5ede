"""What is written when an event goes into another state, or somebody asks that it should."""

from typing import Annotated

from flask_babel import lazy_gettext as _l

from planner.choices import EventState
from planner.shapes.base import Ask, Shape
from planner.shapes.values import (
    Currency,
    Day,
    Heads,
    Key,
    Lines,
    Money,
    OneLine,
    RowVersion,
    TermCode,
    Text,
)


class StateMove(Shape):
    """A move from one state to another, with a note; a reason where the move asks for one."""

    note: Text = ""
    reason_code: TermCode | None = None


class ApprovalMove(StateMove):
    """An approval: of the event as it was when the approver looked at it."""

    seen: RowVersion | None = None


class ReasonedMove(StateMove):
    """A move that says why."""

    reason_code: Annotated[str, OneLine(40, ask=_l("Choose a reason."))]


class Postponement(ReasonedMove):
    """A postponement, with the new days where they are known."""

    new_starts_on: Day | None = None
    new_ends_on: Day | None = None


class Cancellation(ReasonedMove):
    """A cancellation: what it cost so far, whether the partner knows, what takes its place.

    An event that is cut short has a real last day besides.
    """

    actual_cost: Money | None = None
    currency: Currency = ""
    partner_told: bool = False
    replaced_by_id: Key | None = None
    actual_ends_on: Day | None = None


class TookPlace(StateMove):
    """The end of an event: when it really was, and how many came."""

    actual_starts_on: Day | None = None
    actual_ends_on: Day | None = None
    participants_actual: Heads | None = None


class BulkMove(Shape):
    """One move for many events."""

    to: Annotated[EventState, Ask(_l("Choose the new state."))]
    reason_code: TermCode | None = None
    note: Annotated[str, Lines(2000)] = ""
    as_planned: bool = False
    """Whether an event that is over took place on its planned days."""
    seen: Annotated[str, Lines(100_000)] = ""
    """The events as they were when the page was opened (`list.actions.as_listed`)."""
    is_pinned: bool = False
    """Whether they are a whole filter, of which nothing is done that was saved since."""


class Replacement(Shape):
    """Which event takes the place of one that was called off or put off; none takes it away."""

    replaced_by_id: Key | None = None


class ProposalDecision(Shape):
    """What an approver says to a proposed change, and the version that was looked at."""

    seen: Annotated[RowVersion, Ask(_l("Open the proposal, look at it, then decide."))]
    note: Text = ""
