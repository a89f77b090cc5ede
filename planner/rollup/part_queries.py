"""What the rollup is made of: the rows behind each event's part, and the parts as they stand."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    RowMapping,
    Select,
    String,
    bindparam,
    cast,
    exists,
    func,
    or_,
    select,
)

from planner.db import Base
from planner.events.measures import event_nation, link, nation, share_of, was_met, whole_weight
from planner.events.models import Event
from planner.outcomes.measures import DISCARDED, backs, came_from, marking_told
from planner.outcomes.models import AfterActionReport, Outcome, outcome_event
from planner.rollup.additions import added_columns
from planner.rollup.models import RollupCell, RollupPart
from planner.rollup.parts import CellKey, Contribution, part_of

# Tables, not classes: the rollup is the product's own and counts every event, whoever looks.
EVENT = Event.__table__
REPORT = AfterActionReport.__table__
PART = Base.metadata.tables[RollupPart.__tablename__]
CELL = Base.metadata.tables[RollupCell.__tablename__]
IDS: BindParameter[Any] = bindparam("ids", expanding=True)
MARKINGS = ("public", "official", "official_sensitive")
BATCH = 500
STREAMED = {"yield_per": BATCH}


def gathered(column: Any, *conditions: Any) -> Any:
    """Return the values of a column that belong to an event, as one text."""
    statement = select(func.aggregate_strings(cast(column, String), ",")).where(*conditions)
    return statement.correlate(EVENT).scalar_subquery()


def marking_of_outcome() -> Any:
    """Return the marking up to which an outcome is hidden; null where nobody sees it.

    It is seen by those who see all its events and its own marking (`outcomes/visibility.py`).
    """
    return cast(marking_told(func.count(DISCARDED) == 0), String)


OWN = select(nation.c.code).where(nation.c.is_own)
IS_PARTNER = (event_nation.c.event_id == EVENT.c.id, event_nation.c.nation_code.not_in(OWN))
COUNTED_BY = (
    *("kind", "state", "marking", "discarded_at", "sort_on", "ends_on", "baseline_starts_on"),
    *("actual_starts_on", "actual_ends_on", "modality", "date_precision"),
)
STORED = select(PART).where(PART.c.event_id.in_(IDS)).order_by(PART.c.event_id)
LOCKED = STORED.with_for_update()


def of_weight() -> Any:
    """Return the condition on a link that it is a tenth of its event, whoever looks."""
    return share_of(whole_weight(link.c.event_id))


@cache
def of_events() -> Select[Any]:
    """Return what is read of some events; put together once all rooms are open."""
    return select(
        EVENT.c.id.label("event_id"),
        *(EVENT.c[name] for name in COUNTED_BY),
        exists().where(link.c.event_id == EVENT.c.id, link.c.weight > 0).label("is_linked"),
        gathered(link.c.objective_id, link.c.event_id == EVENT.c.id, of_weight()).label("served"),
        gathered(event_nation.c.nation_code, *IS_PARTNER).label("partners"),
        gathered(event_nation.c.nation_code, *IS_PARTNER, was_met()).label("met"),
        gathered(
            cast(Outcome.objective_id, String) + ":" + marking_of_outcome(),
            came_from.c.event_id == EVENT.c.id,
            came_from.c.outcome_id == Outcome.id,
            backs(),
        ).label("backed"),
        exists().where(REPORT.c.event_id == EVENT.c.id).label("is_reported"),
        or_(
            exists().where(REPORT.c.event_id == EVENT.c.id, REPORT.c.has_no_outcomes),
            exists().where(came_from.c.event_id == EVENT.c.id),
        ).label("is_answered"),
        *(column.label(name) for name, column in added_columns().items()),
    ).where(EVENT.c.id.in_(IDS))


def parts_of(connection: Connection, event_ids: Sequence[int]) -> dict[int, Contribution]:
    """Return what events add now, by their keys; one that is gone is not among them."""
    rows = connection.execute(of_events(), {"ids": event_ids}).mappings()
    return {row["event_id"]: part_of(row) for row in rows}


def stored_parts(
    connection: Connection, event_ids: Sequence[int], *, lock: bool = False
) -> dict[int, Contribution]:
    """Return what events added last; locked, other writers wait (PostgreSQL)."""
    rows = connection.execute(LOCKED if lock else STORED, {"ids": event_ids}).mappings()
    return {row["event_id"]: as_part(row) for row in rows}


def every_stored_part(connection: Connection) -> Iterator[Contribution]:
    """Give what every event added last."""
    rows = connection.execute(select(PART), execution_options=STREAMED).mappings()
    return (as_part(row) for row in rows)


def as_part(row: RowMapping) -> Contribution:
    """Return a stored row as a part."""
    values: dict[str, Any] = {name: row[name] for name in ("kind", "marking", "backed")}
    values |= {name: row[name] for name in ("counted", "amounts")}
    values |= {name: tuple(row[name]) for name in ("objectives", "nations", "met")}
    return Contribution(**values)


def event_ids_after(connection: Connection, after: int, limit: int) -> list[int]:
    """Return the next keys of events, and of parts whose event is gone."""
    known = select(EVENT.c.id).union(select(PART.c.event_id)).subquery()
    statement = select(known.c.id).where(known.c.id > after).order_by(known.c.id).limit(limit)
    return list(connection.execute(statement).scalars())


def number_of_events(connection: Connection) -> int:
    """Return how many events there are."""
    return connection.execute(select(func.count()).select_from(EVENT)).scalar_one()


def every_cell(connection: Connection) -> Iterator[tuple[CellKey, list[int]]]:
    """Give every stored cell that counts anything, with its counts by marking."""
    counting = or_(*(CELL.c[name] != 0 for name in MARKINGS))
    rows = connection.execute(select(CELL).where(counting), execution_options=STREAMED)
    return ((tuple(row[:5]), list(row[5:])) for row in rows)


def events_with(connection: Connection, nations: Sequence[str]) -> set[int]:
    """Return the events in which one of the nations takes part, or which one hosts."""
    taking_part = select(event_nation.c.event_id).where(event_nation.c.nation_code.in_(nations))
    hosted = select(EVENT.c.id).where(EVENT.c.host_code.in_(nations))
    return set(connection.execute(taking_part.union(hosted)).scalars())


def events_for(connection: Connection, objective_ids: Sequence[int]) -> set[int]:
    """Return the events that are linked to one of some objectives."""
    linked = select(link.c.event_id).where(link.c.objective_id.in_(objective_ids))
    return set(connection.execute(linked).scalars())


def events_beside(connection: Connection, event_ids: Sequence[int]) -> set[int]:
    """Return the events of which the same outcomes came."""
    own = select(outcome_event.c.outcome_id).where(outcome_event.c.event_id.in_(event_ids))
    beside = select(outcome_event.c.event_id).where(outcome_event.c.outcome_id.in_(own))
    return set(connection.execute(beside).scalars())


def events_behind(connection: Connection, outcome_ids: Sequence[int]) -> set[int]:
    """Return the events of which outcomes came."""
    behind = select(outcome_event.c.event_id).where(outcome_event.c.outcome_id.in_(outcome_ids))
    return set(connection.execute(behind).scalars())
