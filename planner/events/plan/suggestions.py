"""The objectives that the quick log ticks for a kind."""

from collections.abc import Sequence

from planner.events.plan.proposals import proposed_links
from planner.events.plan.proposing_anew import refill
from planner.events.plan.quick_forms import QuickForm
from planner.kinds.queries import kind_names
from planner.objectives.models import Objective


def suggested(kind: str, objectives: Sequence[Objective], wanted: Sequence[int] = ()) -> list[int]:
    """Return the keys of the objectives that the kind proposes or somebody asked for."""
    return [link.objective_id for link in proposed_links(kind, objectives, wanted)]


def suggest_anew(form: QuickForm, kind: str, objectives: Sequence[Objective]) -> None:
    """Tick what the new kind proposes, unless the earlier proposal was changed by hand."""
    before = form.proposed_for.data
    earlier = suggested(before, objectives) if before in kind_names() else []
    untouched = set(form.objective_ids.data or ()) == set(earlier)
    refill(form, {"proposed_for": kind})
    if untouched:
        refill(form, {"objective_ids": suggested(kind, objectives)})
