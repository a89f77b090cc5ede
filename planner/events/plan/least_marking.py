"""The least marking that a kind, a topic or a field asks for, declared once (DOMAIN 2 and 3).

A rule asks for it whatever anybody says. Words only hint: they ask too, until whoever marks the
event says that they looked. An event that was below before, and is no lower now, is let be; its
page says so, and it is not approved like that.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import event as happening
from sqlalchemy import inspect
from sqlalchemy.orm import Session

from planner.choices import EXECUTED_STATES, EventState, Family, Marking
from planner.errors import RuleBroken
from planner.events.approval.binding import codes_before, was
from planner.events.models import Event
from planner.events.states.gates import MARKING, Lack, gate
from planner.kinds.queries import kind_of
from planner.shapes.fields_for_all import LOOKED_AT
from planner.shapes.kind_fields import FieldType
from planner.shapes.kinds import kind_fields
from planner.terms.models import Topic
from planner.terms.queries import terms
from planner.viewers import EVERYTHING, Viewer

Told = Mapping[str, Any]
"""What an event says, by column; `details` are the kind's own fields."""


@dataclass(frozen=True)
class MarkingRule:
    """What asks for a marking, when, and the reason in words."""

    least: Marking
    why: Any
    holds: Callable[[Told], bool]


def detail(name: str) -> Callable[[Told], bool]:
    """Return the condition that one of the kind's own fields is filled in."""
    return lambda told: bool((told["details"] or {}).get(name))


def chosen(name: str, *codes: str) -> Callable[[Told], bool]:
    """Return the condition that one of the codes is chosen in a field of the kind."""

    def holds(told: Told) -> bool:
        value = (told["details"] or {}).get(name) or ()
        return not set(codes).isdisjoint([value] if isinstance(value, str) else value)

    return holds


def is_operation_ahead(told: Told) -> bool:
    """Say whether it is an operation that is not over."""
    if told["kind"] is None or told["state"] in (*EXECUTED_STATES, EventState.CANCELLED):
        return False
    return kind_of(told["kind"]).family is Family.OPERATION


RULES = (
    MarkingRule(
        Marking.OFFICIAL,
        _l("an operation that is not over is not for the public"),
        is_operation_ahead,
    ),
    MarkingRule(
        Marking.OFFICIAL,
        _l("what is under export control is not for the public"),
        detail("is_export_controlled"),
    ),
    MarkingRule(
        Marking.OFFICIAL, _l("talking points are not for the public"), detail("talking_points")
    ),
    MarkingRule(
        Marking.OFFICIAL,
        _l("the vetting of travellers is not for the public"),
        chosen("vetting", "open", "cleared", "refused"),
    ),
    MarkingRule(
        Marking.OFFICIAL, _l("a travel order is not for the public"), detail("travel_order")
    ),
)
"""What asks for a marking (docs/decisions/least-marking.md)."""

HINTS = re.compile(
    r"\b(?:(?:counter-?)?intelligence|renseignements?|inteligencia|nachrichtendienst\w*"
    r"|intel|sigint|humint|imint|geoint|masint)\b",
    re.IGNORECASE,
)
HARMLESS = re.compile(
    r"\b(?:artificial|emotional|business) intelligence\b"
    r"|\bintelligence artificielle\b|\binteligencia artificial\b",
    re.IGNORECASE,
)
LEAST_OF_WORDS = Marking.OFFICIAL_SENSITIVE
WORDS = (FieldType.LINE, FieldType.TEXT)


@dataclass(frozen=True)
class AskedMarking:
    """A marking that an event asks for, and why; `word` is what hints at it, if only that."""

    least: Marking
    why: str
    word: str = ""


COLUMNS = ("kind", "state", "title", "summary", "details")


def told_by(event: Event) -> dict[str, Any]:
    """Return what an event says now."""
    said = {name: getattr(event, name) for name in COLUMNS if name != "details"}
    return said | {"details": event.plain_details | topics(event.kind, event.codes_of)}


def topics(kind: Any, codes_of: Callable[[str], list[str]]) -> dict[str, list[str]]:
    """Return the topics of an event by field; only an event of a kind that has some is asked."""
    if kind is None:
        return {}
    fields = kind_fields(kind_of(kind))
    return {one.name: codes_of(one.name) for one in fields if one.table == Topic.__tablename__}


