"""Keep each event's rendered entry current, in the transaction that changed the event.

A flush notes what was touched; the commit renders it and raises the revision where what a
reader can see has moved (CALENDAR 2 to 4). Changes made by bulk statements are not seen here:
`planner calendar rebuild` brings them in, and `planner calendar check` finds them.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from flask import current_app
from flask_babel import force_locale
from sqlalchemy import bindparam
from sqlalchemy.orm import Session

from planner.calendars import affected_queries, revision_queries
from planner.calendars import entry_queries as queries
from planner.calendars.audiences import ALLOWED, Audience, is_sensitive, office_setting
from planner.calendars.entries import entries
from planner.calendars.entry_words import Facts, Wording
from planner.calendars.models import CalendarEntry
from planner.db import db
from planner.presenters.as_ics import blank, stamped
from planner.viewers import EVERYTHING, acting_as
from planner.web.nationnames import standard_name

BATCH = 500
table = CalendarEntry.metadata.tables["calendar_entry"]
INSERTED = table.insert().values(event_id=bindparam("of_event"), audience=bindparam("told"))
UPDATED = table.update().where(
    table.c.event_id == bindparam("of_event"), table.c.audience == bindparam("told")
)


def batches(event_ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Split ids so that one statement does not carry too many."""
    for start in range(0, len(event_ids), BATCH):
        yield event_ids[start : start + BATCH]


def refresh(
    session: Session, event_ids: Iterable[int], *, now: datetime, fresh: Container[int] = ()
) -> int:
    """Render events and store what has changed; return how many entries were written.

    The session must see everything. The rows are locked first, so that of two transactions
    the later one renders what the earlier one left. `fresh` are events that were made just now:
    nobody looks for entries that they had.
    """
    written = 0
    for some in batches(sorted(event_ids)):
        known = [key for key in some if key not in fresh]
        stored = revision_queries.revisions(session, known, lock=True) if known else {}
        changed = [one for one in rendered(session, some) if one.differs(stored)]
        written += len(changed)
        for is_new in (False, True):
            rows = [revised(one, stored, now) for one in changed if one.is_new(stored) is is_new]
            write(session, rows, is_new=is_new)
    return written


@dataclass(frozen=True)
class Rendering:
    """What an audience is told of an event now: a blank VEVENT, or no octets for nothing."""

    event_id: int
    audience: Audience
    setting: str
    is_told: bool
    body: bytes

    @property
    def digest(self) -> str:
        """Return the hash of what is told."""
        return sha256(self.body).hexdigest()

    def is_new(self, stored: revision_queries.Revisions) -> bool:
        """Say whether the audience was never told anything of the event."""
        return self.audience not in stored.get(self.event_id, {})

    def differs(self, stored: revision_queries.Revisions) -> bool:
        """Say whether it is not what is stored; nothing is no news of nothing.

        Another setting counts too: a client that was told more or less until now takes the
        entry only when its number rises.
        """
        if self.is_new(stored):
            return bool(self.body)
        kept = stored[self.event_id][self.audience]
        return (kept.digest, kept.setting) != (self.digest, self.setting)


def rendered(session: Session, event_ids: Sequence[int]) -> list[Rendering]:
    """Return what every audience is told of the events now."""
    locale, base_url = (current_app.config[f"RAPPORT_{name}"] for name in ("LOCALE", "BASE_URL"))
    setting = office_setting()
    facts, edited = queries.facts(session, event_ids)
    wording = Wording(locale, lambda code: edited.get(code) or standard_name(code), base_url)
    with force_locale(locale):
        return [one for fact in facts for one in renderings(fact, wording, setting)]


def renderings(facts: Facts, wording: Wording, setting: str) -> list[Rendering]:
    """Return one event's renderings; only those of which there is something are made."""
    event, found = facts.event, entries(facts, wording)
    setting = setting if is_sensitive(event.marking) else ""
    told = ALLOWED[setting or "all"]
    bodies = {audience: blank(entry) for audience, entry in found.items()}
    return [
        Rendering(event.id, audience, setting, audience is told, bodies.get(audience, b""))
        for audience in Audience
    ]


def revised(one: Rendering, stored: revision_queries.Revisions, now: datetime) -> dict[str, Any]:
    """Return the row of an entry's next revision; time and sequence both rise (CALENDAR 2, 3)."""
    sequence, moment = next_number(one, stored.get(one.event_id, {}), now)
    return {
        "of_event": one.event_id,
        "told": one.audience,
        "setting": one.setting,
        "sequence": sequence,
        "modified_at": moment,
        "digest": one.digest,
        "body": stamped(one.body, sequence, moment),
    }


def next_number(
    one: Rendering, before: dict[Audience, revision_queries.Revision], now: datetime
) -> tuple[int, datetime]:
    """Return sequence and moment of an entry, above those of all audiences of the event.

    A client may have been told as another audience until now. What nobody is told keeps its
    number: else the next step of what is told would say how often the rest has changed. It
    rises with the others when it comes to be told, since the setting it was stamped under,
    or the marking, is another then.
    """
    kept = before.get(one.audience)
    if kept and not one.is_told and kept.setting == one.setting:
        return kept.sequence, kept.modified_at
    sequence = max((old.sequence + 1 for old in before.values()), default=0)
    return sequence, max(
        [now, *(old.modified_at + timedelta(seconds=1) for old in before.values())]
    )


def write(session: Session, rows: list[dict[str, Any]], *, is_new: bool) -> None:
    """Insert or update rows in one statement."""
    if rows and is_new:
        session.execute(INSERTED, rows)
    elif rows:
        session.execute(UPDATED, rows)


def retell(session: Session, *, now: datetime) -> int:
    """Stamp anew what was stamped under another setting; return how many entries were written."""
    with acting_as(session, EVERYTHING):
        return refresh(session, revision_queries.told_otherwise(session, office_setting()), now=now)


def out_of_step(session: Session) -> list[int]:
    """Return the ids of events whose stored entry is not what would be rendered now."""
    found: list[int] = []
    with acting_as(session, EVERYTHING):
        for some in batches(affected_queries.every_event_id(session)):
            stored = revision_queries.revisions(session, some)
            differing = [one.event_id for one in rendered(session, some) if one.differs(stored)]
            found += dict.fromkeys(differing)
    return found


def entry_faults() -> list[str]:
    """Return a sentence when stored entries are not what would be rendered now."""
    if not (found := out_of_step(db.session())):
        return []
    shown = ", ".join(map(str, found[:10])) + (" …" if len(found) > 10 else "")
    return [f"Calendar entries are out of step for events {shown}: planner calendar rebuild."]
