"""Keep each event's rendered entry current, in the transaction that changed the event.

A flush notes what was touched; the commit renders it and raises the revision where what a
reader can see has moved (CALENDAR 2 to 4). Changes made by bulk statements are not seen here:
`planner calendar rebuild` brings them in, and `planner calendar check` finds them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import chain
from typing import Any

from flask import current_app, has_app_context
from flask_babel import force_locale
from sqlalchemy import bindparam, inspect
from sqlalchemy.event import listens_for
from sqlalchemy.orm import Session

from planner import clock
from planner.calendars import entry_queries as queries
from planner.calendars.entries import Wording, entry
from planner.calendars.models import CalendarEntry
from planner.db import db
from planner.events.models import Event, EventNation, ObjectiveLink, Place
from planner.objectives.models import Objective
from planner.partners.models import Nation, Programme
from planner.presenters.as_ics import blank, stamped
from planner.viewers import EVERYTHING, acting_as
from planner.web.nationnames import standard_name

NOTED = "calendar_touched"
BATCH = 500
table = CalendarEntry.metadata.tables["calendar_entry"]


@dataclass
class Touched:
    """What a transaction changed that calendars may show."""

    events: set[int] = field(default_factory=set)
    nations: set[str] = field(default_factory=set)
    programmes: set[int] = field(default_factory=set)
    objectives: set[int] = field(default_factory=set)

    def note(self, row: object) -> None:
        """Note one row that was written."""
        match row:
            case Event():
                self.events.add(row.id)
            case Place() | EventNation() | ObjectiveLink():
                self.events.add(row.event_id)
            case Nation() if has_moved(row, "name", "is_name_edited", "is_own"):
                self.nations.add(row.code)
            case Programme() if has_moved(row, "name"):
                self.programmes.add(row.id)
            case Objective() if has_moved(row, "code", "name"):
                self.objectives.add(row.id)


def has_moved(row: object, *names: str) -> bool:
    """Say whether one of the attributes was changed in this flush."""
    state: Any = inspect(row)
    return not state.pending and any(state.attrs[name].history.has_changes() for name in names)


@listens_for(Session, "after_flush")
def note_touched(session: Session, _context: object) -> None:
    """Note what the flush wrote; its state is still at hand."""
    touched = session.info.setdefault(NOTED, Touched())
    for row in chain(session.new, session.dirty, session.deleted):
        touched.note(row)


@listens_for(Session, "after_rollback")
def forget_touched(session: Session) -> None:
    """Forget what was not kept."""
    session.info.pop(NOTED, None)


@listens_for(Session, "before_commit")
def keep_entries_current(session: Session) -> None:
    """Render the touched events into the same transaction."""
    if session.in_nested_transaction() or not has_app_context():
        return
    session.flush()  # what is still pending has to be noted first
    touched: Touched | None = session.info.pop(NOTED, None)
    if touched is None:
        return
    with acting_as(session, EVERYTHING):
        affected = touched.events | queries.affected_event_ids(
            session, touched.nations, touched.programmes, touched.objectives
        )
        if affected:
            refresh(session, affected, now=clock.now())


def batches(event_ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Split ids so that one statement does not carry too many."""
    for start in range(0, len(event_ids), BATCH):
        yield event_ids[start : start + BATCH]


def refresh(session: Session, event_ids: Iterable[int], *, now: datetime) -> int:
    """Render events and store what has changed; return how many entries were written.

    The session must see everything. The rows are locked first, so that of two transactions
    the later one renders what the earlier one left.
    """
    written = 0
    for some in batches(sorted(event_ids)):
        stored = queries.revisions(session, some, lock=True)
        rows = [
            revised(event_id, body, stored.get(event_id), now)
            for event_id, body in rendered(session, some)
            if is_changed(body, stored.get(event_id))
        ]
        written += len(rows)
        write(session, [row for row in rows if row["key"] in stored], is_new=False)
        write(session, [row for row in rows if row["key"] not in stored], is_new=True)
    return written


def rendered(session: Session, event_ids: Sequence[int]) -> list[tuple[int, bytes]]:
    """Return event id and blank rendering; empty octets while an event has no date."""
    locale, base_url = (current_app.config[f"RAPPORT_{name}"] for name in ("LOCALE", "BASE_URL"))
    facts, edited = queries.facts(session, event_ids)
    wording = Wording(locale, lambda code: edited.get(code) or standard_name(code), base_url)
    with force_locale(locale):
        pairs = [(one.event.id, entry(one, wording)) for one in facts]
        return [(event_id, blank(found) if found else b"") for event_id, found in pairs]


def digest_of(body: bytes) -> str:
    """Return the hash of a blank rendering."""
    return sha256(body).hexdigest()


def is_changed(body: bytes, stored: queries.Revision | None) -> bool:
    """Say whether a rendering differs from what is stored; nothing is no news of nothing."""
    return bool(body) if stored is None else stored.digest != digest_of(body)


def revised(
    event_id: int, body: bytes, stored: queries.Revision | None, now: datetime
) -> dict[str, Any]:
    """Return the row of an entry's next revision; time and sequence both rise (CALENDAR 2, 3)."""
    sequence = stored.sequence + 1 if stored else 0
    moment = max(now, stored.modified_at + timedelta(seconds=1)) if stored else now
    return {
        "key": event_id,
        "sequence": sequence,
        "modified_at": moment,
        "digest": digest_of(body),
        "body": stamped(body, sequence, moment),
    }


def write(session: Session, rows: list[dict[str, Any]], *, is_new: bool) -> None:
    """Insert or update rows in one statement."""
    if rows and is_new:
        session.execute(table.insert(), [{"event_id": row.pop("key"), **row} for row in rows])
    elif rows:
        session.execute(table.update().where(table.c.event_id == bindparam("key")), rows)


def rebuild(session: Session, *, now: datetime) -> int:
    """Render every event anew; only entries that differ get a new revision."""
    with acting_as(session, EVERYTHING):
        return refresh(session, queries.every_event_id(session), now=now)


def out_of_step(session: Session) -> list[int]:
    """Return the ids of events whose stored entry is not what would be rendered now."""
    found: list[int] = []
    with acting_as(session, EVERYTHING):
        for some in batches(queries.every_event_id(session)):
            stored = queries.revisions(session, some)
            found += [
                event_id
                for event_id, body in rendered(session, some)
                if is_changed(body, stored.get(event_id))
            ]
    return found


def entry_faults() -> list[str]:
    """Return a sentence when stored entries are not what would be rendered now."""
    if not (found := out_of_step(db.session())):
        return []
    shown = ", ".join(map(str, found[:10])) + (" …" if len(found) > 10 else "")
    return [f"Calendar entries are out of step for events {shown}: planner calendar rebuild."]
