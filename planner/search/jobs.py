"""Writing the search index anew while everybody goes on searching: a few rows at a time."""

from collections.abc import Generator

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.db import db
from planner.jobs.registry import StepDone, Task, WorkEnd, job_kind
from planner.search.index_queries import keys_after, number_of_rows
from planner.search.indexing import index_rows
from planner.text.textsearch import KINDS, STRIDE, forget, keys_kept

ROWS = 200
"""Rows whose words are written in one transaction."""


@job_kind(
    "reindex",
    _l("Write the search index anew"),
    "administer",
    hint=_l("When the search does not find what is there. Nobody has to stop working."),
    by_hand=True,
)
def reindex_by_steps(task: Task) -> Generator[StepDone, None, WorkEnd]:
    """Write the words of every row anew, then take out what has no row any more."""
    kinds = list(KINDS)
    place, after = task.cursor.get("kind", 0), task.cursor.get("after", 0)
    done = task.cursor.get("done", 0)
    total = number_of_rows(db.session.connection())
    while place < len(kinds):
        keys = keys_after(db.session.connection(), kinds[place], after, ROWS)
        index_rows(db.session.connection(), kinds[place], keys)
        done += len(keys)
        place, after = (place, keys[-1]) if len(keys) == ROWS else (place + 1, 0)
        cursor = {"kind": place, "after": after, "done": done}
        yield StepDone(done, max(done, total), cursor)
    for some in strays():
        forget(db.session.connection(), some)
        yield StepDone(done, max(done, total))
    return WorkEnd(
        _("The search index was written anew: %(number)s entries.", number=done), number=done
    )


def strays() -> list[list[int]]:
    """Return the keys in the index that have no row, a few at a time."""
    connection = db.session.connection()
    known: set[int] = set()
    for kind, number in KINDS.items():
        known |= {key * STRIDE + number for key in keys_after(connection, kind, 0, None)}
    found = sorted(keys_kept(connection) - known)
    return [found[start : start + ROWS] for start in range(0, len(found), ROWS)]
