"""What the upkeep of entries reads: the facts behind an entry, and its revisions."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    Select,
    String,
    bindparam,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from planner.calendars.audiences import Audience, is_sensitive
from planner.calendars.entry_words import Facts
from planner.calendars.models import CalendarEntry
from planner.db import Base
from planner.events.models import Event, EventNation, ObjectiveLink, Place

# Tables and ready statements, not classes: the product's own upkeep reads past any viewer,
# and does so on every save.
EVENT, PLACE, PARTNER, LINK = (
    Base.metadata.tables[name] for name in ("event", "place", "event_nation", "objective_link")
)
NATION, OBJECTIVE, PROGRAMME = (
    Base.metadata.tables[name] for name in ("nation", "objective", "programme")
)
ENTRY = CalendarEntry.__table__
NUMBER, NO_TEXT = literal(0), literal("", String)
IDS: BindParameter[Any] = bindparam("ids", expanding=True)


def borrowed(kind: str, event_id: Any, *columns: Any) -> Select[Any]:
    """Return one part of the statement: kind, event, two numbers to order by, text and code."""
    return select(literal(kind, String).label("kind"), event_id, *columns)


BORROWED = union_all(
    borrowed(
        "place",
        PLACE.c.event_id,
        PLACE.c.position,
        PLACE.c.id,
        PLACE.c.town,
        func.coalesce(PLACE.c.nation_code, ""),
    ).where(PLACE.c.event_id.in_(IDS)),
    borrowed("partner", PARTNER.c.event_id, NUMBER, NUMBER, NO_TEXT, PARTNER.c.nation_code)
    .join(NATION, NATION.c.code == PARTNER.c.nation_code)
    .where(PARTNER.c.event_id.in_(IDS), ~NATION.c.is_own),
    borrowed(
        "objective",
        LINK.c.event_id,
        case((LINK.c.is_primary, 0), else_=1),
        NUMBER,
        OBJECTIVE.c.code + " " + OBJECTIVE.c.name,
        NO_TEXT,
    )
    .join(OBJECTIVE, OBJECTIVE.c.id == LINK.c.objective_id)
    .where(LINK.c.event_id.in_(IDS)),
    borrowed("programme", EVENT.c.id, NUMBER, NUMBER, PROGRAMME.c.name, NO_TEXT)
    .join(PROGRAMME, PROGRAMME.c.id == EVENT.c.programme_id)
    .where(EVENT.c.id.in_(IDS)),
    borrowed("nation", NUMBER, NUMBER, NUMBER, NATION.c.name, NATION.c.code).where(
        NATION.c.is_name_edited
    ),
)
STORED = select(
    *(ENTRY.c[name] for name in ("event_id", "audience", "setting")),
    *(ENTRY.c[name] for name in ("sequence", "modified_at", "digest")),
).where(ENTRY.c.event_id.in_(IDS))
LOCKED = STORED.with_for_update()


@dataclass(frozen=True)
class Revision:
    """An entry's number, when it last changed, under which setting, and the hash of it."""

    setting: str
    sequence: int
    modified_at: datetime
    digest: str


Revisions = dict[int, dict[Audience, Revision]]


def revisions(session: Session, event_ids: Sequence[int], *, lock: bool = False) -> Revisions:
    """Return the revisions by event and audience; locked, other writers wait (PostgreSQL)."""
    rows = session.connection().execute(LOCKED if lock else STORED, {"ids": event_ids})
    found: Revisions = defaultdict(dict)
    for event_id, audience, *revision in rows:
        found[event_id][audience] = Revision(*revision)
    return found


def told_otherwise(session: Session, setting: str) -> list[int]:
    """Return the dated events above OFFICIAL that have no entry stamped under the setting."""
    stamped = exists().where(
        ENTRY.c.event_id == EVENT.c.id,
        ENTRY.c.audience == Audience.BUSY,
        ENTRY.c.setting == setting,
    )
    sensitive = select(EVENT.c.id).where(is_sensitive(EVENT.c.marking), ~stamped)
    dated = sensitive.where(EVENT.c.starts_on.is_not(None) | EVENT.c.actual_starts_on.is_not(None))
    return list(session.connection().execute(dated).scalars())


@dataclass
class EntryWords:
    """What entries borrow from other rows: by event, and the names of nations edited here."""

    places: dict[int, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    partners: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    objectives: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    programmes: dict[int, str] = field(default_factory=dict)
    nations: dict[str, str] = field(default_factory=dict)

    def take(self, kind: str, event_id: int, text: str, code: str) -> None:
        """Take one row of the statement below."""
        match kind:
            case "place":
                self.places[event_id].append((text, code))
            case "partner":
                self.partners[event_id].append(code)
            case "objective":
                self.objectives[event_id].append(text)
            case "programme":
                self.programmes[event_id] = text
            case "nation":
                self.nations[code] = text


def words(session: Session, event_ids: Sequence[int]) -> EntryWords:
    """Return the words for events, in one statement since every save asks for them."""
    rows = session.connection().execute(BORROWED, {"ids": event_ids}).all()
    found = EntryWords()
    for kind, event_id, _first, _second, text, code in sorted(rows, key=in_order):
        found.take(kind, event_id, text, code)
    return found


def in_order(row: Sequence[Any]) -> tuple[int, int, str, str]:
    """Return the order of words: places by position, objectives primary first, then by code."""
    _kind, _event_id, first, second, text, code = row
    return first, second, text, code


def facts(session: Session, event_ids: Sequence[int]) -> tuple[list[Facts], dict[str, str]]:
    """Return events with the words their entries borrow, and the edited names of nations."""
    found = words(session, event_ids)
    events = loaded_events(session, event_ids)
    return [
        Facts(
            event,
            found.places.get(event.id, ()),
            found.partners.get(event.id, ()),
            found.objectives.get(event.id, ()),
            found.programmes.get(event.id, ""),
        )
        for event in events
    ], found.nations


def loaded_events(session: Session, event_ids: Sequence[int]) -> list[Event]:
    """Return the events; a single one that was just saved costs no select."""
    if len(event_ids) == 1:
        event = session.get(Event, event_ids[0])
        return [event] if event else []
    return list(session.scalars(select(Event).where(Event.id.in_(event_ids))))


def affected_event_ids(
    session: Session,
    nations: set[str],
    programmes: set[int],
    objectives: set[int],
    kinds: set[str],
) -> set[int]:
    """Return the events whose entries show one of the nations, programmes, objectives or kinds."""
    found: set[int] = set()
    if nations:
        takes_part = select(EventNation.event_id).where(EventNation.nation_code.in_(nations))
        is_place = select(Place.event_id).where(Place.nation_code.in_(nations))
        shown = or_(Event.host_code.in_(nations), Event.id.in_(takes_part), Event.id.in_(is_place))
        found.update(session.scalars(select(Event.id).where(shown)))
    if programmes:
        of_programme = select(Event.id).where(Event.programme_id.in_(programmes))
        found.update(session.scalars(of_programme))
    if objectives:
        serving = select(ObjectiveLink.event_id).where(ObjectiveLink.objective_id.in_(objectives))
        found.update(session.scalars(serving))
    if kinds:
        found.update(session.scalars(select(Event.id).where(Event.kind.in_(kinds))))
    return found


def every_event_id(session: Session) -> list[int]:
    """Return the ids of all events."""
    return list(session.scalars(select(Event.id).order_by(Event.id)))
