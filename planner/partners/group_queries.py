"""What is asked about partner groups: their members, and the choices that pickers offer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from planner.db import db
from planner.partners.models import Nation, PartnerGroup, group_member


@dataclass(frozen=True)
class GroupChoice:
    """A partner group and the codes that it expands to."""

    id: int
    code: str
    name: str
    members: tuple[str, ...]


def group_choices() -> list[GroupChoice]:
    """Return the partner groups with the codes of their members, by name."""
    members: dict[int, list[str]] = {}
    for group_id, code in db.session.execute(
        select(group_member.c.group_id, group_member.c.nation_code).order_by(
            group_member.c.nation_code
        )
    ):
        members.setdefault(group_id, []).append(code)
    rows = db.session.execute(
        select(PartnerGroup.id, PartnerGroup.code, PartnerGroup.name).order_by(PartnerGroup.name)
    )
    return [GroupChoice(key, code, name, tuple(members.get(key, ()))) for key, code, name in rows]


def expand_groups(codes: Iterable[str]) -> list[str]:
    """Return the member nations' codes of the groups named by their codes."""
    statement = (
        select(group_member.c.nation_code)
        .join(PartnerGroup, PartnerGroup.id == group_member.c.group_id)
        .where(PartnerGroup.code.in_(list(codes)))
    )
    return sorted(set(db.session.scalars(statement)))


def groups_with_members() -> Sequence[PartnerGroup]:
    """Return the groups with their members loaded, by name."""
    return db.session.scalars(
        select(PartnerGroup).options(selectinload(PartnerGroup.members)).order_by(PartnerGroup.name)
    ).all()


def groups_of(nation: Nation) -> Sequence[PartnerGroup]:
    """Return the groups that a nation belongs to."""
    return db.session.scalars(
        select(PartnerGroup)
        .join(group_member, group_member.c.group_id == PartnerGroup.id)
        .where(group_member.c.nation_code == nation.code)
        .order_by(PartnerGroup.name)
    ).all()


def group_by_code(code: str) -> PartnerGroup | None:
    """Return the group of a code."""
    return db.session.scalars(select(PartnerGroup).where(PartnerGroup.code == code)).one_or_none()
