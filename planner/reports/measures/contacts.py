"""Days since partners were last met (METRICS M17)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from planner.db import db
from planner.partners.models import Nation
from planner.partners.queries import contact_limit
from planner.reports.measures.last_contacts import Contact, last_contacts


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
        for last, personal, first in [met.get(nation.code, Contact())]
    ]
    return sorted(found, key=lambda silence: silence.order)
