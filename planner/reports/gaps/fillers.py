"""What would close a gap: the event that was held last, or the next edition of its series."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import Row, Select, and_, func, select

from planner.choices import EventState
from planner.db import db
from planner.events.measures import event_nation, executed_in, link, seen_link
from planner.events.models import Event
from planner.partners.models import Programme
from planner.reports.measures.scope import Scope
from planner.web.day_words import day

Gap = tuple[int | None, str | None]
"""An objective and a nation; None where a gap is of one of them alone."""
A_YEAR = 12
A_MONTH = 30.4375
"""Days, on average."""
RECENT = 3
"""So many months are looked at first."""
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Filler:
    """An event that was held: words that propose it anew, and the form filled with it."""

    words: str
    url: str


def months_later(first: date, months: int) -> date:
    """Return the day about so many months later, or earlier."""
    return first + timedelta(days=round(months * A_MONTH))


Fillers = Mapping[Gap, Filler]


def fillers(scope: Scope, gaps: Collection[Gap], nations: Collection[str]) -> Fillers:
    """Return of each gap what was held last: of an objective, with a nation, or of both together.

    Looked at are the period, the year before it, and what the viewer may see; an edition of a
    series that is due again by the end of the period is proposed as its next edition.
    """
    last = last_of_gaps(scope, frozenset(gaps), nations)
    series = {row.id for row in last.values() if is_due_again(row, scope.period.last)}
    made = editions_made(series) if series else set()
    return {gap: filler(row, scope, row.id in series - made) for gap, row in last.items()}


def last_of_gaps(
    scope: Scope, gaps: frozenset[Gap], nations: Collection[str]
) -> dict[Gap, Row[tuple[object, ...]]]:
    """Return the last event of each gap that has one.

    What is older than some months is asked for only where a gap has nothing newer: where much is
    held, little is read.
    """
    first = months_later(scope.period.first, -A_YEAR)
    recent = max(first, months_later(scope.today, -RECENT))
    last: dict[Gap, Row[tuple[object, ...]]] = {}
    for begin, end in ((recent, scope.today), (first, recent - A_DAY)):
        if begin <= end and not gaps <= last.keys():
            rows = db.session.execute(held_last(begin, end, nations)).all()
            last = by_gap(rows) | last
    return {gap: row for gap, row in last.items() if gap in gaps}


def by_gap(
    rows: Sequence[Row[tuple[object, ...]]],
) -> dict[Gap, Row[tuple[object, ...]]]:
    """Return the latest of the rows for each objective, each nation, and both."""
    last: dict[Gap, Row[tuple[object, ...]]] = {}
    for row in sorted(rows, key=lambda one: (one.sort_on, one.id)):
        if row.objective_id is not None:
            last[row.objective_id, row.nation_code] = row
            last[row.objective_id, None] = row
        last[None, row.nation_code] = row
    return last


def held_last(first: date, until: date, nations: Collection[str]) -> Select[tuple[object, ...]]:
    """Return the question for the last event of each objective with each nation, in some days."""
    pair = (event_nation.c.nation_code, link.c.objective_id)
    latest = (Event.sort_on.desc(), Event.id.desc())
    place = func.row_number().over(partition_by=pair, order_by=latest)
    found = (
        select(
            Event.id,
            Event.title,
            Event.sort_on,
            Event.programme_id,
            Programme.interval_months,
            *pair,
            place.label("place"),
        )
        .join(event_nation, event_nation.c.event_id == Event.id)
        .outerjoin(link, and_(link.c.event_id == Event.id, seen_link()))
        .outerjoin(Programme, Programme.id == Event.programme_id)
        .where(executed_in(first, until), event_nation.c.nation_code.in_(nations))
        .subquery()
    )
    return select(found).where(found.c.place == 1)


def is_due_again(row: Row[tuple[object, ...]], until: date) -> bool:
    """Say whether the next edition of the series of an event is due by a day."""
    if row.programme_id is None:
        return False
    return months_later(row.sort_on, row.interval_months or A_YEAR) <= until


def editions_made(ids: Collection[int]) -> set[int]:
    """Return those of some events whose next edition was made already."""
    return set(
        db.session.scalars(
            select(Event.copied_from_id).where(
                Event.copied_from_id.in_(ids),
                Event.programme_id.is_not(None),
                Event.state != EventState.CANCELLED,
                Event.discarded_at.is_(None),
            )
        )
    )


def filler(row: Row[tuple[object, ...]], scope: Scope, is_edition: bool) -> Filler:
    """Return the proposal that an event makes; its form begins in the period."""
    start = max(scope.period.first, min(scope.today, scope.period.last))
    when: dict[str, Any] = {} if months_later(row.sort_on, A_YEAR) >= start else {"from": start}
    if is_edition:
        words = _("Next edition of %(title)s", title=row.title)
        return Filler(words, url_for("events.next_edition_of", event_id=row.id, **when))
    words = _("Again: %(title)s, %(day)s", title=row.title, day=day(row.sort_on))
    return Filler(words, url_for("events.copy", event_id=row.id, **when))
