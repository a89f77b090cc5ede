"""Names of nations by locale; a name that the deployer edited wins everywhere."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from typing import Any

from babel import Locale
from flask import g, has_app_context
from sqlalchemy import Connection, Select, select

from planner.db import Base, db
from planner.web.language import locale

OF_REQUEST = ("known_nations", "edited_nation_names")
"""What is read once a request."""


def known_nations() -> Sequence[Any]:
    """Return the nations with an edited name, the partners and our own, read once a request."""
    if not has_app_context():
        return ()
    if "known_nations" not in g:
        g.known_nations = read_known_nations(db.session.connection())
    found: Sequence[Any] = g.known_nations
    return found


def read_known_nations(connection: Connection) -> Sequence[Any]:
    """Read code, name and what the nation is to us; reference data, open to every viewer."""
    return connection.execute(told_of_known()).all()


@cache
def told_of_known() -> Select[Any]:
    """Return the statement of those that pages name in many places."""
    nation = Base.metadata.tables["nation"]
    wanted = nation.c.is_name_edited | nation.c.is_partner | nation.c.is_own
    return told_of_nations().where(wanted)


@cache
def told_of_nations() -> Select[Any]:
    """Return the statement of what pages know of nations."""
    nation = Base.metadata.tables["nation"]
    told = (nation.c.is_name_edited, nation.c.is_partner, nation.c.is_own)
    return select(nation.c.code, nation.c.name, *told)


def every_nation() -> Sequence[Any]:
    """Return all nations; those that a page knows are read with them."""
    rows = db.session.connection().execute(told_of_nations()).all()
    if has_app_context():
        g.known_nations = [
            row for row in rows if row.is_name_edited or row.is_partner or row.is_own
        ]
    return rows


def edited_names() -> dict[str, str]:
    """Return the edited names by code, read once a request."""
    if not has_app_context():
        return {}
    if "edited_nation_names" not in g:
        g.edited_nation_names = edited(known_nations())
    found: dict[str, str] = g.edited_nation_names
    return found


@contextmanager
def nations_read_anew() -> Iterator[None]:
    """Let nothing that the request knows of nations reach the block, and nothing leave it."""
    known = {name: g.pop(name) for name in OF_REQUEST if has_app_context() and name in g}
    try:
        yield
    finally:
        for name in OF_REQUEST if has_app_context() else ():
            g.pop(name, None)
            if name in known:
                setattr(g, name, known[name])


def edited(rows: Sequence[Any]) -> dict[str, str]:
    """Return code to name of the nations whose name the deployer edited."""
    return {row.code: row.name for row in rows if row.is_name_edited}


def partner_codes() -> list[str]:
    """Return the codes of the nations that the office works with."""
    return [row.code for row in known_nations() if row.is_partner]


def own_codes() -> frozenset[str]:
    """Return the code of our own nation, where one is chosen."""
    return frozenset(row.code for row in known_nations() if row.is_own)


def nation_name(code: str | None) -> str:
    """Return a nation's name in the reader's language; “–” for none."""
    if not code:
        return "–"
    if name := edited_names().get(code):
        return name
    return standard_name(code)


def standard_name(code: str, language: str | None = None) -> str:
    """Return a nation's name as Unicode has it, in the reader's language or the one named."""
    return _standard_name(code, language or locale())


@lru_cache(maxsize=4096)
def _standard_name(code: str, language: str) -> str:
    return str(Locale.parse(language).territories.get(code, code))
