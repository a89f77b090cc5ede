"""What the event's own pages and forms ask the database."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    case,
    func,
    not_,
    or_,
    select,
    true,
)
from sqlalchemy.orm import joinedload, selectinload

from planner.accounts.labels import named as owner_named
from planner.accounts.models import RoleGrant, User
from planner.choices import EXECUTED_STATES, EventState, Role
from planner.db import PreciseDate, db
from planner.events.models import Attendance, Event, EventNation, ObjectiveLink
from planner.events.ownership import own
from planner.events.visibility import in_scope
from planner.objectives.models import LineOfEffort, Objective, Plan
from planner.participants.models import Person
from planner.partners.models import Nation, PartnerGroup
from planner.partners.queries import nation_choices as names_in_order
from planner.viewers import EVERYTHING, Viewer, acting_as

# Ready statements: every entry form and every save asks them, and they never differ.
NEARNESS = select(Nation.code, Nation.is_partner | Nation.is_own)
OF_CODES = select(Nation).where(Nation.code.in_(bindparam("codes", expanding=True)))
OWN_CODE = select(Nation.code).where(Nation.is_own)
MEMBERS = (
    select(PartnerGroup.code, Nation.code)
    .outerjoin(PartnerGroup.members)
    .order_by(PartnerGroup.id, Nation.name)
)


def users_by_id(user_ids: Iterable[int | None]) -> dict[int, str]:
    """Return the names of users by key; of those who left, with the word."""
    wanted = {user_id for user_id in user_ids if user_id is not None}
    rows = db.session.execute(select(User.id, User.name, User.active).where(User.id.in_(wanted)))
    return {row.id: owner_named(row.name, row.active) for row in rows}


def nation_choices() -> dict[str, str]:
    """Return every nation's code and name, partners of the office first, then by name."""
    is_near = {code: bool(near) for code, near in db.session.execute(NEARNESS)}
    return dict(sorted(names_in_order(is_near).items(), key=lambda pair: not is_near[pair[0]]))


def own_code() -> str | None:
    """Return the code of the own nation; None before set-up."""
    return db.session.scalars(OWN_CODE).one_or_none()


def group_choices() -> dict[int, str]:
    """Return the partner groups."""
    rows = db.session.execute(select(PartnerGroup.id, PartnerGroup.name).order_by("name"))
    return {row.id: row.name for row in rows}


def groups_with_members() -> dict[str, list[str]]:
    """Return the codes of the members by the group's code."""
    found: dict[str, list[str]] = {}
    for group, nation in db.session.execute(MEMBERS):
        found.setdefault(group, []).extend([nation] if nation else [])
    return found


def members_of(group_ids: Iterable[int]) -> list[str]:
    """Return the codes of the nations in any of the groups."""
    wanted = list(group_ids)
    if not wanted:
        return []
    groups = db.session.scalars(
        select(PartnerGroup)
        .where(PartnerGroup.id.in_(wanted))
        .options(selectinload(PartnerGroup.members))
    )
    return sorted({nation.code for group in groups for nation in group.members})


def owner_choices(*, keep: int | None = None) -> dict[int, str]:
    """Return the users who can own an event: active, with a role that plans or approves.

    And the one to keep, who may have left.
    """
    works = User.grants.any(RoleGrant.role.in_([Role.PLANNER, Role.COUNTRY_DESK, Role.APPROVER]))
    rows = db.session.execute(
        select(User.id, User.name, User.active)
        .where(or_(and_(User.active, works), User.id == keep))
        .order_by(User.name)
    )
    return {row.id: owner_named(row.name, row.active) for row in rows}


def objectives_for(day: date, linked: Iterable[int] = ()) -> list[Objective]:
    """Return the objectives that an event on a day may serve, and those it serves already.

    Objectives of the plans that cover the day; of every plan that is not over when none does.
    """
    wanted: dict[str, Any] = {"kept": list(linked), "day": day}
    covering = list(db.session.scalars(COVERING, wanted))
    if any(objective.id not in wanted["kept"] for objective in covering):
        return covering
    return list(db.session.scalars(NOT_OVER, wanted))


