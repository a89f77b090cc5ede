"""Closed periods, what was kept of them, and what was changed since."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Text, and_, cast, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, undefer

from planner.choices import Marking
from planner.db import db
from planner.events.models import Event
from planner.history.models import HistoryEntry
from planner.history.queries import HistoryLine, with_names
from planner.reports.periods import ReportPeriod
from planner.snapshots.models import ClosedPeriod, Snapshot, SnapshotFile
from planner.viewers import EVERYTHING, Viewer, acting_as

TOLD = ("added", "changed", "deleted")
MOST = 200
"""A page tells so many changes; the history of each event tells them all."""
COUNTED_KINDS = (
    "event",
    "event_nation",
    "objective_link",
    "coordination",
    "transition",
    "attendance",
    "place",
    "after_action_report",
    "outcome",
    "follow_up",
    "later_look",
    "requirement",
    "plan",
    "line_of_effort",
    "objective",
    "indicator",
    "indicator_target",
    "indicator_update",
    "nation",
    "partner_group",
    "event_kind",
)
"""Kinds of rows that reports read; what only stands beside them changes no figure."""


def closed_periods() -> Sequence[ClosedPeriod]:
    """Return all that were ever closed, the latest days first."""
    people = (joinedload(ClosedPeriod.closed_by), joinedload(ClosedPeriod.reopened_by))
    latest = (ClosedPeriod.last_on.desc(), ClosedPeriod.first_on, ClosedPeriod.id.desc())
    return db.session.scalars(select(ClosedPeriod).options(*people).order_by(*latest)).all()


def days_closed() -> set[tuple[object, object]]:
    """Return the first and last days of the periods that are closed now."""
    asked = select(ClosedPeriod.first_on, ClosedPeriod.last_on)
    return {(a, b) for a, b in db.session.execute(asked.where(ClosedPeriod.reopened_at.is_(None)))}


def is_closed(period: ReportPeriod) -> bool:
    """Say whether the days of a period are closed."""
    return (period.first, period.last) in days_closed()


def last_history_entry() -> int:
    """Return the number of the last history entry, whoever may see it."""
    with acting_as(db.session, EVERYTHING):
        return db.session.scalar(select(func.max(HistoryEntry.id))) or 0


def snapshots_of(closed: ClosedPeriod, ceiling: Marking) -> Sequence[Snapshot]:
    """Return the reports that were kept for a marking, with their files."""
    asked = select(Snapshot).outerjoin(Snapshot.files).options(contains_eager(Snapshot.files))
    mine = asked.where(Snapshot.closed_period_id == closed.id, Snapshot.ceiling == ceiling)
    ordered = mine.order_by(Snapshot.position, Snapshot.id, SnapshotFile.form)
    return db.session.scalars(ordered).unique().all()


def snapshot_of(closed: ClosedPeriod, report: str, ceiling: Marking) -> Snapshot | None:
    """Return one report that was kept for a marking, with all that it holds."""
    asked = select(Snapshot).options(undefer(Snapshot.shape), joinedload(Snapshot.files))
    mine = (Snapshot.closed_period_id == closed.id, Snapshot.report == report)
    return db.session.scalars(asked.where(*mine, Snapshot.ceiling == ceiling)).unique().first()


def file_of(closed: ClosedPeriod, report: str, form: str, ceiling: Marking) -> SnapshotFile | None:
    """Return a file that was kept, with its octets."""
    asked = select(SnapshotFile).join(SnapshotFile.snapshot).options(undefer(SnapshotFile.octets))
    mine = and_(Snapshot.closed_period_id == closed.id, Snapshot.report == report)
    return db.session.scalar(
        asked.where(mine, Snapshot.ceiling == ceiling, SnapshotFile.form == form)
    )


def readable_ceiling(closed: ClosedPeriod, viewer: Viewer) -> Marking | None:
    """Return the highest marking whose snapshots a viewer may open; None where there is none.

    What was marked above the viewer since the period was closed closes those that counted it.
    """
    if not viewer.sees_content or viewer.nations is not None:
        return None
    least = raised_from(closed, viewer.ceiling)
    open_to = [one for one in Marking if one <= viewer.ceiling and (least is None or one < least)]
    return max(open_to, default=None)


def raised_from(closed: ClosedPeriod, ceiling: Marking) -> Marking | None:
    """Return the lowest marking of what has been marked above a ceiling since the closing.

    Asked of the whole history: whom it is hidden from must not read on in a file.
    """
    if ceiling == max(Marking):
        return None
    asked = select(HistoryEntry.subject_kind, HistoryEntry.subject_id, HistoryEntry.changes)
    since = (HistoryEntry.id > closed.told_up_to, HistoryEntry.verb == "changed")
    named = cast(HistoryEntry.changes, Text).contains('"marking"')
    with acting_as(db.session, EVERYTHING):
        rows = db.session.execute(asked.where(*since, named).order_by(HistoryEntry.id)).all()
    sides: dict[tuple[str, str], tuple[Marking, Marking]] = {}
    for kind, key, changes in rows:
        before, after = (marking_named(side) for side in changes.get("marking", ("", "")))
        sides[kind, key] = (sides.get((kind, key), (before, after))[0], after)
    raised = {one: before for one, (before, after) in sides.items() if after > ceiling >= before}
    return min((raised[one] for one in raised.keys() - added_since(closed, raised)), default=None)


def added_since(closed: ClosedPeriod, rows: Collection[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return those of some rows that were not there yet when a period was closed."""
    if not rows:
        return set()
    asked = select(HistoryEntry.subject_kind, HistoryEntry.subject_id).where(
        HistoryEntry.id > closed.told_up_to,
        HistoryEntry.verb == "added",
        HistoryEntry.subject_id.in_({key for _kind, key in rows}),
    )
    with acting_as(db.session, EVERYTHING):
        return {(kind, key) for kind, key in db.session.execute(asked)}


