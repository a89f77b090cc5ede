"""The editions of a programme along the years."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from planner.choices import EXECUTED_STATES, EventState
from planner.events.models import Event
from planner.shapes.pictures import Look
from planner.shapes.pictures_of_days import EditionBar, Timeline
from planner.web.day_words import event_period

FEWEST = 2
"""One edition alone is no series."""
MOST = 24
"""So many lanes are read at a glance; of more editions the latest are drawn."""


def edition_timeline(editions: Sequence[Event], today: date) -> Timeline | None:
    """Return the latest editions whose days are known, the earliest first; None of fewer than two.

    They come with the latest first. One that shares its edition with another has its title.
    """
    shared = Counter(one.edition for one in editions)
    every = [
        bar
        for one in editions
        if (bar := edition_bar(one, has_own_edition=shared[one.edition] == 1))
    ]
    bars = every[:MOST][::-1]
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


def edition_bar(event: Event, *, has_own_edition: bool) -> EditionBar | None:
    """Return the bar of an edition, on its actual days where they are known."""
    first = event.actual_starts_on or event.starts_on
    last = event.actual_ends_on or event.ends_on or first
    if first is None or last is None:
        return None
    told = f"{event.title}: {event_period(event)}, {event.state.label}"
    href = url_for("events.show", event_id=event.id)
    label = event.edition if has_own_edition and event.edition else event.title
    return EditionBar(label, first, max(first, last), look_of(event.state), told, href)


def look_of(state: EventState) -> Look:
    """Return how an edition looks: held, called off, or to come."""
    if state in EXECUTED_STATES:
        return Look.HELD
    return Look.NONE if state is EventState.CANCELLED else Look.PLANNED
