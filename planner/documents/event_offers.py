"""The documents that an event's page offers."""

from typing import Any

from flask_babel import gettext as _

from planner.documents.after_action import AFTER_ACTION
from planner.documents.event_programme import PROGRAMME, is_programmed
from planner.documents.seating import SEATING
from planner.events.models import Event
from planner.web.panels import panel


@panel("after_action")
def offered_of_report(event: Event) -> tuple[str, dict[str, Any]]:
    """Offer the report that the viewer reads as a document."""
    offered = {"name": AFTER_ACTION.name, "event_id": event.id}
    return "documents/_of_event.html", offered | {
        "words": _("Report as PDF"),
        "css": " small-button",
    }


@panel("event_actions")
def offered_of_event(event: Event) -> tuple[str, dict[str, Any]] | None:
    """Offer the programme of an event that is planned for days."""
    if not is_programmed(event):
        return None
    offered = {"name": PROGRAMME.name, "event_id": event.id}
    return "documents/_of_event.html", offered | {"words": _("Event programme"), "css": ""}


@panel("people")
def offered_of_people(event: Event) -> tuple[str, dict[str, Any]] | None:
    """Offer seating and place cards beside the list of who comes."""
    if not is_programmed(event):
        return None
    offered = {"name": SEATING.name, "event_id": event.id}
    return "documents/_of_event.html", offered | {"words": SEATING.label, "css": ""}
