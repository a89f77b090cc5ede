"""Who sees what was kept of a closed period (docs/decisions/closed-periods.md)."""

from typing import Any

from sqlalchemy import ColumnElement, exists, false, select, true

from planner.snapshots.models import ClosedPeriod, Snapshot, SnapshotFile
from planner.viewers import Viewer, restrict

snapshot_table: Any = Snapshot.__table__


@restrict(ClosedPeriod)
def visible_closed_periods(viewer: Viewer, _entity: Any) -> ColumnElement[bool]:
    """Narrow closed periods to those who see the office's content at all."""
    return true() if viewer.sees_content else false()


@restrict(Snapshot)
def visible_snapshots(viewer: Viewer, entity: Any) -> ColumnElement[bool]:
    """Narrow snapshots to those who see all nations, up to the marking that it was made for.

    Its numbers count the events of every nation: who sees some nations would learn of others.
    """
    if not viewer.sees_content or viewer.nations is not None:
        return false()
    condition: ColumnElement[bool] = entity.ceiling <= viewer.ceiling
    return condition


@restrict(SnapshotFile)
def visible_snapshot_files(viewer: Viewer, entity: Any) -> ColumnElement[bool]:
    """Narrow files to those of snapshots that are seen."""
    of = snapshot_table.alias("snapshot_seen")
    seen = visible_snapshots(viewer, of.c)
    return exists(select(of.c.id).where(of.c.id == entity.snapshot_id, seen))
