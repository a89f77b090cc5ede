"""The highest marking that something of an event asks for: its kind, a topic, a word."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext as _

from planner.choices import Marking
from planner.events.plan.marking_hints import LEAST_OF_WORDS, hint_in
from planner.events.plan.marking_rules import RULES, Told
from planner.kinds.queries import kind_of
from planner.shapes.fields_by_family import kind_fields
from planner.terms.models import Topic
from planner.terms.queries import terms


@dataclass(frozen=True)
class AskedMarking:
    """A marking that an event asks for, and why; `word` is what hints at it, if only that."""

    least: Marking
    why: str
    word: str = ""


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


def fitting_marking(told: Told, wanted: Marking) -> Marking:
    """Return the marking wanted, or the one that the event asks for where that is higher."""
    asked = asked_by(told)
    return max(wanted, asked.least) if asked else wanted


def shortfall(told: Told, marking: Marking | None) -> int:
    """Return how many steps a marking is below what is asked for; 0 when it is high enough."""
    asked = asked_by(told)
    return max(0, asked.least - (marking or Marking.PUBLIC)) if asked else 0
