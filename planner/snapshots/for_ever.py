"""Nobody changes or deletes a snapshot or its file: not by a row, not in bulk."""

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session

from planner.snapshots.models import Snapshot, SnapshotFile

KEPT_FOR_EVER = (Snapshot, SnapshotFile)


class SnapshotIsForEver(TypeError):
    """Somebody tried to change or delete what was kept of a closed period."""


@event.listens_for(Session, "before_flush")
def keep_as_they_were(session: Session, _context: object, _instances: object) -> None:
    """Refuse to change or delete one."""
    for row in session.deleted:
        if isinstance(row, KEPT_FOR_EVER):
            raise SnapshotIsForEver("a snapshot is never deleted")
    for row in session.dirty:
        if isinstance(row, KEPT_FOR_EVER) and session.is_modified(row):
            raise SnapshotIsForEver("a snapshot is never changed")


@event.listens_for(Session, "do_orm_execute")
def refuse_bulk_changes_of_snapshots(state: ORMExecuteState) -> None:
    """Refuse a bulk change."""
    is_bulk = state.is_update or state.is_delete
    if is_bulk and state.bind_mapper is not None and state.bind_mapper.class_ in KEPT_FOR_EVER:
        raise SnapshotIsForEver("a snapshot is never changed")
