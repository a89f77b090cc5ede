"""The book of nations of this page: its language, the office’s own names, its groups."""

from collections.abc import Mapping
from functools import lru_cache

from babel import Locale
from flask import g, has_app_context
from flask_babel import get_locale
from sqlalchemy import Connection

from planner.db import Base, db
from planner.reference.book import Book
from planner.web.nationnames import edited_names

Groups = Mapping[str, list[str]]


def office_names() -> tuple[tuple[str, str], ...]:
    """Return (name, code) of the names that the office gave, read once a request."""
    if not has_app_context():
        return ()
    if "office_nation_names" not in g:
        g.office_nation_names = read_office_names(db.session.connection())
    found: tuple[tuple[str, str], ...] = g.office_nation_names
    return found


def read_office_names(connection: Connection) -> tuple[tuple[str, str], ...]:
    """Read the office's names of nations; reference data, open to every viewer."""
    table = Base.metadata.tables["nation_name"]
    wanted = table.select().with_only_columns(table.c.name, table.c.nation_code)
    rows = connection.execute(wanted.where(table.c.is_used).order_by(table.c.id))
    return tuple((row.name, row.nation_code) for row in rows)


@lru_cache(maxsize=32)
def kept_book(
    language: str,
    given: tuple[tuple[str, str], ...],
    groups: tuple[tuple[str, tuple[str, ...]], ...],
) -> Book:
    """Return the book of a language, an office and its groups, made once."""
    return Book(Locale.parse(language), given, dict(groups))


def book(groups: Groups | None = None) -> Book:
    """Return the book of this page's language and this office."""
    edited = tuple(sorted((name, code) for code, name in edited_names().items()))
    held = tuple(sorted((name, tuple(codes)) for name, codes in (groups or {}).items()))
    return kept_book(str(get_locale() or "en"), (*edited, *office_names()), held)
