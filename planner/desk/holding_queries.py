"""What has an owner: each kind of thing, what of it is still to be done, and what nobody owns."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, and_, or_, select

from planner.accounts.models import User
from planner.choices import CommitmentState, LessonState
from planner.commitments.models import Commitment
from planner.commitments.visibility import visible_commitments
from planner.events.models import Event
from planner.events.states.guards import FINISHED_STATES
from planner.objectives.models import Indicator, Objective
from planner.objectives.order_queries import own_order
from planner.objectives.value_due_conditions import holds_values
from planner.outcomes.follow_up_conditions import is_open
from planner.outcomes.models import FollowUp, Lesson
from planner.viewers import Viewer


@dataclass(frozen=True)
class Holding:
    """One kind of thing that has an owner: what of it is still to be done, and how it is shown."""

    name: str
    label: Any
    entity: Any
    to_do: Callable[[], ColumnElement[bool]]
    order: tuple[Any, ...]
    title_of: Callable[[Any], str]
    address_of: Callable[[Any], str]
    event_key: str = ""
    """The attribute that says on which event it hangs; empty when it hangs on none."""
    may_be_nobodys: bool = True
    """Whether it can stand without an owner; a promise and an assigned lesson cannot."""
    asks: str = "see"
    """The permission that who holds it needs, to do what it asks for."""
    sees: Callable[[Viewer, Any], ColumnElement[bool]] | None = None
    """Who may see a row that hangs on no event and is not everybody's."""

    @property
    def unowned(self) -> ColumnElement[bool]:
        """Return the condition that it is to be done and that nobody here owns it."""
        return and_(self.to_do(), nobodys(self.entity.owner_id))


def nobodys(owner_id: Any) -> ColumnElement[bool]:
    """Return the condition that a column names no owner, or one who left."""
    left = select(User.id).where(User.active.is_(False))
    return or_(owner_id.is_(None), owner_id.in_(left))


def event_url(event: Event) -> str:
    """Return the address of an event."""
    return url_for("events.show", event_id=event.id)


HOLDINGS = (
    Holding(
        "events",
        _l("Events"),
        Event,
        lambda: and_(Event.state.not_in(FINISHED_STATES), Event.discarded_at.is_(None)),
        (Event.sort_on, Event.id),
        lambda row: str(row.title),
        event_url,
        "id",
    ),
    Holding(
        "follow_ups",
        _l("Follow-ups"),
        FollowUp,
        is_open,
        (FollowUp.due_on, FollowUp.id),
        lambda row: str(row.what),
        lambda row: url_for("followups.show", follow_up_id=row.id),
        "event_id",
        may_be_nobodys=False,
    ),
    Holding(
        "lessons",
        _l("Lessons"),
        Lesson,
        lambda: Lesson.state != LessonState.VALIDATED,
        (Lesson.identified_on, Lesson.id),
        lambda row: str(row.what),
        lambda row: url_for("lessons.show", lesson_id=row.id),
        "event_id",
        may_be_nobodys=False,
    ),
    Holding(
        "objectives",
        _l("Objectives"),
        Objective,
        lambda: Objective.retired_on.is_(None),
        own_order(),
        lambda row: f"{row.code} {row.name}",
        lambda row: url_for("objectives.show", objective_id=row.id),
    ),
    Holding(
        "indicators",
        _l("Indicators"),
        Indicator,
        holds_values,
        (Indicator.code, Indicator.id),
        lambda row: f"{row.code} {row.name}",
        lambda row: url_for("indicators.show", indicator_id=row.id),
        asks="report",
    ),
    Holding(
        "commitments",
        _l("Commitments"),
        Commitment,
        lambda: Commitment.state == CommitmentState.OPEN,
        (Commitment.due_on, Commitment.id),
        lambda row: str(row.what),
        lambda row: url_for("commitments.show", commitment_id=row.id),
        may_be_nobodys=False,
        sees=visible_commitments,
    ),
)
"""Everything that has an owner: `tests/desk/test_leaving.py` walks the columns."""
