"""What is asked about the tree of organisations."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, literal, select

from planner.db import db
from planner.partners.models import Organisation
from planner.partners.names import without_marks
from planner.web.nationnames import nation_name


@dataclass(frozen=True)
class Branch:
    """An organisation in the tree: its depth and the names above it."""

    organisation: Organisation
    depth: int
    above: tuple[str, ...]

    @property
    def nation_code(self) -> str:
        """Return the nation; empty for an international organisation."""
        return self.organisation.nation_code or ""

    @property
    def path(self) -> str:
        """Return the names from the root down to this one."""
        return " › ".join((*self.above, self.organisation.name))


def organisation_tree(conditions: Iterable[ColumnElement[bool]] = ()) -> list[Branch]:
    """Return the organisations that meet conditions depth first, each under its parent."""
    statement = select(Organisation).where(*conditions)
    rows = db.session.scalars(statement).all()
    rows = sorted(
        rows,
        key=lambda row: (
            without_marks(nation_name(row.nation_code) if row.nation_code else ""),
            without_marks(row.name),
        ),
    )
    return grown(rows)


def grown(rows: Sequence[Organisation]) -> list[Branch]:
    """Return rows as a tree, depth first; a row whose parent is not among them is a root."""
    present = {row.id for row in rows}
    below: dict[int | None, list[Organisation]] = {}
    for row in rows:
        below.setdefault(row.parent_id if row.parent_id in present else None, []).append(row)
    branches: list[Branch] = []
    waiting = [Branch(row, 0, ()) for row in reversed(below.get(None, ()))]
    while waiting:
        branch = waiting.pop()
        branches.append(branch)
        above = (*branch.above, branch.organisation.name)
        rows = below.get(branch.organisation.id, ())
        waiting += [Branch(row, len(above), above) for row in reversed(rows)]
    return branches


def parents_of(organisation: Organisation) -> list[Organisation]:
    """Return the organisations above one, the topmost first."""
    above = select(Organisation.id, Organisation.parent_id, literal(0).label("height")).where(
        Organisation.id == organisation.parent_id
    )
    up = above.cte("above", recursive=True)
    up = up.union_all(
        select(Organisation.id, Organisation.parent_id, up.c.height + 1).where(
            Organisation.id == up.c.parent_id, up.c.height < 50
        )
    )
    statement = select(Organisation).join(up, up.c.id == Organisation.id)
    return list(db.session.scalars(statement.order_by(up.c.height.desc())))


def children_of(organisation: Organisation) -> Sequence[Organisation]:
    """Return the organisations directly under one."""
    return db.session.scalars(
        select(Organisation)
        .where(Organisation.parent_id == organisation.id)
        .order_by(Organisation.name)
    ).all()