def marking_named(name: object) -> Marking:
    """Return the marking that the history names; the lowest where it names none."""
    return Marking[name] if isinstance(name, str) and name in Marking.__members__ else min(Marking)


def changes_since(closed: ClosedPeriod) -> list[HistoryLine]:
    """Return what was changed since a period was closed and may move its figures, newest first.

    Events that touch its days now or did, with all that hangs on them; and what hangs on no event.
    The criterion of the history leaves out what the viewer may not see.
    """
    since = and_(
        HistoryEntry.id > closed.told_up_to,
        HistoryEntry.verb.in_(TOLD),
        HistoryEntry.subject_kind.in_(COUNTED_KINDS),
    )
    touching = select(Event.id).where(touches(closed))
    concerned = or_(
        HistoryEntry.event_id.is_(None),
        HistoryEntry.event_id.in_(touching),
        HistoryEntry.event_id.in_(moved_out(closed)),
    )
    asked = select(HistoryEntry).where(since, concerned).order_by(HistoryEntry.id.desc())
    return with_names(db.session.scalars(asked.limit(MOST)).all())


def touches(closed: ClosedPeriod) -> Any:
    """Return the condition that an event has a planned, actual or first approved day in it."""
    pairs = (
        (Event.starts_on, Event.ends_on),
        (Event.actual_starts_on, Event.actual_ends_on),
        (Event.baseline_starts_on, Event.baseline_ends_on),
    )
    return or_(*(and_(a <= closed.last_on, b >= closed.first_on) for a, b in pairs))


def moved_out(closed: ClosedPeriod) -> list[int]:
    """Return the events whose days lay in the period when it was closed, and were moved."""
    asked = select(HistoryEntry.event_id, HistoryEntry.changes).where(
        HistoryEntry.id > closed.told_up_to,
        HistoryEntry.subject_kind == "event",
        HistoryEntry.verb == "changed",
        cast(HistoryEntry.changes, Text).contains('s_on"'),
    )
    first, last = closed.first_on.isoformat(), closed.last_on.isoformat()
    found = set()
    for key, changes in db.session.execute(asked.order_by(HistoryEntry.id.desc()).limit(MOST * 5)):
        days = [str(pair[0]) for name, pair in changes.items() if name.endswith("s_on")]
        if any(first <= day <= last for day in days):
            found.add(key)
    return sorted(found)


def every_file() -> Iterator[Any]:
    """Give each kept file: its period, name, size, hash and octets, a few at a time."""
    asked = select(
        Snapshot.closed_period_id,
        SnapshotFile.name,
        SnapshotFile.size,
        SnapshotFile.sha256,
        SnapshotFile.octets,
    ).join(SnapshotFile.snapshot)
    for some in db.session.execute(asked.order_by(SnapshotFile.id)).partitions(20):
        yield from some
