"""The form of the coordination log: who agreed, and when."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from planner.choices import CoordinationParty
from planner.events.plan.fields import long_text, options
from planner.shapes.event_record import NewAgreement
from planner.web.day_fields import DayField
from planner.web.forms import PlannerForm
from planner.web.nation_fields import NationTicksField


class AgreementForm(PlannerForm):
    """Coordination entries: one party, or several nations at once."""

    shape = NewAgreement

    party = SelectField(_l("Who agreed"), choices=options(CoordinationParty.choices()))
    nation_codes = NationTicksField(
        _l("Partner nations that agreed"),
        description=_l("Tick every nation that this entry is about: each keeps its own."),
    )
    agreed_on = DayField(_l("Day"))
    note = long_text(_l("Note"), _l("Who, in which letter or talk."))

    def __init__(self, *args: Any, nations: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.nation_codes.choices = options(nations)
