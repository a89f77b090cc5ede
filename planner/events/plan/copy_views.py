"""Forms in which a new event made of an old one is shown, before anything is saved."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.clock import now, today
from planner.events.blueprint import bp
from planner.events.choice_queries import objectives_for
from planner.events.models import Event
from planner.events.plan.copies import (
    copied_plan,
    copy_event,
    edition_plan,
    interval_of,
    interval_words,
    next_edition,
    revive_event,
    revived_plan,
)
from planner.events.plan.kind_forms import event_form
from planner.events.plan.newcomer_views import newcomer_rows
from planner.events.plan.prefill import filled_with
from planner.events.plan.views import (
    chosen_kind,
    helped,
    left_over,
    offer,
    page,
    place_rows,
    shown,
    wants_help,
)
from planner.events.queries import edition_after
from planner.events.states.step_views import turned_away
from planner.text import reading
from planner.web.access import may, viewer


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
    form = event_form(kind, offered, rows, newcomer_rows(), lost)(data=data, offer=offered)
    if wants_help():
        return helped(form, None, preview)
    if made := form.submit(make, event, viewer=viewer(), now=now()):
        flash(_("“%(title)s” is on the plan as a concept", title=made.title), "success")
        return redirect(url_for(".show", event_id=made.id), 303)
    return page(form, None, preview)


def asked_day() -> date | None:
    """Return the first day that the address asks for; None without a readable one."""
    return reading.or_none(reading.day, request.args.get("from", ""))


@bp.route("/<id:event_id>/copy", methods=["GET", "POST"])
@may("plan")
def copy(event_id: int) -> ResponseReturnValue:
    """Show a concept like this event, its days moved on; the query may name the first day."""
    event = shown(event_id)
    if away := turned_away("new_like_it", event):
        return away
    first = asked_day()
    plan = copied_plan(event, viewer(), today(), first)
    preview = Preview(event, _("Copy of %(title)s", title=event.title), moved(plan), first)
    return shown_first(event, plan, copy_event, preview)


@bp.route("/<id:event_id>/next-edition", methods=["GET", "POST"])
@may("plan")
def next_edition_of(event_id: int) -> ResponseReturnValue:
    """Show the concept of the next edition, the interval of its series later."""
    event = shown(event_id)
    if away := turned_away("new_like_it", event):
        return away
    if request.method == "GET" and (there := edition_after(event)):
        flash(_("The next edition is there already: “%(title)s”.", title=there.title), "warning")
        return redirect(url_for(".show", event_id=there.id), 303)
    first = asked_day()
    plan = edition_plan(event, viewer(), first)
    note = moved(plan, "" if first else interval_words(interval_of(event)))
    preview = Preview(event, _("Next edition of %(title)s", title=event.title), note, first)
    return shown_first(event, plan, next_edition, preview)


@bp.route("/<id:event_id>/revive", methods=["GET", "POST"])
@may("plan")
def revive(event_id: int) -> ResponseReturnValue:
    """Show the concept that a cancelled event is revived as."""
    event = shown(event_id)
    if away := turned_away("revive", event):
        return away
    first = asked_day()
    plan = revived_plan(event, viewer(), today(), first)
    preview = Preview(event, _("Revive %(title)s", title=event.title), moved(plan), first)
    return shown_first(event, plan, revive_event, preview)


def moved(plan: dict[str, Any], interval: str = "") -> str:
    """Return what was done to the days and what was left behind."""
    if plan["starts_on"] is None:
        days = _("The days are yours to set.")
    elif interval:
        days = _(
            "All days are %(interval)s later, on the same weekdays: the event’s own, its "
            "conferences and every other day.",
            interval=interval,
        )
    else:
        days = _("The conferences and every other day keep their distance to the first day.")
    return " ".join(
        [
            _("Nothing is saved yet: check it, then save."),
            days,
            _(
                "Marking and release are set anew; people, agreements, clearances, actual figures "
                "and outcomes stay with the old event."
            ),
        ]
    )
