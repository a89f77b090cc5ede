"""The list of plans, declared once."""

from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _l

from planner.objectives.models import Plan
from planner.web.lists.columns import ListColumn, RowList
from planner.web.nationnames import nation_name


def address_of(plan: Plan) -> str:
    """Return where a plan's objectives are."""
    return url_for("objectives.index", plan=plan.id)


def nation_of_plan(plan: Plan, _about: Any) -> str:
    """Return the name of the nation that a plan is for; nothing of a plan of the office."""
    return nation_name(plan.nation_code) if plan.nation_code else ""


def aims_of(plan: Plan, _about: Any) -> str:
    """Return the names of the aims that a plan serves."""
    return "; ".join(aim.name for aim in plan.aims)


PLANS = RowList(
    "plans",
    _l("Plans"),
    (
        ListColumn("name", _l("Plan"), "name", width=44),
        ListColumn("nation", _l("Nation"), nation_of_plan, width=24),
        ListColumn("first", _l("First day"), "starts_on", "day"),
        ListColumn("last", _l("Last day"), "ends_on", "day"),
        ListColumn("aims", _l("Aims"), aims_of, width=44),
        ListColumn("note", _l("Note"), "note", width=60, where="file"),
    ),
    address=address_of,
    endpoint="plans.index",
)
"""The latest period first."""
