"""The attachments of a row on its page."""

from collections.abc import Iterable, Sequence
from typing import Any

from planner.attachments.holders import BY_NAME, HeldRow
from planner.attachments.marking import may_go
from planner.attachments.models import Attachment
from planner.attachments.queries import attachments_of
from planner.attachments.sizes import size_words
from planner.attachments.told import marking_of, told
from planner.attachments.visibility import SENSITIVE
from planner.events.hanging import hangs, may_have
from planner.events.models import Event
from planner.objectives.models import Indicator
from planner.outcomes.models import Outcome
from planner.participants.models import Person
from planner.partners.models import Programme
from planner.web.access import viewer
from planner.web.markings import note_markings
from planner.web.panels import Shown, panel

THERE = "attachments"
hangs(THERE, Attachment.__table__)


def shown(name: str, row: Any, attachments: Iterable[Attachment]) -> Shown:
    """Return the card of a row's attachments."""
    held, rows = HeldRow(BY_NAME[name], row), list(attachments)
    note_markings(told(rows))
    return "attachments/_card.html", {
        "name": name,
        "key": row.id,
        "attachments": rows,
        "marking_of": marking_of,
        "size_words": size_words,
        "held_marking": held.marking,
        "may_attach": viewer().may(held.kind.needs),
    }


@panel("event", order=60)
def event_panel(event: Event) -> Shown:
    """Show the documents of an event."""
    there = may_have(event.id, THERE)
    return shown("event", event, attachments_of("event_id", [event.id]) if there else ())


@panel("outcome")
def outcome_panel(outcome: Outcome) -> Shown:
    """Show the documents of an outcome."""
    return shown("outcome", outcome, attachments_of("outcome_id", [outcome.id]))


@panel("programme", order=60)
def programme_panel(programme: Programme) -> Shown:
    """Show the documents of a programme or an agreement."""
    return shown("programme", programme, attachments_of("programme_id", [programme.id]))


@panel("for_partner")
def partner_panel(subject: tuple[Event, str]) -> Shown | None:
    """Show the documents of an event that may go to a partner."""
    event, code = subject
    there = may_have(event.id, THERE)
    rows = attachments_of("event_id", [event.id]) if there else []
    going = [row for row in rows if may_go(row, code)]
    note_markings(told(going))
    shown = {"attachments": going, "code": code, "size_words": size_words}
    return ("attachments/_for_partner.html", shown) if going else None


@panel("indicator")
def indicator_panel(indicator: Indicator) -> Shown | None:
    """Show the documents of an indicator's values."""
    return of_several("indicator_update", indicator.updates)


@panel("coordination")
def agreement_panel(event: Event) -> Shown | None:
    """Show the documents of an event's agreements."""
    return of_several("coordination", event.coordination)


def of_several(name: str, holders: Sequence[Any]) -> Shown | None:
    """Return the card of the documents of several rows; None where there is no row."""
    if not holders:
        return None
    kind = BY_NAME[name]
    rows = attachments_of(kind.column, [one.id for one in holders])
    note_markings(told(rows))
    groups = [
        (HeldRow(kind, one), [row for row in rows if getattr(row, kind.column) == one.id])
        for one in holders
    ]
    return "attachments/_groups.html", {
        "name": name,
        "groups": groups,
        "marking_of": marking_of,
        "size_words": size_words,
        "held_marking": min(held.marking for held, _rows in groups),
        "may_attach": viewer().may(kind.needs),
    }


@panel("person", order=60)
def person_panel(person: Person) -> Shown | None:
    """Show the papers of a person, such as a consent, to those who see what is sensitive."""
    if not viewer().may(SENSITIVE):
        return None
    return shown("person", person, attachments_of("person_id", [person.id]))
