"""Executed events of a period by objective, nation and quarter, counted by the database."""

from datetime import date

from sqlalchemy import case, func, literal, select

from planner.db import db
from planner.events.measures import event_nation, executed_in, has_share, link, total_weight
from planner.events.models import Event
from planner.reports.periods import Period

Cell = tuple[int, str, int]
"""Objective, nation and the quarter's place in the period, from 0."""


def executed_cells(first: date, last: date, by: str = "quarter") -> dict[Cell, int]:
    """Return k of every cell in one statement; with `by="nation"` the quarter is always 0."""
    quarters = Period(first, last).quarters[:-1] if by == "quarter" else []
    steps = [(Event.actual_ends_on <= each.last, place) for place, each in enumerate(quarters)]
    place = case(*steps, else_=len(steps)) if steps else literal(0)
    chosen = (
        select(Event.id, place.label("place"), total_weight(Event.id).label("total"))
        .where(executed_in(first, last))
        .cte("chosen")
        .prefix_with("MATERIALIZED")
    )
    key = (link.c.objective_id, event_nation.c.nation_code, chosen.c.place)
    rows = db.session.execute(
        select(*key, func.count())
        .select_from(chosen)
        .join(link, link.c.event_id == chosen.c.id)
        .join(event_nation, event_nation.c.event_id == chosen.c.id)
        .where(has_share(total=chosen.c.total))
        .group_by(*key)
    )
    return {(objective, nation, at): number for objective, nation, at, number in rows}
