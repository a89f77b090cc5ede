"""What would close a gap: the event that was held last, or the next edition of its series."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import Row, Select, func, select

from planner.choices import EventState
from planner.db import db
from planner.events.measures import executed_in
from planner.events.models import Event, EventNation, ObjectiveLink
from planner.partners.models import Programme
from planner.reports.measures.scope import Scope
from planner.web.day_words import day

Gap = tuple[int | None, str | None]
"""An objective and a nation; None where a gap is of one of them alone."""
A_YEAR = 12
A_MONTH = 30.4375
"""Days, on average."""


@dataclass(frozen=True)
class Filler:
    """An event that was held: words that propose it anew, and the form filled with it."""

    words: str
    url: str


def months_later(first: date, months: int) -> date:
    """Return the day about so many months later, or earlier."""
    return first + timedelta(days=round(months * A_MONTH))


Fillers = Mapping[Gap, Filler]


def fillers(scope: Scope, nations: Collection[str]) -> Fillers:
    """Return what was held last of objectives, with nations, and of both together.

    Looked at are the period, the year before it, and what the viewer may see; an edition of a
    series that is due again by the end of the period is proposed as its next edition.
    """
    rows = list(db.session.execute(held_last(scope, nations)))
    last: dict[Gap, Row[tuple[object, ...]]] = {}
    for row in sorted(rows, key=lambda one: (one.sort_on, one.id)):
        for gap in ((row.objective_id, row.nation_code), (row.objective_id, None)):
            if row.objective_id is not None:
                last[gap] = row
        last[None, row.nation_code] = row
    series = {row.id for row in last.values() if is_due_again(row, scope.period.last)}
    made = editions_made(series) if series else set()
    return {gap: filler(row, scope, row.id in series - made) for gap, row in last.items()}


def held_last(scope: Scope, nations: Collection[str]) -> Select[tuple[object, ...]]:
    """Return the question for the last event of each objective with each nation."""
    first = months_later(scope.period.first, -A_YEAR)
    place = func.row_number().over(
        partition_by=(EventNation.nation_code, ObjectiveLink.objective_id),
        order_by=(Event.sort_on.desc(), Event.id.desc()),
    )
    found = (
        select(
            Event.id,
            Event.title,
            Event.sort_on,
            Event.programme_id,
            Programme.interval_months,
            EventNation.nation_code,
            ObjectiveLink.objective_id,
            place.label("place"),
        )
        .join(EventNation, EventNation.event_id == Event.id)
        .outerjoin(ObjectiveLink, ObjectiveLink.event_id == Event.id)
        .outerjoin(Programme, Programme.id == Event.programme_id)
        .where(executed_in(first, scope.today), EventNation.nation_code.in_(nations))
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
