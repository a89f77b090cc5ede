"""What events show on the page of the objective that they serve."""

from typing import Any

from planner.clock import today
from planner.events.queries import events_serving
from planner.objectives.models import Objective
from planner.web.markings import note_markings
from planner.web.panels import panel


@panel("objective", order=30)
def objective_panel(objective: Objective) -> tuple[str, dict[str, Any]]:
    """Show what is coming up for an objective and what was last."""
    ahead, past = events_serving(objective.id, today())
    note_markings([*ahead, *past])
    return "events/_of_objective.html", {"ahead": ahead, "past": past, "objective": objective}
