"""What calendars read of single entries and subscriptions, and whom a token lets in."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import String, bindparam, cast, func, select

from planner.accounts.models import RoleGrant, User, user_nation
from planner.calendars.audiences import Audience, is_sensitive
from planner.calendars.models import CalendarEntry, Feed
from planner.choices import Role
from planner.db import db
from planner.events.models import Event
from planner.history.models import HistoryEntry
from planner.viewers import Viewer

# Tables and a ready statement, not classes: the product itself looks a token up, past any
# viewer, and does so whenever a calendar program asks.
FEED, USER, GRANT = Feed.__table__, User.__table__, RoleGrant.__table__
ROLES = (
    select(func.aggregate_strings(cast(GRANT.c.role, String), " "))
    .where(GRANT.c.user_id == USER.c.id)
    .scalar_subquery()
)
SCOPE = (
    select(func.aggregate_strings(user_nation.c.nation_code, " "))
    .where(user_nation.c.user_id == USER.c.id)
    .scalar_subquery()
)
SUBSCRIPTION = (
    select(
        *(FEED.c[name] for name in ("id", "name", "query", "etag", "changed_at", "fetched_at")),
        FEED.c.token_hash,
        FEED.c.user_id,
        FEED.c.revoked_at.is_(None).label("is_in_use"),
        *(USER.c[name] for name in ("active", "ceiling", "has_all_nations")),
        ROLES.label("roles"),
        SCOPE.label("nations"),
    )
    .join(USER, USER.c.id == FEED.c.user_id)
    .where(FEED.c.token_hash == bindparam("token_hash"))
)


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


@dataclass(frozen=True)
class Subscription:
    """A feed as its address finds it, with what its user may see at this moment."""

    id: int
    name: str
    query: str
    etag: str
    changed_at: datetime | None
    fetched_at: datetime | None
    token_hash: str
    is_open: bool
    viewer: Viewer


def hashed(token: str) -> str:
    """Return what is stored of a token; 192 random bits need no salt (CALENDAR 28)."""
    return sha256(token.encode()).hexdigest()


def subscription(token: str) -> Subscription | None:
    """Return the feed of a token with what its user may see, in one statement.

    The token is compared as a hash by an index, so that time tells nothing of it.
    """
    row = db.session.connection().execute(SUBSCRIPTION, {"token_hash": hashed(token)}).first()
    if row is None:
        return None
    nations = None if row.has_all_nations else frozenset((row.nations or "").split())
    roles = frozenset(Role(role) for role in (row.roles or "").split())
    viewer = Viewer(row.user_id, roles, row.ceiling, nations)
    return Subscription(
        id=row.id,
        name=row.name,
        query=row.query,
        etag=row.etag,
        changed_at=row.changed_at,
        fetched_at=row.fetched_at,
        token_hash=row.token_hash,
        is_open=row.is_in_use and row.active and viewer.may("feed"),
        viewer=viewer,
    )
