"""Putting removed rows aside for their undo button, and giving them back once."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Any

from flask_babel import gettext as _

from planner.db import db
from planner.errors import RuleBroken
from planner.history.models import PutAside
from planner.history.undo_queries import kept, outlived
from planner.viewers import Viewer
from planner.web.conflicts import plain

LASTS = timedelta(hours=1)


def put_aside(kind: str, values: Mapping[str, Any], *, viewer: Viewer, now: datetime) -> str:
    """Keep a row's values with the step that removes it; return the key of its undo button.

    What nobody undid within the hour is forgotten here.
    """
    for row in outlived(now - LASTS):
        db.session.delete(row)
    key = token_urlsafe(18)
    flat = {name: None if value is None else plain(value) for name, value in values.items()}
    db.session.add(PutAside(key=key, owner_id=viewer.user_id, kind=kind, values=flat, made_at=now))
    return key


def take_back(kind: str, key: str, *, viewer: Viewer, now: datetime) -> dict[str, Any]:
    """Return the values put aside under a key, which works once.

    Raises RuleBroken for a key of somebody else, of another kind, too old or used before.
    """
    row = kept(key, kind, viewer.user_id, now - LASTS)
    if row is None:
        raise RuleBroken(
            _("This can no longer be undone: it was undone already, or an hour has passed.")
        )
    db.session.delete(row)
    return dict(row.values)
