"""The last executed contact of each nation, from the rollup or from the events (M17)."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from sqlalchemy import case, func, not_, null, select

from planner.choices import EXECUTED_STATES, DatePrecision, Modality
from planner.db import db
from planner.events.measures import event_nation, was_met
from planner.events.models import Event
from planner.reports.measures.rolled import may_read_cells
from planner.rollup.contact_queries import last_met_days


class Contact(NamedTuple):
    """The last contact with a nation."""

    last_on: date | None = None
    last_in_person_on: date | None = None
    first_on: date | None = None
    """The first day on which it may have been, where its days are not known."""


def last_contacts(today: date) -> Mapping[str, Contact]:
    """Return the last contact by nation.

    Where the last contact is known to the month or the year only, and no other ended on the
    same day, it may have been on any day from its first on.
    """
    viewer = db.session.info["viewer"]
    return rolled_contacts(today) if may_read_cells(viewer) else computed_contacts(today)


def rolled_contacts(today: date) -> dict[str, Contact]:
    """Take the days from the rollup; vague ones are looked up among the events of their day."""
    known = last_met_days(db.session(), today, db.session.info["viewer"].ceiling)
    vague = {code: last for code, (last, _person, exact) in known.items() if last and exact != last}
    first = first_days(vague) if vague else {}
    return {
        code: Contact(last, personal, first.get((code, last)))
        for code, (last, personal, _exact) in known.items()
    }


def first_days(vague: Mapping[str, date]) -> dict[tuple[str, date | None], date]:
    """Return the first day of the events with a nation that ended on one of some days."""
    ends = Event.actual_ends_on
    statement = (
        select(event_nation.c.nation_code, ends, func.min(Event.actual_starts_on))
        .join_from(Event, event_nation, event_nation.c.event_id == Event.id)
        .where(
            ends.in_(set(vague.values())),
            event_nation.c.nation_code.in_(vague),
            Event.state.in_(EXECUTED_STATES),
            was_met(),
        )
        .group_by(event_nation.c.nation_code, ends)
    )
    return {(code, last): first for code, last, first in db.session.execute(statement)}


def computed_contacts(today: date) -> dict[str, Contact]:
    """Look at every executed event up to today."""
    ends, starts = Event.actual_ends_on, Event.actual_starts_on
    is_vague = Event.date_precision != DatePrecision.DAY
    contacts = (
        select(
            event_nation.c.nation_code.label("code"),
            func.max(ends).label("last"),
            func.max(case((Event.modality == Modality.IN_PERSON, ends))).label("in_person"),
            func.max(case((not_(is_vague), ends))).label("exact"),
        )
        .join_from(Event, event_nation, event_nation.c.event_id == Event.id)
        .where(Event.state.in_(EXECUTED_STATES), ends <= today, was_met())
        .group_by(event_nation.c.nation_code)
        .cte("contacts")
    )
    vague = (
        select(func.min(starts))
        .join_from(Event, event_nation, event_nation.c.event_id == Event.id)
        .where(
            event_nation.c.nation_code == contacts.c.code,
            Event.state.in_(EXECUTED_STATES),
            ends == contacts.c.last,
            was_met(),
        )
        .correlate(contacts)
        .scalar_subquery()
    )
    is_exact = contacts.c.exact == contacts.c.last
    first = case((is_exact, null()), else_=vague)
    rows = db.session.execute(select(contacts.c.code, contacts.c.last, contacts.c.in_person, first))
    return {code: Contact(last, personal, begins) for code, last, personal, begins in rows}
