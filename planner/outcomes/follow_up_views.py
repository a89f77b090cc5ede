"""Pages of follow-ups: the inbox and its bulk steps."""

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.choices import FollowUpState
from planner.clock import now, today
from planner.db import db
from planner.events.models import Event
from planner.history.undo_actions import put_aside, take_back
from planner.outcomes.asked_views import event_asked_for
from planner.outcomes.choice_queries import (
    nation_codes_of,
    organisations_of,
    out_of_reach,
    owner_choices,
)
from planner.outcomes.columns import FOLLOW_UPS, promised_to
from planner.outcomes.follow_up_actions import (
    change_follow_up,
    close_follow_up,
    hand_out_follow_up,
    reopen_follow_ups,
)
from planner.outcomes.follow_up_conditions import TABS
from planner.outcomes.follow_up_forms import BulkForm, FollowUpForm, nation_options
from planner.outcomes.follow_up_queries import all_follow_ups, follow_up_page, tab_counts
from planner.outcomes.models import FollowUp
from planner.outcomes.promise_queries import follow_ups_by_id
from planner.outcomes.queries import highest
from planner.outcomes.told import marking_of, told
from planner.partners.queries import nation_choices, partner_nations
from planner.web.access import may, viewer
from planner.web.forms import ActionForm
from planner.web.lists.file_filters import filter_of_file
from planner.web.lists.files import respond_list
from planner.web.lists.shown import shown_filter
from planner.web.paging import Page, asked_keys, url_with
from planner.web.removal_forms import offer_undo
from planner.web.targets import local_target

bp = Blueprint("followups", __name__)


@bp.route("/follow-ups/")
@may("see")
def index() -> ResponseReturnValue:
    """Show the inbox: mine, my nations, overdue, all."""
    return inbox()


def inbox(bulk: BulkForm | None = None) -> ResponseReturnValue:
    """Return the inbox; a bulk step that was refused says why."""
    shown = shown_filter(FOLLOW_UPS)
    wanted = shown.wanted
    page = Page(follow_up_page(wanted, viewer(), today(), **asked_keys()))
    bulk = bulk or BulkForm(formdata=None, ids=[row.id for row in page.items], owners={})
    bulk.owner_id.choices = {"": _("Same owner")} | owner_choices()
    answer = render_template(
        "followups/index.html",
        shown=shown,
        wanted=wanted,
        page=page,
        columns=FOLLOW_UPS.columns_for(viewer().may),
        bulk=bulk,
        ticked=set(bulk.follow_up_ids.data or []) if "follow_up_ids" in bulk else set(),
        tabs=inbox_tabs(wanted.tab),
        other_order=url_with(
            sort=None if wanted.sort else "-due", after=None, before=None, tab=wanted.tab
        ),
        today=today(),
        page_marking=highest(told(page.items)),
    )
    return answer, 422 if bulk.errors else 200


def inbox_tabs(current: str) -> list[tuple[str, str, bool, int]]:
    """Return the tabs of the inbox with the number behind each."""
    counts = tab_counts(viewer(), today())
    return [
        (label, url_for("followups.index", tab=tab), tab == current, counts[tab])
        for tab, label in TABS.items()
    ]


@bp.route("/follow-ups.<suffix>")
@may("see")
def export(suffix: str) -> Response:
    """Download exactly the follow-ups that the tab and its filter let through."""
    rows = all_follow_ups(filter_of_file(FOLLOW_UPS), viewer(), today())
    return respond_list(FOLLOW_UPS, rows, suffix, about=today(), as_of=now())


def follow_up_form(event: Event, follow_up: FollowUp | None) -> FollowUpForm:
    """Return the form of a follow-up."""
    here = nation_codes_of(event)
    others = [nation.code for nation in partner_nations() if nation.code not in here]
    kept = follow_up.promised_nation_code if follow_up else None
    if kept and kept not in here + others:
        others.append(kept)
    nations = nation_options(
        {_("In this event"): nation_choices(here), _("Other nations"): nation_choices(others)}
    )
    return FollowUpForm(
        obj=follow_up,
        data={"owner_id": viewer().user_id},
        owners=owner_choices(keep=[follow_up.owner_id] if follow_up else []),
        nations=nations,
        organisations=organisations_of(
            here + ([kept] if kept else []),
            keep=follow_up.promised_organisation_id if follow_up else None,
        ),
    )


