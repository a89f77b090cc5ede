"""New events made of old ones: a copy, the next edition, a cancelled event revived."""

from datetime import datetime

from flask_babel import gettext as _

from planner.db import db
from planner.errors import RuleBroken
from planner.events.models import Event
from planner.events.plan.actions import plan_event
from planner.events.plan.copied_plans import plan_of
from planner.events.plan.copies import edition_plan
from planner.events.queries import edition_after
from planner.events.states.steps import check_step
from planner.shapes.event_plan import EventPlan
from planner.viewers import Viewer


def copy_event(
    event: Event, plan: EventPlan | None = None, *, viewer: Viewer, now: datetime
) -> Event:
    """Make a concept like an event, as entered or as it is; without attendance and approval."""
    check_step("new_like_it", event, viewer)
    entered = plan or EventPlan(**plan_of(event, viewer))
    copy = plan_event(entered, viewer=viewer, now=now)
    copy.copied_from_id = event.id
    take_planned_headcounts(copy, event)
    return copy


def next_edition(
    event: Event, plan: EventPlan | None = None, *, viewer: Viewer, now: datetime
) -> Event:
    """Make the concept of the next edition, as entered or as it is proposed.

    Links and partners come along with their planned headcounts; participants do not. Raises
    RuleBroken when the next edition is there already.
    """
    if there := edition_after(event):
        raise RuleBroken(_("The next edition is there already: “%(title)s”.", title=there.title))
    entered = plan or EventPlan(**edition_plan(event, viewer))
    return copy_event(event, entered, viewer=viewer, now=now)


def revive_event(
    event: Event, plan: EventPlan | None = None, *, viewer: Viewer, now: datetime
) -> Event:
    """Make a concept of a cancelled event, which then names it as its replacement."""
    check_step("revive", event, viewer)
    copy = copy_event(event, plan, viewer=viewer, now=now)
    if event.replaced_by_id is None:
        db.session.flush()  # gives the copy its key
        event.replaced_by_id = copy.id
    return copy


def take_planned_headcounts(copy: Event, event: Event) -> None:
    """Take over each nation's role and planned headcount."""
    before = {row.nation_code: row for row in event.partners}
    for row in copy.partners:
        if old := before.get(row.nation_code):
            row.role, row.headcount_planned = old.role, old.headcount_planned
