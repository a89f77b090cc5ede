"""What an event really was: its days, how many came, what it cost."""

from datetime import datetime

from flask_babel import gettext as _

from planner.errors import RuleBroken
from planner.events.models import Event
from planner.events.plan.event_days import EventDays, snapped
from planner.events.plan.money import set_currency
from planner.events.states.calendar_gates import set_actual_days
from planner.events.states.steps import check_step
from planner.shapes.event_record import ActualFigures
from planner.viewers import Viewer


def record_actuals(event: Event, figures: ActualFigures, *, viewer: Viewer, now: datetime) -> Event:
    """Record when an event really was, how many came and what it cost.

    Raises RuleBroken for days to come, and for days before what was told of the event.
    """
    check_step("actuals", event, viewer)
    if event.is_executed and figures.actual_starts_on is None:
        raise RuleBroken(_("An executed event needs its actual days."))
    period = snapped(EventDays(figures.actual_starts_on, figures.actual_ends_on))
    set_actual_days(event, period.starts_on, period.ends_on, now)
    event.participants_actual = figures.participants_actual
    event.actual_cost = figures.actual_cost
    set_currency(event, figures.currency)
    return event
