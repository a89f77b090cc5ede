"""Nations by their names: few enough to be compared one by one, in the reader's language too."""

from functools import lru_cache

from flask_babel import get_locale
from sqlalchemy import select

from planner.db import db
from planner.partners.models import Nation
from planner.text.folding import asked, holds, words
from planner.web.nationnames import edited_names, nation_name, standard_name

Named = tuple[tuple[str, str], ...]


def nations_named(query: str) -> list[str]:
    """Return the codes of the nations that a name, in any of its spellings, or a code tells."""
    wanted = asked(query)
    if not wanted:
        return []
    rows = db.session.execute(select(Nation.code, Nation.name).order_by(Nation.code)).all()
    own = tuple(sorted(edited_names().items()))
    kept = spellings(tuple((code, name) for code, name in rows), own, str(get_locale()))
    return [code for code, names in kept if holds(names, wanted)]


@lru_cache(maxsize=16)
def spellings(
    stored: Named, _edited: Named, _language: str
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the words that each nation is found by: its names here and as Unicode has them.

    What an office edited and the language say how a nation is shown; both tell kept ones apart.
    """
    return tuple(
        (code, tuple(words(f"{code} {name} {nation_name(code)} {standard_name(code, 'en')}")))
        for code, name in stored
    )
