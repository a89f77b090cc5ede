"""Pages: somebody leaves and hands over, and comes back."""

from datetime import datetime
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from planner.accounts.models import User
from planner.clock import now
from planner.db import db
from planner.desk.held_queries import feeds_in_use
from planner.desk.leaving_actions import Left, come_back, leave
from planner.desk.owned import form_for, owned_by
from planner.history.undo_actions import put_aside, take_back
from planner.shapes.leaving import Leaving
from planner.viewers import Viewer
from planner.web.access import may, viewer
from planner.web.forms import ActionForm
from planner.web.removal_forms import offer_undo

leaving = Blueprint("leaving", __name__, url_prefix="/users")


@leaving.route("/<id:user_id>/deactivate", methods=["GET", "POST"])
@may("administer")
def deactivate(user_id: int) -> ResponseReturnValue:
    """Show what a user owns; shut them out and hand it over in one step."""
    user = db.get_or_404(User, user_id)
    owned = owned_by(user)
    form = form_for(user, owned)
    was_here = user.active
    if done := form.submit(leave_and_keep, user, viewer=viewer(), now=now()):
        tell_left(user, *done, was_here=was_here)
        return redirect(url_for("users.edit", user_id=user_id), 303)
    if request.method == "POST" and "to_all" not in request.form:  # a button, nothing was typed
        flash(" ".join(form.form_errors), "error")
        return redirect(url_for("users.edit", user_id=user_id), 303)
    user = db.get_or_404(User, user_id)
    feeds = feeds_in_use(user_id)
    page = render_template("users/leave.html", user=user, owned=owned, form=form, feeds=feeds)
    return page, 422 if form.errors or form.form_errors else 200


def leave_and_keep(user: User, leaving: Leaving, *, viewer: Viewer, now: datetime) -> Any:
    """Let a user leave, and keep what undoes it in the same transaction; return both."""
    left = leave(user, leaving, viewer=viewer, now=now)
    return left, put_aside("leaving", left.as_values, viewer=viewer, now=now)


def tell_left(user: User, left: Left, kept: str, *, was_here: bool) -> None:
    """Say what was done, with the button that undoes it."""
    words = [_("%(name)s is deactivated and signed out.", name=user.name)] if was_here else []
    if left.number:
        words.append(
            ngettext(
                "%(num)d thing was handed over.", "%(num)d things were handed over.", left.number
            )
        )
    undo = url_for("leaving.undo", user_id=user.id, kept=kept)
    offer_undo(" ".join(words) or _("Nothing was handed over."), undo)


@leaving.route("/<id:user_id>/deactivate/undo", methods=["POST"])
@may("administer")
def undo(user_id: int) -> ResponseReturnValue:
    """Let the user in again and give back what was handed over."""
    user = db.get_or_404(User, user_id)
    kept = take_back("leaving", request.args.get("kept", ""), viewer=viewer(), now=now())
    if ActionForm().submit(come_back, user, viewer=viewer(), kept=kept):
        words = _("%(name)s may sign in again and owns what they owned.", name=user.name)
        flash(words, "success")
    return redirect(url_for("users.edit", user_id=user_id), 303)
