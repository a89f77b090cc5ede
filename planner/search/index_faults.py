"""Finds where the search index is out of step with the rows."""

from planner.db import db
from planner.search.index_queries import documents
from planner.text.textsearch import KINDS, IndexedText, lexemes, stored, words_of


def is_kept(document: IndexedText, kept: tuple[str, ...] | None, dialect: str) -> bool:
    """Say whether the index holds just the words of a document."""
    if kept is None:
        return False
    if dialect == "postgresql":
        return set(kept[0].split()) == set(lexemes(document).split())
    return kept == (" ".join(words_of(document.title)), " ".join(words_of(document.body)))


def index_faults() -> list[str]:
    """Return a sentence when the index is not what the rows would make it."""
    connection = db.session.connection()
    kept = stored(connection)
    number = 0
    for kind in KINDS:
        for document in documents(connection, kind):
            number += not is_kept(document, kept.pop(document.key, None), connection.dialect.name)
    if not (number := number + len(kept)):
        return []
    return [f"The search index is out of step with the rows in {number} places: planner reindex."]
