"""What is asked about institutions and programmes, and about what uses a row."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, String, cast, exists, func, literal, or_, select

from planner.db import Base, db
from planner.keyset import PAGE, Key, Slice, SortKey, page_statement, slice_of
from planner.partners.models import Institution, Programme
from planner.web.lists.filters import FilterPart, ListFilter, given, holds, matches


def institution_keys() -> set[tuple[str, str | None]]:
    """Return name and nation of every institution."""
    rows = db.session.execute(select(Institution.name, Institution.nation_code))
    return {(name, code) for name, code in rows}


@dataclass(frozen=True)
class InstitutionFilter(ListFilter):
    """Which institutions are wanted; their kind is the level that they teach at."""

    parts: ClassVar = (
        FilterPart("q", _l("Text"), holds("institution", Institution.id), is_typed=True),
        FilterPart("nation", _l("Nation"), matches(Institution.nation_code, "nation")),
        FilterPart("kind", _l("Level"), matches(Institution.level, "kind")),
    )

    q: str = ""
    nation: str = ""
    kind: str = ""


def institutions(wanted: InstitutionFilter) -> Select[Institution]:
    """Return the institutions that fit the filter."""
    return select(Institution).where(*wanted.conditions(None))


def leads_or_joins(nation: str) -> ColumnElement[bool]:
    """Return the condition that a programme is led by a nation, or that it takes part."""
    codes = literal(" ") + cast(Programme.partner_codes, String) + " "
    return or_(Programme.lead_code == nation, codes.contains(f" {nation} "))


@dataclass(frozen=True)
class ProgrammeFilter(ListFilter):
    """Which programmes are wanted."""

    parts: ClassVar = (
        FilterPart("q", _l("Text"), holds("programme", Programme.id), is_typed=True),
        FilterPart("nation", _l("Nation"), given("nation", leads_or_joins)),
        FilterPart("kind", _l("Kind"), matches(Programme.kind, "kind")),
    )

    q: str = ""
    nation: str = ""
    kind: str = ""


def programmes(wanted: ProgrammeFilter) -> Select[Programme]:
    """Return the programmes that fit the filter."""
    return select(Programme).where(*wanted.conditions(None))


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
