"""How every event begins, whichever door it comes in by: written, marked, in the writer's scope."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from planner.choices import EventState, Marking
from planner.db import db
from planner.events.models import Event, Transition
from planner.events.moment_queries import moment_of_new
from planner.events.plan.asked_marking import fitting_marking
from planner.events.plan.day_order import check_day_order
from planner.events.plan.least_marking import check_least_marking
from planner.events.plan.marking_told import COLUMNS
from planner.events.plan.newcomer_actions import with_newcomers
from planner.events.plan.straightening import straightened
from planner.events.plan.writing import write
from planner.events.states.guards import check_scope
from planner.viewers import Viewer


def begin_event(
    values: Mapping[str, Any], *, told: Mapping[str, Any], viewer: Viewer, now: datetime
) -> Event:
    """Return a new event of these values, its story begun with what is `told`: state and note.

    Raises NotAllowed for what is out of scope.
    """
    event = Event(author_id=viewer.user_id, owner_id=viewer.user_id, created_at=now, details={})
    found = straightened(event, with_newcomers(values, event=None, viewer=viewer, now=now))
    if "marking" not in found:
        found["marking"] = usual_marking(found, viewer)
    write(event, found)
    check_day_order(event)
    event.state = told.get("to_state", EventState.CONCEPT)
    story = {"to_state": event.state} | dict(told)
    moment = moment_of_new(event)
    story |= moment.columns if moment else {}
    event.transitions.append(Transition(by_id=viewer.user_id, at=now, **story))
    check_scope(event, viewer)
    check_least_marking(event, viewer)
    db.session.add(event)
    return event


def usual_marking(values: Mapping[str, Any], viewer: Viewer) -> Marking:
    """Return the marking of a new event that nobody marked: OFFICIAL, or higher if it asks so."""
    told = dict.fromkeys(COLUMNS) | {name: values.get(name) for name in COLUMNS}
    return min(fitting_marking(told, Marking.OFFICIAL), viewer.ceiling)
