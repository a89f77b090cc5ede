"""The fields of a row of the event form: an objective, a place."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import Optional

from planner.events.plan.fields import chosen_or_none, line_of
from planner.events.plan.row_names import LINK, PLACE
from planner.shapes.event_parts import PlannedLink, PlannedPlace
from planner.web.nation_box_fields import NationBoxField
from planner.web.number_fields import NumberField
from planner.web.shaped import limits


def objective_fields(key: int, label: str) -> dict[str, Any]:
    """Return the four fields of one objective's row."""
    name = f"{LINK}{key}"
    weight = [Optional(), *limits(PlannedLink, "weight")]
    return {
        name: BooleanField(label),
        f"{name}_weight": NumberField(_l("Weight"), weight, places=4, kind=float),
        f"{name}_primary": BooleanField(_l("Primary")),
        f"{name}_effect": line_of(PlannedLink, "intended_effect", _l("Intended effect")),
    }


def place_fields(row: int) -> dict[str, Any]:
    """Return the three fields of one place's row."""
    return {
        f"{PLACE}{row}_town": line_of(PlannedPlace, "town", _l("Town or base")),
        f"{PLACE}{row}_nation": NationBoxField(_l("Country"), coerce=chosen_or_none),
        f"{PLACE}{row}_phase": line_of(PlannedPlace, "phase", _l("Phase")),
    }
