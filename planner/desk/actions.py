"""Reading the news of My desk, and taking that back."""

from datetime import datetime

from flask_babel import gettext as _

from planner.db import db
from planner.desk.models import DeskSeen
from planner.desk.news_queries import seen_by
from planner.errors import RuleBroken
from planner.viewers import Viewer


def mark_seen(*, until: datetime, viewer: Viewer, now: datetime) -> DeskSeen:
    """Note that the user read what others did up to a moment; never one to come."""
    if viewer.user_id is None:
        raise RuleBroken(_("Sign in first."))
    row = seen_by(viewer)
    if row is None:
        row = DeskSeen(user_id=viewer.user_id, seen_at=min(until, now))
        db.session.add(row)
    row.seen_at = min(until, now)
    return row


def unmark_seen(*, before: datetime | None, viewer: Viewer) -> bool:
    """Bring back what was read last: up to an earlier moment, or from the beginning."""
    row = seen_by(viewer)
    if row is not None and before is not None:
        row.seen_at = before
    elif row is not None:
        db.session.delete(row)
    return True
