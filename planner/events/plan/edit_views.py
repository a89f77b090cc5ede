"""The page on which an event’s plan is changed."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from planner.clock import now, today
from planner.events.approval.queries import open_proposal
from planner.events.blueprint import bp
from planner.events.choice_queries import objectives_for
from planner.events.models import Event
from planner.events.page.queries import PROPOSALS, page_of
from planner.events.plan.actions import edit_event
from planner.events.plan.form_page_views import helped, page
from planner.events.plan.kind_forms import event_form
from planner.events.plan.newcomer_views import newcomer_rows
from planner.events.plan.offer_views import offer
from planner.events.plan.prefill import filled_from, plan_shown
from planner.events.plan.saved_notes import tell_notes
from planner.events.plan.sent_views import chosen_kind, left_over, place_rows, wants_help
from planner.events.shown import shown
from planner.events.states.step_views import turned_away
from planner.shapes.event_plan import EventChange
from planner.web.access import may, viewer


@bp.route("/<id:event_id>/edit", methods=["GET", "POST"])
@may("comment")
def edit(event_id: int) -> ResponseReturnValue:
    """Change an event's plan."""
    found = page_of(event_id)
    if found is None:
        raise NotFound
    event = found.event
    if away := turned_away("edit", event):
        return away
    proposal = open_proposal(event) if PROPOSALS in found.there else None
    plan = plan_shown(event, proposal)
    linked = {row.objective_id for row in [*event.links, *plan["links"]]}
    objectives = objectives_for(plan["starts_on"] or today(), linked)
    kind, rows = chosen_kind(plan["kind"]), place_rows(plan["places"])
    offered = offer(objectives, event)
    data = filled_from(event, plan) | {"places": rows, "newcomers": 0, "proposed_for": ""}
    data["change_note"] = proposal.note if proposal else ""
    lost = left_over(kind, plan["details"])
    made = event_form(kind, offered, rows, newcomer_rows(), EventChange)
    form = made(data=data, offer=offered, left_over=lost)
    if wants_help():
        return helped(form, event)
    if form.submit(edit_event, event, viewer=viewer(), now=now()):
        tell_saved(shown(event_id))
        return redirect(url_for(".show", event_id=event_id), 303)
    return page(form, event)


def tell_saved(event: Event) -> None:
    """Say that an event was saved, and what of it waits for an approver."""
    if open_proposal(event):
        words = _(
            "“%(title)s” was saved. What the approval binds waits for an approver.",
            title=event.title,
        )
        flash(words, "info")
    else:
        flash(_("“%(title)s” was saved", title=event.title), "success")
    tell_notes(event)
