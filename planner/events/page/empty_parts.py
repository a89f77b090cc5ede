"""What the page of an event leaves out because nothing stands in it yet."""

from types import SimpleNamespace

from flask import url_for
from flask_babel import gettext as _

from planner.events.models import Event
from planner.web.panels import EmptyPart


def empty_parts(
    event: Event, can: SimpleNamespace, *, has_names: bool, lacks: bool
) -> list[EmptyPart]:
    """Return the empty parts of a plan in the order of the page, with the way to fill each."""
    risks = event.risks or event.risks_rated
    every = (
        (event.partners, _("Nations"), can.edit, "events.edit"),
        (event.links, _("Objectives"), can.edit, "events.edit"),
        (has_names, _("Participants"), can.people, "events.people"),
        (risks, _("Risks"), can.risks, "events.risks"),
        (event.coordination or lacks, _("Agreements of others"), can.coordination,
         "events.coordination"),
    )  # fmt: skip
    return [
        EmptyPart(name, url_for(endpoint, event_id=event.id) if is_allowed else "")
        for found, name, is_allowed, endpoint in every
        if not found
    ]
