"""Keeps the search index in step with the rows, in the transaction that changes them."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import islice

from sqlalchemy import Connection, event, inspect
from sqlalchemy.orm import Session, UOWTransaction

from planner.search.index_queries import CHUNK, documents
from planner.search.index_words import BORROWED, SUBJECTS
from planner.text.textsearch import KINDS, forget, forget_all, keep, key_of

TOUCHED = "search_touched"


@event.listens_for(Session, "after_flush")
def note_touched_rows(session: Session, _flush: UOWTransaction) -> None:
    """Remember whose words a flush may have changed."""
    touched = session.info.setdefault(TOUCHED, set())
    for row in (*session.new, *session.dirty, *session.deleted):
        if found := SUBJECTS.get(type(row)):
            kind, key_of_subject = found
            if (key := key_of_subject(row)) is not None:
                touched.add((kind, key))
    for row in session.dirty:
        if borrowed := BORROWED.get(type(row)):
            kind, names = borrowed
            if any(inspect(row).attrs[name].history.has_changes() for name in names):
                touched.add((kind, row.id))


@event.listens_for(Session, "before_commit")
def index_touched_rows(session: Session) -> None:
    """Write the words of what changed, once, before the transaction ends."""
    session.flush()
    if not (touched := session.info.pop(TOUCHED, None)):
        return
    by_kind: dict[str, list[int]] = defaultdict(list)
    for kind, key in sorted(touched):
        by_kind[kind].append(key)
    for kind, keys in by_kind.items():
        index_rows(session.connection(), kind, keys)


def index_rows(connection: Connection, kind: str, keys: Sequence[int]) -> None:
    """Write the present words of rows; a row that is gone leaves the index."""
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        found = list(documents(connection, kind, chunk))
        gone = set(chunk) - {document.subject_id for document in found}
        forget(connection, [key_of(kind, key) for key in sorted(gone)])
        keep(connection, found)


def rebuild(connection: Connection) -> int:
    """Write the whole index anew from the rows; return how many documents it holds."""
    forget_all(connection)
    number = 0
    for kind in KINDS:
        found = documents(connection, kind)
        while chunk := list(islice(found, CHUNK)):
            keep(connection, chunk)
            number += len(chunk)
    return number
