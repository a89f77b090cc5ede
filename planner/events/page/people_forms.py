"""Forms of who takes part in an event."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField

from planner.choices import (
    AttendanceRole,
    AttendanceState,
)
from planner.events.models import Attendance, Event
from planner.events.page.record_forms import RowsForm
from planner.events.plan.fields import (
    NOTHING,
    chosen_or_none,
    line_of,
    one_line,
    options,
)
from planner.participants.double_forms import AnswerField
from planner.shapes.event_record import (
    AttendanceList,
    AttendanceRow,
    KnownPerson,
    NewParticipant,
)
from planner.terms.fields import SuggestField
from planner.terms.models import Rank
from planner.web.forms import PlannerForm
from planner.web.nation_fields import NationSelectField
from planner.web.number_fields import NumberField


def people_form(rows: list[Attendance]) -> type[RowsForm]:
    """Return the form class for who takes part and who came."""
    fields: dict[str, Any] = {
        "shape": AttendanceList,
        "key_name": "attendance_id",
        "parts": ("role", "state", "has_attended", "note"),
        "keys": tuple(row.id for row in rows),
    }
    for row in rows:
        fields[f"role_{row.id}"] = SelectField(
            _l("Role"), choices=options(AttendanceRole.choices()), coerce=AttendanceRole
        )
        fields[f"state_{row.id}"] = SelectField(
            _l("State"), choices=options(AttendanceState.choices()), coerce=AttendanceState
        )
        fields[f"has_attended_{row.id}"] = BooleanField(_l("Came"))
        fields[f"note_{row.id}"] = line_of(AttendanceRow, "note", _l("Note"))
    return type("PeopleForm", (RowsForm,), fields)


def people_data(event: Event) -> dict[str, Any]:
    """Return the stored attendance as form data."""
    data: dict[str, Any] = {"version": event.version}
    for row in event.attendances:
        for part in ("role", "state", "has_attended", "note"):
            data[f"{part}_{row.id}"] = getattr(row, part)
    return data


class AddKnownForm(PlannerForm):
    """Somebody who is known already, put on the list."""

    shape = KnownPerson

    person_id = NumberField(_l("Person"))


class NewPersonForm(PlannerForm):
    """Somebody who is not known yet: as little as the list needs."""

    shape = NewParticipant

    rank = SuggestField(_l("Rank"), Rank)
    name = one_line(_l("Name"))
    nation_code = NationSelectField(_l("Nation"), coerce=chosen_or_none)
    post = one_line(_l("Post"))
    role = SelectField(_l("Role"), choices=options(AttendanceRole.choices()), coerce=AttendanceRole)
    answer = AnswerField(_l("Is this the same person?"))

    def __init__(self, *args: Any, nations: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.nation_code.choices = options({**NOTHING, **nations})
        self.role.data = self.role.data or AttendanceRole.PARTICIPANT
