"""When each nation was last met, from the cells of contacts: a look at an index for each."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from planner.choices import Marking
from planner.events.measures import nation
from planner.rollup.keeping import count_what_changed
from planner.rollup.part_queries import CELL, MARKINGS
from planner.rollup.parts import OF_THE_MET


def last_met_days(session: Session, today: date, ceiling: Marking) -> dict[str, list[date | None]]:
    """Return by nation the last days up to today of the measures OF_THE_MET, in that order.

    Nations that were never met are left out. What is pending is counted first.
    """
    count_what_changed(session)
    days = (last_slot(measure, today, ceiling) for measure in OF_THE_MET)
    rows = session.connection().execute(select(nation.c.code, *days).where(~nation.c.is_own))
    return {code: [as_day(slot) for slot in slots] for code, *slots in rows if slots[0]}


def last_slot(measure: str, today: date, ceiling: Marking) -> Any:
    """Return the last slot in which a measure counts anything with a nation that may be seen."""
    return last_slot_of(measure, today, ceiling, nation.c.code)


def last_slot_of(measure: str, today: date, ceiling: Marking, code: Any) -> Any:
    """Return the same of a nation that the statement around it names by a column."""
    return (
        select(CELL.c.slot)
        .where(*contacts(measure, ceiling, code), CELL.c.slot <= today.toordinal())
        .order_by(CELL.c.slot.desc())
        .limit(1)
        .correlate_except(CELL)
        .scalar_subquery()
    )


def has_met(
    session: Session, first: date, last: date, ceiling: Marking, code: Any
) -> ColumnElement[bool]:
    """Return the condition that a nation was met from a day to another; pending is counted."""
    count_what_changed(session)
    within = CELL.c.slot.between(first.toordinal(), last.toordinal())
    return (
        select(CELL.c.slot)
        .where(*contacts("met", ceiling, code), within)
        .correlate_except(CELL)
        .exists()
    )


def contacts(measure: str, ceiling: Marking, code: Any) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions for the cells of a nation's contacts that may be seen."""
    seen = or_(*(CELL.c[name] > 0 for name in MARKINGS[: ceiling + 1]))
    return CELL.c.measure == measure, CELL.c.kind == code, seen


def as_day(slot: int | None) -> date | None:
    """Return the day of a slot."""
    return None if slot is None else date.fromordinal(slot)
