"""The next two weeks, day by day: how many events are on, and what falls due of the viewer."""

from collections import Counter
from datetime import date, timedelta

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import func, literal, select, union_all

from planner.db import db
from planner.desk.queries import AHEAD, WaitingRows, is_coming, last_day
from planner.events.models import Event
from planner.shapes.pictures import DayStrip, DayTile
from planner.viewers import Viewer
from planner.web.day_words import day as day_words
from planner.web.day_words import written
from planner.web.due_sources import due_sources

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


def spans(today: date, coming: WaitingRows) -> list[tuple[date, date]]:
    """Return the first and last day of each event that is coming; asked for if not all shown."""
    if not coming.more:
        rows = [(one.starts_on, one.actual_ends_on or one.ends_on) for one in coming.rows]
    else:
        wanted = select(Event.starts_on, last_day).where(is_coming(today))
        rows = [(first, last) for first, last in db.session.execute(wanted)]
    return [(first, last) for first, last in rows if first and last]


def events_by_day(found: list[tuple[date, date]], days: list[date]) -> Counter[date]:
    """Return how many events are on each day."""
    return Counter(one for first, last in found for one in days if first <= one <= last)


def due_by_day(viewer: Viewer, days: list[date]) -> Counter[date]:
    """Return how many things that a viewer owes fall due on each day; one statement for all.

    A select around the union: what narrows each to what the viewer may see reaches only so.
    """
    sources = due_sources()
    counts = [
        select(literal(number).label("source"), source.day.label("day"), func.count().label("n"))
        .where(source.due_until(days[-1], days[0]), source.mine(viewer))
        .group_by(source.day)
        for number, source in enumerate(sources)
    ]
    every = union_all(*counts).subquery()
    found: Counter[date] = Counter()
    for number, one, n in db.session.execute(select(every.c.source, every.c.day, every.c.n)):
        found[one + timedelta(sources[number].days())] += n
    return found


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
