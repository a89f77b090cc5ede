"""Everything about the filtered events that an export tells; no names of who took part."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from planner.accounts.models import User
from planner.choices import DatePrecision, EventKind, EventState, Marking, Modality
from planner.db import db
from planner.events.filtering import EventFilter
from planner.events.list_queries import conditions_of, details
from planner.events.models import Event, Place
from planner.partners.models import Programme

CHUNK = 500
place = Place.__table__


@dataclass
class ExportRow:
    """What an export tells of one event."""

    id: int
    title: str
    kind: EventKind
    state: EventState
    first: date | None
    last: date | None
    precision: DatePrecision
    baseline_first: date | None
    baseline_last: date | None
    host_code: str | None
    modality: Modality
    programme: str | None
    edition: str
    owner: str | None
    participants_planned: int | None
    participants_actual: int | None
    planned_cost: Decimal | None
    actual_cost: Decimal | None
    currency: str
    marking: Marking
    releasable_to: list[str]
    summary: str
    nations: list[str] = field(default_factory=list)
    objectives: list[str] = field(default_factory=list)
    towns: list[str] = field(default_factory=list)


COLUMNS = (
    Event.id,
    Event.title,
    Event.kind,
    Event.state,
    func.coalesce(Event.actual_starts_on, Event.starts_on),
    func.coalesce(Event.actual_ends_on, Event.ends_on),
    Event.date_precision,
    Event.baseline_starts_on,
    Event.baseline_ends_on,
    Event.host_code,
    Event.modality,
    Programme.name,
    Event.edition,
    User.name,
    Event.participants_planned,
    Event.participants_actual,
    Event.planned_cost,
    Event.actual_cost,
    Event.currency,
    Event.marking,
    Event.releasable_to,
    Event.summary,
)


def events_for_export(wanted: EventFilter, today: date) -> list[ExportRow]:
    """Return every event that a filter stands for, newest first; never cut."""
    statement = (
        select(*COLUMNS)
        .outerjoin(Programme, Programme.id == Event.programme_id)
        .outerjoin(User, User.id == Event.owner_id)
        .where(*conditions_of(wanted, today))
        .order_by(Event.sort_on.desc(), Event.id.desc())
    )
    rows = [ExportRow(*tuple(row)) for row in db.session.execute(statement)]
    by_id = {row.id: row for row in rows}
    for chunk in chunks(list(by_id)):
        add_details(by_id, chunk)
    return rows


def chunks(ids: list[int]) -> Iterator[list[int]]:
    """Give the keys a few hundred at a time."""
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]


def add_details(by_id: dict[int, ExportRow], ids: list[int]) -> None:
    """Give rows their nations, objectives and towns."""
    connection: Any = db.session.connection()
    for event_id, is_nation, code in connection.execute(details(ids)):
        (by_id[event_id].nations if is_nation else by_id[event_id].objectives).append(code)
    towns = (
        select(place.c.event_id, place.c.town)
        .where(place.c.event_id.in_(ids), place.c.town != "")
        .order_by(place.c.position, place.c.id)
    )
    for event_id, town in connection.execute(towns):
        by_id[event_id].towns.append(town)
