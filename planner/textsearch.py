"""Full-text search: one index, SQLite FTS5 or PostgreSQL, and the only SQL written by hand.

The index holds words and keys, nothing that is shown: whoever asks joins the keys back to the
rows, whose access criterion decides what a viewer may see.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, Connection, Integer, bindparam, column, text
from sqlalchemy.sql.expression import TextualSelect

from planner.db import db
from planner.folding import fold

KINDS = {"event": 1, "person": 2, "organisation": 3, "outcome": 4, "follow_up": 5}
"""What is indexed; the number is part of a row's key and never changes."""

STRIDE = 8
MAX_WORDS = 12
MAX_LENGTH = 60

# Scripts written without spaces are indexed sign by sign; elsewhere a word is a run of letters.
SIGNS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
WORD = re.compile(rf"[{SIGNS}]|[^\W_{SIGNS}]+")


@dataclass(frozen=True)
class Document:
    """What the index is told of one row: its title and its other words."""

    kind: str
    subject_id: int
    title: str
    body: str = ""

    @property
    def key(self) -> int:
        """Return the row's key in the index."""
        return key_of(self.kind, self.subject_id)


def key_of(kind: str, subject_id: int) -> int:
    """Return the key in the index of a row of a kind."""
    return subject_id * STRIDE + KINDS[kind]


def words_of(words: str) -> list[str]:
    """Return the folded words of a text, in order."""
    return [found[:MAX_LENGTH] for found in WORD.findall(fold(words))]


def asked_words(query: str) -> list[str]:
    """Return the words that a reader asks for, each once; a row must hold them all."""
    return list(dict.fromkeys(words_of(query[:400])))[:MAX_WORDS]


def dialect() -> str:
    """Return “sqlite” or “postgresql”."""
    return str(db.engine.dialect.name)


def matching_ids(kind: str, query: str, *, in_title: bool = False) -> TextualSelect | None:
    """Return a subselect of the ids of a kind's rows that hold words beginning as asked.

    None when the query has no word to look for. Use as `Event.id.in_(…)`.
    """
    words = asked_words(query)
    if not words:
        return None
    return _MATCHES[dialect()](words, KINDS[kind], in_title)


def _bound(statement: str, **values: object) -> TextualSelect:
    parameters: list[Any] = [bindparam(name, value, unique=True) for name, value in values.items()]
    return text(statement).bindparams(*parameters).columns(column("subject_id", Integer))


def _sqlite_matches(words: Sequence[str], kind: int, in_title: bool) -> TextualSelect:
    asked = " AND ".join(f'"{word}"*' for word in words)
    return _bound(
        f"SELECT rowid / {STRIDE} AS subject_id FROM search_index"  # noqa: S608 - a constant
        f" WHERE search_index MATCH :asked AND rowid % {STRIDE} = :kind",
        asked=f"{{title}} : ({asked})" if in_title else asked,
        kind=kind,
    )


def _postgresql_matches(words: Sequence[str], kind: int, in_title: bool) -> TextualSelect:
    suffix = "':*A" if in_title else "':*"
    return _bound(
        f"SELECT (key / {STRIDE})::integer AS subject_id FROM search_index"  # noqa: S608
        f" WHERE words @@ CAST(:asked AS tsquery) AND key % {STRIDE} = :kind",
        asked=" & ".join(f"'{word}{suffix}" for word in words),
        kind=kind,
    )


_MATCHES = {"sqlite": _sqlite_matches, "postgresql": _postgresql_matches}


@lru_cache(maxsize=4)
def _statements(name: str) -> tuple[Any, Any]:
    forget = {
        "sqlite": "DELETE FROM search_index WHERE rowid = :key",
        "postgresql": "DELETE FROM search_index WHERE key = :key",
    }
    keep = {
        "sqlite": "INSERT INTO search_index (rowid, title, body) VALUES (:key, :title, :body)",
        "postgresql": "INSERT INTO search_index (key, words)"
        " VALUES (:key, CAST(:words AS tsvector))",
    }
    big = bindparam("key", type_=BigInteger)
    return text(forget[name]).bindparams(big), text(keep[name]).bindparams(big)


def lexemes(document: Document) -> str:
    """Return a document's words as PostgreSQL reads a tsvector; A marks those of the title."""
    marks = dict.fromkeys(words_of(document.body)[:20_000], "2B")
    for word in words_of(document.title):
        marks[word] = "1A,2B" if word in marks else "1A"
    return " ".join(f"'{word}':{mark}" for word, mark in marks.items())


def _row(document: Document, name: str) -> dict[str, object]:
    if name == "postgresql":
        return {"key": document.key, "words": lexemes(document)}
    title, body = words_of(document.title), words_of(document.body)
    return {"key": document.key, "title": " ".join(title), "body": " ".join(body)}


def forget(connection: Connection, keys: Iterable[int]) -> None:
    """Take rows out of the index."""
    if rows := [{"key": key} for key in keys]:
        connection.execute(_statements(connection.dialect.name)[0], rows)


def keep(connection: Connection, documents: Iterable[Document]) -> None:
    """Put documents into the index; their old rows must be forgotten before."""
    name = connection.dialect.name
    if rows := [_row(document, name) for document in documents]:
        connection.execute(_statements(name)[1], rows)


def forget_all(connection: Connection) -> None:
    """Empty the index."""
    connection.execute(text("DELETE FROM search_index"))


def stored(connection: Connection) -> dict[int, tuple[str, ...]]:
    """Return the index as it stands, by key: what a check compares with the rows."""
    columns = {"sqlite": "rowid, title, body", "postgresql": "key, words::text"}
    names = columns[connection.dialect.name]
    rows = connection.execute(text(f"SELECT {names} FROM search_index"))  # noqa: S608 - a constant
    return {row[0]: tuple(row[1:]) for row in rows}
