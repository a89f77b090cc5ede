"""One event with everything its page shows, in few statements."""

from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Select, bindparam, func, or_, select
from sqlalchemy.orm import joinedload, lazyload
from sqlalchemy.orm.attributes import set_committed_value

from planner.accounts.labels import named
from planner.accounts.models import User
from planner.choices import Marking
from planner.db import db
from planner.events.approval.models import ProposedChange
from planner.events.hanging import hanging, hangs
from planner.events.models import (
    Attendance,
    Coordination,
    Event,
    EventNation,
    EventTheme,
    EventTopic,
    ObjectiveLink,
    Risk,
    Transition,
)
from planner.objectives.models import Objective
from planner.office.models import Office
from planner.viewers import ready

attendance = Attendance.__table__
MANY = {
    "attendances": attendance,
    "risks": Risk.__table__,
    "coordination": Coordination.__table__,
    "transitions": Transition.__table__,
    "theme_rows": EventTheme.__table__,
    "topic_rows": EventTopic.__table__,
}
"""What an event may have many of, or none: asked for only where there is any.

Its few places come with it.
"""
PROPOSALS = "proposals"
for name, table in {**MANY, PROPOSALS: ProposedChange.__table__}.items():
    hangs(name, table)
owner = User.__table__.alias("page_owner")
author = User.__table__.alias("page_author")
other = Event.__table__.alias("page_other")
IS_POINTED_AT = or_(
    *(
        select(other.c.id).where(column == Event.id).exists()
        for column in (other.c.replaced_by_id, other.c.copied_from_id)
    )
)
"""Whether another event was copied from it, or replaced by it: one look at each index.

One look at both columns would read every event.
"""


def name_count(*conditions: Any) -> Any:
    """Return the count of an event's names that meet conditions.

    Counts are for everybody who sees the event; the names are not, so the rows are counted
    in the table, beside the event that the viewer's criterion narrows.
    """
    counted = select(func.count()).select_from(attendance)
    return counted.where(attendance.c.event_id == Event.id, *conditions).scalar_subquery()


CAME = name_count(attendance.c.has_attended)
USUAL = select(Office.release_ceiling).limit(1).scalar_subquery()
"""Up to which marking the office releases where a nation has no ceiling of its own."""


@cache
def page_statement() -> Select[Any]:
    """Return the statement that reads an event, and tells what there is to ask for besides.

    Owner and author come by name: a whole user brings roles and nations.
    """
    people = (owner.c.name, owner.c.active, author.c.name, author.c.active)
    return ready(
        select(Event, name_count(), CAME, IS_POINTED_AT, USUAL, *people, *hanging().values())
        .outerjoin(owner, owner.c.id == Event.owner_id)
        .outerjoin(author, author.c.id == Event.author_id)
        .where(Event.id == bindparam("event_id"))
        .options(
            joinedload(Event.programme),
            joinedload(Event.places),
            lazyload(Event.attendances).joinedload(Attendance.person),
        )
    )


@cache
def rows_of_event() -> dict[str, Select[Any]]:
    """Return the statements that read what nearly every event has, by its name on the event.

    SQLAlchemy would put them together anew for each page.
    """
    partners = select(EventNation).order_by(EventNation.nation_code)
    links = select(ObjectiveLink).order_by(ObjectiveLink.id)
    wanted: BindParameter[int] = bindparam("event_id")
    return {
        "partners": ready(
            partners.where(EventNation.event_id == wanted).options(joinedload(EventNation.nation))
        ),
        "links": ready(
            links.where(ObjectiveLink.event_id == wanted).options(
                joinedload(ObjectiveLink.objective).joinedload(Objective.line)
            )
        ),
    }


class EventPage(NamedTuple):
    """An event with how many names it has, how many of them came, and what hangs on it.

    `is_tied`: another event was copied from it or replaced by it, or the other way round.
    `usual` is None where nobody ever chose the office's settings.
    """

    event: Event
    names: int
    came: int
    is_tied: bool
    usual: Marking | None
    users: dict[int, str]
    there: frozenset[str]


def page_of(event_id: int) -> EventPage | None:
    """Return an event for its page; None when it is not to be seen."""
    rows = db.session.execute(page_statement(), {"event_id": event_id})
    found = rows.unique().one_or_none()
    if found is None:
        return None
    event, names, came, is_pointed_at, usual, *more = found
    there = frozenset(name for name, is_there in zip(hanging(), more[4:], strict=True) if is_there)
    for name in MANY.keys() - there:
        set_committed_value(event, name, [])
    for name, statement in rows_of_event().items():
        if name not in event.__dict__:
            kept = db.session.scalars(statement, {"event_id": event_id})
            set_committed_value(event, name, kept.all())
    is_tied = bool(is_pointed_at or event.replaced_by_id or event.copied_from_id)
    return EventPage(event, names, came, is_tied, usual, users_of(event, more[:4]), there)


def users_of(event: Event, told: Any) -> dict[int, str]:
    """Return owner and author by key, as names are shown."""
    keys = (event.owner_id, event.author_id)
    pairs = zip(keys, (told[:2], told[2:]), strict=True)
    return {key: named(name, is_active) for key, (name, is_active) in pairs if key is not None}


def event_with_rows(event_id: int) -> Event | None:
    """Return an event for its forms; None when it is not to be seen."""
    found = page_of(event_id)
    return found.event if found else None


def names_ticked(event_id: int) -> int:
    """Return how many names are ticked as having come; a count, open to all who see the event."""
    return db.session.scalar(select(CAME).select_from(Event).where(Event.id == event_id)) or 0
