"""Putting removed rows aside for their undo button, and giving them back once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Any

from flask_babel import gettext as _

from planner.db import db
from planner.errors import RuleBroken
from planner.history.bringing_back import Return, as_data, as_row
from planner.history.models import PutAside
from planner.history.undo_queries import Stored, kept, mapper_of, outlived
from planner.viewers import Viewer
from planner.web.conflicts import plain
from planner.web.undoing import Page

LASTS = timedelta(hours=1)
ROWS = "rows"
"""What is put aside of whole rows, as they lay in the database."""


def put_aside(kind: str, values: Mapping[str, Any], *, viewer: Viewer, now: datetime) -> str:
    """Keep a row's values with the step that removes it; return the key of its undo button."""
    flat = {name: None if value is None else plain(value) for name, value in values.items()}
    return keep(kind, flat, viewer=viewer, now=now)


def keep(kind: str, values: dict[str, Any], *, viewer: Viewer, now: datetime) -> str:
    """Keep values under a new key; what nobody undid within the hour is forgotten here."""
    for row in outlived(now - LASTS):
        db.session.delete(row)
    key = token_urlsafe(18)
    kept_row = {"owner_id": viewer.user_id, "kind": kind, "values": values, "made_at": now}
    db.session.add(PutAside(key=key, **kept_row))
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


@dataclass(frozen=True)
class Brought:
    """What an undo brought back: its first row, and where it is found."""

    row: Any
    page: Page


def put_rows_aside(
    seen: Sequence[Stored], *, permission: str, page: Page, viewer: Viewer, now: datetime
) -> str:
    """Keep the rows of those looked at that are gone now, and what they were tied to.

    Returns the key of the undo button; empty when nothing is gone.
    """
    gone = [row for row in seen if not row.is_there]
    if not gone:
        return ""
    stayed = [row for row in seen if row.is_there and mapper_of(row.table)]
    values = {
        "permission": permission,
        "page": page if isinstance(page, str) else list(page),
        "gone": [as_data(row) for row in gone],
        "loosened": [as_data(row) for row in stayed],
    }
    return keep(ROWS, values, viewer=viewer, now=now)


def bring_rows_back(key: str, *, viewer: Viewer, now: datetime) -> Brought:
    """Put back what was removed under a key, for whoever may still remove it.

    Raises RuleBroken for a key of somebody else, too old or used before, and when it no longer
    fits; NotAllowed when the viewer has lost the permission.
    """
    kept = take_back(ROWS, key, viewer=viewer, now=now)
    viewer.require(kept["permission"], _("Your role does not allow this any more."))
    gone, loosened = (list(map(as_row, kept[name])) for name in ("gone", "loosened"))
    row = Return(viewer).bring(gone, loosened)
    page = kept["page"]
    return Brought(row, page if isinstance(page, str) else (page[0], page[1]))
