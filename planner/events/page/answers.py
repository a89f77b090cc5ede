"""How the pages beside an event’s plan answer: saved, waiting, to be corrected, removed."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from planner.events.approval.queries import open_proposal
from planner.events.models import Event
from planner.events.shown import shown
from planner.web.forms import PlannerForm
from planner.web.removal_forms import RemovalForm
from planner.web.targets import local_target

WAITS = _l("What the approval binds waits for an approver.")


def answer(name: str, form: PlannerForm, event: Event, **more: Any) -> ResponseReturnValue:
    """Return a part's page; 422 when something has to be corrected."""
    context = {"form": form, "event": event, "page_marking": event.marking, **more}
    is_wrong = bool(form.errors or form.form_errors)
    return render_template(f"events/{name}.html", **context), 422 if is_wrong else 200


def saved(event_id: int, endpoint: str, sentence: Any) -> ResponseReturnValue:
    """Say that it was saved and go on."""
    flash(str(sentence), "success")
    return redirect(url_for(endpoint, event_id=event_id), 303)


def saved_or_proposed(event_id: int, sentence: str) -> ResponseReturnValue:
    """Say that it was saved, and whether a part of it waits for an approver."""
    waits = f" {WAITS}" if open_proposal(shown(event_id)) else ""
    return saved(event_id, ".show", f"{sentence}{waits}")


def pressed(event_id: int, endpoint: str, form: PlannerForm, sentence: str) -> ResponseReturnValue:
    """Answer a button that cannot be corrected: say what happened, go back to the page."""
    is_done = not form.form_errors
    flash(sentence if is_done else form.form_errors[0], "success" if is_done else "error")
    return redirect(url_for(endpoint, event_id=event_id), 303)


def removed(page: str, form: RemovalForm, sentence: str) -> ResponseReturnValue:
    """Answer a button that takes something off: say what happened, offer to bring it back."""
    if form.form_errors:
        flash(form.form_errors[0], "error")
    else:
        form.tell(sentence)
    return redirect(local_target(page), 303)