@bp.route("/follow-ups/new", methods=["GET", "POST"])
@may("report")
def new() -> ResponseReturnValue:
    """Hand out a follow-up of an event."""
    event = event_asked_for()
    form = follow_up_form(event, None)
    del form.state, form.closed_on
    if form.submit(hand_out_follow_up, event, viewer=viewer(), now=now()):
        flash(_("The follow-up is handed out."), "success")
        return redirect(event_url(event), 303)
    return edit_page(form, event, None)


@bp.route("/follow-ups/<id:follow_up_id>", methods=["GET", "POST"])
@may("see")
def show(follow_up_id: int) -> ResponseReturnValue:
    """Show a follow-up; who may, changes it here."""
    follow_up = db.get_or_404(FollowUp, follow_up_id)
    form = follow_up_form(follow_up.event, follow_up)
    if form.submit(change_follow_up, follow_up, viewer=viewer(), now=now()):
        flash(_("The follow-up is saved."), "success")
        return redirect(url_for(".index"), 303)
    return edit_page(form, follow_up.event, follow_up)


def edit_page(form: FollowUpForm, event: Event, follow_up: FollowUp | None) -> ResponseReturnValue:
    """Return the page of a new or an existing follow-up."""
    is_mine = follow_up is not None and follow_up.owner_id == viewer().user_id
    page = render_template(
        "followups/edit.html",
        form=form,
        event=event,
        follow_up=follow_up,
        out_of_reach=out_of_reach(follow_up.owner, event, viewer()) if follow_up else None,
        may_change=viewer().may("report") or is_mine,
        promised_to=promised_to,
        today=today(),
        page_marking=marking_of(follow_up) if follow_up else event.marking,
    )
    return page, 422 if form.errors else 200


@bp.route("/follow-ups/<id:follow_up_id>/done", methods=["POST"])
@may("see")
def done(follow_up_id: int) -> ResponseReturnValue:
    """Mark a follow-up as done today."""
    follow_up = db.get_or_404(FollowUp, follow_up_id)
    undo = reopen_url([follow_up])
    form = ActionForm()
    if form.submit(close_follow_up, follow_up, viewer=viewer(), now=now()):
        text = _("Done: %(what)s", what=follow_up.what)
        offer_undo(text, undo)
    return back(form)


def reopen_url(follow_ups: list[FollowUp]) -> str:
    """Return the address that makes follow-ups owed again, each in the state it has now."""
    states = {str(row.id): row.state for row in follow_ups if row.is_open}
    return url_for(".reopen", kept=put_aside("follow_ups", states, viewer=viewer(), now=now()))


@bp.route("/follow-ups/reopen", methods=["POST"])
@may("see")
def reopen() -> ResponseReturnValue:
    """Undo a closing."""
    kept = take_back("follow_ups", request.args.get("kept", ""), viewer=viewer(), now=now())
    states = {int(key): FollowUpState(state) for key, state in kept.items()}
    form = ActionForm()
    rows = follow_ups_by_id(states)
    if form.submit(reopen_follow_ups, rows, viewer=viewer(), states=states):
        flash(_("Undone: it is owed again."), "success")
    return back(form)


def back(form: Any) -> ResponseReturnValue:
    """Return to the page that the button was on, with the reason for a refusal."""
    for sentence in form.form_errors:
        flash(sentence, "error")
    here = url_for("followups.index")
    return redirect(local_target(request.form.get("next"), here), 303)


def event_url(event: Event) -> str:
    """Return the address of an event's page."""
    return url_for("events.show", event_id=event.id)
