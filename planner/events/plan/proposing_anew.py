"""Proposing anew in a form that was sent, when another kind is chosen there."""

from collections.abc import Mapping, Sequence
from typing import Any

from planner.events.plan.form_data import ticked_defaults
from planner.events.plan.proposals import proposed_links
from planner.events.plan.row_names import LINK
from planner.kinds.queries import kind_names
from planner.objectives.models import Objective


def propose_anew(form: Any, kind: str, objectives: Sequence[Objective]) -> None:
    """Tick the objectives of a newly chosen kind, unless somebody changed the earlier proposal."""
    before = form.proposed_for.data
    if before == kind or before not in kind_names():
        return
    earlier = {link.objective_id for link in proposed_links(before, objectives)}
    ticked = {key for key in form.objective_ids if form[f"{LINK}{key}"].data}
    refill(form, {"proposed_for": kind})
    if ticked == earlier:
        none = {f"{LINK}{one.id}{part}": None for one in objectives for part in LINK_PARTS}
        refill(form, none | ticked_defaults(proposed_links(kind, objectives)))


LINK_PARTS = ("", "_weight", "_primary", "_effect")


def refill(form: Any, data: Mapping[str, Any]) -> None:
    """Put values into fields of a form in place of what was sent."""
    for name, value in data.items():
        if name in form:
            form[name].raw_data = None
            form[name].process(None, value)
