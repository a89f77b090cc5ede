"""What the strip of two weeks counts: the days of events, and what a viewer owes on each day."""

from collections import Counter
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, func, literal, select, union_all

from planner.db import db
from planner.desk.queries import KEPT_STATEMENTS, WaitingRows, is_coming, last_day
from planner.events.models import Event
from planner.viewers import Viewer, ready
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
    """Return how many things that a viewer owes fall due on each day; one statement for all."""
    later = tuple(source.days() for source in due_sources())
    statement = ready(counts_by_day(viewer, days[0], days[-1], later))
    found: Counter[date] = Counter()
    for number, one, n in db.session.execute(statement):
        found[one + timedelta(later[number])] += n
    return found


@lru_cache(maxsize=KEPT_STATEMENTS)
def counts_by_day(viewer: Viewer, first: date, last: date, _later: tuple[int, ...]) -> Select[Any]:
    """Return what counts each source by day, made once for how many days later it is due.

    A select around the union: what narrows each to what the viewer may see reaches only so.
    """
    counts = [
        select(literal(number).label("source"), source.day.label("day"), func.count().label("n"))
        .select_from(source.entity)
        .where(source.due_until(last, first), source.mine(viewer))
        .group_by(source.day)
        for number, source in enumerate(due_sources())
    ]
    every = union_all(*counts).subquery()
    return select(every.c.source, every.c.day, every.c.n)