def objectives_where(*conditions: ColumnElement[bool]) -> Select[Any]:
    """Return objectives in use whose plan meets the conditions, and those with the kept keys."""
    kept = Objective.id.in_(bindparam("kept", expanding=True))
    return (
        select(Objective)
        .join(LineOfEffort, Objective.line_id == LineOfEffort.id)
        .join(Plan, LineOfEffort.plan_id == Plan.id)
        .where(or_(kept, and_(Objective.retired_on.is_(None), *conditions)))
        .order_by(Plan.starts_on, LineOfEffort.position, Objective.code, Objective.id)
    )


NOT_OVER = objectives_where(Plan.ends_on >= bindparam("day"))
COVERING = objectives_where(Plan.starts_on <= bindparam("day"), Plan.ends_on >= bindparam("day"))


def objectives_by_id(objective_ids: Iterable[int]) -> list[Objective]:
    """Return the objectives with the keys."""
    wanted = list(objective_ids)
    if not wanted:
        return []
    return list(db.session.scalars(select(Objective).where(Objective.id.in_(wanted))))


def nations_by_code(codes: Iterable[str]) -> dict[str, Nation]:
    """Return the nations with the codes."""
    rows = db.session.scalars(OF_CODES, {"codes": list(codes)})
    return {nation.code: nation for nation in rows}


MOST_CHOICES = 500


def may_replace(event: Event, today: date) -> ColumnElement[bool]:
    """Return the condition on events that could take the place of one: all still to come.

    The one already chosen, copies and the same series may be past as well.
    """
    return and_(
        Event.id != event.id,
        Event.state != EventState.CANCELLED,
        or_(is_near(event), and_(Event.sort_on >= today, Event.state.not_in(EXECUTED_STATES))),
    )


def is_near(event: Event) -> ColumnElement[bool]:
    """Return the condition on the replacements that are likeliest."""
    return or_(
        Event.id == event.replaced_by_id,
        Event.copied_from_id == event.id,
        and_(Event.programme_id == event.programme_id, Event.programme_id.is_not(None)),
    )


def replacement_choices(event: Event, today: date) -> list[tuple[int, str, PreciseDate | None]]:
    """Return key, title and day of what could take an event's place, the likeliest first."""
    statement = (
        select(Event.id, Event.title, Event.starts_on, Event.date_precision)
        .where(may_replace(event, today))
        .order_by(case((is_near(event), 0), else_=1), Event.sort_on, Event.id)
        .limit(MOST_CHOICES)
    )
    return [
        (row.id, row.title, PreciseDate(row.starts_on, row.date_precision))
        if row.starts_on
        else (row.id, row.title, None)
        for row in db.session.execute(statement)
    ]


def replacement(event: Event, key: int, today: date) -> Event | None:
    """Return the event that is to take another's place; None when it may not or is not seen."""
    return db.session.scalar(select(Event).where(Event.id == key, may_replace(event, today)))


def replacements_after(key: int, most: int = 100) -> list[int]:
    """Return the chain of events that replace one another from an event on, whoever looks."""
    found = [key]
    with acting_as(db.session, EVERYTHING):
        while len(found) < most:
            after = db.session.scalar(select(Event.replaced_by_id).where(Event.id == found[-1]))
            if after is None or after in found:
                return [*found, after] if after else found
            found.append(after)
    return found


class Related(NamedTuple):
    """Another event to which one is tied: its key and title."""

    id: int
    title: str


def related_to(event: Event) -> dict[str, list[Related]]:
    """Return what an event is tied to and the viewer may see, by how it is tied.

    `replaced_by`, `replaces`, `copied_from`, `copies`; one statement for all four.
    """
    keys = [key for key in (event.replaced_by_id, event.copied_from_id) if key is not None]
    rows = db.session.execute(
        select(Event.id, Event.title, Event.replaced_by_id, Event.copied_from_id)
        .where(
            or_(
                Event.id.in_(keys),
                Event.replaced_by_id == event.id,
                Event.copied_from_id == event.id,
            )
        )
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
    past = statement.where(not_(is_ahead)).order_by(Event.sort_on.desc(), Event.id.desc())
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


def people_by_id(person_ids: Iterable[int]) -> list[Person]:
    """Return the people with the keys, by name."""
    wanted = list(person_ids)
    return list(db.session.scalars(select(Person).where(Person.id.in_(wanted)).order_by("name")))


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
