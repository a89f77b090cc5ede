"""Forms for organisations and institutions."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField

from planner.choices import OrganisationKind
from planner.partners.fields import options
from planner.partners.forms import Names
from planner.partners.labels import INSTITUTION_LEVELS
from planner.shapes.organisation import WrittenInstitution, WrittenOrganisation
from planner.terms.fields import TermField
from planner.terms.models import ArmedService
from planner.text.reading import row_id_or_none
from planner.web.nation_fields import NationSelectField
from planner.web.number_fields import NumberField
from planner.web.versioned_forms import VersionedForm


class OrganisationForm(VersionedForm):
    """A ministry, service, unit, academy or agency, and what it stands under."""

    shape = WrittenOrganisation

    name = StringField(_l("Name"))
    short_name = StringField(_l("Short name"))
    kind = SelectField(_l("Kind"), coerce=OrganisationKind)
    nation_code = NationSelectField(_l("Nation"), default="")
    parent_id = SelectField(_l("Stands under"), coerce=row_id_or_none)
    town = StringField(_l("Town"))
    note = TextAreaField(_l("Note"))

    def __init__(
        self, *args: Any, nations: Names, parents: Mapping[int, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = options(OrganisationKind.choices())
        self.nation_code.choices = options(nations, _l("International"))
        self.parent_id.choices = options(parents, _l("Nothing: it is at the top"))


class InstitutionForm(VersionedForm):
    """A place where officers are taught."""

    shape = WrittenInstitution

    name = StringField(_l("Name"))
    nation_code = NationSelectField(_l("Nation"), default="")
    town = StringField(_l("Town"))
    level = SelectField(_l("Level"), default="")
    armed_service = TermField(_l("Service"), ArmedService, _l("Not known"))
    founded_year = NumberField(_l("Founded in"))
    source_note = TextAreaField(_l("Where this is known from"))

    def __init__(self, *args: Any, nations: Names, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.nation_code.choices = options(nations, _l("International"))
        self.level.choices = options(INSTITUTION_LEVELS, _l("Not known"))
