"""How long a sign-in lasts: an idle limit and an absolute one, kept in the signed cookie.

The cookie carries the key of an open session; the room of accounts keeps those.
"""

from datetime import datetime, timedelta

from flask import Flask, current_app, flash, g, session
from flask_babel import gettext as _

from planner import clock
from planner.viewers import NOBODY
from planner.web.access import set_viewer

STARTED, SEEN, USER = "started_at", "seen_at", "_user_id"
LAST = "last_user"
"""Who was signed in last, by number: a form sent after the end is kept for them."""
FINEST_STEP = 60
"""Seconds between two notes that somebody was seen: not every answer needs a new cookie."""


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


def is_over(seconds: int, since: object, now: datetime) -> bool:
    """Say whether a limit has passed; a moment that nobody could have set counts as passed."""
    if not isinstance(since, int):
        return True
    return not -300 <= now.timestamp() - since < seconds


def check_session() -> None:
    """End a session whose time is over, before anybody looks at who it belongs to."""
    set_viewer(NOBODY)
    g.last_user = last_user()
    if USER not in session:
        return
    now = clock.now()
    moment = int(now.timestamp())
    idle, whole = limits()
    started = session.setdefault(STARTED, moment)
    seen = session.setdefault(SEEN, moment)
    if is_over(int(whole.total_seconds()), started, now):
        end_session(_("Your sign-in has reached its time limit. Sign in again."))
    elif is_over(int(idle.total_seconds()), seen, now):
        end_session(_("You were signed out after a time without activity. Sign in again."))
    elif moment - seen >= min(FINEST_STEP, int(idle.total_seconds()) // 10):
        session[SEEN] = moment
        g.is_seen_anew = True


def limits() -> tuple[timedelta, timedelta]:
    """Return how long a session may lie idle, and how long it may last at all."""
    settings = current_app.config
    idle = timedelta(minutes=int(settings["RAPPORT_IDLE_MINUTES"]))
    return idle, timedelta(hours=int(settings["RAPPORT_SESSION_HOURS"]))


def init_sessions(app: Flask) -> None:
    """Check the limits before anything else looks at the session."""
    app.before_request(check_session)
