"""What the loader asks before it writes."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from planner.accounts.models import User
from planner.db import db
from planner.events.models import Event
from planner.outcomes.models import Outcome
from planner.partners.models import Institution, Nation, Programme


def has_events() -> bool:
    """Say whether the database holds any event."""
    return db.session.scalar(select(Event.id).limit(1)) is not None


def programmes_by_name() -> dict[str, Programme]:
    """Return the programmes by their name."""
    return {programme.name: programme for programme in db.session.scalars(select(Programme))}


def colleges_by_nation() -> dict[str, str]:
    """Return the name of a staff or war college of each nation that has one."""
    wanted = ("war_college", "defence_university", "staff_college")  # the last one wins
    found: dict[str, str] = {}
    for level in wanted:
        rows = db.session.scalars(select(Institution).filter_by(level=level))
        found |= {row.nation_code: row.name for row in rows if row.nation_code}
    return found


def user_called(email: str) -> User:
    """Return the user who signs in by an address."""
    return db.session.scalars(select(User).where(User.email == email)).one()


def open_outcomes(first: date, last: date) -> Sequence[Outcome]:
    """Return what was found at events that ended in some days and nobody has verified yet."""
    ended = Outcome.events.any(Event.actual_ends_on.between(first, last))
    asked = select(Outcome).where(Outcome.verified_at.is_(None), ended)
    return db.session.scalars(asked.order_by(Outcome.seen_on, Outcome.id)).all()


def nations_by_code() -> dict[str, Nation]:
    """Return every nation by its code."""
    return {nation.code: nation for nation in db.session.scalars(select(Nation))}
