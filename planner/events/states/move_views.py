"""The page of one move between states: what is missing, what is asked, the button."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.choices import AHEAD_STATES, EventState
from planner.clock import now, today
from planner.errors import RuleBroken
from planner.events.approval.page import for_approval
from planner.events.approval.queries import open_proposal
from planner.events.blueprint import bp
from planner.events.choice_queries import own_code
from planner.events.models import Event
from planner.events.plan.money import currency_of
from planner.events.shown import shown
from planner.events.states.calendar_gates import check_begun, day_there, is_over
from planner.events.states.gates import missing_for
from planner.events.states.move_forms import (
    ApproveForm,
    CancelForm,
    CutShortForm,
    ExecutedForm,
    move_form,
)
from planner.events.states.moves import Move, find_move
from planner.events.states.replacement_views import replacements_offered
from planner.events.states.steps import open_steps
from planner.events.states.workflow import check_leave, move_event, no_such_move, offered_moves
from planner.viewers import Viewer
from planner.web.access import may, viewer
from planner.web.day_words import day
from planner.web.forms import PlannerForm

ANSWERS = (EventState.EXECUTED, EventState.POSTPONED, EventState.CANCELLED)
"""What may have become of an event whose last day has passed."""
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
    context["change"], context["can"] = open_proposal(event), open_steps(event, viewer())
    if to is EventState.APPROVED:
        context |= {"asked": for_approval(event), "today": today()}
    context["early"] = None if way.is_back else too_early(event, to)
    is_wrong = bool(form.errors or form.form_errors)
    return render_template("events/move.html", **context), 422 if is_wrong else 200


def filled(way: Move, event: Event) -> PlannerForm:
    """Return the move's form with what is known filled in."""
    kind: Any = CutShortForm if is_cut_short(way, event) else move_form(way)
    form: PlannerForm
    data: dict[str, Any]
    if kind is CancelForm:
        data = cost_so_far(event)
        form = CancelForm(data=data, replacements=replacements_offered(event))
    elif kind is CutShortForm:
        data = cost_so_far(event)
        data["actual_ends_on"] = event.actual_ends_on or min(
            event.ends_on or today(), day_there(event, now())
        )
        form = CutShortForm(data=data, replacements=replacements_offered(event))
    elif kind is ApproveForm:
        form = ApproveForm(data={"seen": event.version})
    elif kind is ExecutedForm:
        data = actual_days(event) | {"participants_actual": event.participants_actual}
        form = ExecutedForm(data=data)
        if data["actual_ends_on"] is None:
            form.actual_ends_on.description = _(
                "Planned until %(day)s. If it ended earlier, enter the real last day.",
                day=day(event.ends_on),
            )
    else:
        form = kind()
    return form


def cost_so_far(event: Event) -> dict[str, Any]:
    """Return what is known of an event's cost, and of what takes its place."""
    names = ("actual_cost", "replaced_by_id")
    known = {name: getattr(event, name) for name in names}
    return known | {"currency": event.currency or currency_of(own_code())}


def is_cut_short(way: Move, event: Event) -> bool:
    """Say whether a move stops an event that has begun."""
    return way.to is EventState.CANCELLED and event.state is EventState.IN_PROGRESS


def actual_days(event: Event) -> dict[str, Any]:
    """Return the actual days to propose: those known, else the planned ones that have come."""
    present = day_there(event, now())
    first = event.actual_starts_on or event.starts_on
    last = event.actual_ends_on or event.ends_on
    return {
        "actual_starts_on": first if first and first <= present else None,
        "actual_ends_on": last if last and last <= present else None,
    }


def too_early(event: Event, to: EventState) -> str | None:
    """Return why the day of a move has not come, and when it will."""
    try:
        check_begun(event, to, now())
    except RuleBroken as refusal:
        return str(refusal)
    return None


def answers_of(event: Event, who: Viewer) -> list[tuple[str, str]]:
    """Return the two answers to “did it take place?” with where each is given.

    Who may not record the one finds on the same page who may.
    """
    page = url_for("events.took_place", event_id=event.id)
    move = url_for("events.move", event_id=event.id, state="executed")
    return [(_("Yes, it took place"), move if who.may("report") else page), (_("No"), page)]


@bp.route("/<id:event_id>/took-place")
@may("comment")
def took_place(event_id: int) -> ResponseReturnValue:
    """Ask whether an event took place whose last day has passed, with both answers."""
    event = shown(event_id)
    if event.state not in AHEAD_STATES or not is_over(event, today()):
        flash(_("Nothing is asked of this event: its state and days say it."), "info")
        return redirect(url_for(".show", event_id=event_id), 303)
    offered = [each for each in offered_moves(event, viewer(), today()) if each.to in ANSWERS]
    return render_template("events/took_place.html", event=event, moves=offered)


def lacking(event: Event, to: EventState) -> list[str]:
    """Return what the page lists as missing before the move can be made."""
    return [] if to in ANSWERED_BY_THE_PAGE else missing_for(event, to)
