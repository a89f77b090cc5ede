"""What this room shows on the pages of lower rooms, and the number behind its menu entry."""

from typing import Any

from planner.choices import EXECUTED_STATES, STRENGTH_LABELS, TONE_LABELS, EventState, OutcomeSign
from planner.clock import today
from planner.events.gates import missing_for
from planner.events.models import Event
from planner.objectives.models import Objective
from planner.outcomes.choice_queries import HELD_STATES
from planner.outcomes.event_queries import what_came_of
from planner.outcomes.follow_up_queries import (
    open_count,
    promised_to_nation,
    promised_to_organisation,
)
from planner.outcomes.queries import (
    outcomes_of_objective,
    outcomes_with,
    strengths_of,
)
from planner.partners.models import Nation, Organisation
from planner.web.access import viewer
from planner.web.navigation import counts
from planner.web.panels import panel

Shown = tuple[str, dict[str, Any]] | None


@counts("followups.index")
def owed_by_me() -> int:
    """Count what the viewer still owes."""
    return open_count(viewer().user_id)


@panel("event", order=40)
def event_panel(event: Event) -> Shown:
    """Show what came of an event: report, outcomes, lessons, media, follow-ups."""
    is_held = event.state in HELD_STATES
    return "outcomes/_event.html", {
        "event": event,
        "is_held": is_held,
        "is_open": event.state is not EventState.CLOSED,
        "is_reportable": event.state in EXECUTED_STATES and event.state is not EventState.CLOSED,
        **what_came_of(event),
        "missing": missing_for(event, EventState.REPORTED)
        if event.state is EventState.EXECUTED
        else [],
        "today": today(),
        "tones": TONE_LABELS,
    }


@panel("nation", order=40)
def nation_panel(nation: Nation) -> Shown:
    """Show the open promises to a nation and the last outcomes with it."""
    return "outcomes/_partner.html", {
        "promises": promised_to_nation(nation.code),
        "outcomes": outcomes_with(nation.code),
        "has_outcomes": True,
        "code": nation.code,
        "today": today(),
    }


@panel("organisation", order=40)
def organisation_panel(organisation: Organisation) -> Shown:
    """Show the open promises to an organisation."""
    return "outcomes/_partner.html", {
        "promises": promised_to_organisation(organisation.id),
        "outcomes": [],
        "has_outcomes": False,
        "code": organisation.nation_code,
        "today": today(),
    }


@panel("objective", order=40)
def objective_panel(objective: Objective) -> Shown:
    """Show the outcomes against an objective, by strength, negative ones beside."""
    strengths = strengths_of(objective.id)
    rows = [
        (label, [strengths.get((sign, level), 0) for sign in OutcomeSign])
        for level, label in sorted(STRENGTH_LABELS.items(), reverse=True)
    ]
    return "outcomes/_objective.html", {
        "objective": objective,
        "outcomes": outcomes_of_objective(objective.id),
        "signs": list(OutcomeSign),
        "rows": rows,
        "total": sum(strengths.values()),
    }
