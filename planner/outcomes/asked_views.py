"""Which event a page of this room was opened for."""

from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _

from planner.db import db
from planner.events.models import Event
from planner.text.reading import row_id


def event_asked_for() -> Event:
    """Return the event named in the URL; without one, lead to the list to choose it there."""
    if "event" not in request.args:
        flash(_("Open an event first; what belongs to it is written down on its page."), "info")
        abort(redirect(url_for("events.index"), 303))
    return db.get_or_404(Event, request.args.get("event", 0, type=row_id))
