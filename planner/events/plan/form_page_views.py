"""The page of the event form: shown, shown anew, to be corrected."""

from collections.abc import Iterable
from typing import Any

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from planner.choices import Marking
from planner.events.approval.material import is_bound
from planner.events.models import Event
from planner.events.plan.forms import EventForm
from planner.events.plan.marking_words import warning
from planner.events.plan.newcomer_views import questions_in, serve_people
from planner.events.plan.offer import zones_of
from planner.events.plan.so_far import plan_in
from planner.web.nationnames import own_codes, partner_codes


def say(sentences: Iterable[str]) -> None:
    """Say on this very page what of its address was left out."""
    for sentence in sentences:
        flash(sentence, "warning")


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
        "so_far": plan_in(form, event, is_told=bool(event or preview or request.values)),
    }
    is_wrong = bool(form.errors or form.form_errors)
    return render_template("events/edit.html", **context), 422 if is_wrong else 200


def marking_shown(event: Event | None, preview: Any) -> Marking | None:
    """Return the marking of the event that a form shows: its own, or the one it is made of."""
    source = preview.source if preview else event
    return source.marking if source else None
