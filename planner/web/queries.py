"""Questions about the keys that were used up."""

from dataclasses import dataclass

from sqlalchemy import select

from planner.db import db
from planner.web.models import SpentKey


@dataclass(frozen=True)
class Spent:
    """What an earlier sending of a form left."""

    body_hash: str
    answer: str
    is_shown_once: bool
    made_id: int | None


def spent_key(user_id: int, key_hash: str) -> Spent | None:
    """Return what is kept of a user's key; None when it was never used."""
    found = select(
        SpentKey.body_hash, SpentKey.answer, SpentKey.is_shown_once, SpentKey.made_id
    ).where(SpentKey.user_id == user_id, SpentKey.key_hash == key_hash)
    row = db.session.connection().execute(found).first()
    return Spent(*row) if row else None
