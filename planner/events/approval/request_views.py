"""The page on which a planner asks an approver to postpone or call off an approved event."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from planner.choices import EventState
from planner.clock import now
from planner.events.approval.queries import open_proposal
from planner.events.approval.request_actions import ask_for_move
from planner.events.blueprint import bp
from planner.events.shown import shown
from planner.events.states.move_forms import PostponeForm, ReasonForm
from planner.events.states.step_views import turned_away
from planner.events.states.steps import ASKED
from planner.web.access import may, viewer


@bp.route("/<id:event_id>/ask/<state>", methods=["GET", "POST"])
@may("plan")
def ask(event_id: int, state: str) -> ResponseReturnValue:
    """Ask an approver for a postponement or a cancellation."""
    event = shown(event_id)
    to = next((one for one in ASKED if one.value == state), None)
    if to is None:
        raise NotFound
    if away := turned_away(f"ask_{to.value}", event):
        return away
    form: ReasonForm = PostponeForm() if to is EventState.POSTPONED else ReasonForm()
    if form.submit(ask_for_move, event, to, viewer=viewer(), now=now()):
        flash(_("An approver is asked. Until one agrees, the event stays as it is."), "success")
        return redirect(url_for(".show", event_id=event_id), 303)
    event = shown(event_id)
    context: dict[str, Any] = {"event": event, "form": form, "to": to, "title": ASKED[to]}
    context["change"] = open_proposal(event)
    is_wrong = bool(form.errors or form.form_errors)
    return render_template("events/ask.html", **context), 422 if is_wrong else 200
