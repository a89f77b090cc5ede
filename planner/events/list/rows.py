"""What may be read of an event for a line about it: one row, loaded column by column."""

# ruff: noqa: RUF009 - a field says where it is read from, and gives None where it was not

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func

from planner.accounts.models import User
from planner.choices import DatePrecision, EventState, Marking, Modality
from planner.db import PreciseDate
from planner.events.list.code_queries import nation_codes, objective_codes
from planner.events.models import Event, EventNation
from planner.partners.models import Programme


def read(source: Any) -> Any:
    """Return a field that a statement reads from there; None where no column asked for it."""
    return field(default=None, metadata={"source": source})


@dataclass(slots=True)
class EventRow:
    """A line about an event: every field with where it is read from.

    A statement reads the fields that its columns need and leaves out the others. Places and
    codes of reference tables are several of an event, and read together afterwards.
    """

    id: int = read(Event.id)
    title: str = read(Event.title)
    kind: str = read(Event.kind)
    state: EventState = read(Event.state)
    first: date | None = read(func.coalesce(Event.actual_starts_on, Event.starts_on))
    last: date | None = read(func.coalesce(Event.actual_ends_on, Event.ends_on))
    precision: DatePrecision = read(Event.date_precision)
    sort_on: date = read(Event.sort_on)
    start_time: time | None = read(Event.start_time)
    end_time: time | None = read(Event.end_time)
    zone: str = read(Event.zone)
    baseline_first: date | None = read(Event.baseline_starts_on)
    baseline_last: date | None = read(Event.baseline_ends_on)
    host_code: str | None = read(Event.host_code)
    modality: Modality = read(Event.modality)
    meeting_link: str | None = read(Event.more_details["meeting_link"].as_string())
    programme: str | None = read(Programme.name)
    edition: str = read(Event.edition)
    owner: str | None = read(User.name)
    owner_is_here: bool | None = read(User.active)
    participants_planned: int | None = read(Event.participants_planned)
    participants_actual: int | None = read(Event.participants_actual)
    planned_cost: Decimal | None = read(Event.planned_cost)
    actual_cost: Decimal | None = read(Event.actual_cost)
    currency: str = read(Event.currency)
    marking: Marking = read(Event.marking)
    releasable_to: list[str] = read(Event.releasable_to)
    summary: str = read(Event.summary)
    details: dict[str, Any] = read(Event.more_details)
    partner_planned: int | None = read(EventNation.__table__.c.headcount_planned)
    """The headcount of the nation that a file is for."""
    partner_actual: int | None = read(EventNation.__table__.c.headcount_actual)
    nations: list[str] = read(nation_codes())
    objectives: list[str] = read(objective_codes())
    places: list[tuple[str, str | None, str]] = field(default_factory=list)
    """Town, nation and phase of each place."""
    reasons: list[str] = field(default_factory=list)
    """Codes of the reasons of its moves, and of reference tables below."""
    risks: list[str] = field(default_factory=list)
    themes: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)

    @property
    def first_day(self) -> PreciseDate | None:
        """Return the first day as exactly as it is known."""
        return PreciseDate(self.first, self.precision) if self.first else None

    @property
    def last_day(self) -> PreciseDate | None:
        """Return the last day as exactly as it is known."""
        return PreciseDate(self.last, self.precision) if self.last else None

    @property
    def starts_at(self) -> datetime | None:
        """Return the start in UTC; None where the day or the time is not known."""
        return self.in_utc(self.first, self.start_time)

    @property
    def ends_at(self) -> datetime | None:
        """Return the end in UTC; None where the day or the time is not known."""
        return self.in_utc(self.last, self.end_time)

    @property
    def time_zone(self) -> str | None:
        """Return the zone of the times; None where no time is known."""
        return self.zone if self.start_time else None

    @property
    def towns(self) -> list[str]:
        """Return the towns; what the phases are called stays here."""
        return [town for town, _nation, _phase in self.places if town]

    def in_utc(self, day: date | None, at: time | None) -> datetime | None:
        """Return a local day and time of the event in UTC."""
        if day is None or at is None or self.precision is not DatePrecision.DAY:
            return None
        return datetime.combine(day, at, ZoneInfo(self.zone)).astimezone(UTC)


SOURCES: dict[str, Any] = {
    name: found.metadata["source"]
    for name, found in EventRow.__dataclass_fields__.items()
    if found.metadata
}
"""Where each field is read from, by its name."""
TIMES = ("first", "last", "precision", "start_time", "end_time", "zone")
FIRST_DAY, LAST_DAY = ("first", "precision"), ("last", "precision")
