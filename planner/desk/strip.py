"""The next two weeks, day by day: how many events are on, and what falls due of the viewer."""

from collections import Counter
from datetime import date, timedelta

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from planner.desk.queries import AHEAD, WaitingRows
from planner.desk.strip_queries import due_by_day, spans
from planner.shapes.pictures_of_days import DayStrip, DayTile
from planner.viewers import Viewer
from planner.web.day_words import day as day_words
from planner.web.day_words import written

WEEKEND = 5
"""The weekday of Saturday."""


def strip_of_days(viewer: Viewer, today: date, coming: WaitingRows) -> DayStrip:
    """Return today and the thirteen days that follow, of what is coming up."""
    days = [today + timedelta(number) for number in range(AHEAD.days)]
    found = [one for one in spans(today, coming) if one[0] <= days[-1]]
    events, due = events_by_day(found, days), due_by_day(viewer, days)
    tiles = tuple(day_tile(one, events[one], due[one]) for one in days)
    says = f"{events_words(len(found))}, {due_words(sum(due.values()))}."
    return DayStrip("days", _("The next two weeks"), says, tiles)


def events_by_day(found: list[tuple[date, date]], days: list[date]) -> Counter[date]:
    """Return how many events are on each day."""
    return Counter(one for first, last in found for one in days if first <= one <= last)


def day_tile(one: date, events: int, due: int) -> DayTile:
    """Return the tile of a day, which opens it in the agenda."""
    told = f"{day_words(one)}: {events_words(events)}, {due_words(due)}"
    month = url_for("calendars.agenda", month=f"{one:%Y-%m}")
    is_free = one.weekday() >= WEEKEND
    return DayTile(one, written(one, "EEEEE"), events, due, is_free, told, f"{month}#d{one}")


def events_words(number: int) -> str:
    """Return “no event”, “1 event”, “3 events”."""
    return str(ngettext("%(num)s event", "%(num)s events", number) if number else _("no event"))


def due_words(number: int) -> str:
    """Return what falls due, in words."""
    if not number:
        return str(_("nothing of yours falls due"))
    return str(ngettext("%(num)s thing falls due", "%(num)s things fall due", number))
