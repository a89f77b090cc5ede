"""The form of a new event made of an old one, shown before anything is saved."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.clock import now, today
from planner.events.choice_queries import objectives_for
from planner.events.models import Event
from planner.events.plan.form_page_views import helped, page
from planner.events.plan.kind_forms import event_form
from planner.events.plan.newcomer_views import newcomer_rows
from planner.events.plan.offer_views import offer
from planner.events.plan.prefill import filled_with
from planner.events.plan.saved_notes import tell_notes
from planner.events.plan.sent_views import chosen_kind, left_over, place_rows, wants_help
from planner.text import reading
from planner.web.access import viewer


@dataclass(frozen=True)
class Preview:
    """What the form's page says of a new event that is made of an old one."""

    source: Event
    title: str
    note: str
    first: date | None = None
    """The first day that was asked for."""


def shown_first(
    event: Event, plan: dict[str, Any], make: Callable[..., Event], preview: Preview
) -> ResponseReturnValue:
    """Show the form of the new event, filled in; save it when it is sent."""
    linked = {row.objective_id for row in plan["links"]}
    objectives = objectives_for(plan["starts_on"] or today(), linked)
    kind, rows = chosen_kind(plan["kind"]), place_rows(plan["places"])
    offered = offer(objectives)
    data = filled_with(plan) | {"places": rows, "newcomers": 0, "proposed_for": ""}
    data |= {"version": 0, "owner_id": viewer().user_id}
    lost = left_over(kind, plan["details"])
    form = event_form(kind, offered, rows, newcomer_rows())(
        data=data, offer=offered, left_over=lost
    )
    if wants_help():
        return helped(form, None, preview)
    if made := form.submit(make, event, viewer=viewer(), now=now()):
        flash(_("“%(title)s” is on the plan as a concept", title=made.title), "success")
        tell_notes(made)
        return redirect(url_for(".show", event_id=made.id), 303)
    return page(form, None, preview)


def asked_day() -> date | None:
    """Return the first day that the address asks for; None without a readable one."""
    return reading.or_none(reading.day, request.args.get("from", ""))
