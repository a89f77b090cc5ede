"""Forms by which somebody is put on an event’s list."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from planner.choices import AttendanceRole
from planner.events.plan.fields import chosen_or_none, one_line, options
from planner.events.plan.own_fields import NOTHING
from planner.participants.double_forms import AnswerField
from planner.shapes.attendance import KnownPerson, NewParticipant
from planner.terms.fields import SuggestField
from planner.terms.models import Rank
from planner.web.forms import PlannerForm
from planner.web.nation_fields import NationSelectField
from planner.web.number_fields import NumberField


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
