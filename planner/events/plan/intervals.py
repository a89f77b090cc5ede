"""After how many months the next edition of an event is due."""

from flask_babel import gettext as _

from planner.events.models import Event
from planner.events.plan.event_days import EventDays
from planner.events.queries import day_before

A_YEAR = 12
NEAR_A_YEAR = 2
"""Editions up to so many months from whole years apart are taken to come yearly."""


def period_of(event: Event) -> EventDays:
    """Return when an event was, or is planned to be."""
    first = event.actual_starts_on or event.starts_on
    last = event.actual_ends_on or event.ends_on
    return EventDays(first, last, event.date_precision)


def interval_of(event: Event) -> int:
    """Return after how many months the next edition is due.

    The interval that the series states; else the distance from the edition before; else a
    year. A distance of a year give or take two months is a year.
    """
    stated = event.programme.interval_months if event.programme else None
    if stated:
        return stated
    first, before = period_of(event).starts_on, day_before(event)
    if first is None or before is None:
        return A_YEAR
    months = max(1, round((first - before).days / 30.4375))
    years = max(1, round(months / A_YEAR))
    return years * A_YEAR if abs(months - years * A_YEAR) <= NEAR_A_YEAR else months


def interval_words(months: int) -> str:
    """Return an interval in words: in years where it is whole years."""
    if months % A_YEAR == 0:
        years = months // A_YEAR
        return str(_("1 year")) if years == 1 else str(_("%(number)s years", number=years))
    return str(_("1 month")) if months == 1 else str(_("%(number)s months", number=months))
