"""Kept searches pinned to My desk, put in order, removed."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.db import db
from planner.events.models import SavedFilter
from planner.searches.actions import move_search, pin_search, remove_search, unpin_search
from planner.searches.blueprint import bp
from planner.web.access import may
from planner.web.forms import ActionForm
from planner.web.removal_forms import RemovalForm


def pressed(filter_id: int, action: Callable[..., SavedFilter], **how: Any) -> ResponseReturnValue:
    """Take one step with a kept search of the viewer's own, and show them all."""
    form, saved = ActionForm(), db.get_or_404(SavedFilter, filter_id)
    form.submit(action, saved, **how)
    for sentence in form.form_errors:
        flash(sentence, "error")
    return redirect(url_for(".index"), 303)


@bp.post("/<id:filter_id>/pin")
@may("see")
def pin(filter_id: int) -> ResponseReturnValue:
    """Pin a kept search to My desk."""
    return pressed(filter_id, pin_search)


@bp.post("/<id:filter_id>/unpin")
@may("see")
def unpin(filter_id: int) -> ResponseReturnValue:
    """Take a kept search off My desk."""
    return pressed(filter_id, unpin_search)


@bp.post("/<id:filter_id>/up")
@may("see")
def up(filter_id: int) -> ResponseReturnValue:
    """Move a pinned search up."""
    return pressed(filter_id, move_search, by=-1)


@bp.post("/<id:filter_id>/down")
@may("see")
def down(filter_id: int) -> ResponseReturnValue:
    """Move a pinned search down."""
    return pressed(filter_id, move_search, by=1)


@bp.post("/<id:filter_id>/remove")
@may("see")
def remove(filter_id: int) -> ResponseReturnValue:
    """Forget a kept search; the undo button brings it back."""
    form, saved = RemovalForm(), db.get_or_404(SavedFilter, filter_id)
    name = saved.name
    if form.remove(saved, remove_search, saved, page=url_for(".index")):
        form.tell(_("“%(name)s” is no longer kept", name=name))
    return redirect(url_for(".index"), 303)
