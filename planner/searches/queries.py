"""The searches that a viewer keeps; the session narrows every answer to their own."""

from collections.abc import Sequence

from sqlalchemy import func, select

from planner.db import db
from planner.events.models import SavedFilter


def kept_searches() -> Sequence[SavedFilter]:
    """Return everything that the viewer keeps, by name."""
    ordered = select(SavedFilter).order_by(SavedFilter.name, SavedFilter.id)
    return db.session.scalars(ordered).all()


def pinned_searches() -> Sequence[SavedFilter]:
    """Return what the viewer pinned to My desk, in their order."""
    pinned = select(SavedFilter).where(SavedFilter.position.is_not(None))
    return db.session.scalars(pinned.order_by(SavedFilter.position, SavedFilter.id)).all()


def kept_as(page: str, name: str) -> SavedFilter | None:
    """Return what the viewer keeps of a page under a name."""
    return db.session.scalars(
        select(SavedFilter).where(SavedFilter.page == page, SavedFilter.name == name)
    ).one_or_none()


def last_position() -> int:
    """Return the last place on the viewer's desk that is taken; 0 for none."""
    return db.session.scalar(select(func.max(SavedFilter.position))) or 0
