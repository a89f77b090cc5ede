"""What is asked about the office's own names of nations."""

from collections.abc import Sequence

from sqlalchemy import select

from planner.db import db
from planner.partners.models import NationName


def office_names() -> Sequence[NationName]:
    """Return the names that are in use, by name."""
    return _names(is_used=True)


def names_put_away() -> Sequence[NationName]:
    """Return the names that were taken away, by name."""
    return _names(is_used=False)


def name_with_key(key: str) -> NationName | None:
    """Return the name with a key, in use or not."""
    return db.session.scalars(select(NationName).where(NationName.key == key)).one_or_none()


def _names(*, is_used: bool) -> Sequence[NationName]:
    wanted = select(NationName).where(NationName.is_used.is_(is_used))
    return db.session.scalars(wanted.order_by(NationName.name, NationName.id)).all()
