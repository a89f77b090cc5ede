"""Whom the token of a private feed lets in, and what they may see at this moment."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import String, bindparam, cast, func, select

from planner.accounts.models import RoleGrant, User, user_nation
from planner.calendars.models import Feed
from planner.choices import Role
from planner.db import db
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
        *(FEED.c[name] for name in ("tells_due", "created_at")),
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


@dataclass(frozen=True)
class Subscription:
    """A feed as its address finds it, with what its user may see at this moment."""

    id: int
    name: str
    query: str
    tells_due: bool
    created_at: datetime
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
        tells_due=row.tells_due,
        created_at=row.created_at,
        etag=row.etag,
        changed_at=row.changed_at,
        fetched_at=row.fetched_at,
        token_hash=row.token_hash,
        is_open=row.is_in_use and row.active and viewer.may("feed"),
        viewer=viewer,
    )
