"""A sign-in as the signed cookie carries it.

The cookie has the key of an open session; the room of accounts keeps those.
"""

from flask import flash, session

from planner import clock

STARTED, SEEN, USER = "started_at", "seen_at", "_user_id"
LAST = "last_user"
"""Who was signed in last, by number: a form sent after the end is kept for them."""


def start_session(key: str) -> None:
    """Begin a session anew: nothing that was in it before the sign-in stays."""
    kept = {name: session[name] for name in ("_fresh", "_id") if name in session}
    session.clear()
    session.update(kept)
    session[USER] = key
    session[STARTED] = session[SEEN] = int(clock.now().timestamp())


def session_key() -> str:
    """Return the key of the session that the cookie stands for; empty when there is none."""
    return str(session.get(USER, ""))


def end_session(sentence: str = "") -> None:
    """End the session, all but whose it was; say why on the next page."""
    last = session.get(LAST)
    session.clear()
    if last is not None:
        session[LAST] = last
    if sentence:
        flash(sentence, "warning")


def note_user(user_id: int | None) -> None:
    """Note in the cookie who is signed in."""
    if session.get(LAST) != user_id:
        session[LAST] = user_id


def last_user() -> int | None:
    """Return who was signed in last in this browser."""
    found = session.get(LAST)
    return found if isinstance(found, int) else None
