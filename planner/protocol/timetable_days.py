"""On which days a timetable may have items, and which day the next one is proposed for."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _

from planner.choices import DatePrecision
from planner.events.models import Event
from planner.protocol.models import TimetableItem
from planner.shapes.base import Misfit
from planner.shapes.protocol import WrittenTimetableItem
from planner.web.day_words import day

LEAST_TRAVEL = 1
"""People may arrive the day before and leave the day after, where no travel days are planned."""


def days_open(event: Event) -> tuple[date, date] | None:
    """Return the first and the last day that an item may have; None where no day is known."""
    if event.starts_on is None or event.ends_on is None:
        return None
    if event.date_precision is not DatePrecision.DAY:
        return event.starts_on, event.ends_on
    before, after = (
        timedelta(days=max(number or 0, LEAST_TRAVEL))
        for number in (event.travel_days_before, event.travel_days_after)
    )
    return event.starts_on - before, event.ends_on + after


def check_day(event: Event, written: WrittenTimetableItem) -> None:
    """Refuse a day that is none of the event, nor one of arrival or departure."""
    found = days_open(event)
    if found and not found[0] <= written.on_day <= found[1]:
        first, last = map(day, found)
        words = _("Enter a day from %(first)s to %(last)s.", first=first, last=last)
        raise Misfit({"on_day": words})


def is_outside(event: Event, item: TimetableItem) -> bool:
    """Say whether an item was left behind when its event moved to other days."""
    found = days_open(event)
    return found is not None and not found[0] <= item.on_day <= found[1]


def next_item(event: Event, items: Sequence[TimetableItem]) -> dict[str, Any]:
    """Return what the form of the next item is filled with: it begins where the last one ends."""
    if not items:
        return {"on_day": event.starts_on, "starts_at": event.start_time}
    last = items[-1]
    through_night = last.starts_at and last.ends_at and last.ends_at < last.starts_at
    on_day = last.on_day + timedelta(days=1) if through_night else last.on_day
    return {"on_day": on_day, "starts_at": last.ends_at, "place": last.place}
