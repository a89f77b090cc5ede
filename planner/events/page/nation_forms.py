"""The form of the nations of an event: their parts and headcounts."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectField
from wtforms.validators import Optional

from planner.choices import PartnerRole
from planner.events.models import Event
from planner.events.page.row_forms import RowsForm
from planner.events.plan.fields import options
from planner.shapes.event_record import NationPart, NationParts
from planner.web.number_fields import NumberField
from planner.web.shaped import limits


def nations_form(event: Event) -> type[RowsForm]:
    """Return the form class for the nations' roles and headcounts."""
    codes = tuple(row.nation_code for row in event.partners)
    fields: dict[str, Any] = {
        "shape": NationParts,
        "key_name": "nation_code",
        "parts": ("role", "headcount_planned", "headcount_actual"),
        "keys": codes,
    }
    for code in codes:
        fields[f"role_{code}"] = SelectField(
            _l("Part"), choices=options(PartnerRole.choices()), coerce=PartnerRole
        )
        fields[f"headcount_planned_{code}"] = headcount("headcount_planned", _l("Planned"))
        fields[f"headcount_actual_{code}"] = headcount("headcount_actual", _l("Came"))
    return type("NationsForm", (RowsForm,), fields)


def headcount(name: str, label: Any) -> NumberField:
    """Return the field for a headcount of one nation."""
    return NumberField(label, [Optional(), *limits(NationPart, name)])


def nations_data(event: Event, proposed: Mapping[str, PartnerRole]) -> dict[str, Any]:
    """Return the stored roles and headcounts as form data; a proposed role in place of its own."""
    data: dict[str, Any] = {"version": event.version}
    for row in event.partners:
        for part in ("role", "headcount_planned", "headcount_actual"):
            data[f"{part}_{row.nation_code}"] = getattr(row, part)
        data[f"role_{row.nation_code}"] = proposed.get(row.nation_code, row.role)
    return data
