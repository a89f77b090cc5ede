"""The form of everybody on an event’s list: roles, states, who came."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField
from wtforms.validators import Optional

from planner.choices import AttendanceRole, AttendanceState
from planner.events.models import Attendance, Event
from planner.events.page.row_forms import RowsForm
from planner.events.plan.fields import line_of, options
from planner.shapes.attendance import AttendanceList, AttendanceRow
from planner.web.number_fields import NumberField
from planner.web.shaped import limits

PARTS = ("role", "state", "precedence", "seat", "has_attended", "note")


def people_form(rows: list[Attendance]) -> type[RowsForm]:
    """Return the form class for who takes part and who came."""
    fields: dict[str, Any] = {
        "shape": AttendanceList,
        "key_name": "attendance_id",
        "parts": PARTS,
        "keys": tuple(row.id for row in rows),
    }
    for row in rows:
        fields[f"role_{row.id}"] = SelectField(
            _l("Role"), choices=options(AttendanceRole.choices()), coerce=AttendanceRole
        )
        fields[f"state_{row.id}"] = SelectField(
            _l("State"), choices=options(AttendanceState.choices()), coerce=AttendanceState
        )
        fields[f"precedence_{row.id}"] = NumberField(
            _l("Precedence"), [Optional(), *limits(AttendanceRow, "precedence")]
        )
        fields[f"seat_{row.id}"] = line_of(AttendanceRow, "seat", _l("Seat"))
        fields[f"has_attended_{row.id}"] = BooleanField(_l("Came"))
        fields[f"note_{row.id}"] = line_of(AttendanceRow, "note", _l("Note"))
    return type("PeopleForm", (RowsForm,), fields)


def people_data(event: Event) -> dict[str, Any]:
    """Return the stored attendance as form data."""
    data: dict[str, Any] = {"version": event.version}
    for row in event.attendances:
        for part in PARTS:
            data[f"{part}_{row.id}"] = getattr(row, part)
    return data
