"""One change of state for many selected events, with a reason for each that refuses."""

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from planner.choices import EventState
from planner.clock import now, today
from planner.events.blueprint import bp
from planner.events.bulk_queries import chosen_events
from planner.events.filtering import EventFilter
from planner.events.list_actions import as_listed, move_events
from planner.events.list_forms import BulkMoveForm
from planner.events.workflow import offered_moves
from planner.web.access import may, viewer


@bp.route("/bulk", methods=["GET", "POST"])
@may("comment")
def bulk() -> ResponseReturnValue:
    """Ask for the new state of the selected events; then show what was done to each."""
    wanted = EventFilter.from_args(request.args)
    events = chosen_events(wanted.ids)
    offered = {move.to for event in events for move in offered_moves(event, viewer(), today())}
    shown = " ".join(as_listed(event) for event in events)
    states = [state for state in EventState if state in offered]
    form = BulkMoveForm(states=states, data={"seen": shown})
    marking = max((event.marking for event in events), default=None)
    context: dict[str, Any] = {"events": events, "query": wanted.to_query()}
    context |= {"page_marking": marking, "left_out": left_out(wanted, len(events))}
    if result := form.submit(move_events, events, viewer=viewer(), now=now()):
        return render_template("events/bulk_result.html", result=result, **context)
    form.seen.data = shown
    page = render_template("events/bulk.html", form=form, **context)
    return page, 422 if form.errors else 200


def left_out(wanted: EventFilter, number: int) -> list[str]:
    """Return sentences about what of the selection is not there; hidden and gone read alike."""
    missing = len(wanted.ids) - number
    gone = ngettext(
        "%(num)s selected event is not there any more and was left out.",
        "%(num)s selected events are not there any more and were left out.",
        missing,
    )
    return [*wanted.problems, *([gone] if missing else [])]
