"""The lines of My desk on events: what waits, where, and the way on."""

from collections.abc import Callable, Iterable
from datetime import date
from itertools import groupby
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from planner.accounts.labels import owner_name
from planner.desk.holding_queries import Holding
from planner.events.models import Event
from planner.events.states.move_views import answers_of
from planner.kinds.queries import kind_name
from planner.viewers import Viewer
from planner.web.day_words import event_period
from planner.web.filters import nations

DeskLine = dict[str, Any]


def line(
    text: str, href: str, detail: str, action: str, action_url: str, kind: str = ""
) -> DeskLine:
    """Return one thing to do, with the link to its next step."""
    return {
        "text": text,
        "href": href,
        "detail": detail,
        "action": action,
        "action_url": action_url,
        "kind": kind,
    }


def by_age(lines: Iterable[DeskLine]) -> list[tuple[str, list[DeskLine]]]:
    """Return lines under their age, in the order they have; without an age under no heading."""
    return [(age, list(some)) for age, some in groupby(lines, lambda one: one.get("age", ""))]


def asked_line(event: Event, who: Viewer, _present: date) -> DeskLine:
    """Return an approved event whose last day has passed, with both answers."""
    words = f"{event_period(event)} · {event.state.label}"
    found = line(event.title, event_url(event), words, "", "", "soon")
    return found | {"answers": answers_of(event, who)}


def concept_line(event: Event, _who: Viewer, _present: date) -> DeskLine:
    """Return a concept that has no days yet."""
    edit = url_for("events.edit", event_id=event.id)
    return line(event.title, event_url(event), kind_name(event.kind), _("Set the dates"), edit)


def coming_line(event: Event) -> DeskLine:
    """Return an event of the next two weeks."""
    codes = [partner.nation_code for partner in event.partners]
    words = " · ".join([event_period(event), nations(codes), str(event.state.label)])
    return line(event.title, event_url(event), words, "", "")


def unowned_line(holding: Holding, take_at: str) -> Callable[[Any, Viewer, date], DeskLine]:
    """Return what makes a line of something that nobody owns, with the button that takes it."""

    def make(row: Any, _who: Viewer, _present: date) -> DeskLine:
        left = owner_name(row.owner) or _("nobody owns it")
        parent = row.event.title if holding.event_key == "event_id" else ""
        words = " · ".join(part for part in (left, parent) if part)
        found = line(holding.title_of(row), holding.address_of(row), words, _("Take it"), "")
        number = {f"{take_at}_id": row.id}
        return found | {"take_url": url_for(f"taking.{take_at}", **number)}

    return make


def event_url(event: Event) -> str:
    """Return the address of an event's page."""
    return url_for("events.show", event_id=event.id)
