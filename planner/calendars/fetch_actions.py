"""What a client that fetches a feed leaves: when, and with which edition."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from planner.calendars.models import Feed
from planner.calendars.subscription_queries import Subscription
from planner.db import db

NOTED_EVERY: Final = timedelta(minutes=1)


@dataclass(frozen=True)
class Fetch:
    """When a feed was last seen to change, and whether this fetch left a note."""

    changed_at: datetime
    is_noted: bool


def note_fetch(feed: Subscription, etag: str, *, client: str, now: datetime) -> Fetch:
    """Note who fetched a feed, at most once a minute, and since when it holds what it holds.

    Written past the ORM: a fetch is no change that anybody could clash with.
    """
    table = Feed.metadata.tables["feed"]
    values: dict[str, object] = {}
    changed_at = feed.changed_at
    if changed_at is None or etag != feed.etag:
        changed_at = max(now, changed_at + timedelta(seconds=1)) if changed_at else now
        values |= {"etag": etag, "changed_at": changed_at}
    if feed.fetched_at is None or now - feed.fetched_at >= NOTED_EVERY:
        values |= {"fetched_at": now, "fetched_by": client[:200]}
        values["fetch_count"] = table.c.fetch_count + 1
    if values:
        db.session.execute(table.update().where(table.c.id == feed.id).values(values))
    return Fetch(changed_at, bool(values))
