"""What people do with their calendars: subscribe, rename, renew, end."""

from dataclasses import dataclass
from datetime import datetime
from secrets import token_urlsafe
from typing import Final

from flask_babel import gettext as _

from planner.calendars.models import Feed
from planner.calendars.queries import feed_named
from planner.calendars.subscription_queries import hashed
from planner.db import db
from planner.errors import RuleBroken
from planner.events.list.filtering import EventFilter
from planner.shapes.feed import FeedName, WrittenFeed
from planner.viewers import Viewer

TOKEN_BYTES: Final = 24  # 192 random bits; CALENDAR 28 asks for 128


@dataclass(frozen=True)
class Issued:
    """A calendar with the secret of its address, which is shown once and never kept."""

    feed: Feed
    token: str


def create_feed(written: WrittenFeed, *, viewer: Viewer, now: datetime) -> Issued:
    """Subscribe a user to a filter under a name; RuleBroken when the name is in use."""
    viewer.require("feed", _("Your role has no calendars of its own."))
    name = unused_name(written.name, viewer.user_id)
    check_due(written, written.query)
    token = token_urlsafe(TOKEN_BYTES)
    feed = Feed(
        user_id=viewer.user_id,
        name=name,
        query=written.query,
        tells_due=written.tells_due,
        token_hash=hashed(token),
        created_at=now,
    )
    db.session.add(feed)
    db.session.flush()
    return Issued(feed, token)


def unused_name(name: str, user_id: int | None, but: Feed | None = None) -> str:
    """Return the name; RuleBroken when another calendar of the user has it."""
    found = feed_named(user_id or 0, name)
    if found is not None and found is not but:
        raise RuleBroken(_("You already have a calendar named “%(name)s”.", name=name))
    return name


def change_feed(feed: Feed, written: FeedName) -> Feed:
    """Give a calendar another name, or what is due; clients show it after their next fetch."""
    feed.name = unused_name(written.name, feed.user_id, but=feed)
    check_due(written, feed.query)
    feed.tells_due = written.tells_due
    return feed


def check_due(written: FeedName, query: str) -> None:
    """Refuse to tell a partner what somebody of the office owes."""
    if written.tells_due and EventFilter.from_query(query).partner:
        raise RuleBroken(_("A calendar for a partner does not tell what you owe."))


def renew_feed(feed: Feed) -> Issued:
    """Give a calendar a new address; the old one ends at once."""
    if feed.revoked_at is not None:
        raise RuleBroken(_("This calendar was ended. Subscribe to a new one instead."))
    token = token_urlsafe(TOKEN_BYTES)
    feed.token_hash = hashed(token)
    feed.fetched_at, feed.fetched_by, feed.fetch_count = None, "", 0
    return Issued(feed, token)


def revoke_feed(feed: Feed, *, now: datetime) -> Feed:
    """End a calendar for good: its address answers that it is gone."""
    if feed.revoked_at is None:
        feed.revoked_at = now
    return feed
