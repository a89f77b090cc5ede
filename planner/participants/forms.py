"""Forms for people."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, SelectField, StringField, TelField, TextAreaField

from planner.choices import RetentionClass
from planner.participants.double_forms import AnswerField
from planner.participants.double_queries import Typed
from planner.partners.fields import options
from planner.shapes.person import NamesExport, WrittenPerson
from planner.terms.fields import SuggestField
from planner.terms.models import ArmedService, Rank
from planner.text.reading import row_id_or_none
from planner.web.day_fields import DayField
from planner.web.forms import PlannerForm
from planner.web.nation_fields import NationSelectField
from planner.web.versioned_forms import VersionedForm

Names = Mapping[str, str]


class PersonForm(VersionedForm):
    """What the office keeps of a person, and no more (DOMAIN 3)."""

    shape = WrittenPerson

    rank = SuggestField(_l("Rank"), Rank)
    name = StringField(_l("Name"))
    name_native = StringField(_l("Name in native script"))
    nation_code = NationSelectField(_l("Nation"))
    organisation_id = SelectField(_l("Organisation"), coerce=row_id_or_none)
    armed_service = SuggestField(_l("Service"), ArmedService)
    post = StringField(_l("Post"))
    languages = StringField(_l("Languages"))
    email = EmailField(_l("E-mail"))
    phone = TelField(_l("Telephone"))
    tour_ends_on = DayField(_l("Tour ends on"))
    is_cleared = BooleanField(_l("Security clearance held"))
    clearance_expires_on = DayField(_l("Clearance ends on"))
    special_needs = TextAreaField(_l("Special needs"))
    has_consent = BooleanField(_l("The person agreed that we note special needs"))
    purpose = StringField(_l("Why we keep this record"))
    retention = SelectField(_l("How long we keep it"), coerce=RetentionClass)
    answer = AnswerField(_l("Is this the same person?"))

    def __init__(
        self, *args: Any, nations: Names, organisations: Mapping[int, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.nation_code.choices = options(nations, _l("Choose the nation"))
        self.organisation_id.choices = options(organisations, _l("Not known"))
        self.retention.choices = options(RetentionClass.choices())

    @property
    def typed(self) -> Typed:
        """Return what was entered of who it is."""
        return Typed(
            self.name.data or "",
            self.nation_code.data or "",
            self.name_native.data or "",
            self.email.data or "",
        )


class ExportForm(PlannerForm):
    """Why names leave the product, and in which file."""

    may_be_sent_again = True  # the page stays after the download; each file is noted

    shape = NamesExport

    reason = StringField(_l("Reason"))
    suffix = SelectField(
        _l("File"),
        choices=options({"csv": "CSV", "xlsx": "Excel (XLSX)", "print": _l("A page to print")}),
    )
