"""What a file for a partner tells of the events that may go there; no names, costs or notes."""

from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from sqlalchemy import func, select

from planner.choices import DatePrecision, EventKind, EventState, Marking, Modality
from planner.db import db
from planner.events.list.export_queries import add_details, chunks
from planner.events.list.filtering import EventFilter
from planner.events.list.queries import conditions_of
from planner.events.models import Event, EventNation
from planner.partners.models import Programme

event_nation = EventNation.__table__


@dataclass
class PartnerRow:
    """What a partner reads of one event."""

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
    host_code: str | None
    modality: Modality
    programme: str | None
    edition: str
    marking: Marking
    details: dict[str, Any]
    own_planned: int | None
    own_actual: int | None
    nations: list[str] = field(default_factory=list)
    objectives: list[str] = field(default_factory=list)
    """Read with the nations, and never written into the file."""
    places: list[tuple[str, str | None, str]] = field(default_factory=list)

    @property
    def towns(self) -> list[str]:
        """Return the towns; what the phases are called stays here."""
        return [town for town, _nation, _phase in self.places if town]


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
    Event.host_code,
    Event.modality,
    Programme.name,
    Event.edition,
    Event.marking,
    Event.details,
)


def events_for_partner(wanted: EventFilter, today: date) -> list[PartnerRow]:
    """Return every event of the filter that may go to its partner, newest first; never cut."""
    of_partner = (event_nation.c.event_id == Event.id) & (
        event_nation.c.nation_code == wanted.partner
    )
    statement = (
        select(*COLUMNS, event_nation.c.headcount_planned, event_nation.c.headcount_actual)
        .select_from(Event)
        .outerjoin(Programme, Programme.id == Event.programme_id)
        .outerjoin(event_nation, of_partner)
        .where(*conditions_of(wanted, today))
        .order_by(Event.sort_on.desc(), Event.id.desc())
    )
    rows = [PartnerRow(*tuple(row)) for row in db.session.execute(statement)]
    by_id: dict[int, Any] = {row.id: row for row in rows}
    for chunk in chunks(list(by_id)):
        add_details(by_id, chunk)
    return rows
