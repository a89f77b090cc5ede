"""The door of a page on which something is done at an event: shut when it would be refused."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from planner.errors import NotAllowed
from planner.events.models import Event
from planner.events.states.steps import refusal
from planner.web.access import viewer


def turned_away(step: str, event: Event) -> ResponseReturnValue | None:
    """Return the way back to the event, with the reason, when its state forbids a step.

    Who may not take the step in any state gets the sentence as a page. What is sent goes on to
    the action, which refuses by the same check and keeps what was typed.
    """
    broken = refusal(step, event, viewer()) if request.method == "GET" else None
    if broken is None:
        return None
    if isinstance(broken, NotAllowed):
        raise broken
    flash(str(broken), "warning")
    return redirect(url_for("events.show", event_id=event.id), 303)
