"""The quarter to come: what is approved, and what is planned and waits for approval."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from flask import url_for
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from planner.db import db
from planner.events.models import Event
from planner.kinds.queries import kind_names
from planner.presenters.cell import Cell
from planner.presenters.table import Column, Table
from planner.reports.measures.scope import Scope
from planner.reports.measures.totals import number
from planner.reports.pages.registry import ReportPart
from planner.reports.periods import ReportPeriod, quarters_of
from planner.web.day_words import event_period
from planner.web.nationnames import nation_name

TOLD = 24
"""So many events are named; the list of events has all of them."""
COLUMNS = (
    Column(_l("When")),
    Column(_l("Event")),
    Column(_l("Kind")),
    Column(_l("Nations")),
    Column(_l("State")),
)
SORTS = (("ahead", _l("Approved and ahead")), ("unapproved", _l("Planned, not yet approved")))


def quarter_after(scope: Scope) -> ReportPeriod:
    """Return the quarter after the one in which the period ends, or today where that is sooner."""
    period = scope.period
    day = max(min(scope.today, period.last), period.first)
    present = next(one for one in quarters_around(period, day) if one.first <= day <= one.last)
    after = present.last + timedelta(days=1)
    return next(one for one in quarters_around(period, after) if one.first == after)


def quarters_around(period: ReportPeriod, day: date) -> Iterator[ReportPeriod]:
    """Give the whole quarters of the year that holds a day."""
    return quarters_of(period.style.holding(day))


def events_of_quarter(scope: Scope) -> dict[str, Sequence[Event]]:
    """Return the first events of the next quarter, by what counts them."""
    return {name: first_events(scope, name) for name, _label in SORTS}


def first_events(scope: Scope, name: str) -> Sequence[Event]:
    """Return the first events that a measure counts, by their days."""
    statement = (
        select(Event)
        .where(scope.counts(name))
        .order_by(Event.sort_on, Event.id)
        .limit(TOLD)
        .options(selectinload(Event.partners))
    )
    return db.session.scalars(statement).all()


def quarter_parts(scope: Scope, found: dict[str, Sequence[Event]]) -> Iterator[ReportPart]:
    """Give the events of a quarter, approved ones and those that wait."""
    for name, label in SORTS:
        every = number(scope, name)
        table = Table(label, COLUMNS, [event_row(one) for one in found[name]])
        yield ReportPart(label, tables=[table], says=said(every, every - len(found[name])))


def said(every: int, more: int) -> str:
    """Return how many events there are, and how many of them are not named."""
    words = ngettext("%(num)s event.", "%(num)s events.", every)
    if more > 0:
        further = ngettext(
            "%(num)s more stands in the list of events.",
            "%(num)s more stand in the list of events.",
            more,
        )
        words = f"{words} {further}"
    return str(words)


def event_row(event: Event) -> tuple[object, ...]:
    """Return the line of one event."""
    return (
        event_period(event),
        Cell(event.title, url_for("events.show", event_id=event.id)),
        kind_names().get(event.kind, event.kind),
        ", ".join(sorted(nation_name(row.nation_code) for row in event.partners)),
        str(event.state.label),
    )
