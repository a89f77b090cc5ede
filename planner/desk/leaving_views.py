"""Pages: somebody leaves and hands over, and taking what nobody owns."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from planner.accounts.models import User
from planner.clock import now
from planner.db import db
from planner.desk.holding_queries import (
    HOLDINGS,
    Holding,
    all_held,
    colleagues,
    feeds_in_use,
    held,
    may_hold,
)
from planner.desk.leaving_actions import Left, come_back, leave, take
from planner.desk.leaving_forms import ALL, CLEARED, LeavingForm, leaving_form
from planner.events.models import Event
from planner.history.undo_actions import put_aside, take_back
from planner.objectives.models import Objective
from planner.outcomes.models import FollowUp, Lesson
from planner.outcomes.undo_views import tell
from planner.shapes.leaving import Leaving
from planner.viewers import Viewer
from planner.web.access import may, viewer
from planner.web.forms import ActionForm
from planner.web.markings import note_markings
from planner.web.targets import local_target

leaving = Blueprint("leaving", __name__, url_prefix="/users")
taking = Blueprint("taking", __name__, url_prefix="/desk")


@dataclass(frozen=True)
class Owned:
    """What somebody owns of a kind: all of it by number, and the rows that the viewer may see."""

    holding: Holding
    rows: Any
    seen: Any

    @property
    def links(self) -> list[tuple[str, str]]:
        """Return title and address of the rows that the viewer may see."""
        return [(self.holding.title_of(row), self.holding.address_of(row)) for row in self.seen]

    @property
    def unseen(self) -> int:
        """Return how many the viewer may not see."""
        return len(self.rows) - len(self.seen)


def owned_by(user: User) -> list[Owned]:
    """Return what a user owns, kind by kind; kinds without anything are left out."""
    found = [Owned(one, all_held(one, user.id), held(one, user.id)) for one in HOLDINGS]
    for part in found:
        hang = [getattr(row, "event", row) for row in part.seen if part.holding.event_key]
        note_markings(event for event in hang if event is not None)
    return [part for part in found if part.rows]


def form_for(user: User, owned: list[Owned]) -> LeavingForm:
    """Return the form, which offers only colleagues who may hold all of a kind."""
    offers: dict[str, dict[str, str]] = {ALL: {}}
    for part in owned:
        cleared = {key: str(words) for key, words in CLEARED.items()}
        offers[part.holding.name] = cleared if part.holding.may_be_nobodys else {}
    for colleague in colleagues(user.id):
        fits = [p.holding.name for p in owned if may_hold(colleague, p.holding, p.rows)]
        for name in [*fits, *([ALL] if len(fits) == len(owned) else [])]:
            offers[name][str(colleague.id)] = colleague.name
    kinds = [(part.holding.name, part.holding.label) for part in owned]
    return leaving_form(kinds)(offers=offers)


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
    tell(" ".join(words) or _("Nothing was handed over."), undo)


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


def taken(row: Any, number: int) -> ResponseReturnValue:
    """Make the viewer the owner, and lead to the row."""
    holding, form = HOLDINGS[number], ActionForm()
    address = holding.address_of(row)
    if form.submit(take, row, holding, viewer=viewer()):
        flash(_("You own this now."), "success")
    for sentence in form.form_errors:
        flash(sentence, "error")
    return redirect(local_target(address), 303)


@taking.route("/events/<id:event_id>/take", methods=["POST"])
@may("agree_plan")
def event(event_id: int) -> ResponseReturnValue:
    """Take an event that nobody owns."""
    return taken(db.get_or_404(Event, event_id), 0)


@taking.route("/follow-ups/<id:follow_up_id>/take", methods=["POST"])
@may("agree_plan")
def follow_up(follow_up_id: int) -> ResponseReturnValue:
    """Take a follow-up whose owner left."""
    return taken(db.get_or_404(FollowUp, follow_up_id), 1)


@taking.route("/lessons/<id:lesson_id>/take", methods=["POST"])
@may("agree_plan")
def lesson(lesson_id: int) -> ResponseReturnValue:
    """Take a lesson that nobody owns."""
    return taken(db.get_or_404(Lesson, lesson_id), 2)


@taking.route("/objectives/<id:objective_id>/take", methods=["POST"])
@may("agree_plan")
def objective(objective_id: int) -> ResponseReturnValue:
    """Take an objective that nobody owns."""
    return taken(db.get_or_404(Objective, objective_id), 3)
