"""What the strip of two weeks counts: the days of events, and what a viewer owes on each day."""

from collections import Counter
from datetime import date, timedelta

from sqlalchemy import func, literal, select, union_all

from planner.db import db
from planner.desk.queries import WaitingRows, is_coming, last_day
from planner.events.models import Event
from planner.viewers import Viewer
from planner.web.due_sources import due_sources


def spans(today: date, coming: WaitingRows) -> list[tuple[date, date]]:
    """Return the first and last day of each event that is coming; asked for if not all shown."""
    if not coming.more:
        rows = [(one.starts_on, one.actual_ends_on or one.ends_on) for one in coming.rows]
    else:
        wanted = select(Event.starts_on, last_day).where(is_coming(today))
        rows = [(first, last) for first, last in db.session.execute(wanted)]
    return [(first, last) for first, last in rows if first and last]


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
