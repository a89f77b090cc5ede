"""The editions of a programme along the years."""

from collections.abc import Sequence
from datetime import date

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from planner.choices import EXECUTED_STATES, EventState
from planner.events.models import Event
from planner.shapes.pictures import EditionBar, Look, Timeline
from planner.web.day_words import event_period

FEWEST = 2
"""One edition alone is no series."""


def edition_timeline(editions: Sequence[Event], today: date) -> Timeline | None:
    """Return the editions whose days are known, the earliest first; None of fewer than two."""
    bars = [bar for one in reversed(editions) if (bar := edition_bar(one))]
    if len(bars) < FEWEST:
        return None
    held = sum(one.look is Look.HELD for one in bars)
    says = ngettext(
        "%(held)s of %(num)s edition was held.",
        "%(held)s of %(num)s editions were held.",
        len(bars),
        held=held,
    )
    return Timeline("editions", _("Editions by year"), says, _("Edition"), bars, today)


def edition_bar(event: Event) -> EditionBar | None:
    """Return the bar of an edition, on its actual days where they are known."""
    first = event.actual_starts_on or event.starts_on
    last = event.actual_ends_on or event.ends_on or first
    if first is None or last is None:
        return None
    told = f"{event.title}: {event_period(event)}, {event.state.label}"
    href = url_for("events.show", event_id=event.id)
    label = event.edition or event.title
    return EditionBar(label, first, max(first, last), look_of(event.state), told, href)


def look_of(state: EventState) -> Look:
    """Return how an edition looks: held, called off, or to come."""
    if state in EXECUTED_STATES:
        return Look.HELD
    return Look.NONE if state is EventState.CANCELLED else Look.PLANNED
