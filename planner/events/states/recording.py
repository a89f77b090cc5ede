"""What a move between states writes down: days, numbers, the baseline (METRICS M5)."""

from datetime import date, datetime

from flask_babel import gettext as _

from planner.errors import RuleBroken
from planner.events.models import Event
from planner.events.plan.day_order import check_day_order
from planner.events.plan.event_days import EventDays, snapped
from planner.events.plan.event_hours import check_hour
from planner.events.plan.money import set_currency
from planner.events.states.calendar_gates import day_there, set_actual_days
from planner.events.states.moves import Move, S
from planner.events.states.replacements import set_replacement
from planner.foureyes import add_writer
from planner.shapes.event_moves import Cancellation, Postponement, StateMove, TookPlace
from planner.viewers import Viewer

FACTS = (
    "starts_on",
    "ends_on",
    "actual_starts_on",
    "actual_ends_on",
    "participants_actual",
    "actual_cost",
    "partner_told",
    "replaced_by_id",
    "baseline_starts_on",
    "baseline_ends_on",
    "baselined_at",
    "writer_ids",
)
"""Columns that a move may set; forgotten again when the move is refused."""


def record_facts(event: Event, move: Move, now: datetime, said: StateMove, viewer: Viewer) -> None:
    """Write what the move itself records; who sets new days has written at the plan."""
    if move.to is S.POSTPONED:
        record_postponement(event, said)
        if event.starts_on is not None:
            add_writer(event, viewer.user_id)
    elif move.to is S.CANCELLED:
        record_cancellation(event, now, said)
    elif isinstance(said, TookPlace) and not move.is_back:
        record_execution(event, now, said)
    elif move.to is S.APPROVED:
        freeze_baseline(event, now)


def record_postponement(event: Event, said: StateMove) -> None:
    """Set the new period, or none; the old days stay in the transition."""
    first, last = None, None
    if isinstance(said, Postponement):
        first, last = said.new_starts_on, said.new_ends_on
    period = snapped(EventDays(first, last, event.date_precision))
    check_hour(period.starts_on, event.start_time, event.zone)
    check_hour(period.ends_on, event.end_time, event.zone)
    event.starts_on, event.ends_on = period.starts_on, period.ends_on
    check_day_order(event)


def record_cancellation(event: Event, now: datetime, said: StateMove) -> None:
    """Keep the cost so far, whether the partner knows, and what takes the event's place.

    An event that is cut short keeps the last day on which it took place.
    """
    told = said if isinstance(said, Cancellation) else Cancellation(**said.given())
    if event.state is S.IN_PROGRESS:
        record_cut(event, told.actual_ends_on or event.actual_ends_on, now)
    if told.actual_cost is not None:
        event.actual_cost = told.actual_cost
        set_currency(event, told.currency)
    set_replacement(event, told.replaced_by_id or event.replaced_by_id, day_there(event, now))
    event.partner_told = told.partner_told


def record_cut(event: Event, last: date | None, now: datetime) -> None:
    """Keep the days of an event that is cut short; RuleBroken without a real last day."""
    if last is None:
        raise RuleBroken(_("Enter the real last day: the day on which the event was cut short."))
    first = event.actual_starts_on or event.starts_on or last
    if last < first:
        raise RuleBroken(_("It was cut short before its first day. Correct the last day."))
    set_actual_days(event, first, last, now)


def record_execution(event: Event, now: datetime, said: TookPlace) -> None:
    """Set the actual days and how many came, as far as they are given."""
    if said.actual_starts_on or said.actual_ends_on:
        period = snapped(EventDays(said.actual_starts_on, said.actual_ends_on))
        set_actual_days(event, period.starts_on, period.ends_on, now)
    if said.participants_actual is not None:
        event.participants_actual = said.participants_actual


def freeze_baseline(event: Event, now: datetime) -> None:
    """Keep the days of the first approval; a later approval leaves them as they are."""
    if event.baselined_at is None:
        event.baseline_starts_on, event.baseline_ends_on = event.starts_on, event.ends_on
        event.baselined_at = now
