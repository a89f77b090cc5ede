"""What calendars read of single entries, of feeds, and of the programs that fetched them."""

from datetime import datetime

from sqlalchemy import select

from planner.calendars.audiences import Audience, is_sensitive
from planner.calendars.models import CalendarEntry, Feed
from planner.db import db
from planner.events.models import Event
from planner.history.models import HistoryEntry


def clients_told(file: str, since: datetime) -> list[str]:
    """Return the programs of which the history tells that they fetched a feed since a moment."""
    table = HistoryEntry.__table__
    told = select(table.c.changes).where(
        table.c.subject_kind == "list", table.c.subject_id == file, table.c.at >= since
    )
    changes = db.session.connection().execute(told).scalars()
    return [change.get("client", [None, ""])[1] for change in changes]


def entry_body(event: Event, told: Audience) -> bytes:
    """Return an event's stored entry, of which `told` is the most above OFFICIAL.

    Empty while the event has no date.
    """
    audience = told if is_sensitive(event.marking) else Audience.FULL
    of_event = (CalendarEntry.event_id == event.id, CalendarEntry.audience == audience)
    return db.session.scalar(select(CalendarEntry.body).where(*of_event)) or b""


def own_feeds() -> list[Feed]:
    """Return the viewer's calendars, those in use first, then by name."""
    feeds = select(Feed).order_by(Feed.revoked_at.is_not(None), Feed.name, Feed.id)
    return list(db.session.scalars(feeds))


def feed_named(user_id: int, name: str) -> Feed | None:
    """Return the user's calendar of that name that is still in use."""
    return db.session.scalar(
        select(Feed).where(Feed.user_id == user_id, Feed.name == name, Feed.revoked_at.is_(None))
    )
