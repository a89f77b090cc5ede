"""What was executed as planned, how late, and how late its report is, as kept (M5, M6, M14)."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import RowMapping, func, select

from planner.choices import EXECUTED_STATES, DatePrecision
from planner.days import days_between
from planner.office.queries import office
from planner.reports.measures.kept_amounts import days_of, kept, months_of
from planner.reports.measures.scope import Scope
from planner.rollup.additions import KeptAmount, adds
from planner.rollup.part_queries import EVENT, REPORT
from planner.rollup.parts import month_slot

AS_PLANNED, REPORTED = "as-planned", "reported"
NONE = "none"


def columns() -> Mapping[str, Any]:
    """Return after how many days the report of an event was written."""
    late = days_between(EVENT.c.actual_ends_on, func.min(REPORT.c.reported_on))
    written = select(late).where(REPORT.c.event_id == EVENT.c.id).correlate(EVENT)
    return {"report_days": written.scalar_subquery()}


@adds(columns)
def execution_of(row: RowMapping) -> Iterator[KeptAmount]:
    """Give what an executed event tells of its plan, and of its report."""
    ended = row["actual_ends_on"]
    if row["state"] not in EXECUTED_STATES or ended is None:
        return
    days = NONE if row["report_days"] is None else str(row["report_days"])
    yield KeptAmount(REPORTED, ended.toordinal(), 1, days)
    if (planned := row["baseline_starts_on"]) is not None:
        slip = NONE
        if row["date_precision"] == DatePrecision.DAY and row["actual_starts_on"] is not None:
            slip = str((row["actual_starts_on"] - planned).days)
        yield KeptAmount(AS_PLANNED, month_slot(ended), 1, f"{month_slot(planned)}:{slip}")


def kept_slips(scope: Scope) -> Counter[int | None]:
    """Return how many events of EX ∩ PL have which slip in days; None where it is not known."""
    first, last = months_of(scope)
    found: Counter[int | None] = Counter()
    for (_name, bucket, *_where), number in kept({AS_PLANNED: (first, last)}).items():
        planned, _colon, slip = bucket.partition(":")
        if first <= int(planned) <= last:
            found[None if slip == NONE else int(slip)] += number
    return found


def kept_reports(scope: Scope) -> dict[str, int]:
    """Return both counts of M14: reports that are due, and those of them written in time."""
    limit = office().report_days
    until = min(scope.period.last, scope.today - timedelta(days=limit + 1))
    found = kept({REPORTED: days_of(scope.period.first, until)})
    told = [(key[1], number) for key, number in found.items()]
    in_time = (number for days, number in told if days != NONE and int(days) <= limit)
    return {"report-due": sum(number for _days, number in told), "reported-in-time": sum(in_time)}
