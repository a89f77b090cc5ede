"""One-use keys: a form that is sent twice acts once, and both answers lead to the same page.

Every form that writes carries a key. The write door spends it in the transaction of the
action, so that either both are kept or neither; see docs/decisions/one-use-keys.md.
"""

import re
from datetime import timedelta
from functools import lru_cache
from typing import Any

from flask import Flask, Response, abort, current_app, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import delete, insert, inspect, update
from sqlalchemy.exc import SQLAlchemyError

from planner.clock import now
from planner.db import Base, db
from planner.web.addresses import home
from planner.web.models import SpentKey
from planner.web.queries import Spent, spent_key
from planner.web.sending import Sending, guards, read_sending
from planner.web.targets import local_target

KEPT = timedelta(days=2)
"""How long a spent key is remembered: a page left open over a night is still known."""
PURGED_EVERY = 100
"""How many keys are spent between two purges of the old ones."""
REDIRECTS = {302, 303}


def lead_to_first_answer() -> ResponseReturnValue | None:
    """Answer a form that was saved before with the way to what it made."""
    g.sending = sending = read_sending()
    if sending and sending.spent and sending.is_the_same and sending.spent.answer:
        return lead(sending.spent)
    return None


def lead(spent: Spent) -> ResponseReturnValue:
    """Say that it was saved already and go where the first answer went."""
    if spent.is_shown_once:
        text = _(
            "This was done already. What the first answer showed is not shown twice; "
            "if you missed it, ask for a new one here."
        )
    else:
        text = _("This was saved already.")
    flash(text, "info")
    return redirect(local_target(spent.answer), 303)


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
    made = connection.execute(insert(SpentKey).values(row)).inserted_primary_key
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


def twin_answer() -> Sending | None:
    """After a clash: lead to the winner's answer if it was the key that clashed.

    Returns the sending when the twin's words were others, or its answer was in place.
    """
    sending = sent()
    if sending is None:
        return None
    sending.spent = spent_key(sending.user_id, sending.key_hash)
    if sending.spent is None:
        return None
    if sending.is_the_same and sending.spent.answer:
        abort(current_app.make_response(lead(sending.spent)))
    return sending


def keep(connection: Any, row_id: int, change: dict[str, Any]) -> None:
    """Change what is kept of a key."""
    connection.execute(update(SpentKey).where(SpentKey.id == row_id).values(change))


def number_of(row: Base) -> int | None:
    """Return the key of a row that was just written; None when it is no number."""
    first = (inspect(row).identity or (None,))[0]
    return first if isinstance(first, int) else None


@lru_cache(maxsize=256)
def _places(_app: Flask, blueprint: str) -> tuple[tuple[str, frozenset[str]], ...]:
    known = {rule.endpoint: frozenset(rule.arguments) for rule in _app.url_map.iter_rules()}
    names = (f"{blueprint}.show", f"{blueprint}.index")
    return tuple((name, known[name]) for name in names if name in known)


def answer_for(result: object) -> str:
    """Return the page of what was made: of the row, else of its parent, else the list.

    Kept before the view has answered; the view's own address replaces it, see `keep_answer`.
    """
    values = dict(request.view_args or {})
    if isinstance(result, Base):
        name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type(result).__name__).lower()
        values[f"{name}_id"] = number_of(result)
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    for endpoint, wanted in _places(app, request.blueprint or ""):
        if wanted <= set(values):
            return url_for(endpoint, **{each: values[each] for each in wanted})
    return home()


def keep_answer(response: Response) -> Response:
    """Keep where the view led when that is another page than was thought.

    Best effort: without it a second sending leads to the page of what was made.
    """
    sending = sent()
    if sending is None or sending.row_id is None or not sending.answer:
        return response
    change: dict[str, Any] = {}
    if response.status_code not in REDIRECTS:
        change = {"is_shown_once": True}
    elif (place := response.location or "") != sending.answer and place.startswith("/"):
        change = {"answer": place}
    if change:
        try:
            with db.engine.begin() as connection:
                keep(connection, sending.row_id, change)
        except SQLAlchemyError as error:
            current_app.logger.warning("answer of a form not kept: %s", type(error).__name__)
    return response


def init_once(app: Flask) -> None:
    """Look at every form that is sent; give templates `guards()`."""
    app.before_request(lead_to_first_answer)
    app.after_request(keep_answer)
    app.jinja_env.globals["guards"] = guards
