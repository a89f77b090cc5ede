"""How far an office has come, read from its rows and never kept anywhere else."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import exists, func, select

from planner.accounts.models import RoleGrant, User
from planner.choices import EXECUTED_STATES, NationTier, Role
from planner.db import db
from planner.events.models import Event, ObjectiveLink
from planner.objectives.models import LineOfEffort, Objective, Plan, Requirement
from planner.partners.models import Nation
from planner.viewers import PERMISSIONS, Viewer

MANY = 100
"""Nobody begins any more who has so many events: they are not counted further."""
CATALOGUE_CODES = tuple(f"O{number:02}" for number in range(1, 13))


@dataclass(frozen=True)
class Progress:
    """What is there, as far as the viewer may see it: hidden rows are not even counted."""

    own: str | None
    partners: int
    objectives: int
    requirements: int
    users: int
    executed: int
    """Events that took place and serve an objective, up to MANY: the first makes coverage."""
    sees_events: bool

    @property
    def is_begun(self) -> bool:
        """Say whether there is a first number of coverage.

        Who sees no events takes the step before for it.
        """
        last = self.executed if self.sees_events else self.requirements
        return bool(self.own and self.objectives and last)


def counted(entity: Any, *conditions: Any) -> Any:
    """Return the number of rows that meet conditions, as part of a statement."""
    counting = select(func.count()).select_from(entity).where(*conditions)
    return counting.scalar_subquery()


def progress(viewer: Viewer) -> Progress:
    """Return how far the office has come, in one statement."""
    own = select(Nation.code).where(Nation.is_own).scalar_subquery()
    serves = exists().where(ObjectiveLink.event_id == Event.id)
    took_place = select(Event.id).where(Event.state.in_(EXECUTED_STATES), serves).limit(MANY)
    statement = select(
        own,
        counted(Nation, Nation.is_partner, Nation.is_own.is_(False)),
        counted(Objective, Objective.retired_on.is_(None)),
        counted(Requirement),
        counted(User, User.active),
        counted(took_place.subquery("took_place")),
    )
    return Progress(*db.session.execute(statement).one(), viewer.sees_content)


def tiers_of_partners() -> dict[str, NationTier | None]:
    """Return code to tier of the partner nations."""
    rows = select(Nation.code, Nation.tier).where(Nation.is_partner, Nation.is_own.is_(False))
    return {row.code: row.tier for row in db.session.execute(rows.order_by(Nation.code))}


def catalogue_plan() -> Plan | None:
    """Return the plan that holds objectives of the default catalogue, the latest made."""
    holds = exists().where(
        LineOfEffort.plan_id == Plan.id,
        Objective.line_id == LineOfEffort.id,
        Objective.code.in_(CATALOGUE_CODES),
    )
    return db.session.scalars(select(Plan).where(holds).order_by(Plan.id.desc())).first()


def who_may(permission: str) -> Sequence[str]:
    """Return the names of the active users with a role that holds a permission, by name."""
    roles = [Role(role) for role in PERMISSIONS[permission]]
    has_role = exists().where(RoleGrant.user_id == User.id, RoleGrant.role.in_(roles))
    wanted = select(User.name).where(User.active, has_role).order_by(User.name, User.id)
    return db.session.scalars(wanted).all()
