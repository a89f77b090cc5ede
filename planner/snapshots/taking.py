"""What the reports of a period hold, for each marking, as somebody of all nations sees them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from werkzeug.datastructures import MultiDict

from planner.choices import Marking, Role
from planner.reports.kept_shape import as_kept
from planner.reports.periods import FREE, ReportPeriod
from planner.reports.report_files import FILED, FiledReport
from planner.snapshots.queries import last_history_entry
from planner.viewers import Viewer
from planner.web.access import seeing_as
from planner.web.tables import PRESENTERS, presented


@dataclass(frozen=True)
class TakenFile:
    """A report in one form: its name, how many rows it holds, its octets and their hash."""

    form: str
    name: str
    rows: int
    octets: bytes

    @property
    def sha256(self) -> str:
        """Return what tells these octets from any other."""
        return sha256(self.octets).hexdigest()


@dataclass(frozen=True)
class TakenReport:
    """A report as it is taken: for which marking, what it holds, and its files."""

    report: str
    title: str
    ceiling: Marking
    shape: dict[str, Any]
    files: tuple[TakenFile, ...]


@dataclass(frozen=True)
class TakenReports:
    """Every report of a period, and the last history entry that there was before."""

    reports: Sequence[TakenReport]
    told_up_to: int


def reader(ceiling: Marking) -> Viewer:
    """Return somebody who sees all nations up to a marking, and no more than a viewer does."""
    return Viewer(None, frozenset({Role.VIEWER}), ceiling, None)


def asked_of(period: ReportPeriod) -> MultiDict[str, str]:
    """Return the query that asks a report for a period."""
    days = {"from": period.first.isoformat(), "to": period.last.isoformat()}
    return MultiDict({"period": period.name} | (days if period.name == FREE else {}))


def take_reports(period: ReportPeriod, on: date) -> TakenReports:
    """Return every report of a period as it stands on a day, for each marking.

    Nothing is written here: it takes seconds, and others save meanwhile.
    """
    told_up_to, reports = last_history_entry(), []
    for ceiling in Marking:
        with seeing_as(reader(ceiling)):
            reports += [taken(found, period, on, ceiling) for found in FILED.values()]
    return TakenReports(reports, told_up_to)


def taken(found: FiledReport, period: ReportPeriod, on: date, ceiling: Marking) -> TakenReport:
    """Return one report as whoever is looking sees it."""
    made = found.made(asked_of(period), on)
    rows = len(made.table.rows)
    files = tuple(
        TakenFile(form, f"{made.name}.{form}", rows, presented(made.table, form)[0])
        for form in PRESENTERS
    )
    return TakenReport(found.name, str(found.title), ceiling, as_kept(made.table), files)


def shape_now(name: str, period: ReportPeriod, on: date, ceiling: Marking) -> dict[str, Any]:
    """Return what a report of a period holds by the records of today, on the day of closing.

    It is asked for the day on which the period was closed: what differs was changed since, and
    has not only grown older.
    """
    with seeing_as(reader(ceiling)):
        return as_kept(FILED[name].made(asked_of(period), on).table)
