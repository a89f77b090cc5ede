"""Pages on which events are written: new, edit, quick log, discard and bring back."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from planner.choices import Marking
from planner.clock import now, today
from planner.db import db
from planner.events.approval.material import is_bound
from planner.events.approval.queries import open_proposal
from planner.events.blueprint import bp
from planner.events.choice_queries import (
    group_choices,
    groups_with_members,
    nation_choices,
    objectives_for,
    own_code,
    owner_choices,
)
from planner.events.models import Event
from planner.events.page.queries import event_with_rows
from planner.events.plan.actions import discard_event, edit_event, plan_event, restore_event
from planner.events.plan.forms import EventForm
from planner.events.plan.kind_forms import as_sent, event_form
from planner.events.plan.least_marking import warning
from planner.events.plan.newcomer_views import (
    newcomer_rows,
    people_offered,
    questions_in,
    serve_people,
)
from planner.events.plan.offer import Offer, zones_of
from planner.events.plan.prefill import EventWish, filled_from, plan_shown, propose_anew, proposed
from planner.events.plan.row_names import DETAIL, PLACES_AT_ONCE
from planner.events.queries import discarded_concept
from planner.events.states.step_views import turned_away
from planner.history.undo_actions import put_aside, take_back
from planner.kinds.queries import kind_of, known_kind
from planner.objectives.models import Objective
from planner.partners.queries import programme_choices
from planner.shapes.event_plan import EventChange
from planner.shapes.kinds import Kind, all_fields, every_field
from planner.text.reading import json_object, whole
from planner.web.access import may, viewer
from planner.web.forms import ActionForm
from planner.web.nationnames import own_codes, partner_codes
from planner.web.undoing import offer_undo

DISCARDED = "discarded"
"""What is put aside of a concept that was thrown away: who did it may undo it."""
HELPERS = ("refresh", "more_places", "find_people", "add_person")
"""Buttons that show the form anew, with more to fill in, without saving it."""


def offer(objectives: list[Objective], event: Event | None = None) -> Offer:
    """Return what the form offers this viewer."""
    return Offer(
        nations=nation_choices(),
        groups=group_choices(),
        group_codes=groups_with_members(),
        programmes=programme_choices(),
        owners=owner_choices(keep=event.owner_id if event else None),
        objectives={one.id: f"{one.code} {one.name}" for one in objectives},
        ceiling=viewer().ceiling,
        people=people_offered(event),
    )


def say(sentences: Iterable[str]) -> None:
    """Say on this very page what of its address was left out."""
    for sentence in sentences:
        flash(sentence, "warning")


def chosen_kind(fallback: str) -> Kind:
    """Return the kind that the form was sent with, else the fallback."""
    return kind_of(request.form.get("kind", fallback, type=known_kind))


def left_over(kind: Kind, details: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return what was typed or is stored for which the kind has no field, as a form sends it.

    A field that the reader emptied before the kind was changed has no values; one that was
    empty when the page was filled in has what somebody else entered since.
    """
    known = {one.name for one in all_fields(kind)}
    filled = json_object(request.form.get("base", "{}")) or {}
    found = {}
    for name in every_field().keys() - known:
        key = f"{DETAIL}{name}"
        typed = [part for part in request.form.getlist(key) if part.strip()]
        is_emptied = key in request.form and bool(filled.get(key))
        if sent := typed if typed or is_emptied else as_sent(details.get(name)):
            found[name] = sent
        elif is_emptied:
            found[name] = []
    return found


def place_rows(places: Sequence[Any] = ()) -> int:
    """Return how many rows for places to show: those there are, and more when asked."""
    sent = request.form.get("places", PLACES_AT_ONCE, type=whole)
    more = PLACES_AT_ONCE if "more_places" in request.form else 0
    return max(PLACES_AT_ONCE, min(sent, 30) + more, len(places))


def wants_help() -> bool:
    """Say whether a button was pressed that only shows the form anew."""
    return any(name in request.form for name in HELPERS)


@bp.route("/new", methods=["GET", "POST"])
@may("plan")
def new() -> ResponseReturnValue:
    """Plan an event; the query may name objective, nation, kind, programme, year or first day."""
    wish = EventWish.from_args(request.args)
    objectives = objectives_for(wish.starts_on or today(), wish.objective_ids)
    kind = chosen_kind(wish.kind_or_fitting(objectives))
    rows = place_rows()
    data = proposed(wish, kind.code, objectives, viewer(), own_code())
    data |= {"places": rows, "newcomers": 0}
    offered = offer(objectives)
    lost = left_over(kind, {})
    form = event_form(kind, offered, rows, newcomer_rows(), lost)(data=data, offer=offered)
    if wants_help():
        propose_anew(form, kind.code, objectives)
        return helped(form, None)
    if request.method == "GET":
        say(wish.left_out(offered.nations, offered.objectives))
    if event := form.submit(plan_event, viewer=viewer(), now=now()):
        flash(_("“%(title)s” is on the plan as a concept", title=event.title), "success")
        return redirect(url_for(".show", event_id=event.id), 303)
    return page(form, None)


