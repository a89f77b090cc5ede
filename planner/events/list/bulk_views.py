"""One change of state for many events, ticked ones or all of a filter, with a reason for each
that refuses."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from planner.choices import EventState
from planner.clock import now, today
from planner.db import db
from planner.events.blueprint import bp
from planner.events.list.actions import move_events
from planner.events.list.asked_views import asked_filter
from planner.events.list.bulk_choice_views import pinned_keys
from planner.events.list.bulk_forms import BulkMoveForm
from planner.events.list.bulk_queries import chosen_events
from planner.events.list.bulk_words import words_of
from planner.events.list.versions_seen import as_listed
from planner.events.models import Event
from planner.events.states.workflow import offered_moves
from planner.web.access import may, viewer


@bp.route("/bulk", methods=["GET", "POST"])
@may("comment")
def bulk() -> ResponseReturnValue:
    """Ask for the new state of the selected events; then show what was done to each.

    All events of a filter are those that the page was opened with: of these, it is said how
    many will move and how many will not before anything is done.
    """
    wanted, takes_all = asked_filter(), request.args.get("all") == "1"
    keys = pinned_keys(wanted) if takes_all else list(wanted.ids)
    events = chosen_events(keys)
    form = move_form(events, is_pinned=takes_all)
    shown = (takes_all and request.form.get("seen")) or listed(events)
    context = words_of(wanted, keys, events) | {"takes_all": takes_all}
    if takes_all and not form.is_confirmed and form.validate_on_submit():
        return ask_first(form, keys, context)
    if result := form.submit(move_events, events, viewer=viewer(), now=now()):
        context["events"] = chosen_events(keys)  # read anew in one go: saving has expired them
        return render_template("events/bulk_result.html", result=result, **context)
    form.seen.data = shown
    page = render_template("events/bulk.html", form=form, **context)
    return page, 422 if form.errors else 200


def listed(events: Sequence[Event]) -> str:
    """Return events as a page keeps them."""
    return " ".join(as_listed(event) for event in events)


def move_form(events: Sequence[Event], *, is_pinned: bool) -> BulkMoveForm:
    """Return the form with every state that at least one of the events can have next."""
    offered = {move.to for event in events for move in offered_moves(event, viewer(), today())}
    states = [state for state in EventState if state in offered]
    return BulkMoveForm(states=states, is_pinned=is_pinned, data={"seen": listed(events)})


def ask_first(
    form: BulkMoveForm, keys: Sequence[int], context: dict[str, Any]
) -> ResponseReturnValue:
    """Say how many events would move and how many would not, and why; nothing is saved."""
    try:
        result = form.act(move_events, chosen_events(keys), viewer=viewer(), now=now())
        db.session.flush()
        moving = len(result.moved)
        reasons = Counter(
            str(reason).replace(event.title, "…") for event, reason in result.refused
        ).most_common()
        refused = [(event.id, event.title, str(reason)) for event, reason in result.refused]
    finally:
        db.session.rollback()
    context["events"] = chosen_events(keys)
    form.confirmed.data = "yes"
    said = {"moving": moving, "reasons": reasons, "refused": refused}
    state = next(label for value, label in form.to.choices if value == form.to.data)
    return render_template("events/bulk_confirm.html", form=form, state=state, **said, **context)
