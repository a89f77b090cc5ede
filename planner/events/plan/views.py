"""The page on which an event is planned."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.clock import now, today
from planner.db import key_of
from planner.events.blueprint import bp
from planner.events.choice_queries import objectives_for
from planner.events.plan.actions import plan_event
from planner.events.plan.event_wish import EventWish
from planner.events.plan.form_page_views import helped, page, say
from planner.events.plan.kind_forms import event_form
from planner.events.plan.newcomer_views import newcomer_rows
from planner.events.plan.offer_views import offer
from planner.events.plan.proposals import proposed
from planner.events.plan.proposing_anew import propose_anew
from planner.events.plan.saved_notes import tell_notes
from planner.events.plan.sent_views import chosen_kind, left_over, place_rows, wants_help
from planner.web.access import may, viewer
from planner.web.nationnames import own_codes


@bp.route("/new", methods=["GET", "POST"])
@may("plan")
def new() -> ResponseReturnValue:
    """Plan an event; the query may name objective, nation, kind, programme, year or first day."""
    wish = EventWish.from_args(request.args)
    objectives = objectives_for(wish.starts_on or today(), wish.objective_ids)
    kind = chosen_kind(wish.kind_or_fitting(objectives))
    rows = place_rows()
    offered = offer(objectives)
    data = proposed(wish, kind.code, objectives, viewer(), next(iter(own_codes()), None))
    data |= {"places": rows, "newcomers": 0}
    lost = left_over(kind, {})
    form = event_form(kind, offered, rows, newcomer_rows())(
        data=data, offer=offered, left_over=lost
    )
    if wants_help():
        propose_anew(form, kind.code, objectives)
        return helped(form, None)
    if request.method == "GET":
        say(wish.left_out(offered.nations, offered.objectives))
    if event := form.submit(plan_event, viewer=viewer(), now=now()):
        flash(_("“%(title)s” is on the plan as a concept", title=form.title.data), "success")
        tell_notes(event)
        return redirect(url_for(".show", event_id=key_of(event)), 303)
    return page(form, None)
