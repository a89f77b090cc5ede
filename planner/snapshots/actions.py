"""Closing a period, and reopening it."""

from datetime import date, datetime

from flask_babel import gettext as _

from planner.db import db
from planner.errors import RuleBroken
from planner.officetime import office_day
from planner.reports.periods import ReportPeriod
from planner.shapes.reopening import Reopening
from planner.snapshots.models import ClosedPeriod, Snapshot, SnapshotFile
from planner.snapshots.queries import is_closed
from planner.snapshots.taking import TakenReport, TakenReports
from planner.viewers import Viewer


def close_period(
    period: ReportPeriod, taken: TakenReports, *, viewer: Viewer, now: datetime
) -> ClosedPeriod:
    """Close a period that has ended and keep its reports as they were taken, for each marking."""
    viewer.require("approve", _("Only an approver closes a period."))
    check_may_be_closed(period, office_day(now))
    closed = ClosedPeriod(
        name=period.name,
        first_on=period.first,
        last_on=period.last,
        closed_at=now,
        closed_by_id=viewer.user_id,
        told_up_to=taken.told_up_to,
        snapshots=[snapshot(one, position) for position, one in enumerate(taken.reports)],
    )
    db.session.add(closed)
    db.session.flush()
    return closed


def check_may_be_closed(period: ReportPeriod, today: date) -> None:
    """Raise RuleBroken for a period that has not ended, or is closed already."""
    if period.last >= today:
        words = _("This period has not ended yet. It can be closed from the day after its last.")
        raise RuleBroken(words)
    if is_closed(period):
        raise RuleBroken(_("This period is closed already. Reopen it first to close it anew."))


def snapshot(one: TakenReport, position: int) -> Snapshot:
    """Return a report as it is kept."""
    return Snapshot(
        report=one.report,
        title=one.title,
        ceiling=one.ceiling,
        position=position,
        shape=one.shape,
        files=[
            SnapshotFile(
                form=file.form,
                name=file.name,
                rows=file.rows,
                size=len(file.octets),
                sha256=file.sha256,
                octets=file.octets,
            )
            for file in one.files
        ],
    )


def reopen_period(
    closed: ClosedPeriod, reopening: Reopening, *, viewer: Viewer, now: datetime
) -> ClosedPeriod:
    """Reopen a closed period, with the reason; what was kept of it stays."""
    viewer.require("approve", _("Only an approver reopens a period."))
    if closed.reopened_at is not None:
        raise RuleBroken(_("This period has been reopened already."))
    closed.reopened_at, closed.reopened_by_id = now, viewer.user_id
    closed.reason = reopening.reason
    return closed
