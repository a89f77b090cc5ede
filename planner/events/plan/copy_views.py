"""Pages on which an event is made of an old one: a copy, the next edition, a revived event."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.clock import today
from planner.events.blueprint import bp
from planner.events.plan.copies import copied_plan, edition_plan, revived_plan
from planner.events.plan.copy_actions import copy_event, next_edition, revive_event
from planner.events.plan.copy_form_views import Preview, asked_day, shown_first
from planner.events.plan.copy_words import moved
from planner.events.plan.intervals import interval_of, interval_words
from planner.events.queries import edition_after
from planner.events.shown import shown
from planner.events.states.step_views import turned_away
from planner.web.access import may, viewer


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
