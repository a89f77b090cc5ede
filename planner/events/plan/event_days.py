"""Days of events: snapping to months and years, and the same days a year later."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from planner.choices import DatePrecision
from planner.errors import RuleBroken


@dataclass(frozen=True)
class EventDays:
    """First and last day, both included, as exactly as they are known."""

    starts_on: date | None
    ends_on: date | None
    precision: DatePrecision = DatePrecision.DAY


def last_of_month(day: date) -> date:
    """Return the last day of the day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def snapped(period: EventDays) -> EventDays:
    """Return the period widened to whole months or years when it is known no better.

    A missing last day is the first. Raises RuleBroken when the days are the wrong way round.
    """
    first, last = period.starts_on, period.ends_on or period.starts_on
    if first is None or last is None:
        if last is not None:
            raise RuleBroken(_("Enter the first day as well."))
        return EventDays(None, None, period.precision)
    if last < first:
        raise RuleBroken(_("The last day comes before the first. Correct one of them."))
    if period.precision is DatePrecision.MONTH:
        first, last = first.replace(day=1), last_of_month(last)
    elif period.precision is DatePrecision.YEAR:
        first, last = date(first.year, 1, 1), date(last.year, 12, 31)
    return EventDays(first, last, period.precision)


def months_later(day: date, months: int) -> date:
    """Return the same weekday of the month so many later: first Monday, second Monday, ….

    A fifth weekday that the month lacks becomes its last.
    """
    whole = day.year * 12 + day.month - 1 + months
    first = date(whole // 12, whole % 12 + 1, 1)
    offset = (day.weekday() - first.weekday()) % 7
    wanted = 1 + offset + 7 * ((day.day - 1) // 7)
    if wanted > monthrange(first.year, first.month)[1]:
        wanted -= 7
    return first.replace(day=wanted)


def period_later(period: EventDays, months: int) -> EventDays:
    """Return the period so many months later, on the same weekdays and as long when exact."""
    first, last = period.starts_on, period.ends_on
    if first is None or last is None:
        return EventDays(None, None, period.precision)
    if period.precision is DatePrecision.DAY:
        start = months_later(first, months)
        return EventDays(start, start + (last - first), period.precision)
    first, last = (months_later(day.replace(day=1), months).replace(day=1) for day in (first, last))
    return snapped(EventDays(first, last, period.precision))
