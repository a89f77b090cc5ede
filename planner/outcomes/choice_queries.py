"""What the forms of the room offer to choose from."""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from planner.accounts.labels import named, owner_name
from planner.accounts.models import RoleGrant, User
from planner.choices import EXECUTED_STATES, EventState, Role
from planner.db import db
from planner.events.models import Attendance, Event, EventNation, ObjectiveLink
from planner.events.visibility import visible
from planner.objectives.models import Objective
from planner.objectives.order_queries import in_plan_order
from planner.outcomes.models import Outcome
from planner.participants.models import Person
from planner.partners.models import Nation, Organisation
from planner.viewers import Viewer

OWNER_ROLES = (Role.PLANNER, Role.APPROVER, Role.COUNTRY_DESK)
NEAR = timedelta(days=730)
MOST_EVENTS = 200
MOST_OUTCOMES = 100
HELD_STATES = (EventState.IN_PROGRESS, *EXECUTED_STATES)
"""States of events that took place at least in part, so that something can have come of them."""


def owner_choices(*, keep: Iterable[int | None] = ()) -> dict[str, str]:
    """Return the users who may own a follow-up or a lesson, and those to keep, by name."""
    works = User.id.in_(select(RoleGrant.user_id).where(RoleGrant.role.in_(OWNER_ROLES)))
    kept = [key for key in keep if key]
    rows = db.session.execute(
        select(User.id, User.name, User.active)
        .where(or_(User.active & works, User.id.in_(kept)))
        .order_by(User.name, User.id)
    )
    return {str(key): named(name, is_active) for key, name, is_active in rows}


def out_of_reach(owner: User | None, event: Event, viewer: Viewer) -> str | None:
    """Return the owner's name when they may not see the event: for who keeps users' rights."""
    if owner is None or not viewer.may("administer") or sees_event(owner, event):
        return None
    return owner_name(owner)


def sees_event(user: User, event: Event) -> bool:
    """Say whether a user may see an event."""
    table = Event.__table__
    found = select(table.c.id).where(table.c.id == event.id, visible(user.as_viewer, table.c))
    return db.session.scalar(found) is not None


def objectives_in_use(*, keep: Iterable[int | None] = ()) -> list[Objective]:
    """Return the objectives that are not retired, and those to keep, as plans have them."""
    kept = [key for key in keep if key]
    return list(
        db.session.scalars(
            in_plan_order(select(Objective)).where(
                or_(Objective.retired_on.is_(None), Objective.id.in_(kept))
            )
        )
    )


def objectives_of(event_ids: Iterable[int]) -> set[int]:
    """Return the ids of the objectives that the events serve."""
    return set(
        db.session.scalars(
            select(ObjectiveLink.objective_id).where(ObjectiveLink.event_id.in_(list(event_ids)))
        )
    )


def events_near(seen_on: date, *, keep: Iterable[int] = ()) -> list[Event]:
    """Return those to keep, then events that took place in the two years before a day.

    The newest 200: a page says so. An older one comes in through its own page.
    """
    took_place = Event.state.in_(HELD_STATES)
    near = took_place & Event.sort_on.between(seen_on - NEAR, seen_on)
    recent = select(Event).where(near).order_by(Event.sort_on.desc(), Event.id.desc())
    found = list(db.session.scalars(recent.limit(MOST_EVENTS)))
    kept = events_by_id(keep)
    return kept + [event for event in found if event not in kept]


def events_by_id(event_ids: Iterable[int]) -> list[Event]:
    """Return the visible ones of the events, oldest first."""
    return list(
        db.session.scalars(
            select(Event).where(Event.id.in_(list(event_ids))).order_by(Event.sort_on, Event.id)
        )
    )


def outcomes_offered(*, keep: int | None = None) -> list[Outcome]:
    """Return the newest outcomes to choose from, the one to keep first, with their events."""
    whole = select(Outcome).options(selectinload(Outcome.events))
    newest = whole.order_by(Outcome.seen_on.desc(), Outcome.id.desc()).limit(MOST_OUTCOMES)
    kept = db.session.scalars(whole.where(Outcome.id == keep)).all() if keep else []
    return list(dict.fromkeys([*kept, *db.session.scalars(newest)]))


def nation_codes_of(event: Event) -> list[str]:
    """Return the codes of the nations of an event other than one's own."""
    return list(
        db.session.scalars(
            select(EventNation.nation_code)
            .join(Nation)
            .where(EventNation.event_id == event.id, Nation.is_own.is_(False))
            .order_by(EventNation.nation_code)
        )
    )


def partner_codes() -> list[str]:
    """Return the codes of the nations that the office works with."""
    return list(
        db.session.scalars(
            select(Nation.code)
            .where(Nation.is_partner, Nation.is_own.is_(False))
            .order_by(Nation.code)
        )
    )


def organisations_of(codes: Iterable[str], *, keep: int | None = None) -> dict[str, str]:
    """Return the organisations of the nations, and the one to keep, by name."""
    rows = db.session.execute(
        select(Organisation.id, Organisation.name)
        .where(or_(Organisation.nation_code.in_(list(codes)), Organisation.id == keep))
        .order_by(Organisation.name)
    )
    return {str(key): name for key, name in rows}


def attendances_of(event: Event) -> list[Attendance]:
    """Return who takes part in an event, as far as the viewer may see names."""
    return list(
        db.session.scalars(
            select(Attendance)
            .join(Person)
            .where(Attendance.event_id == event.id)
            .options(selectinload(Attendance.person))
            .order_by(Person.nation_code, Person.name)
        )
    )


def partners_of(event: Event) -> list[EventNation]:
    """Return the nations of an event with their headcounts."""
    return list(
        db.session.scalars(
            select(EventNation)
            .where(EventNation.event_id == event.id)
            .order_by(EventNation.nation_code)
        )
    )
