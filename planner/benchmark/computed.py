"""The counts of coverage computed from the events, beside the same counts in SQL by hand."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Flask
from sqlalchemy import Engine, text

from planner.accounts.models import User
from planner.benchmark.answers import OtherAnswer
from planner.benchmark.office import FilledOffice
from planner.db import db
from planner.reports.measures.counts import counted
from planner.reports.measures.scope import Scope
from planner.reports.measures.tallies import MEASURES
from planner.reports.periods import ReportPeriod
from planner.viewers import EVERYTHING, acting_as

GOAL = 1.2
BY_HAND = """
WITH counts AS MATERIALIZED (
  SELECT id AS event_id,
    CASE WHEN state IN ('executed', 'reported', 'closed')
      AND actual_ends_on BETWEEN :first AND :last THEN 1 ELSE 0 END AS executed,
    CASE WHEN baseline_starts_on BETWEEN :first AND :last THEN 1 ELSE 0 END AS planned,
    CASE WHEN state IN ('approved', 'in_progress')
      AND ends_on BETWEEN :first AND :last AND ends_on >= :today THEN 1 ELSE 0 END AS ahead
  FROM event WHERE discarded_at IS NULL AND marking <= 1 AND (
    (state IN ('executed', 'reported', 'closed') AND actual_ends_on BETWEEN :first AND :last)
    OR baseline_starts_on BETWEEN :first AND :last
    OR (state IN ('approved', 'in_progress') AND ends_on BETWEEN :first AND :last))
), served AS MATERIALIZED (
  SELECT c.*, l.objective_id, CASE WHEN c.executed = 1 AND EXISTS (
      SELECT 1 FROM outcome o JOIN outcome_event x ON x.outcome_id = o.id
      WHERE x.event_id = c.event_id AND o.objective_id = l.objective_id AND o.strength >= 2
        AND o.sign = 'positive' AND o.verified_by_id IS NOT NULL) THEN 1 ELSE 0 END AS backed
  FROM counts c JOIN objective_link l ON l.event_id = c.event_id
  WHERE l.weight > 0 AND l.weight >= (0.1 - 1e-9) *
    (SELECT sum(weight) FROM objective_link w WHERE w.event_id = c.event_id)
)
SELECT objective_id, n.nation_code, sum(executed), sum(planned), sum(backed), sum(ahead)
FROM served s JOIN event_nation n ON n.event_id = s.event_id GROUP BY 1, 2
UNION ALL
SELECT objective_id, NULL, sum(executed), sum(planned), sum(backed), sum(ahead)
FROM served GROUP BY 1
UNION ALL
SELECT NULL, n.nation_code, sum(executed), sum(planned), 0, sum(ahead)
FROM counts c JOIN event_nation n ON n.event_id = c.event_id GROUP BY 2
UNION ALL
SELECT NULL, NULL, sum(executed), sum(planned), 0, sum(ahead) FROM counts
"""
"""Cells, totals of objectives, totals of nations, all: executed, planned, backed, ahead."""

Counts = dict[tuple[Any, Any], tuple[int, ...]]


def computed_coverage(app: Flask, office: FilledOffice) -> Callable[[], Counts]:
    """Return the counting of a year's coverage from the events, as the office's planner."""
    last = date(office.year, 12, 31)
    scope = Scope(ReportPeriod(date(office.year, 1, 1), last, str(office.year)), office.today)
    rows = {key: key for key in office.objectives}
    with app.app_context(), acting_as(db.session, EVERYTHING):
        viewer = db.session.get_one(User, office.planner_id).as_viewer

    def count() -> Counts:
        with app.app_context(), acting_as(db.session, viewer):
            found = counted(scope, MEASURES, rows, "nation")
        cells = set().union(*found.values())
        return {cell: tuple(found[name].get(cell, 0) for name in MEASURES) for cell in cells}

    return count


def by_hand(engine: Engine, office: FilledOffice) -> Callable[[], Counts]:
    """Return the same counting by the statement above."""
    first, last = date(office.year, 1, 1), date(office.year, 12, 31)
    wanted = {"first": first, "last": last, "today": office.today}
    if engine.dialect.name == "sqlite":
        wanted = {name: day.isoformat() for name, day in wanted.items()}  # type: ignore[misc]

    def count() -> Counts:
        with engine.connect() as connection:
            rows = connection.execute(text(BY_HAND), wanted).all()
        order = {"executed": 2, "planned": 3, "outcome-backed": 4, "ahead": 5}
        return {(row[0], row[1]): tuple(int(row[order[name]]) for name in MEASURES) for row in rows}

    return count


def check_alike(computed: Callable[[], Counts], least: Callable[[], Counts]) -> None:
    """Raise OtherAnswer unless both count the same in every cell and total that is not empty."""
    found, wanted = computed(), least()
    for cell in found.keys() | wanted.keys():
        if any(found.get(cell, ())) and found[cell] != wanted.get(cell):
            raise OtherAnswer(f"coverage of {cell}: {found[cell]}, by hand {wanted.get(cell)}")
