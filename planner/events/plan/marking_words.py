"""What is said of an event that is marked too low."""

from flask_babel import gettext as _

from planner.choices import Marking
from planner.events.models import Event
from planner.events.plan.asked_marking import AskedMarking, asked_by, shortfall
from planner.events.plan.marking_told import told_by


def too_low(event: Event) -> AskedMarking | None:
    """Return what asks for a higher marking than an event has; None when nothing does."""
    told = told_by(event)
    return asked_by(told) if shortfall(told, event.marking) else None


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
