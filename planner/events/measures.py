"""What the figures count, as conditions on events: a number and its list share these (METRICS)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, and_, func, not_, select, true

from planner.choices import (
    AHEAD_STATES,
    EXECUTED_STATES,
    UNAPPROVED_STATES,
    DatePrecision,
    Family,
    PartnerRole,
)
from planner.db import db
from planner.events.measure_registry import MEASURES, CountedFor, measure
from planner.events.models import NOT_SET, Event, EventNation, ObjectiveLink
from planner.kinds.queries import codes_of
from planner.objectives.visibility import objective_seen
from planner.partners.models import Nation

MINIMUM_SHARE = 0.1
"""An event counts for an objective from this share of its weight on (METRICS M7, M8)."""

ROUNDING = 1e-9
"""Keeps 0.3 of 3.0 a tenth, which binary fractions would miss."""

# Tables, not classes: the access criterion narrows the event, and that is enough.
link = ObjectiveLink.__table__
event_nation = EventNation.__table__
nation = Nation.__table__


def measured(name: str, asked: CountedFor) -> ColumnElement[bool]:
    """Return the condition for exactly the events that a number of this measure counts.

    Use it instead of a list's own conditions on objective, nation and dates. Raises KeyError
    for a measure that nobody registered.
    """
    conditions = [Event.discarded_at.is_(None), MEASURES[name].condition(asked)]
    if asked.objective_ids and MEASURES[name].needs_share:
        conditions.append(serves(asked.objective_ids))
    if asked.nation_codes:
        conditions.append(with_partner(asked.nation_codes))
    return and_(*conditions)


def of_family(*families: Family) -> ColumnElement[bool]:
    """Return the condition that an event is of a kind of one of these families."""
    return Event.kind.in_(codes_of(*families))


def within(column: Any, first: date | None, last: date | None) -> ColumnElement[bool]:
    """Return the condition for a day from the first to the last, both included and optional."""
    bounds = [column.is_not(None)]
    if first is not None:
        bounds.append(column >= first)
    if last is not None:
        bounds.append(column <= last)
    return and_(*bounds)


def executed_in(first: date | None, last: date | None) -> ColumnElement[bool]:
    """Return EX of METRICS: executed, reported or closed, with the actual end in the period."""
    return and_(Event.state.in_(EXECUTED_STATES), within(Event.actual_ends_on, first, last))


def planned_in(first: date | None, last: date | None) -> ColumnElement[bool]:
    """Return PL of METRICS: the start that was first approved lies in the period."""
    return within(Event.baseline_starts_on, first, last)


def ahead_in(first: date | None, last: date | None, today: date) -> ColumnElement[bool]:
    """Return f of METRICS M10: approved, its planned last day in the period and not yet passed.

    By the last day, as executed events are: one over New Year belongs to the same year in both.
    """
    return and_(
        Event.state.in_(AHEAD_STATES),
        within(Event.ends_on, first, last),
        Event.ends_on >= today,
    )


def unanswered_in(first: date | None, last: date | None, today: date) -> ColumnElement[bool]:
    """Return what was approved and whose planned last day, in the period, has passed.

    Nobody said whether it took place: it is neither executed nor ahead.
    """
    return and_(
        Event.state.in_(AHEAD_STATES), within(Event.ends_on, first, last), Event.ends_on < today
    )


def seen_link(row: Any = link) -> ColumnElement[bool]:
    """Return the condition on a row of `objective_link`: its objective is seen by who looks.

    A table has no criterion of its own. An objective of a plan for a nation out of scope is in
    no number, and takes no share of an event.
    """
    return objective_seen(db.session.info["viewer"], row.c.objective_id)


def total_weight(event_id: Any) -> Any:
    """Return Σ w(e,o) of an event over what the viewer sees; null when it has no link."""
    every = link.alias("every_link")
    of_event = select(func.sum(every.c.weight)).where(every.c.event_id == event_id)
    return of_event.where(seen_link(every)).scalar_subquery()


def whole_weight(event_id: Any) -> Any:
    """Return Σ w(e,o) of an event, whoever looks."""
    every = link.alias("every_link")
    return select(func.sum(every.c.weight)).where(every.c.event_id == event_id).scalar_subquery()


def has_share(minimum_share: float = MINIMUM_SHARE, *, total: Any = None) -> ColumnElement[bool]:
    """Return the condition on a row of `objective_link`: u(e,o) is at least so much, and seen.

    A statement that has the event's total weight already hands it in, which is faster.
    """
    whole = total_weight(link.c.event_id) if total is None else total
    return and_(share_of(whole, minimum_share), seen_link())


def share_of(whole: Any, minimum_share: float = MINIMUM_SHARE) -> ColumnElement[bool]:
    """Return the condition on a row of `objective_link`: it is so much of a whole."""
    return and_(link.c.weight > 0, link.c.weight >= whole * (minimum_share - ROUNDING))


def is_share(weight: float, whole: float) -> bool:
    """Say of a weight and its event’s total weight that u(e,o) counts, as `has_share` does."""
    return weight > 0 and weight >= whole * (MINIMUM_SHARE - ROUNDING)


def serves(
    objective_ids: int | Iterable[int], minimum_share: float = MINIMUM_SHARE
) -> ColumnElement[bool]:
    """Return the condition that an objective has at least a share of the event's weight."""
    ids = [objective_ids] if isinstance(objective_ids, int) else sorted(objective_ids)
    serving = select(link.c.event_id).where(link.c.objective_id.in_(ids), has_share(minimum_share))
    return Event.id.in_(serving)


