"""The entries of a flush: a line for each row that it made, changed or removed."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy.orm import Session, UOWTransaction

from planner.history.before_images import before_image
from planner.history.changes import changes_of, identity_of, label_of, recorded
from planner.history.looking import event_of


def entries(
    session: Session, context: UOWTransaction, unread: dict[Any, Any]
) -> Iterator[dict[str, Any]]:
    """Return the entries of a flush, without who and when; orphans that it deletes included.

    `unread` holds what was read of removed rows because it was not in memory.
    """
    for state, (is_deleted, is_listed_only) in context.states.items():
        what = None if is_listed_only else recorded(state.mapper)
        if what is None:
            continue
        verb = "deleted" if is_deleted else "changed" if state.key else "added"
        row = state.obj()
        changes = changes_of(session, row, what, verb)
        if changes or verb != "changed":
            yield {
                "verb": verb,
                "subject_kind": what.kind,
                "subject_id": "-".join(str(part) for part in identity_of(state)),
                "subject_label": label_of(row),
                "event_id": event_of(state),
                "changes": changes,
                "before": before_image(state, verb, unread),
            }
