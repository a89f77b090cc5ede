"""A past event's own way in: what took place, or did not, and is recorded afterwards.

Nothing is said of agreements, an approval or a baseline that never were here
(docs/decisions/past-events.md).
"""

from datetime import datetime

from flask_babel import gettext as _

from planner.choices import EventState
from planner.errors import RuleBroken
from planner.events.models import Event
from planner.events.plan.beginning import begin_event
from planner.events.plan.event_days import EventDays, snapped
from planner.events.states.calendar_gates import check_actual_days, day_there
from planner.shapes.base import Misfit
from planner.shapes.event_plan import PastEvent
from planner.terms.checks import check_term
from planner.terms.models import TransitionReason
from planner.viewers import Viewer

ENDS = ("ended", "reason_code", "participants_actual", "actual_cost", "risks_rated", "note")
"""What of a past event is no part of a plan."""


def record_past_event(past: PastEvent, *, viewer: Viewer, now: datetime) -> Event:
    """Record an event that is past, as it was: executed, or cancelled or postponed.

    It may leave out what a planned event needs on its way: a place, a partner, an objective,
    the benefits, agreements, rated risks, an approval. Raises RuleBroken for days to come.
    """
    viewer.require("plan", _("Your role may not plan events."))
    check_why(past)
    values = {name: value for name, value in past.given().items() if name not in ENDS}
    told = {
        "to_state": past.ended,
        "reason_code": past.reason_code,
        "note": past.note,
    }
    event = begin_event(values, told=told, viewer=viewer, now=now)
    check_is_past(event, now)
    event.risks_rated = past.risks_rated
    event.actual_cost = past.actual_cost
    event.participants_actual = past.participants_actual
    return event


def check_why(past: PastEvent) -> None:
    """Raise Misfit when nobody says why an event did not take place."""
    if past.ended is not EventState.EXECUTED and past.reason_code is None:
        raise Misfit({"reason_code": _("Choose a reason.")})
    check_term(TransitionReason, past.reason_code, "reason_code")


def check_is_past(event: Event, now: datetime) -> None:
    """Set the real days of what took place; RuleBroken for days that have not come."""
    if event.state is EventState.EXECUTED:
        period = snapped(EventDays(event.starts_on, event.ends_on, event.date_precision))
        event.actual_starts_on, event.actual_ends_on = period.starts_on, period.ends_on
        check_actual_days(event, day_there(event, now))
    elif event.starts_on is not None and event.starts_on > day_there(event, now):
        raise RuleBroken(_("This is still to come: plan it, then say that it is given up."))
