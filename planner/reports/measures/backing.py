"""What outcomes and reports add to the measures: backed, yielded, reported in time."""

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, and_, exists, not_, select

from planner.choices import OutcomeSign
from planner.days import days_between
from planner.events.measure_registry import CountedFor, measure
from planner.events.measures import executed_in, has_share, link, seen_link
from planner.events.models import Event
from planner.objectives.models import Objective
from planner.outcomes.measures import backs, came_from
from planner.outcomes.models import Outcome

objective = Objective.__table__


def is_backed(*more: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the condition on a row of `objective_link`: such an outcome for it came of it."""
    return exists(
        select(Outcome.id)
        .join(came_from, came_from.c.outcome_id == Outcome.id)
        .where(
            came_from.c.event_id == link.c.event_id,
            Outcome.objective_id == link.c.objective_id,
            *(more or (backs(),)),
        )
        .correlate(link)
    )


HARMS = (Outcome.verified_by_id.is_not(None), Outcome.sign == OutcomeSign.NEGATIVE)
"""What makes an outcome one of harm (M11)."""


def is_harmed() -> ColumnElement[bool]:
    """Return the condition on a row of `objective_link`: a harm for it came of its event."""
    return is_backed(*HARMS)


def by_link(asked: CountedFor, *conditions: Any) -> ColumnElement[bool]:
    """Return the condition that a link to an asked objective meets the conditions."""
    linked = select(link.c.event_id).where(*conditions, seen_link())
    if asked.objective_ids:
        linked = linked.where(link.c.objective_id.in_(asked.objective_ids))
    return Event.id.in_(linked)


def window_closed(asked: CountedFor) -> ColumnElement[bool]:
    """Return the condition that the outcome window of a link's objective has passed (M11)."""
    window = select(objective.c.outcome_window_days).where(objective.c.id == link.c.objective_id)
    return days_between(Event.actual_ends_on, asked.today) > window.scalar_subquery()


@measure("outcome-backed", _l("Executed, with a verified outcome"))
def outcome_backed(asked: CountedFor) -> ColumnElement[bool]:
    """Return the events of EX with an outcome that backs the objective they serve."""
    return and_(executed_in(asked.first, asked.last), by_link(asked, has_share(), is_backed()))


@measure("unbacked", _l("Executed, no verified outcome yet"))
def unbacked(asked: CountedFor) -> ColumnElement[bool]:
    """Return the other events of EX."""
    return and_(executed_in(asked.first, asked.last), not_(outcome_backed(asked)))


def due_links(asked: CountedFor, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the events of EX with a link whose window has closed and meets the conditions."""
    return executed_links(asked, window_closed(asked), *conditions)


def due_outcome(asked: CountedFor, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the events of EX of which an outcome for a link came whose window has closed.

    It starts at the outcomes of an event, for most events have none.
    """
    for_link = and_(
        link.c.event_id == came_from.c.event_id, link.c.objective_id == Outcome.objective_id
    )
    due = (
        select(Outcome.id)
        .join(came_from, came_from.c.outcome_id == Outcome.id)
        .join(link, for_link)
        .where(
            came_from.c.event_id == Event.id,
            link.c.weight > 0,
            seen_link(),
            window_closed(asked),
            *conditions,
        )
    )
    if asked.objective_ids:
        due = due.where(link.c.objective_id.in_(asked.objective_ids))
    return and_(executed_in(asked.first, asked.last), exists(due.correlate(Event)))


def executed_links(asked: CountedFor, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the events of EX with a link (w > 0) to an asked objective that meets conditions."""
    due = exists(
        select(link.c.id)
        .where(link.c.event_id == Event.id, link.c.weight > 0, seen_link(), *conditions)
        .where(*([link.c.objective_id.in_(asked.objective_ids)] if asked.objective_ids else []))
        .correlate(Event)
    )
    return and_(executed_in(asked.first, asked.last), due)


@measure("yield-due", _l("Executed, outcome window closed"), needs_share=False)
def yield_due(asked: CountedFor) -> ColumnElement[bool]:
    """Return the denominator of M11."""
    return due_links(asked)


@measure("yielded", _l("Executed, window closed, with a verified outcome"), needs_share=False)
def yielded(asked: CountedFor) -> ColumnElement[bool]:
    """Return the numerator of M11."""
    return due_outcome(asked, backs())


@measure(
    "harmed", _l("Executed, window closed, with a verified negative outcome"), needs_share=False
)
def harmed(asked: CountedFor) -> ColumnElement[bool]:
    """Return the events whose verified outcome is negative; shown beside M11, not netted."""
    return due_outcome(asked, *HARMS)


@measure("yield-waiting", _l("Executed, outcome window still open"), needs_share=False)
def yield_waiting(asked: CountedFor) -> ColumnElement[bool]:
    """Return the events of EX that M11 does not count yet."""
    return and_(executed_links(asked), not_(yield_due(asked)))