def unlinked() -> ColumnElement[bool]:
    """Return the condition that no objective has a share: no link, or weights of 0 only."""
    return Event.id.not_in(select(link.c.event_id).where(link.c.weight > 0, seen_link()))


def with_partner(codes: Iterable[str], event_id: Any = Event.id) -> ColumnElement[bool]:
    """Return the condition that one of the nations takes part as a partner; own never is one."""
    own = select(nation.c.code).where(nation.c.is_own)
    partners = select(event_nation.c.event_id).where(
        event_nation.c.nation_code.in_(sorted(codes)), event_nation.c.nation_code.not_in(own)
    )
    condition: ColumnElement[bool] = event_id.in_(partners)
    return condition


def was_met() -> ColumnElement[bool]:
    """Return the condition on a row of `event_nation`: it was there, not invited alone (M17)."""
    return event_nation.c.role != PartnerRole.INVITED


@measure("executed", _l("Executed"))
def executed(asked: CountedFor) -> ColumnElement[bool]:
    """Return EX."""
    return executed_in(asked.first, asked.last)


@measure("planned", _l("Planned"))
def planned(asked: CountedFor) -> ColumnElement[bool]:
    """Return PL."""
    return planned_in(asked.first, asked.last)


@measure("ahead", _l("Approved and ahead"))
def ahead(asked: CountedFor) -> ColumnElement[bool]:
    """Return the approved events still to come."""
    return ahead_in(asked.first, asked.last, asked.today)


@measure("unanswered", _l("Approved, last day passed: did it take place?"))
def unanswered(asked: CountedFor) -> ColumnElement[bool]:
    """Return the approved events of which nobody said whether they took place."""
    return unanswered_in(asked.first, asked.last, asked.today)


@measure("unapproved", _l("Planned, not yet approved"))
def unapproved(asked: CountedFor) -> ColumnElement[bool]:
    """Return concepts, planned and coordinated events whose planned last day is in the period."""
    return and_(Event.state.in_(UNAPPROVED_STATES), within(Event.ends_on, asked.first, asked.last))


@measure("undated", _l("Without any day"))
def undated(_asked: CountedFor) -> ColumnElement[bool]:
    """Return events for which no day is planned yet, so that they lie in no period."""
    return Event.sort_on == NOT_SET


@measure("planned-executed", _l("Executed as planned in the period"))
def planned_executed(asked: CountedFor) -> ColumnElement[bool]:
    """Return EX ∩ PL."""
    return and_(executed(asked), planned(asked))


@measure("slipped", _l("Executed as planned in the period, days known"))
def slipped(asked: CountedFor) -> ColumnElement[bool]:
    """Return the events of EX ∩ PL of which the slip is known in days (M6)."""
    return and_(planned_executed(asked), Event.date_precision == DatePrecision.DAY)


@measure("unplanned", _l("Executed, but not planned in the period"))
def unplanned(asked: CountedFor) -> ColumnElement[bool]:
    """Return EX ∖ PL."""
    return and_(executed(asked), not_(planned(asked)))


@measure("unlinked", _l("Executed without an objective"))
def executed_unlinked(asked: CountedFor) -> ColumnElement[bool]:
    """Return EX without any objective."""
    return and_(executed(asked), unlinked())


@measure("met", _l("Executed, with the nation there"))
def met(asked: CountedFor) -> ColumnElement[bool]:
    """Return the executed events up to today at which a nation was met (M17); own never is."""
    own = select(nation.c.code).where(nation.c.is_own)
    there = select(event_nation.c.event_id).where(was_met(), event_nation.c.nation_code.not_in(own))
    if asked.nation_codes:
        there = there.where(event_nation.c.nation_code.in_(asked.nation_codes))
    return and_(executed_in(asked.first, asked.last or asked.today), Event.id.in_(there))


@measure("any", _l("All"))
def anything(_asked: CountedFor) -> ColumnElement[bool]:
    """Return no narrowing: the objective's share and the partner alone decide."""
    return true()
