"""Conditions that this room offers to the list of events; each fits a place to work on."""

from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, exists, select

from planner.choices import EXECUTED_STATES, EventState
from planner.events.list.filtering import EventFilter
from planner.events.list.flag_conditions import condition
from planner.events.models import Event
from planner.outcomes.follow_up_due import is_overdue
from planner.outcomes.models import AfterActionReport, FollowUp, LaterLook, outcome_event

# A table, not the class: that there is a report hides from nobody who sees the event.
REPORT = AfterActionReport.__table__
LOOK = LaterLook.__table__
REPORTED_STATES = (EventState.REPORTED, EventState.CLOSED)


def has_report() -> ColumnElement[bool]:
    """Return the condition that an event has an after-action report, whoever may see it."""
    return exists().where(REPORT.c.event_id == Event.id)


@condition("no-outcome", _l("Executed without outcome"))
def no_outcome(_filter: EventFilter, _today: date) -> ColumnElement[bool]:
    """Executed, no outcome recorded and “none found” not said either."""
    recorded = exists(
        select(outcome_event.c.outcome_id).where(outcome_event.c.event_id == Event.id)
    )
    none_found = exists().where(REPORT.c.event_id == Event.id, REPORT.c.has_no_outcomes)
    return Event.state.in_(EXECUTED_STATES) & ~recorded & ~none_found


@condition("report-due", _l("Report due"))
def report_due(_filter: EventFilter, _today: date) -> ColumnElement[bool]:
    """Executed, and the report still has to be written."""
    return (Event.state == EventState.EXECUTED) & ~has_report()


@condition("no-report", _l("Executed without report"))
def no_report(_filter: EventFilter, _today: date) -> ColumnElement[bool]:
    """Executed, reported or closed without a report on file."""
    return Event.state.in_(EXECUTED_STATES) & ~has_report()


@condition("overdue-look", _l("Overdue later look"))
def overdue_look(_filter: EventFilter, today: date) -> ColumnElement[bool]:
    """Reported, and nobody said in time what lasted."""
    late = (LOOK.c.event_id == Event.id, LOOK.c.lasted.is_(None), LOOK.c.due_on < today)
    return Event.state.in_(REPORTED_STATES) & exists().where(*late)


@condition("overdue-follow-up", _l("Overdue follow-up"))
def overdue_follow_up(_filter: EventFilter, today: date) -> ColumnElement[bool]:
    """A follow-up of the event is owed and its due day has passed."""
    return exists(
        select(FollowUp.id).where(
            FollowUp.event_id == Event.id,
            is_overdue(today),
        )
    )
