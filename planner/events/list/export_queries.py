"""Everything about the filtered events that an export tells; no names of who took part."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from planner.accounts.models import User
from planner.choices import DatePrecision, EventKind, EventState, Marking, Modality
from planner.db import db
from planner.events.list.filtering import EventFilter
from planner.events.list.queries import DEFAULT_SORT, conditions_of, details, sort_keys
from planner.events.models import Event, Place
from planner.keyset import ordered
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
    start_time: time | None
    end_time: time | None
    zone: str
    baseline_first: date | None
    baseline_last: date | None
    host_code: str | None
    modality: Modality
    programme: str | None
    edition: str
    owner: str | None
    owner_is_here: bool | None
    participants_planned: int | None
    participants_actual: int | None
    planned_cost: Decimal | None
    actual_cost: Decimal | None
    currency: str
    marking: Marking
    releasable_to: list[str]
    summary: str
    meeting_link: str | None
    nations: list[str] = field(default_factory=list)
    objectives: list[str] = field(default_factory=list)
    places: list[tuple[str, str | None, str]] = field(default_factory=list)
    """Town, nation and phase of each place."""

    @property
    def starts_at(self) -> datetime | None:
        """Return the start in UTC; None where the day or the time is not known."""
        return self.in_utc(self.first, self.start_time)

    @property
    def ends_at(self) -> datetime | None:
        """Return the end in UTC; None where the day or the time is not known."""
        return self.in_utc(self.last, self.end_time)

    def in_utc(self, day: date | None, at: time | None) -> datetime | None:
        """Return a local day and time of the event in UTC."""
        if day is None or at is None or self.precision is not DatePrecision.DAY:
            return None
        return datetime.combine(day, at, ZoneInfo(self.zone)).astimezone(UTC)


COLUMNS = (
    Event.id,
    Event.title,
    Event.kind,
    Event.state,
    func.coalesce(Event.actual_starts_on, Event.starts_on),
    func.coalesce(Event.actual_ends_on, Event.ends_on),
    Event.date_precision,
    Event.start_time,
    Event.end_time,
    Event.zone,
    Event.baseline_starts_on,
    Event.baseline_ends_on,
    Event.host_code,
    Event.modality,
    Programme.name,
    Event.edition,
    User.name,
    User.active,
    Event.participants_planned,
    Event.participants_actual,
    Event.planned_cost,
    Event.actual_cost,
    Event.currency,
    Event.marking,
    Event.releasable_to,
    Event.summary,
    Event.details["meeting_link"].as_string(),
)


def events_for_export(
    wanted: EventFilter, today: date, sort: str = DEFAULT_SORT
) -> list[ExportRow]:
    """Return every event that a filter stands for, in an order of the list; never cut."""
    statement = (
        select(*COLUMNS)
        .outerjoin(Programme, Programme.id == Event.programme_id)
        .outerjoin(User, User.id == Event.owner_id)
        .where(*conditions_of(wanted, today))
    )
    statement = ordered(statement, sort_keys(sort))
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
    """Give rows their nations, objectives and places."""
    connection: Any = db.session.connection()
    for event_id, is_nation, code in connection.execute(details(ids)):
        (by_id[event_id].nations if is_nation else by_id[event_id].objectives).append(code)
    places = (
        select(place.c.event_id, place.c.town, place.c.nation_code, place.c.phase)
        .where(place.c.event_id.in_(ids))
        .order_by(place.c.position, place.c.id)
    )
    for event_id, *where in connection.execute(places):
        by_id[event_id].places.append(tuple(where))
