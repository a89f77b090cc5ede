"""Buttons that make a new event of an old one."""

from collections.abc import Callable

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.clock import now
from planner.events.blueprint import bp
from planner.events.copies import copy_event, next_edition, revive_event
from planner.events.entry_views import shown
from planner.events.models import Event
from planner.web.access import may, viewer
from planner.web.forms import ActionForm


def made(event_id: int, make: Callable[..., Event]) -> ResponseReturnValue:
    """Make the new event and open its form; or say on the old one's page why not."""
    form = ActionForm()
    if event := form.submit(make, shown(event_id), viewer=viewer(), now=now()):
        flash(_("This is the new concept: check it and save"), "success")
        return redirect(url_for(".edit", event_id=event.id), 303)
    flash(form.form_errors[0], "error")
    return redirect(url_for(".show", event_id=event_id), 303)


@bp.route("/<id:event_id>/copy", methods=["POST"])
@may("plan")
def copy(event_id: int) -> ResponseReturnValue:
    """Make a concept like this event, without days."""
    return made(event_id, copy_event)


@bp.route("/<id:event_id>/next-edition", methods=["POST"])
@may("plan")
def next_edition_of(event_id: int) -> ResponseReturnValue:
    """Make the concept of the next edition."""
    return made(event_id, next_edition)


@bp.route("/<id:event_id>/revive", methods=["POST"])
@may("plan")
def revive(event_id: int) -> ResponseReturnValue:
    """Make a concept of a cancelled event."""
    return made(event_id, revive_event)
