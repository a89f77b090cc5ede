"""Risks of all events as their register needs them."""

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager

from planner.db import db
from planner.events.models import Event, EventNation, Risk
from planner.events.registers.risk_filtering import RiskFilter
from planner.keyset import PAGE, Key, Slice, SortKey, ordered, page_statement, slice_of

SCORE = Risk.likelihood * Risk.impact
KEYS = (SortKey(SCORE, True), SortKey(Risk.id, True))


def filtered_risks(wanted: RiskFilter) -> Select[Risk]:
    """Return the risks that a filter lets through, with their events."""
    statement = select(Risk).join(Event, Event.id == Risk.event_id)
    return statement.where(*wanted.conditions(None)).options(
        contains_eager(Risk.event).selectinload(Event.partners).joinedload(EventNation.nation),
        contains_eager(Risk.event).joinedload(Event.owner),
    )


def risk_page(
    wanted: RiskFilter, *, after: Key | None, before: Key | None, size: int = PAGE
) -> Slice[Risk]:
    """Return one page of risks, the gravest first, with their number in all."""
    statement = filtered_risks(wanted)
    total = sum(risk_matrix(wanted).values())
    rows = db.session.scalars(page_statement(statement, KEYS, size, after, before))
    return slice_of(rows.all(), lambda row: (row.score, row.id), size, after, before, total)


def all_risks(wanted: RiskFilter) -> list[Risk]:
    """Return every risk that a filter lets through, the gravest first."""
    return list(db.session.scalars(ordered(filtered_risks(wanted), KEYS)))


def risk_matrix(wanted: RiskFilter) -> dict[tuple[int, int], int]:
    """Count the risks that a filter lets through, by likelihood and impact."""
    counted = select(Risk.likelihood, Risk.impact, func.count(Risk.id))
    rows = db.session.execute(
        counted.where(*wanted.conditions(None)).group_by(Risk.likelihood, Risk.impact)
    )
    return {(likelihood, impact): number for likelihood, impact, number in rows}
