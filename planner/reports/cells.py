"""Executed events of a period by objective, nation and quarter, counted by the database."""

from datetime import date

from sqlalchemy import case, func, select

from planner.db import db
from planner.events.measures import event_nation, executed_in, has_share, link
from planner.events.models import Event
from planner.reports.periods import Period

Cell = tuple[int, str, int]
"""Objective, nation and the quarter's place in the period, from 0."""


def executed_cells(first: date, last: date, by: str = "quarter") -> dict[Cell, int]:
    """Return k of every cell in one statement; with `by="nation"` the quarter is always 0."""
    quarters = Period(first, last).quarters if by == "quarter" else []
    steps = [(Event.actual_ends_on <= each.last, at) for at, each in enumerate(quarters[:-1])]
    at = case(*steps, else_=len(steps)).label("at") if steps else case((Event.id > 0, 0))
    objective_id, code = link.c.objective_id, event_nation.c.nation_code
    rows = db.session.execute(
        select(objective_id, code, at, func.count())
        .select_from(Event)
        .join(link, link.c.event_id == Event.id)
        .join(event_nation, event_nation.c.event_id == Event.id)
        .where(executed_in(first, last), has_share())
        .group_by(objective_id, code, at)
    )
    return {(key, nation, quarter): number for key, nation, quarter, number in rows}
