"""What calendars read: the facts behind an entry, its revisions, and whom a token lets in."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from planner.accounts.models import RoleGrant, User, user_nation
from planner.calendars.entries import Facts
from planner.calendars.models import CalendarEntry, Feed
from planner.choices import Role
from planner.db import db
from planner.events.models import Event, EventNation, ObjectiveLink, Place
from planner.objectives.models import Objective
from planner.partners.models import Nation, Programme
from planner.viewers import EVERYTHING, Viewer, acting_as


@dataclass(frozen=True)
class Revision:
    """How often an entry has changed, when last, and the hash of what it shows."""

    sequence: int
    modified_at: datetime
    digest: str


def revisions(
    session: Session, event_ids: Sequence[int], *, lock: bool = False
) -> dict[int, Revision]:
    """Return the stored revisions by event; locked, other writers wait (PostgreSQL)."""
    found = select(
        CalendarEntry.event_id,
        CalendarEntry.sequence,
        CalendarEntry.modified_at,
        CalendarEntry.digest,
    ).where(CalendarEntry.event_id.in_(event_ids))
    rows = session.execute(found.with_for_update() if lock else found)
    return {row.event_id: Revision(row.sequence, row.modified_at, row.digest) for row in rows}


def facts(session: Session, event_ids: Sequence[int]) -> list[Facts]:
    """Return events with the words their entries borrow, one select for each kind of words."""
    events = loaded_events(session, event_ids)
    places, partners = places_of(session, event_ids), partners_of(session, event_ids)
    objectives = objectives_of(session, event_ids)
    programmes = programme_names(session, {event.programme_id for event in events})
    return [
        Facts(
            event,
            places[event.id],
            partners[event.id],
            objectives[event.id],
            programmes.get(event.programme_id, ""),
        )
        for event in events
    ]


def loaded_events(session: Session, event_ids: Sequence[int]) -> list[Event]:
    """Return the events; a single one that was just saved costs no select."""
    if len(event_ids) == 1:
        event = session.get(Event, event_ids[0])
        return [event] if event else []
    return list(session.scalars(select(Event).where(Event.id.in_(event_ids))))


def grouped(rows: Iterable[Any]) -> dict[int, list[str]]:
    """Return the words of rows by event."""
    found: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row[1])
    return found


def places_of(
    session: Session, event_ids: Sequence[int]
) -> dict[int, list[tuple[str, str | None]]]:
    """Return town and nation code of the places, in their order."""
    found = defaultdict(list)
    places = (
        select(Place.event_id, Place.town, Place.nation_code)
        .where(Place.event_id.in_(event_ids))
        .order_by(Place.position, Place.id)
    )
    for event_id, town, code in session.execute(places):
        found[event_id].append((town, code))
    return found


def partners_of(session: Session, event_ids: Sequence[int]) -> dict[int, list[str]]:
    """Return the codes of the partner nations: those taking part, the own one left out."""
    partners = (
        select(EventNation.event_id, EventNation.nation_code)
        .join(Nation, Nation.code == EventNation.nation_code)
        .where(EventNation.event_id.in_(event_ids), ~Nation.is_own)
        .order_by(EventNation.nation_code)
    )
    return grouped(session.execute(partners))


def objectives_of(session: Session, event_ids: Sequence[int]) -> dict[int, list[str]]:
    """Return code and name of the objectives served, primary ones first."""
    objectives = (
        select(ObjectiveLink.event_id, Objective.code + " " + Objective.name)
        .join(Objective, Objective.id == ObjectiveLink.objective_id)
        .where(ObjectiveLink.event_id.in_(event_ids))
        .order_by(ObjectiveLink.is_primary.desc(), Objective.code, Objective.id)
    )
    return grouped(session.execute(objectives))


def programme_names(session: Session, ids: set[int | None]) -> dict[int | None, str]:
    """Return the names of programmes."""
    wanted = sorted(number for number in ids if number is not None)
    if not wanted:
        return {}
    names = select(Programme.id, Programme.name).where(Programme.id.in_(wanted))
    return {row.id: row.name for row in session.execute(names)}


def affected_event_ids(
    session: Session, nations: set[str], programmes: set[int], objectives: set[int]
) -> set[int]:
    """Return the events whose entries show one of the nations, programmes or objectives."""
    found: set[int] = set()
    if nations:
        takes_part = select(EventNation.event_id).where(EventNation.nation_code.in_(nations))
        is_place = select(Place.event_id).where(Place.nation_code.in_(nations))
        shown = or_(Event.host_code.in_(nations), Event.id.in_(takes_part), Event.id.in_(is_place))
        found.update(session.scalars(select(Event.id).where(shown)))
    if programmes:
        of_programme = select(Event.id).where(Event.programme_id.in_(programmes))
        found.update(session.scalars(of_programme))
    if objectives:
        serving = select(ObjectiveLink.event_id).where(ObjectiveLink.objective_id.in_(objectives))
        found.update(session.scalars(serving))
    return found


def every_event_id(session: Session) -> list[int]:
    """Return the ids of all events."""
    return list(session.scalars(select(Event.id).order_by(Event.id)))


def entry_body(event: Event) -> bytes:
    """Return an event's stored entry; empty while it has no date."""
    body = select(CalendarEntry.body).where(CalendarEntry.event_id == event.id)
    return db.session.scalar(body) or b""


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
    is_open: bool
    viewer: Viewer


def hashed(token: str) -> str:
    """Return what is stored of a token; 192 random bits need no salt (CALENDAR 28)."""
    return sha256(token.encode()).hexdigest()


def subscription(token: str) -> Subscription | None:
    """Return the feed of a token, read in columns since every calendar client asks often.

    The token is compared as a hash by an index, so that time tells nothing of it.
    """
    columns = (Feed.id, Feed.name, Feed.query, Feed.etag, Feed.changed_at, Feed.fetched_at)
    user = (Feed.revoked_at, User.active, Feed.user_id, User.ceiling, User.has_all_nations)
    found = (
        select(*columns, *user)
        .join(User, User.id == Feed.user_id)
        .where(Feed.token_hash == hashed(token))
    )
    with acting_as(db.session, EVERYTHING):
        row = db.session.execute(found).first()
        if row is None:
            return None
        nations = None if row.has_all_nations else nations_in_scope(row.user_id)
        viewer = Viewer(row.user_id, granted_roles(row.user_id), row.ceiling, nations)
    return Subscription(
        id=row.id,
        name=row.name,
        query=row.query,
        etag=row.etag,
        changed_at=row.changed_at,
        fetched_at=row.fetched_at,
        is_open=row.revoked_at is None and row.active and viewer.may("feed"),
        viewer=viewer,
    )


def granted_roles(user_id: int) -> frozenset[Role]:
    """Return the roles of a user."""
    return frozenset(db.session.scalars(select(RoleGrant.role).where(RoleGrant.user_id == user_id)))


def nations_in_scope(user_id: int) -> frozenset[str]:
    """Return the codes of the nations that a user looks after."""
    codes = select(user_nation.c.nation_code).where(user_nation.c.user_id == user_id)
    return frozenset(db.session.scalars(codes))