@bp.route("/<id:event_id>/edit", methods=["GET", "POST"])
@may("comment")
def edit(event_id: int) -> ResponseReturnValue:
    """Change an event's plan."""
    event = shown(event_id)
    if away := turned_away("edit", event):
        return away
    proposal = open_proposal(event)
    plan = plan_shown(event, proposal)
    linked = {row.objective_id for row in [*event.links, *plan["links"]]}
    objectives = objectives_for(plan["starts_on"] or today(), linked)
    kind, rows = chosen_kind(plan["kind"]), place_rows(plan["places"])
    offered = offer(objectives, event)
    data = filled_from(event, plan) | {"places": rows, "newcomers": 0, "proposed_for": ""}
    data["change_note"] = proposal.note if proposal else ""
    lost = left_over(kind, plan["details"])
    made = event_form(kind, offered, rows, newcomer_rows(), lost, EventChange)
    form = made(data=data, offer=offered)
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


def shown(event_id: int) -> Event:
    """Return the event with its rows, or answer 404."""
    event = event_with_rows(event_id)
    if event is None:
        raise NotFound
    return event


def helped(form: EventForm, event: Event | None, preview: Any = None) -> ResponseReturnValue:
    """Show the form anew with what the pressed button asks for."""
    form.places.raw_data = [str(form.place_count)]
    serve_people(form)
    return page(form, event, preview)


def page(form: EventForm, event: Event | None, preview: Any = None) -> ResponseReturnValue:
    """Return the form's page; 422 when something has to be corrected.

    `preview` says of which old event a new one is made (`copy_views.Preview`).
    """
    context: dict[str, Any] = {
        "form": form,
        "event": event,
        "is_bound": event is not None and is_bound(event),
        "too_low": warning(event) if event and request.method == "GET" else "",
        "zones": zones_of(own_codes() | set(partner_codes())),
        "people_rows": questions_in(form),
        "page_marking": marking_shown(event, preview),
        "preview": preview,
    }
    is_wrong = bool(form.errors or form.form_errors)
    return render_template("events/edit.html", **context), 422 if is_wrong else 200


def marking_shown(event: Event | None, preview: Any) -> Marking | None:
    """Return the marking of the event that a form shows: its own, or the one it is made of."""
    source = preview.source if preview else event
    return source.marking if source else None


@bp.route("/<id:event_id>/discard", methods=["POST"])
@may("plan")
def discard(event_id: int) -> ResponseReturnValue:
    """Throw a concept away; the notice offers to bring it back."""
    event = db.get_or_404(Event, event_id)
    form = ActionForm()
    key = put_aside(DISCARDED, {"event_id": event_id}, viewer=viewer(), now=now())
    if form.submit(discard_event, event, viewer=viewer(), now=now()):
        undo = url_for(".restore", event_id=event_id, kept=key)
        offer_undo(_("The concept was discarded"), undo)
        return redirect(url_for(".index"), 303)
    flash(form.form_errors[0], "error")
    return redirect(url_for(".show", event_id=event_id), 303)


def was_discarded_here(event_id: int) -> bool:
    """Say whether the key in this address is of who discarded the event a moment ago.

    Raises RuleBroken for a key that is used up or somebody else's.
    """
    if not (key := request.args.get("kept", "")):
        return False
    kept = take_back(DISCARDED, key, viewer=viewer(), now=now())
    return bool(kept["event_id"] == str(event_id))


@bp.route("/<id:event_id>/restore", methods=["POST"])
@may("plan")
def restore(event_id: int) -> ResponseReturnValue:
    """Bring a discarded concept back: one's own, or what one threw away within the hour."""
    event = discarded_concept(event_id, viewer())
    if event is None:
        event = discarded_concept(event_id, viewer(), is_own=not was_discarded_here(event_id))
    if event is None:
        raise NotFound
    if ActionForm().submit(restore_event, event, viewer=viewer()):
        flash(_("The concept is back"), "success")
    return redirect(url_for(".show", event_id=event_id), 303)
