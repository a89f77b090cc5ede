"""What the forms about an event offer: nations, groups, owners, objectives, names by key."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import and_, bindparam, or_, select
from sqlalchemy.orm import selectinload

from planner.accounts.labels import named as owner_named
from planner.accounts.models import RoleGrant, User
from planner.choices import Role
from planner.db import at_hand, db
from planner.objectives.models import LineOfEffort, Objective, Plan
from planner.objectives.order_queries import PLAN_ORDER
from planner.participants.models import Person
from planner.partners.models import Nation, PartnerGroup
from planner.partners.queries import nation_choices as names_in_order
from planner.viewers import ready
from planner.web.nationnames import every_nation

# Ready statements: every form of an event and every save asks them, and they never differ.
OF_CODES = ready(select(Nation).where(Nation.code.in_(bindparam("codes", expanding=True))))
OWN_CODE = select(Nation.code).where(Nation.is_own)
MEMBERS = (
    select(PartnerGroup.id, PartnerGroup.name, PartnerGroup.code, Nation.code)
    .outerjoin(PartnerGroup.members)
    .order_by(PartnerGroup.name, PartnerGroup.id, Nation.name)
)

WORKS = User.grants.any(RoleGrant.role.in_([Role.PLANNER, Role.COUNTRY_DESK, Role.APPROVER]))
OWNERS = (
    select(User.id, User.name, User.active)
    .where(or_(and_(User.active, WORKS), User.id == bindparam("keep")))
    .order_by(User.name)
)


def users_by_id(user_ids: Iterable[int | None]) -> dict[int, str]:
    """Return the names of users by key; of those who left, with the word."""
    wanted = {user_id for user_id in user_ids if user_id is not None}
    if not wanted:
        return {}
    rows = db.session.execute(select(User.id, User.name, User.active).where(User.id.in_(wanted)))
    return {row.id: owner_named(row.name, row.active) for row in rows}


def nation_choices() -> dict[str, str]:
    """Return every nation's code and name, partners of the office first, then by name."""
    is_near = {row.code: bool(row.is_partner or row.is_own) for row in every_nation()}
    return dict(sorted(names_in_order(is_near).items(), key=lambda pair: not is_near[pair[0]]))


def own_code() -> str | None:
    """Return the code of the own nation; None before set-up."""
    return db.session.connection().execute(OWN_CODE).scalars().one_or_none()


def group_choices() -> tuple[dict[int, str], dict[str, list[str]]]:
    """Return the partner groups by name, and the codes of the members by the group's code."""
    names: dict[int, str] = {}
    members: dict[str, list[str]] = {}
    for key, name, group, nation in db.session.connection().execute(MEMBERS):
        names[key] = name
        members.setdefault(group, []).extend([nation] if nation else [])
    return names, members


def groups_with_members() -> dict[str, list[str]]:
    """Return the codes of the members by the group's code."""
    return group_choices()[1]


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
    rows = db.session.connection().execute(OWNERS, {"keep": keep})
    return {row.id: owner_named(row.name, row.active) for row in rows}


def objectives_for(day: date, linked: Iterable[int] = ()) -> list[Objective]:
    """Return the objectives that an event on a day may serve, and those it serves already.

    Objectives of the plans that cover the day; of every plan that is not over when none does.
    """
    kept = set(linked)
    rows = db.session.execute(NOT_OVER, {"kept": list(kept), "day": day}).all()
    covering = [row[0] for row in rows if row[0].id in kept or row.has_begun]
    if any(objective.id not in kept for objective in covering):
        return covering
    return [row[0] for row in rows]


BEGUN = (Plan.starts_on <= bindparam("day")).label("has_begun")
KEPT = Objective.id.in_(bindparam("kept", expanding=True))
NOT_OVER = ready(
    select(Objective, BEGUN)
    .join(LineOfEffort, Objective.line_id == LineOfEffort.id)
    .join(Plan, LineOfEffort.plan_id == Plan.id)
    .where(or_(KEPT, and_(Objective.retired_on.is_(None), Plan.ends_on >= bindparam("day"))))
    .order_by(*PLAN_ORDER)
)
"""Objectives in use of plans that are not over on a day, and those with the kept keys."""


def objectives_by_id(objective_ids: Iterable[int]) -> list[Objective]:
    """Return the objectives with the keys; the form has read most of them already."""
    known = {key: at_hand(Objective, key) for key in objective_ids}
    found = [row for row in known.values() if row is not None]
    if wanted := [key for key, row in known.items() if row is None]:
        found += db.session.scalars(select(Objective).where(Objective.id.in_(wanted)))
    return sorted(found, key=lambda objective: objective.id)


def nations_by_code(codes: Iterable[str]) -> dict[str, Nation]:
    """Return the nations with the codes."""
    rows = db.session.scalars(OF_CODES, {"codes": list(codes)})
    return {nation.code: nation for nation in rows}


def people_by_id(person_ids: Iterable[int]) -> list[Person]:
    """Return the people with the keys, by name."""
    wanted = list(person_ids)
    if not wanted:
        return []
    return list(db.session.scalars(select(Person).where(Person.id.in_(wanted)).order_by("name")))
