"""What others did at a user's events since the user last looked."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, literal, or_, select, union_all
from sqlalchemy.orm import joinedload

from planner.accounts.models import User
from planner.db import UtcDateTime, db
from planner.desk.models import DeskSeen
from planner.events.approval.models import ProposedChange
from planner.events.models import Event, Transition
from planner.foureyes import holds_key
from planner.history.models import HistoryEntry
from planner.officetime import day_begins
from planner.viewers import Viewer

AT_FIRST = timedelta(days=60)
"""How far back the news of somebody reaches who never marked any as seen."""
MOST = 500
MOVE, COMMENT, CHANGE = "move", "comment", "change"


@dataclass(frozen=True)
class News:
    """One thing that somebody else did at an event of the user's."""

    at: datetime
    event: Event
    by: str | None
    told: Any
    """The move, the comment's history entry or the proposed change itself."""


def seen_by(viewer: Viewer) -> DeskSeen | None:
    """Return what is remembered of a user."""
    return db.session.scalar(select(DeskSeen).where(DeskSeen.user_id == viewer.user_id))


def news_ids(viewer: Viewer, mine: ColumnElement[bool], today: date) -> Select[Any]:
    """Return kind, key and moment of what is new, latest first; one statement."""
    kept = select(DeskSeen.seen_at).where(DeskSeen.user_id == viewer.user_id).scalar_subquery()
    since = func.coalesce(kept, literal(day_begins(today - AT_FIRST), UtcDateTime()))

    def is_own(event_id: Any) -> Any:
        """Return the condition that an event is the user's: asked of what is new, one by one."""
        return exists(select(Event.id).where(Event.id == event_id, mine))

    somebody = Transition.by_id.is_distinct_from(viewer.user_id)
    moves = select(literal(MOVE).label("kind"), Transition.id.label("key"), Transition.at).where(
        Transition.at > since,
        Transition.from_state.is_not(None),
        somebody,
        is_own(Transition.event_id),
    )
    comments = select(literal(COMMENT), HistoryEntry.id, HistoryEntry.at).where(
        HistoryEntry.at > since,
        HistoryEntry.verb == "commented",
        HistoryEntry.by_id.is_distinct_from(viewer.user_id),
        is_own(HistoryEntry.event_id),
    )
    decided = select(literal(CHANGE), ProposedChange.id, ProposedChange.decided_at).where(
        ProposedChange.decided_at > since,
        ProposedChange.decided_by_id.is_distinct_from(viewer.user_id),
        or_(
            is_own(ProposedChange.event_id),
            holds_key(ProposedChange.writer_ids, viewer.user_id),
        ),
    )
    found = union_all(moves, comments, decided).subquery("news")
    return (
        select(found.c.kind, found.c.key, found.c.at)
        .order_by(found.c.at.desc(), found.c.key.desc())
        .limit(MOST)
    )


def news(viewer: Viewer, mine: ColumnElement[bool], today: date) -> list[News]:
    """Return what others did at the user's events since they last marked it as seen."""
    if viewer.user_id is None or not viewer.may("comment"):
        return []
    keys: dict[str, list[int]] = {}
    for kind, key, _at in db.session.execute(news_ids(viewer, mine, today)):
        keys.setdefault(kind, []).append(key)
    found = [row for kind, some in keys.items() for row in TELLERS[kind](some)]
    return sorted(found, key=lambda row: row.at, reverse=True)


def told_of(model: Any, keys: Iterable[int]) -> list[News]:
    """Return moves between states, or comments, as news with who made them."""
    statement = (
        select(model, Event, User.name)
        .join(Event, Event.id == model.event_id)
        .outerjoin(User, User.id == model.by_id)
        .where(model.id.in_(list(keys)))
    )
    return [News(row.at, event, by, row) for row, event, by in db.session.execute(statement)]


def changes_of(keys: Iterable[int]) -> list[News]:
    """Return decisions on proposed changes as news."""
    statement = (
        select(ProposedChange)
        .where(ProposedChange.id.in_(list(keys)))
        .options(joinedload(ProposedChange.event), joinedload(ProposedChange.decided_by))
    )
    return [
        News(row.decided_at, row.event, row.decided_by.name if row.decided_by else None, row)
        for row in db.session.scalars(statement)
        if row.decided_at is not None
    ]


TELLERS: dict[str, Callable[[Iterable[int]], list[News]]] = {
    MOVE: partial(told_of, Transition),
    COMMENT: partial(told_of, HistoryEntry),
    CHANGE: changes_of,
}
