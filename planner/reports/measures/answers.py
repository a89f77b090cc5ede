"""What is answered of events: reports in time, cancellations, events without an answer."""

from datetime import timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, and_, exists, func, not_, select

from planner.choices import EventState
from planner.days import days_between
from planner.events.measure_registry import CountedFor, measure
from planner.events.measures import executed_in, planned_in, unlinked
from planner.events.models import Event
from planner.office.queries import office
from planner.outcomes.measures import came_from
from planner.outcomes.models import AfterActionReport


@measure("report-due", _l("Executed, days for the report passed"))
def report_due(asked: CountedFor) -> ColumnElement[bool]:
    """Return the denominator of M14."""
    passed = Event.actual_ends_on < asked.today - timedelta(days=office().report_days)
    return and_(executed_in(asked.first, asked.last), passed)


@measure("reported-in-time", _l("Executed, reported in time"))
def reported_in_time(asked: CountedFor) -> ColumnElement[bool]:
    """Return the numerator of M14."""
    report = AfterActionReport.__table__
    days = days_between(Event.actual_ends_on, report.c.reported_on)
    in_time = exists(
        select(report.c.id).where(report.c.event_id == Event.id, days <= office().report_days)
    )
    return and_(report_due(asked), in_time)


@measure("unreported", _l("Executed without a report"))
def unreported(asked: CountedFor) -> ColumnElement[bool]:
    """Return the events of EX that have no after-action report."""
    report = AfterActionReport.__table__
    reported = exists(select(report.c.id).where(report.c.event_id == Event.id))
    return and_(executed_in(asked.first, asked.last), not_(reported))


@measure("planned-cancelled", _l("Planned, then cancelled"))
def planned_cancelled(asked: CountedFor) -> ColumnElement[bool]:
    """Return the events of PL that are cancelled (cancel rate, M5)."""
    return and_(planned_in(asked.first, asked.last), Event.state == EventState.CANCELLED)


@measure("planned-postponed", _l("Planned, then postponed"))
def planned_postponed(asked: CountedFor) -> ColumnElement[bool]:
    """Return the events of PL that are postponed (postpone rate, M5)."""
    return and_(planned_in(asked.first, asked.last), Event.state == EventState.POSTPONED)


@measure("no-answer", _l("Executed without an outcome, or word that there is none"))
def no_answer(asked: CountedFor) -> ColumnElement[bool]:
    """Return the events of EX without an outcome where “none found” is not recorded either."""
    report = AfterActionReport.__table__
    answered = exists(
        select(report.c.id).where(report.c.event_id == Event.id, report.c.has_no_outcomes)
    )
    came = exists(select(came_from.c.event_id).where(came_from.c.event_id == Event.id))
    return and_(executed_in(asked.first, asked.last), not_(answered), not_(came))


@measure("no-objective", _l("Without an objective, in the period"))
def no_objective(asked: CountedFor) -> ColumnElement[bool]:
    """Return the events, in whatever state, whose days touch the period and serve nothing."""
    ends = func.coalesce(Event.actual_ends_on, Event.ends_on)
    touching = [] if asked.first is None else [ends >= asked.first]
    touching += [] if asked.last is None else [Event.sort_on <= asked.last]
    return and_(unlinked(), *touching)
