"""Kept forms in the database: written down, used up by a save, swept after their day."""

import secrets
from datetime import timedelta

from flask import request
from sqlalchemy import delete, insert

from planner.clock import now
from planner.db import db
from planner.web.access import viewer
from planner.web.formkeys import ONCE
from planner.web.kept_seals import hashed, mark, random_of, sealed
from planner.web.kept_words import ARG, SentForm
from planner.web.models import KeptForm
from planner.web.queries import kept_forms_before, may_sign_in

KEPT_FOR = timedelta(days=1)
MOST = 10
"""Forms kept for one user; the oldest makes room."""


def written(words: SentForm, user_id: int) -> str:
    """Write the words down in the place of what the same form left before; return the reference.

    The empty text when the user cannot sign in to have it back.
    """
    random = secrets.token_urlsafe(18)
    key_hash = hashed(request.form.get(ONCE) or request.path)
    row = {
        "user_id": user_id,
        "ref_hash": hashed(random),
        "key_hash": key_hash,
        "path_hash": hashed(request.path),
        "words": sealed(words, user_id, random),
        "at": now(),
    }
    shown_before = hashed(random_of(request.form.get(ARG, ""), user_id))
    with db.engine.begin() as connection:
        if not may_sign_in(connection, user_id):
            return ""
        connection.execute(delete(KeptForm).where(KeptForm.at <= now() - KEPT_FOR))
        same = KeptForm.key_hash.in_([key_hash]) | KeptForm.ref_hash.in_([shown_before])
        connection.execute(delete(KeptForm).where(KeptForm.user_id == user_id, same))
        old = kept_forms_before(connection, user_id, MOST - 1)
        connection.execute(delete(KeptForm).where(KeptForm.id.in_(old)))
        connection.execute(insert(KeptForm).values(row))
    return f"{random}~{mark(random, user_id)}"


def take() -> None:
    """Use up the kept form that is saved now, in the transaction of the action."""
    random = random_of(request.form.get(ARG, ""), viewer().user_id)
    if not random:
        return
    mine = (KeptForm.user_id == viewer().user_id, KeptForm.ref_hash == hashed(random))
    here = KeptForm.path_hash == hashed(request.path)
    db.session.connection().execute(delete(KeptForm).where(*mine, here))


def sweep() -> int:
    """Delete what was kept for its day, with the transaction that is open; return how many."""
    statement = delete(KeptForm).where(KeptForm.at <= now() - KEPT_FOR)
    return db.session.connection().execute(statement).rowcount