def asked_by_topics(told: Told) -> Iterator[AskedMarking]:
    """Give the marking that each topic asks for, as its row says."""
    details, known = told["details"] or {}, terms(Topic)
    declared = kind_fields(kind_of(told["kind"])) if told["kind"] else ()
    for one in declared:
        chosen_here = details.get(one.name) or () if one.table == Topic.__tablename__ else ()
        for term in (known[code] for code in chosen_here if code in known):
            if (least := term.traits["least_marking"]) is not None:
                why = _("the topic “%(topic)s” stands here at that marking", topic=term.label)
                yield AskedMarking(least, term.text("marking_reason") or why)


def asked_by(told: Told) -> AskedMarking | None:
    """Return the highest marking that something of an event asks for; None when nothing does."""
    found = [AskedMarking(rule.least, str(rule.why)) for rule in RULES if rule.holds(told)]
    found += asked_by_topics(told)
    if word := hint_in(told):
        found.append(AskedMarking(LEAST_OF_WORDS, _("it speaks of “%(word)s”", word=word), word))
    return max(found, key=lambda asked: (asked.least, not asked.word), default=None)


def hint_in(told: Told) -> str:
    """Return the first word that hints at intelligence cooperation, unless somebody looked."""
    details = told["details"] or {}
    if details.get(LOOKED_AT) or told["kind"] is None:
        return ""
    declared = [one.name for one in kind_fields(kind_of(told["kind"])) if one.type in WORDS]
    texts = [told["title"], told["summary"], *(details.get(name) for name in declared)]
    for text in texts:
        if found := HINTS.search(HARMLESS.sub(" ", str(text or ""))):
            return found[0]
    return ""


def fitting_marking(told: Told, wanted: Marking) -> Marking:
    """Return the marking wanted, or the one that the event asks for where that is higher."""
    asked = asked_by(told)
    return max(wanted, asked.least) if asked else wanted


def shortfall(told: Told, marking: Marking | None) -> int:
    """Return how many steps a marking is below what is asked for; 0 when it is high enough."""
    asked = asked_by(told)
    return max(0, asked.least - (marking or Marking.PUBLIC)) if asked else 0


def too_low(event: Event) -> AskedMarking | None:
    """Return what asks for a higher marking than an event has; None when nothing does."""
    return asked_by(told_by(event)) if shortfall(told_by(event), event.marking) else None


def warning(event: Event) -> str:
    """Return the sentence for an event that is marked too low; empty when none is."""
    asked = too_low(event)
    return sentence(asked, event.marking) if asked else ""


def sentence(asked: AskedMarking, marking: Marking) -> str:
    """Return what is asked for, why, and what to do."""
    words = {"least": asked.least.label, "now": marking.label, "why": asked.why}
    if asked.word:
        said = _(
            "This asks for the marking %(least)s: %(why)s. It is marked %(now)s. "
            "Mark it higher, or tick that the words were looked at.",
            **words,
        )
    else:
        said = _(
            "This asks for the marking %(least)s: %(why)s. It is marked %(now)s. "
            "Mark it higher, or take out what asks for it.",
            **words,
        )
    return str(said)


def check_least_marking(event: Event, viewer: Viewer | None = None) -> None:
    """Raise RuleBroken when the event is marked lower than it asks for, and was not before."""
    asked = too_low(event)
    if asked is None or shortfall(*stored(event)) >= shortfall(told_by(event), event.marking):
        return
    words = sentence(asked, event.marking)
    if viewer is not None and asked.least > viewer.ceiling:
        words += " " + _(
            "You may mark up to %(marking)s. Ask somebody who may mark higher.",
            marking=viewer.ceiling.label,
        )
    raise RuleBroken(words)


def stored(event: Event) -> tuple[dict[str, Any], Marking | None]:
    """Return what the stored row says and how it is marked; what asks for nothing when new."""
    if not inspect(event).persistent:
        return dict.fromkeys(COLUMNS), None
    said = {name: was(event, name) for name in COLUMNS}
    said["details"] |= topics(said["kind"], partial(codes_before, event))
    return said, was(event, "marking")


@happening.listens_for(Session, "before_flush")
def keep_marked(session: Session, _context: object, _instances: object) -> None:
    """Refuse, whatever the door, an event that comes to be marked lower than it asks for."""
    viewer = session.info.get("viewer")
    if viewer is None or viewer is EVERYTHING:
        return
    for row in (*session.new, *session.dirty):
        if isinstance(row, Event):
            check_least_marking(row, viewer)


@gate(EventState.APPROVED)
def marking_asked_for(event: Event) -> list[str]:
    """The marking that the kind or a topic asks for; every event has one, not always that one."""
    asked = too_low(event)
    if asked is None:
        return []
    words = _("the marking %(least)s (%(why)s)", least=asked.least.label, why=asked.why)
    return [Lack(words, MARKING)]
