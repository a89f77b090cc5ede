"""What the event's own pages and forms ask the database."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    and_,
    func,
    not_,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import joinedload, selectinload

from planner.choices import EXECUTED_STATES, EventState, Family
from planner.db import db
from planner.events.measures import of_family
from planner.events.models import Attendance, Event, EventNation, ObjectiveLink
from planner.events.ownership import own
from planner.events.visibility import in_scope
from planner.viewers import EVERYTHING, Viewer, acting_as


class Related(NamedTuple):
    """Another event to which one is tied: its key and title."""

    id: int
    title: str


def related_to(event: Event) -> dict[str, list[Related]]:
    """Return what an event is tied to and the viewer may see, by how it is tied.

    `replaced_by`, `replaces`, `copied_from`, `copies`; one statement for all four.
    """
    other = Event.__table__.alias("tied")
    keys = [key for key in (event.replaced_by_id, event.copied_from_id) if key is not None]
    # One select for each index: an OR over three columns reads every event.
    tied = union_all(
        *(
            select(other.c.id).where(condition)
            for condition in (
                other.c.id.in_(keys),
                other.c.replaced_by_id == event.id,
                other.c.copied_from_id == event.id,
            )
        )
    )
    rows = db.session.execute(
        select(Event.id, Event.title, Event.replaced_by_id, Event.copied_from_id)
        .where(Event.id.in_(tied))
        .order_by(Event.sort_on, Event.id)
    ).all()
    replaced = [row for row in rows if row.id == event.replaced_by_id]
    return {
        "replaced_by": named(replaced),
        "replaces": named(row for row in rows if row.replaced_by_id == event.id),
        "copied_from": named(row for row in rows if row.id == event.copied_from_id),
        "copies": named(
            row for row in rows if row.copied_from_id == event.id and row not in replaced
        ),
    }


def named(rows: Iterable[Any]) -> list[Related]:
    """Return rows of key and title as what an event is tied to."""
    return [Related(row.id, row.title) for row in rows]


def editions(programme_id: int) -> list[Event]:
    """Return the events of a programme, latest first."""
    return list(
        db.session.scalars(
            select(Event)
            .where(Event.programme_id == programme_id)
            .options(selectinload(Event.partners), selectinload(Event.places))
            .order_by(Event.sort_on.desc(), Event.id.desc())
        )
    )


def events_with(nation_code: str, day: date) -> tuple[list[Event], list[Event]]:
    """Return the next and the last few events in which a nation takes part or is host."""
    takes_part = Event.partners.any(EventNation.nation_code == nation_code)
    return next_and_last(or_(Event.host_code == nation_code, takes_part), day)


def agreements_with(nation_code: str, limit: int = 8) -> list[Event]:
    """Return the latest agreements with a nation: signed, in force or being prepared."""
    takes_part = Event.partners.any(EventNation.nation_code == nation_code)
    agreed = select(Event).where(of_family(Family.AGREEMENT), takes_part)
    latest = agreed.order_by(Event.sort_on.desc(), Event.id.desc()).limit(limit)
    return list(db.session.scalars(latest))


def events_serving(objective_id: int, day: date) -> tuple[list[Event], list[Event]]:
    """Return the next and the last few events that are linked to an objective."""
    return next_and_last(Event.links.any(ObjectiveLink.objective_id == objective_id), day)


def next_and_last(
    wanted: ColumnElement[bool], day: date, limit: int = 8
) -> tuple[list[Event], list[Event]]:
    """Return the few events nearest to a day: those still to come, and those before it.

    What was executed is never to come, not even on its day.
    """
    statement = select(Event).where(wanted).limit(limit)
    is_ahead = and_(Event.sort_on >= day, Event.state.not_in(EXECUTED_STATES))
    ahead = statement.where(is_ahead).order_by(Event.sort_on, Event.id)
    until = Event.sort_on <= day + timedelta(days=1)  # executed elsewhere, where it is tomorrow
    past = statement.where(not_(is_ahead), until).order_by(Event.sort_on.desc(), Event.id.desc())
    return list(db.session.scalars(ahead)), list(db.session.scalars(past))


def attendances_of(person_id: int) -> list[Attendance]:
    """Return a person's parts in events, latest first."""
    return list(
        db.session.scalars(
            select(Attendance)
            .join(Event, Attendance.event_id == Event.id)
            .where(Attendance.person_id == person_id)
            .options(joinedload(Attendance.event))
            .order_by(Event.sort_on.desc(), Event.id.desc())
        )
    )


def discarded_concept(event_id: int, viewer: Viewer, *, is_own: bool = True) -> Event | None:
    """Return a concept that was thrown away, to those whose own it is and who may see it.

    Whoever threw it away a moment ago gets it back as well, with `is_own` false.

    The viewer's criterion hides it from everybody, so it is asked for apart.
    """
    with acting_as(db.session, EVERYTHING):
        return db.session.scalar(
            select(Event).where(
                Event.id == event_id,
                Event.discarded_at.is_not(None),
                in_scope(viewer, Event),
                own(viewer, Event) if is_own else true(),
            )
        )


def edition_after(event: Event) -> Event | None:
    """Return the edition that was already made of an event, unless it was called off."""
    return db.session.scalar(
        select(Event)
        .where(
            Event.copied_from_id == event.id,
            Event.programme_id.is_not(None),
            Event.programme_id == event.programme_id,
            Event.edition != event.edition,
            Event.state != EventState.CANCELLED,
            Event.discarded_at.is_(None),
        )
        .limit(1)
    )


def day_before(event: Event) -> date | None:
    """Return the first day of the edition before an event: of its series and its kind."""
    return db.session.scalar(
        select(func.max(Event.sort_on)).where(
            Event.programme_id == event.programme_id,
            Event.programme_id.is_not(None),
            Event.kind == event.kind,
            Event.id != event.id,
            Event.sort_on < event.sort_on,
            Event.state != EventState.CANCELLED,
        )
    )
