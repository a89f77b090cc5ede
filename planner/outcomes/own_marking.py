"""The own marking of an outcome or a report: at least its events’, lowered by an approver alone."""

from collections.abc import Iterable, Sequence

from flask_babel import gettext as _

from planner.choices import Marking
from planner.errors import NotAllowed, RuleBroken
from planner.events.models import Event
from planner.events.plan.asked_marking import AskedMarking
from planner.events.plan.marking_hints import LEAST_OF_WORDS
from planner.events.plan.marking_words import sentence
from planner.events.states.guards import check_marking
from planner.outcomes.models import AfterActionReport, Outcome
from planner.shapes.outcome import Markable
from planner.text.marking_words import word_in
from planner.viewers import Viewer

Texts = Sequence[str]


def texts_of(row: Outcome | AfterActionReport) -> Texts:
    """Return the words of a row that may ask for a marking."""
    if isinstance(row, Outcome):
        return (row.title, row.evidence)
    return (row.planned, row.happened, row.why, row.sustain, row.improve)


def asks_in_vain(row: Outcome | AfterActionReport, marking: Marking) -> str:
    """Return the word of a row that asks for a higher marking; empty when none does."""
    if row.are_words_looked_at or marking >= LEAST_OF_WORDS:
        return ""
    return word_in(texts_of(row))


def marked_as(own: Marking | None, events: Iterable[Event]) -> Marking:
    """Return a row’s own marking, or the highest of its events where that is higher."""
    return max([own or Marking.PUBLIC, *(event.marking for event in events)])


def check_own_marking(
    own: Marking | None, events: Sequence[Event], viewer: Viewer, *, before: Marking | None = None
) -> Marking:
    """Return how a row is marked; raise where its own marking is too low, or not theirs to give.

    `before` is the own marking that the row has had, none of one that is new.
    """
    highest = max(events, key=lambda event: event.marking)
    if own is not None and own < highest.marking:
        words = {"title": highest.title, "marking": highest.marking.label}
        raise RuleBroken(
            _(
                "“%(title)s” is marked %(marking)s, and this tells of it. "
                "Choose %(marking)s or higher, or leave it as its events are.",
                **words,
            )
        )
    now = marked_as(own, events)
    if now > viewer.ceiling:
        raise NotAllowed(
            _(
                "You may mark up to %(marking)s. Ask somebody who may mark higher.",
                marking=viewer.ceiling.label,
            )
        )
    if before is not None:
        check_marking(marked_as(before, events), now, viewer)
    return now


def check_words(row: Outcome | AfterActionReport, marking: Marking, *, was_let_be: str) -> None:
    """Raise RuleBroken when words ask for a higher marking, unless they did so before.

    `was_let_be` is the word that asked in vain before: what is older is let be.
    """
    word = asks_in_vain(row, marking)
    if word and not was_let_be:
        why = _("it speaks of “%(word)s”", word=word)
        raise RuleBroken(sentence(AskedMarking(LEAST_OF_WORDS, why, word), marking))


def mark(
    row: Outcome | AfterActionReport, written: Markable, events: Sequence[Event], viewer: Viewer
) -> Marking:
    """Give a row the marking that is written, and return how it is marked with its events."""
    marking = check_own_marking(written.marking, events, viewer, before=row.marking)
    row.marking, row.are_words_looked_at = written.marking, written.are_words_looked_at
    return marking
