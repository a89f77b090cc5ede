"""What is asked about kinds of event: their families, names, fields and usual objectives."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Select, exists, literal, select
from sqlalchemy.event import listens_for
from sqlalchemy.orm import Session, SessionTransaction

from planner.choices import Family
from planner.db import Base, db
from planner.errors import RuleBroken
from planner.kinds.models import EventKind, KindObjective
from planner.shapes.fields_by_family import Kind
from planner.terms.queries import KnownTerm, term_label, term_labels, terms

Links = Mapping[str, Mapping[str, float]]
KEPT = "usual_links"
"""Where a session keeps the usual objectives of all kinds."""


def kind_of(code: str) -> Kind:
    """Return the kind of a code, with its family and what it asks for; KeyError for none."""
    return as_kind(terms(EventKind)[code])


def as_kind(row: KnownTerm) -> Kind:
    """Return a row as the declaration of fields asks for it."""
    return Kind(row.code, row.traits["family"], row.traits["asks"])


def looks_after(code: str) -> tuple[int, ...]:
    """Return after how many days somebody looks what lasted of an event of a kind."""
    found: tuple[int, ...] = terms(EventKind)[code].traits["looks_after"]
    return found


def known_kind(code: str) -> str:
    """Return the code of a kind that an address or a form names; ValueError for none."""
    if code not in terms(EventKind):
        raise ValueError(code)
    return code


def kind_name(code: str | None) -> str:
    """Return what a kind is called in the reader's language."""
    return term_label(EventKind, code)


def kind_names() -> dict[str, str]:
    """Return code to name of every kind, retired ones too, in the order of the office."""
    return term_labels(EventKind)


def kinds_offered() -> list[Kind]:
    """Return the kinds that a new event may be of, in the order of the office."""
    return [as_kind(row) for row in terms(EventKind).values() if row.is_offered]


def usual_kind(*families: Family) -> str:
    """Return the first kind offered of some families, else the first of all.

    Raises RuleBroken when the office offers none.
    """
    offered = kinds_offered()
    fitting = [kind for kind in offered if kind.family in families]
    for kind in fitting or offered:
        return kind.code
    raise RuleBroken(_("No kind of event is offered. An administrator adds one or brings it back."))


def codes_of(*families: Family) -> Select[Any]:
    """Return the statement of the codes of every kind of some families, retired ones too."""
    return select(EventKind.code).where(EventKind.family.in_(families))


def usual_links(code: str) -> Mapping[str, float]:
    """Return objective code to weight that an event of a kind usually has.

    The session keeps what it read until the transaction ends or such a row is written.
    """
    kept: Links | None = db.session.info.get(KEPT)
    if kept is None:
        kept = db.session.info[KEPT] = read_links()
    return kept.get(code, {})


def read_links() -> Links:
    """Read the usual objectives of every kind."""
    columns = (KindObjective.kind_code, KindObjective.objective_code, KindObjective.weight)
    found: dict[str, dict[str, float]] = {}
    for kind, objective, weight in db.session.connection().execute(select(*columns)):
        found.setdefault(kind, {})[objective] = weight
    return found


def is_used(code: str) -> bool:
    """Say whether a row of any room is of a kind, whoever may see it."""
    target, own = EventKind.__table__, KindObjective.__table__
    pointing = [
        column
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if table is not own and any(key.column.table is target for key in column.foreign_keys)
    ]
    return any(
        db.session.scalar(select(exists(select(literal(1)).where(column == code))))
        for column in pointing
    )


@listens_for(Session, "after_flush")
def forget_what_changed(session: Session, _context: object) -> None:
    """Read the links anew after one of them was written."""
    written = (*session.new, *session.dirty, *session.deleted)
    if any(isinstance(row, EventKind | KindObjective) for row in written):
        session.info.pop(KEPT, None)


@listens_for(Session, "after_soft_rollback")
def forget_what_was_undone(session: Session, _transaction: SessionTransaction) -> None:
    """Read the links anew after rows may have been taken back."""
    session.info.pop(KEPT, None)


@listens_for(Session, "after_transaction_end")
def forget_what_others_may_change(session: Session, transaction: SessionTransaction) -> None:
    """Read the links anew in the next transaction: another process may have written."""
    if transaction.parent is None:
        session.info.pop(KEPT, None)
