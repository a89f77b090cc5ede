"""Forms for nations, partner groups, organisations, institutions and programmes."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField, TextAreaField

from planner.choices import Marking, NationTier, OrganisationKind, ProgrammeKind
from planner.kinds.models import EventKind
from planner.partners.fields import optional_member, options
from planner.partners.labels import INSTITUTION_LEVELS
from planner.shapes.nation import OwnNation, WrittenGroup, WrittenNation, WrittenNationName
from planner.shapes.organisation import (
    WrittenInstitution,
    WrittenOrganisation,
    WrittenProgramme,
)
from planner.terms.fields import TermField
from planner.terms.models import ArmedService
from planner.text.reading import marking_or_none, row_id_or_none
from planner.web.forms import PlannerForm, VersionedForm
from planner.web.nation_fields import NationSelectField, NationTicksField
from planner.web.number_fields import NumberField

Names = Mapping[str, str]


class NationForm(VersionedForm):
    """What the office knows of a nation."""

    shape = WrittenNation

    name = StringField(_l("Name"))
    is_partner = BooleanField(_l("We work with this nation"))
    tier = SelectField(_l("Tier"), coerce=optional_member(NationTier))
    limit_days = NumberField(_l("Days without contact before we are reminded"))
    release_ceiling = SelectField(_l("May be given up to"), coerce=marking_or_none)
    desk = StringField(_l("Desk"))
    customs = TextAreaField(_l("Customs to know"))
    days_to_avoid = TextAreaField(_l("Days to avoid"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tier.choices = options(NationTier.choices(), _l("No tier"))
        self.release_ceiling.choices = options(Marking.choices(), _l("What the office sets"))


class OwnNationForm(PlannerForm):
    """Whose office this is."""

    shape = OwnNation

    code = NationSelectField(_l("Own nation"))
    is_sure = BooleanField(_l("Yes, every report shall count from this nation's side"))

    def __init__(self, *args: Any, nations: Names, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.code.choices = options(nations, _l("Choose a nation"))


class NationNameForm(PlannerForm):
    """One more name of a nation."""

    shape = WrittenNationName

    name = StringField(_l("Name"))
    nation_code = NationSelectField(_l("Nation"))

    def __init__(self, *args: Any, nations: Names, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.nation_code.choices = options(nations, _l("Choose the nation"))


class GroupForm(VersionedForm):
    """A partner group and its members."""

    shape = WrittenGroup

    code = StringField(_l("Code"))
    name = StringField(_l("Name"))
    members = NationTicksField(_l("Members"))

    def __init__(self, *args: Any, nations: Names, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members.choices = options(nations)


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
