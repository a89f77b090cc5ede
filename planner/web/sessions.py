"""How long a sign-in lasts: an idle limit and an absolute one, kept in the signed session."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from flask import Flask, current_app, flash, session
from flask_babel import gettext as _

from planner import clock
from planner.viewers import NOBODY
from planner.web.access import set_viewer

STARTED, SEEN, USER = "started_at", "seen_at", "_user_id"
FINEST_STEP = 60
"""Seconds between two notes that somebody was seen: not every answer needs a new cookie."""


def start_session(user_key: str = "") -> None:
    """Begin a session anew: nothing that was in it before the sign-in stays."""
    kept = {name: session[name] for name in ("_user_id", "_fresh", "_id") if name in session}
    session.clear()
    session.update(kept)
    if user_key:
        session[USER] = user_key
    session[STARTED] = session[SEEN] = int(clock.now().timestamp())


def end_session(sentence: str = "") -> None:
    """Forget who was signed in; say why on the next page."""
    session.clear()
    if sentence:
        flash(sentence, "warning")


def is_over(seconds: int, since: object, now: datetime) -> bool:
    """Say whether a limit has passed; a moment that nobody could have set counts as passed."""
    if not isinstance(since, int):
        return True
    return not -300 <= now.timestamp() - since < seconds


def check_session() -> None:
    """End a session whose time is over, before anybody looks at who it belongs to."""
    set_viewer(NOBODY)
    if USER not in session:
        return
    now = clock.now()
    moment = int(now.timestamp())
    idle = timedelta(minutes=int(current_app.config["RAPPORT_IDLE_MINUTES"]))
    whole = timedelta(hours=int(current_app.config["RAPPORT_SESSION_HOURS"]))
    started = session.setdefault(STARTED, moment)
    seen = session.setdefault(SEEN, moment)
    if is_over(int(whole.total_seconds()), started, now):
        end_session(_("Your sign-in has reached its time limit. Sign in again."))
    elif is_over(int(idle.total_seconds()), seen, now):
        end_session(_("You were signed out after a time without activity. Sign in again."))
    elif moment - seen >= min(FINEST_STEP, int(idle.total_seconds()) // 10):
        session[SEEN] = moment


def local_path(url: str | None) -> str:
    """Return the address when it is a path of this product; else the start page."""
    found = (url or "").strip()
    is_odd = "\\" in found or any(ord(character) < 33 for character in found)
    if not found.startswith("/") or found.startswith("//") or is_odd:
        return "/"
    parts = urlsplit(found)
    return "/" if parts.scheme or parts.netloc else found


def init_sessions(app: Flask) -> None:
    """Check the limits before anything else looks at the session."""
    app.before_request(check_session)
