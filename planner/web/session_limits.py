"""How long a sign-in lasts: an idle limit and an absolute one."""

from datetime import datetime, timedelta

from flask import Flask, current_app, g, session
from flask_babel import gettext as _

from planner import clock
from planner.viewers import NOBODY
from planner.web.access import set_viewer
from planner.web.sessions import SEEN, STARTED, USER, end_session, last_user

FINEST_STEP = 60
"""Seconds between two notes that somebody was seen: not every answer needs a new cookie."""


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
