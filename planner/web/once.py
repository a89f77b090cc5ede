"""One-use keys: a form that is sent twice acts once, and both answers lead to the same page.

Every form that writes carries a key. The write door spends it in the transaction of the
action, so that either both are kept or neither; see docs/decisions/one-use-keys.md.
"""

from datetime import timedelta
from typing import Any

from flask import g
from sqlalchemy import bindparam, delete, insert, update

from planner.clock import now
from planner.db import Base, db
from planner.web.models import SpentKey
from planner.web.once_answers import answer_for
from planner.web.sending import Sending

KEYS = Base.metadata.tables[SpentKey.__tablename__]
SPENT = insert(KEYS)
KEPT = timedelta(days=2)
"""How long a spent key is remembered: a page left open over a night is still known."""
PURGED_EVERY = 100
"""How many keys are spent between two purges of the old ones."""


def sent() -> Sending | None:
    """Return the sending of this request."""
    found: Sending | None = g.get("sending")
    return found


def spend() -> None:
    """Use the key up, in the transaction of the action that follows.

    Raises IntegrityError when a twin was faster; the database lets it finish first.
    """
    sending = sent()
    if sending is None or sending.spent or sending.row_id:
        return
    sending.answer = answer_for(None)
    row = {
        "user_id": sending.user_id,
        "key_hash": sending.key_hash,
        "body_hash": sending.body_hash,
        "answer": sending.answer,
        "is_shown_once": False,
        "at": now(),
    }
    connection = db.session.connection()
    made = connection.execute(SPENT, row).inserted_primary_key
    sending.row_id = int(made[0]) if made else None
    if sending.row_id and sending.row_id % PURGED_EVERY == 0:
        connection.execute(delete(SpentKey).where(SpentKey.at < now() - KEPT))


def note_result(result: object) -> None:
    """Keep what the action made, still in its transaction."""
    sending = sent()
    if sending is None or sending.row_id is None or not isinstance(result, Base):
        return
    db.session.flush()
    answer = answer_for(result)
    if answer != sending.answer:
        sending.answer = answer
        keep(db.session.connection(), sending.row_id, {"answer": answer})


def give_back() -> None:
    """Forget a key whose action was refused: the form may be sent again."""
    if sending := sent():
        sending.row_id = None


def keep(connection: Any, row_id: int, change: dict[str, Any]) -> None:
    """Change what is kept of a key."""
    values: dict[str, Any] = {name: bindparam(name) for name in change}
    statement = update(KEYS).where(KEYS.c.id == bindparam("of_row")).values(values)
    connection.execute(statement, change | {"of_row": row_id})
