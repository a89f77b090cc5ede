"""What the calendar allows: nothing begins, is over or is told of before its day has come.

An event's own zone may be ahead of the office's; whichever day comes first opens the gate
(METRICS, Readings: day of an event).
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from planner.choices import EXECUTED_STATES, EventState
from planner.errors import RuleBroken
from planner.events.models import Event
from planner.officetime import office_day
from planner.web.day_words import day as in_words

Check = Callable[[Event], None]
_checks: list[Check] = []


def holds_days(function: Check) -> Check:
    """Register a check of an event whose actual days were set: what is told of it fits them."""
    _checks.append(function)
    return function


def day_there(event: Event, moment: datetime) -> date:
    """Return the day at a moment in the event's zone or the office's, whichever is further on."""
    there = moment.astimezone(ZoneInfo(event.zone or "UTC")).date()
    return max(office_day(moment), there)


def latest_day(events: Iterable[Event], moment: datetime) -> date:
    """Return the day at a moment in the office or at one of the events, the furthest on."""
    return max([office_day(moment), *(day_there(event, moment) for event in events)])


def is_over(event: Event, today: date) -> bool:
    """Say whether the planned last day has passed."""
    return event.ends_on is not None and event.ends_on < today


def check_begun(event: Event, to: EventState, moment: datetime) -> None:
    """Raise RuleBroken for a move that says it began before the planned first day has come."""
    says_so = to is EventState.IN_PROGRESS or to in EXECUTED_STATES
    if says_so and event.starts_on is not None and event.starts_on > day_there(event, moment):
        raise RuleBroken(
            _(
                "“%(title)s” begins on %(day)s: this is possible from that day on. "
                "If it began earlier, change its days first.",
                title=event.title,
                day=in_words(event.starts_on),
            )
        )


def check_days(event: Event, to: EventState, moment: datetime) -> None:
    """Raise RuleBroken for a move that says it is over before its last day has come.

    The last day is the real one where it is known, else the planned one.
    """
    if to not in EXECUTED_STATES:
        return
    today = day_there(event, moment)
    check_actual_days(event, today)
    if event.actual_ends_on is None and event.ends_on is not None and event.ends_on > today:
        raise RuleBroken(
            _(
                "“%(title)s” is planned until %(day)s: this is possible from that day on. "
                "If it ended earlier, enter the real last day.",
                title=event.title,
                day=in_words(event.ends_on),
            )
        )


def check_actual_days(event: Event, today: date) -> None:
    """Raise RuleBroken when the event is said to have taken place on days to come."""
    last = event.actual_ends_on or event.actual_starts_on
    if last is not None and last > today:
        raise RuleBroken(
            _(
                "The actual days of “%(title)s” lie in the future. Enter the days on which it "
                "really took place; %(day)s can be entered from that day on.",
                title=event.title,
                day=in_words(last),
            )
        )


def set_actual_days(event: Event, first: date | None, last: date | None, moment: datetime) -> None:
    """Write when the event really was; RuleBroken for days to come, or before what is told of it.

    The days are whole and in order (`periods.snapped`).
    """
    event.actual_starts_on, event.actual_ends_on = first, last
    check_actual_days(event, day_there(event, moment))
    for check in _checks:
        check(event)


def first_day(event: Event) -> date | None:
    """Return the day an event began, or is planned to begin; None while it has no days."""
    return event.actual_starts_on or event.starts_on
