"""The last door before the database: no action changes what was approved by forgetting to ask.

Every flush compares the material fields of the events that it touches with what is stored.
Under an approval they stay, unless the action that an approver's agreement opens them;
before it, whoever changes one is noted as a writer, and may not approve the event.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import event as happening
from sqlalchemy import inspect
from sqlalchemy.orm import Session

from planner.choices import PartnerRole
from planner.db import db
from planner.errors import NotAllowed
from planner.events.approval.material import (
    DETAILS,
    MATERIAL,
    MATERIAL_DETAILS,
    Pair,
    bound_names,
    is_binding,
    is_written,
    label_of,
)
from planner.events.counted_details import COUNTED, LINKED, joined
from planner.events.models import Event, EventNation, ObjectiveLink, Place
from planner.foureyes import add_writer
from planner.viewers import EVERYTHING, Viewer, acting_as

ROWS: dict[type, str] = {Place: "places", EventNation: "partners", ObjectiveLink: "links"}
COLUMNS = [name for name in MATERIAL if name in inspect(Event).column_attrs]
OPENED = "opened_by_agreement"


@contextmanager
def opened(event: Event) -> Iterator[None]:
    """Let what an approver agreed to be written into an event inside the block."""
    before = db.session.info.get(OPENED)
    db.session.info[OPENED] = event.id
    try:
        yield
    finally:
        db.session.info[OPENED] = before


@happening.listens_for(Session, "before_flush")
def keep_what_was_approved(session: Session, _context: object, _instances: object) -> None:
    """Refuse a change that needs an approver, and note who writes at a draft."""
    viewer = session.info.get("viewer")
    if viewer is None or viewer is EVERYTHING:
        return
    for row, rows in events_touched(session).items():
        if row.id != session.info.get(OPENED):
            look_at(row, moves_of(row, rows, session), viewer)


def look_at(row: Event, moved: dict[str, Pair], viewer: Viewer) -> None:
    """Let one event be changed or not; `moved` is field to stored and new value."""
    if not moved:
        return
    was_approved = was(row, "baselined_at") is not None
    states = (was(row, "state"), row.state)
    if not all(is_binding(state, was_approved=was_approved) for state in states):
        if is_written(moved) and row.author_id != viewer.user_id:
            add_writer(row, viewer.user_id)
        return
    bound = bound_names(moved, row.marking)
    if viewer.may("lower_marking"):
        bound.discard("marking")
    if bound:
        names = ", ".join(sorted(label_of(name) for name in bound))
        raise NotAllowed(
            _("The event is approved: propose the change to an approver (%(names)s).", names=names)
        )


def events_touched(session: Session) -> dict[Event, set[str]]:
    """Return the stored events that a flush changes, and which of their rows it changes."""
    found: dict[Event, set[str]] = defaultdict(set)
    for row in (*session.dirty, *session.new, *session.deleted):
        if isinstance(row, Event):
            parts = inspect(row).attrs
            found[row] |= {name for name in ROWS.values() if parts[name].history.has_changes()}
        elif type(row) in ROWS and row.event_id is not None:
            with acting_as(session, EVERYTHING):
                event = session.get(Event, row.event_id)
            if event is not None:
                found[event].add(ROWS[type(row)])
    return {
        row: rows
        for row, rows in found.items()
        if inspect(row).persistent and row not in session.deleted
    }


def was(row: Any, name: str) -> Any:
    """Return the stored value of a column, or of the own fields that are no rows together."""
    if name == "details":
        stored = {column: was(row, column) for column in COUNTED}
        return joined(was(row, "more_details") or {}, stored)
    kept = inspect(row).attrs[name].load_history()
    values = kept.deleted or kept.unchanged
    return values[0] if values else read_anew(row, name)


def codes_before(row: Event, name: str) -> list[str]:
    """Return the stored codes of an own field that chooses rows of a reference table."""
    rows, column = LINKED[name]
    kept = inspect(row).attrs[rows].load_history()
    return sorted(was(part, column) for part in (*kept.unchanged, *kept.deleted))


def read_anew(row: Any, name: str) -> Any:
    """Return a column's value from the database: an attribute forgot what it had."""
    mapper = inspect(type(row))
    table = mapper.local_table
    wanted = table.select().with_only_columns(mapper.columns[name]).where(table.c.id == row.id)
    return db.session.connection().execute(wanted).scalar()


def moves_of(row: Event, rows: set[str], session: Session) -> dict[str, Pair]:
    """Return field to before and after, of the material fields that differ from what is stored."""
    found = {name: (was(row, name), getattr(row, name)) for name in COLUMNS}
    before, after = was(row, "details") or {}, row.plain_details
    for name in MATERIAL_DETAILS:
        key = name.removeprefix(DETAILS)
        found[name] = (before.get(key), after.get(key))
    found |= {name: pair_of(row, name, session) for name in rows - {"partners"}}
    if "partners" in rows:
        before, after = (dict(part) for part in pair_of(row, "partners", session))
        stay = before.keys() & after.keys()
        found["partner_codes"] = (sorted(before), sorted(after))
        before, after = ({code: part[code] for code in stay} for part in (before, after))
        found["parts"] = (before, after)
    return {name: pair for name, pair in found.items() if filled(pair[0]) != filled(pair[1])}


def filled(value: Any) -> Any:
    """Return a value, with nothing typed and nothing stored as one."""
    return None if value in ("", []) else value


def pair_of(row: Event, name: str, session: Session) -> Pair:
    """Return what the rows of an event say, as stored and as they would be."""
    kept = inspect(row).attrs[name].load_history()
    stored = [part for part in (*kept.unchanged, *kept.deleted) if inspect(part).persistent]
    there = [*kept.unchanged, *kept.added]
    loose = [
        part
        for part in session.new
        if ROWS.get(type(part)) == name and part.event_id == row.id and part not in there
    ]
    after = [part for part in (*there, *loose) if part not in session.deleted]
    says = SAYS[name]
    return sorted((says(part, was) for part in stored), key=repr), sorted(
        (says(part, getattr) for part in after), key=repr
    )


def says_partner(part: Any, read: Any) -> Any:
    """Return what a nation's part says."""
    return str(read(part, "nation_code")), read(part, "role") or PartnerRole.PLAYER


def says_place(part: Any, read: Any) -> Any:
    """Return what a place says."""
    names = ("position", "town", "nation_code", "phase")
    return tuple(read(part, name) or "" for name in names)


def says_link(part: Any, read: Any) -> Any:
    """Return what a link to an objective says."""
    weight = read(part, "weight")
    return (
        read(part, "objective_id"),
        1.0 if weight is None else weight,
        bool(read(part, "is_primary")),
        read(part, "intended_effect") or "",
    )


SAYS = {"partners": says_partner, "places": says_place, "links": says_link}
