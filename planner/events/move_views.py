"""The page of one move between states: what is missing, what is asked, the button."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.choices import EventState
from planner.clock import now
from planner.events.blueprint import bp
from planner.events.entry_views import shown
from planner.events.gates import missing_for
from planner.events.models import Event
from planner.events.move_forms import ApproveForm, CancelForm, ExecutedForm, move_form
from planner.events.proposal_queries import open_proposal
from planner.events.queries import replacement_choices
from planner.events.workflow import Move, check_leave, find_move, move_event, no_such_move
from planner.web.access import may, viewer
from planner.web.forms import PlannerForm

ANSWERED_BY_THE_PAGE = (EventState.EXECUTED,)
"""States whose needs are asked on the move's own page, so nothing is listed as missing."""


@bp.route("/<id:event_id>/move/<state>", methods=["GET", "POST"])
@may("see")
def move(event_id: int, state: str) -> ResponseReturnValue:
    """Bring an event into another state."""
    event = shown(event_id)
    if state not in EventState.choices():
        abort(404)
    to = EventState(state)
    way = find_move(event, to)
    form = filled(way, event) if way else PlannerForm()
    if form.submit(move_event, event, to, viewer=viewer(), now=now()):
        flash(_("“%(title)s” is now %(state)s", title=event.title, state=to.label), "success")
        return redirect(url_for(".show", event_id=event_id), 303)
    event = shown(event_id)
    if way is None:
        flash(no_such_move(event, to), "error")
        return redirect(url_for(".show", event_id=event_id), 303)
    if isinstance(form, ApproveForm):
        form.seen.data, form.seen.raw_data = event.version, None
    if request.method == "GET":
        check_leave(event, way, viewer())
    context = {"event": event, "move": way, "form": form, "missing": lacking(event, to)}
    context["change"] = open_proposal(event)
    is_wrong = bool(form.errors or form.form_errors)
    return render_template("events/move.html", **context), 422 if is_wrong else 200


def filled(way: Move, event: Event) -> PlannerForm:
    """Return the move's form with what is known filled in."""
    kind: Any = move_form(way)
    form: PlannerForm
    data: dict[str, Any]
    if kind is CancelForm:
        data = {"actual_cost": event.actual_cost, "replaced_by_id": event.replaced_by_id}
        form = CancelForm(data=data, replacements=replacement_choices(event))
    elif kind is ApproveForm:
        form = ApproveForm(data={"seen": event.version})
    elif kind is ExecutedForm:
        data = {
            "actual_starts_on": event.actual_starts_on or event.starts_on,
            "actual_ends_on": event.actual_ends_on or event.ends_on,
            "participants_actual": event.participants_actual,
        }
        form = ExecutedForm(data=data)
    else:
        form = kind()
    return form


def lacking(event: Event, to: EventState) -> list[str]:
    """Return what the page lists as missing before the move can be made."""
    return [] if to in ANSWERED_BY_THE_PAGE else missing_for(event, to)
