"""Questions about the keys that were used up, and about forms that are kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from planner.db import Base, db
from planner.web.models import KeptForm, SpentKey

KEY_OF_USER = select(SpentKey.body_hash, SpentKey.answer, SpentKey.is_shown_once).where(
    SpentKey.user_id == bindparam("user"), SpentKey.key_hash == bindparam("key")
)
"""Every form that is sent asks it, so that it is put together once."""


@dataclass(frozen=True)
class Spent:
    """What an earlier sending of a form left."""

    body_hash: str
    answer: str
    is_shown_once: bool


def spent_key(user_id: int, key_hash: str) -> Spent | None:
    """Return what is kept of a user's key; None when it was never used."""
    wanted = {"user": user_id, "key": key_hash}
    row = db.session.connection().execute(KEY_OF_USER, wanted).first()
    return Spent(*row) if row else None


def kept_form(user_id: int, ref_hash: str, since: datetime) -> bytes | None:
    """Return what is kept for a user under a reference since a moment, as it is stored."""
    found = select(KeptForm.words).where(
        KeptForm.user_id == user_id, KeptForm.ref_hash == ref_hash, KeptForm.at > since
    )
    return db.session.connection().execute(found).scalar()


def kept_forms(user_id: int, since: datetime) -> Sequence[tuple[bytes, datetime]]:
    """Return what is kept for a user since a moment, as it is stored, the newest first."""
    found = select(KeptForm.words, KeptForm.at).where(
        KeptForm.user_id == user_id, KeptForm.at > since
    )
    newest = found.order_by(KeptForm.at.desc(), KeptForm.id.desc())
    return [(row.words, row.at) for row in db.session.connection().execute(newest)]


def kept_forms_before(connection: Connection, user_id: int, number: int) -> Sequence[int]:
    """Return the keys of a user's kept forms but for the newest so many."""
    found = select(KeptForm.id).where(KeptForm.user_id == user_id)
    newest = found.order_by(KeptForm.at.desc(), KeptForm.id.desc())
    return connection.execute(newest.offset(number)).scalars().all()


def may_sign_in(connection: Connection, user_id: int) -> bool:
    """Say whether there is such a user who has not been deactivated."""
    users = Base.metadata.tables["user_account"]
    found = select(users.c.id).where(users.c.id == user_id, users.c.active)
    return connection.execute(found).first() is not None
