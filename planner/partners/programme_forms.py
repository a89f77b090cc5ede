"""The form of a programme: a series, an agreement, a scheme."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField, TextAreaField

from planner.choices import ProgrammeKind
from planner.kinds.models import EventKind
from planner.partners.fields import options
from planner.partners.forms import Names
from planner.shapes.organisation import WrittenProgramme
from planner.terms.fields import TermField
from planner.web.nation_fields import NationSelectField, NationTicksField
from planner.web.number_fields import NumberField
from planner.web.versioned_forms import VersionedForm


class ProgrammeForm(VersionedForm):
    """A series, an agreement or a scheme."""

    shape = WrittenProgramme

    name = StringField(_l("Name"))
    kind = SelectField(_l("What it is"), coerce=ProgrammeKind)
    main_kind = TermField(_l("Kind of its events"), EventKind, nothing=_l("Several kinds"))
    lead_code = NationSelectField(_l("Lead nation"), default="")
    partner_codes = NationTicksField(_l("Partners"))
    group_code = SelectField(_l("Add all members of"), default="")
    is_host_alternating = BooleanField(_l("Hosts take turns"))
    interval_months = NumberField(_l("Months between editions"))
    started_year = NumberField(_l("First year"))
    ended_year = NumberField(_l("Last year"))
    description = TextAreaField(_l("Description"))
    source_note = TextAreaField(_l("Where this is known from"))

    def __init__(self, *args: Any, nations: Names, groups: Names, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = options(ProgrammeKind.choices())
        self.lead_code.choices = options(nations, _l("None"))
        self.partner_codes.choices = options(nations)
        self.group_code.choices = options(groups, _l("No group"))
