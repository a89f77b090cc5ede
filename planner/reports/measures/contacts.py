"""Days since partners were last met (METRICS M17)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, not_, null, select

from planner.choices import (
    EXECUTED_STATES,
    DatePrecision,
    Modality,
)
from planner.db import db
from planner.events.measures import event_nation, was_met
from planner.events.models import Event
from planner.partners.models import Nation
from planner.partners.queries import contact_limit


@dataclass(frozen=True)
class Silence:
    """M17 of one partner: days since the last executed contact; None is “never”."""

    nation: Nation
    last_on: date | None
    last_in_person_on: date | None
    today: date
    limit_days: int | None = None
    """Days without contact after which it counts as stale."""
    first_on: date | None = None
    """The first day on which the last contact may have been, where its days are not known."""

    @property
    def days(self) -> int | None:
        """Return the days since the last contact of any kind."""
        return (self.today - self.last_on).days if self.last_on else None

    @property
    def days_in_person(self) -> int | None:
        """Return the days since the last contact in person."""
        return (self.today - self.last_in_person_on).days if self.last_in_person_on else None

    @property
    def is_stale(self) -> bool:
        """Say whether the limit of the partner's tier has passed, or it was never met."""
        limit = self.limit_days
        return limit is not None and (self.days is None or self.days > limit)

    @property
    def order(self) -> tuple[bool, int, str]:
        """Return what puts “never” first, then the longest silence."""
        return (self.days is not None, -(self.days or 0), self.nation.code)


def silences(today: date, codes: Collection[str] | None = None) -> Sequence[Silence]:
    """Return M17 of the partners, “never” first, then the longest silent.

    Contacts count up to today, as far as the viewer may see them, and only where the nation was
    there, not invited alone; in person is neither virtual nor hybrid. `codes` narrows the
    partners.
    """
    met = last_contacts(today)
    partners = select(Nation).where(Nation.is_own.is_(False))
    partners = partners.where(Nation.is_partner if codes is None else Nation.code.in_(codes))
    found = [
        Silence(nation, last, personal, today, contact_limit(nation), first)
        for nation in db.session.scalars(partners)
        for last, personal, first in [met.get(nation.code, (None, None, None))]
    ]
    return sorted(found, key=lambda silence: silence.order)


def last_contacts(today: date) -> dict[str, tuple[date | None, date | None, date | None]]:
    """Return the last contact by nation: its last day, the last in person, its first if vague.

    Where the last contact is known to the month or the year only, and no other ended on the
    same day, it may have been on any day from its first on.
    """
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
    return {code: (last, personal, begins) for code, last, personal, begins in rows}
