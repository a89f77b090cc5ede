"""The quick log: no field that is not needed yet (DESIGN J1)."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length
from wtforms.widgets import HiddenInput

from planner.choices import EventKind
from planner.events.fields import NationsField, one_line, options, stripped
from planner.reading import row_id
from planner.web.fields import ChoicesField
from planner.web.forms import PlannerForm
from planner.web.number_fields import DayField


class QuickForm(PlannerForm):
    """What happened, of which kind, when, with whom, for what."""

    title = StringField(
        _l("What happened?"),
        [
            DataRequired(_l("Say in a few words what it was.")),
            Length(max=200, message=_l("Keep it under 200 characters.")),
        ],
        filters=[stripped],
    )
    kind = SelectField(_l("Kind"), choices=options(EventKind.choices()), coerce=EventKind)
    day = DayField(_l("Day"), [InputRequired(_l("Enter the day."))])
    partner_codes = NationsField(
        _l("Partner nations"), [InputRequired(_l("Enter at least one nation."))]
    )
    objective_ids = ChoicesField(_l("Objectives served"), coerce=row_id)
    line = one_line(_l("In one line"), 500)
    proposed_for = StringField(widget=HiddenInput())

    def __init__(
        self,
        *args: Any,
        nations: Mapping[str, str],
        groups: Mapping[str, list[str]],
        objectives: Mapping[int, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.partner_codes.names, self.partner_codes.groups = nations, groups
        self.objective_ids.choices = options(objectives)

    @property
    def values(self) -> dict[str, Any]:
        """Return the action's keywords."""
        return {k: v for k, v in super().values.items() if k != "proposed_for"}
