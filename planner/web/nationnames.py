"""Names of nations by locale; a name that the deployer edited wins everywhere."""

from babel import Locale
from flask import g, has_app_context
from flask_babel import get_locale
from sqlalchemy import Connection

from planner.db import Base, db

CODES_BEYOND_ISO = ("XK",)


def edited_names() -> dict[str, str]:
    """Return the edited names by code, read once a request."""
    if not has_app_context():
        return {}
    if "edited_nation_names" not in g:
        g.edited_nation_names = read_edited_names(db.session.connection())
    found: dict[str, str] = g.edited_nation_names
    return found


def read_edited_names(connection: Connection) -> dict[str, str]:
    """Read the edited names; reference data, open to every viewer."""
    nation = Base.metadata.tables["nation"]
    rows = connection.execute(
        nation.select()
        .with_only_columns(nation.c.code, nation.c.name)
        .where(nation.c.is_name_edited)
    )
    return {row.code: row.name for row in rows}


def nation_name(code: str | None) -> str:
    """Return a nation's name in the reader's language; “–” for none."""
    if not code:
        return "–"
    if name := edited_names().get(code):
        return name
    return standard_name(code)


def standard_name(code: str, language: str | None = None) -> str:
    """Return a nation's name as Unicode has it, in the reader's language or the one named."""
    locale = Locale(language) if language else get_locale() or Locale("en")
    return str(locale.territories.get(code, code))
