"""What must reach past the history's guard: forgetting what was erased."""

from collections.abc import Callable, Collection
from typing import Any

from planner.db import db
from planner.history.models import HistoryEntry
from planner.participants.models import Person

Forgetting = Callable[[Person], None]
_forgetting: list[Forgetting] = []


def forgets(function: Forgetting) -> Forgetting:
    """Register what a higher room forgets of a person whose record is erased."""
    _forgetting.append(function)
    return function


def forget_in_history(person: Person) -> None:
    """Empty what the history kept of a person; that something was done, when and by whom stays.

    The history is only added to, save for this: an erasure that leaves the name in it is none.
    """
    forget_history_entries("person", [str(person.id)])
    for forget in _forgetting:
        forget(person)


def forget_history_entries(kind: str, keys: Collection[str]) -> None:
    """Empty the history entries of rows of a kind, by their keys."""
    table: Any = HistoryEntry.__table__
    db.session.execute(
        table.update()
        .where(table.c.subject_kind == kind, table.c.subject_id.in_(list(keys)))
        .values(subject_label="", changes={})
    )
