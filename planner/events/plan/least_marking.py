"""The least marking that a kind, a topic or a field asks for, declared once (DOMAIN 2 and 3).

A rule asks for it whatever anybody says. Words only hint: they ask too, until whoever marks the
event says that they looked. An event that was below before, and is no lower now, is let be; its
page says so, and it is not approved like that.
"""

from flask_babel import gettext as _
from sqlalchemy import event as happening
from sqlalchemy.orm import Session

from planner.choices import EventState
from planner.errors import RuleBroken
from planner.events.models import Event
from planner.events.plan.asked_marking import shortfall
from planner.events.plan.marking_told import stored, told_by
from planner.events.plan.marking_words import sentence, too_low
from planner.events.states.gates import MARKING, Lack, gate
from planner.viewers import EVERYTHING, Viewer


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
