"""What is asked about institutions and programmes, and about what uses a row."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, exists, func, literal, select

from planner.choices import ProgrammeKind
from planner.db import Base, db
from planner.keyset import PAGE, Key, Slice, SortKey, page_statement, slice_of
from planner.partners.filtering import InstitutionFilter, ProgrammeFilter, leads_or_joins
from planner.partners.models import Institution, Programme


def institution_keys() -> set[tuple[str, str | None]]:
    """Return name and nation of every institution."""
    rows = db.session.execute(select(Institution.name, Institution.nation_code))
    return {(name, code) for name, code in rows}


def institutions(wanted: InstitutionFilter) -> Select[Institution]:
    """Return the institutions that fit the filter."""
    return select(Institution).where(*wanted.conditions(None))


def programmes(wanted: ProgrammeFilter) -> Select[Programme]:
    """Return the programmes that fit the filter."""
    return select(Programme).where(*wanted.conditions(None))


def frameworks_with(code: str) -> Sequence[Programme]:
    """Return the agreements and frameworks that a nation leads or takes part in, by name."""
    is_one = (Programme.kind == ProgrammeKind.AGREEMENT, leads_or_joins(code))
    return whole_catalogue(select(Programme).where(*is_one))


def catalogue_page(
    statement: Select[Any], after: Key | None = None, before: Key | None = None, size: int = PAGE
) -> Slice[Any]:
    """Return one page of filtered institutions or programmes, by name, with their number."""
    entity = statement.column_descriptions[0]["entity"]
    total = db.session.scalar(select(func.count()).select_from(statement.subquery()))
    keys = (SortKey(entity.name), SortKey(entity.id))
    rows = db.session.scalars(page_statement(statement, keys, size, after, before)).all()
    return slice_of(rows, lambda row: (row.name, row.id), size, after, before, total)


def whole_catalogue(statement: Select[Any]) -> Sequence[Any]:
    """Return every filtered institution or programme, by name: what a file holds."""
    entity = statement.column_descriptions[0]["entity"]
    return db.session.scalars(statement.order_by(entity.name, entity.id)).all()


def uses_of(table: str, key: int) -> list[str]:
    """Return the names of the tables whose rows point at a row, whoever may see them.

    Only the fact is told, never which row or how many, and the schema itself is the list:
    a room that adds a foreign key need not register anything.
    """
    target = Base.metadata.tables[table]
    return [
        other.name
        for other in Base.metadata.sorted_tables
        for column in other.columns
        if any(link.column.table is target for link in column.foreign_keys)
        and db.session.scalar(select(exists(select(literal(1)).where(column == key))))
    ]
