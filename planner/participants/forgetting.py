"""What must reach past the history's guard: forgetting what was erased."""

from typing import Any

from planner.db import db
from planner.history.models import HistoryEntry
from planner.participants.models import Person


def forget_in_history(person: Person) -> None:
    """Empty what the history kept of a person; that something was done, when and by whom stays.

    The history is only added to, save for this: an erasure that leaves the name in it is none.
    """
    table: Any = HistoryEntry.__table__
    db.session.execute(
        table.update()
        .where(table.c.subject_kind == "person", table.c.subject_id == str(person.id))
        .values(subject_label="", changes={})
    )
