"""Full-text search: one index, SQLite FTS5 or PostgreSQL, and the only SQL written by hand.

The index holds words and keys, nothing that is shown: whoever asks joins the keys back to the
rows, whose access criterion decides what a viewer may see.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Integer,
    bindparam,
    column,
    false,
    text,
)
from sqlalchemy.sql.expression import TextualSelect

from planner.db import db
from planner.text.folding import Wanted, asked, words

KINDS = {
    "event": 1,
    "person": 2,
    "organisation": 3,
    "outcome": 4,
    "follow_up": 5,
    "objective": 6,
    "programme": 7,
    "institution": 8,
    "lesson": 9,
    "report": 10,
    "media": 11,
    "plan": 12,
    "aim": 13,
    "attachment": 14,
    "timetable": 15,
    "culture": 16,
    "gift": 17,
    "way": 18,
    "commitment": 19,
    "concern": 20,
}
"""What is indexed; the number is part of a row's key and never changes."""

STRIDE = 64
"""Above every number of a kind; where it changes, `planner migrate` writes the index anew."""
MOST_OCTETS = 900_000
"""PostgreSQL keeps less than a mebibyte of words a row."""


@dataclass(frozen=True)
class IndexedText:
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


def words_of(text_: str) -> list[str]:
    """Return the words that a text is found by, each once, as the index keeps them."""
    return list(dict.fromkeys(words(text_)))


def dialect() -> str:
    """Return “sqlite” or “postgresql”."""
    return str(db.engine.dialect.name)


def matching_ids(kind: str, query: str, *, in_title: bool = False) -> TextualSelect | None:
    """Return a subselect of the ids of a kind's rows that hold every word asked for.

    None when the query has no word to look for. Use as `Event.id.in_(…)`.
    """
    wanted = asked(query)
    if not wanted:
        return None
    return _MATCHES[dialect()](wanted, KINDS[kind], in_title)


def holding(kind: str, column_: Any, query: str, *, in_title: bool = False) -> ColumnElement[bool]:
    """Return the condition that a column is the id of a row that holds every word asked for.

    What was typed and has no word to look for finds nothing.
    """
    ids = matching_ids(kind, query, in_title=in_title)
    condition: ColumnElement[bool] = false() if ids is None else column_.in_(ids)
    return condition


def _bound(statement: str, **values: object) -> TextualSelect:
    parameters: list[Any] = [bindparam(name, value, unique=True) for name, value in values.items()]
    return text(statement).bindparams(*parameters).columns(column("subject_id", Integer))


def _expression(wanted: Sequence[Wanted], beginning: str, both: str, either: str) -> str:
    """Return the words asked for as a database reads them, each in one of its ways."""
    ways = ([both.join(beginning % one for one in way) for way in word] for word in wanted)
    return both.join(either.join(f"({way})" for way in word).join("()") for word in ways)


def _sqlite_asked(wanted: Sequence[Wanted], in_title: bool) -> str:
    expression = _expression(wanted, '"%s"*', " AND ", " OR ")
    return f"{{title}} : ({expression})" if in_title else expression


def _sqlite_matches(wanted: Sequence[Wanted], kind: int, in_title: bool) -> TextualSelect:
    return _bound(
        f"SELECT rowid / {STRIDE} AS subject_id FROM search_index"  # noqa: S608 - a constant
        f" WHERE search_index MATCH :asked AND rowid % {STRIDE} = :kind",
        asked=_sqlite_asked(wanted, in_title),
        kind=kind,
    )


def _postgresql_asked(wanted: Sequence[Wanted], in_title: bool) -> str:
    return _expression(wanted, "'%s':*A" if in_title else "'%s':*", " & ", " | ")


def _postgresql_matches(wanted: Sequence[Wanted], kind: int, in_title: bool) -> TextualSelect:
    return _bound(
        f"SELECT (key / {STRIDE})::integer AS subject_id FROM search_index"  # noqa: S608
        f" WHERE words @@ CAST(:asked AS tsquery) AND key % {STRIDE} = :kind",
        asked=_postgresql_asked(wanted, in_title),
        kind=kind,
    )


_MATCHES = {"sqlite": _sqlite_matches, "postgresql": _postgresql_matches}
_THERE = {
    "sqlite": (_sqlite_asked, f"rowid % {STRIDE}", "search_index MATCH :asked"),
    "postgresql": (_postgresql_asked, f"key % {STRIDE}", "words @@ CAST(:asked AS tsquery)"),
}


def matching_kinds(query: str) -> set[str]:
    """Return the kinds of which any row holds every word asked for, whoever may see it.

    It spares asking the others; what it says of hidden rows must not leave the product.
    """
    if not (wanted := asked(query)):
        return set()
    read, number, matches = _THERE[dialect()]
    statement = text(f"SELECT DISTINCT {number} FROM search_index WHERE {matches}")  # noqa: S608
    found = set(db.session.scalars(statement, {"asked": read(wanted, False)}))
    return {kind for kind, its_number in KINDS.items() if its_number in found}


@lru_cache(maxsize=4)
def _statements(name: str) -> tuple[Any, Any]:
    forget = {
        "sqlite": "DELETE FROM search_index WHERE rowid = :key",
        "postgresql": "DELETE FROM search_index WHERE key = :key",
    }
    keep = {
        "sqlite": "REPLACE INTO search_index (rowid, title, body) VALUES (:key, :title, :body)",
        "postgresql": "INSERT INTO search_index (key, words)"
        " VALUES (:key, CAST(:words AS tsvector))"
        " ON CONFLICT (key) DO UPDATE SET words = excluded.words",
    }
    big = bindparam("key", type_=BigInteger)
    return text(forget[name]).bindparams(big), text(keep[name]).bindparams(big)


def lexemes(document: IndexedText) -> str:
    """Return a document's words as PostgreSQL reads a tsvector; A marks those of the title."""
    marks = dict.fromkeys(words_of(document.title), "1A")
    for word in words_of(document.body):
        marks[word] = "1A,2B" if word in marks else "2B"
    found, octets = [], 0
    for word, mark in marks.items():
        octets += len(word.encode()) + 16
        if octets > MOST_OCTETS:
            break
        found.append(f"'{word}':{mark}")
    return " ".join(found)


def _row(document: IndexedText, name: str) -> dict[str, object]:
    if name == "postgresql":
        return {"key": document.key, "words": lexemes(document)}
    title, body = words_of(document.title), words_of(document.body)
    return {"key": document.key, "title": " ".join(title), "body": " ".join(body)}


def forget(connection: Connection, keys: Iterable[int]) -> None:
    """Take rows out of the index."""
    if rows := [{"key": key} for key in keys]:
        connection.execute(_statements(connection.dialect.name)[0], rows)


def keep(connection: Connection, documents: Iterable[IndexedText]) -> None:
    """Put documents into the index, in the place of what it held of the same rows."""
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


def keys_kept(connection: Connection) -> set[int]:
    """Return the keys of the index, without the words."""
    names = {"sqlite": "rowid", "postgresql": "key"}
    name = names[connection.dialect.name]
    found = connection.execute(text(f"SELECT {name} FROM search_index"))  # noqa: S608 - a constant
    return set(found.scalars())
