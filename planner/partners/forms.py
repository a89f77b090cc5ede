"""Forms for nations, partner groups, organisations, institutions and programmes."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SearchField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, Regexp

from planner.choices import EventKind, Marking, NationTier, OrganisationKind, ProgrammeKind
from planner.partners.fields import optional_member, options
from planner.partners.labels import ARMED_SERVICES, INSTITUTION_LEVELS
from planner.text.reading import marking_or_none, row_id_or_none
from planner.web.forms import FilterForm, PlannerForm, VersionedForm
from planner.web.nation_fields import NationSelectField, NationTicksField
from planner.web.number_fields import NumberField

YEAR = NumberRange(1500, 2200, _l("Enter a year with four digits."))
Names = Mapping[str, str]


class NationForm(VersionedForm):
    """What the office knows of a nation."""

    name = StringField(_l("Name"), [Length(max=200)])
    is_partner = BooleanField(_l("We work with this nation"))
    tier = SelectField(_l("Tier"), coerce=optional_member(NationTier))
    limit_days = NumberField(
        _l("Days without contact before we are reminded"),
        [Optional(), NumberRange(1, 3650, _l("Enter between 1 and 3650 days."))],
    )
    release_ceiling = SelectField(_l("May be given up to"), coerce=marking_or_none)
    desk = StringField(_l("Desk"), [Length(max=200)])
    customs = TextAreaField(_l("Customs to know"))
    days_to_avoid = TextAreaField(_l("Days to avoid"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tier.choices = options(NationTier.choices(), _l("No tier"))
        self.release_ceiling.choices = options(Marking.choices(), _l("What the office sets"))


class OwnNationForm(PlannerForm):
    """Whose office this is."""

    code = NationSelectField(_l("Own nation"), [InputRequired(_l("Choose a nation."))])
    is_sure = BooleanField(
        _l("Yes, every report shall count from this nation's side"),
        [InputRequired(_l("Tick the box to confirm."))],
    )

    def __init__(self, *args: Any, nations: Names, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.code.choices = options(nations, _l("Choose a nation"))


class NationNameForm(PlannerForm):
    """One more name of a nation."""

    name = StringField(_l("Name"), [DataRequired(_l("Enter the name.")), Length(max=200)])
    nation_code = NationSelectField(_l("Nation"), [InputRequired(_l("Choose the nation."))])

    def __init__(self, *args: Any, nations: Names, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.nation_code.choices = options(nations, _l("Choose the nation"))


class GroupForm(VersionedForm):
    """A partner group and its members."""

    code = StringField(
        _l("Code"),
        [
            DataRequired(_l("Enter a short code, such as NATO.")),
            Length(max=20),
            Regexp(r"^[A-Za-z0-9+ -]+$", message=_l("Use letters, digits and hyphens only.")),
        ],
    )
    name = StringField(_l("Name"), [DataRequired(_l("Enter the name.")), Length(max=200)])
    members = NationTicksField(_l("Members"))

    def __init__(self, *args: Any, nations: Names, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members.choices = options(nations)


class OrganisationForm(VersionedForm):
    """A ministry, service, unit, academy or agency, and what it stands under."""

    name = StringField(_l("Name"), [DataRequired(_l("Enter the name.")), Length(max=200)])
    short_name = StringField(_l("Short name"), [Length(max=40)])
    kind = SelectField(_l("Kind"), coerce=OrganisationKind)
    nation_code = NationSelectField(_l("Nation"), default="")
    parent_id = SelectField(_l("Stands under"), coerce=row_id_or_none)
    town = StringField(_l("Town"), [Length(max=200)])
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

    name = StringField(_l("Name"), [DataRequired(_l("Enter the name.")), Length(max=200)])
    nation_code = NationSelectField(_l("Nation"), default="")
    town = StringField(_l("Town"), [Length(max=200)])
    level = SelectField(_l("Level"), default="")
    armed_service = SelectField(_l("Service"), default="")
    founded_year = NumberField(_l("Founded in"), [Optional(), YEAR])
    source_note = TextAreaField(_l("Where this is known from"))

    def __init__(self, *args: Any, nations: Names, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.nation_code.choices = options(nations, _l("International"))
        self.level.choices = options(INSTITUTION_LEVELS, _l("Not known"))
        self.armed_service.choices = options(ARMED_SERVICES, _l("Not known"))


class ProgrammeForm(VersionedForm):
    """A series, an agreement or a scheme."""

    name = StringField(_l("Name"), [DataRequired(_l("Enter the name.")), Length(max=200)])
    kind = SelectField(_l("What it is"), coerce=ProgrammeKind)
    main_kind = SelectField(_l("Kind of its events"), coerce=optional_member(EventKind))
    lead_code = NationSelectField(_l("Lead nation"), default="")
    partner_codes = NationTicksField(_l("Partners"))
    group_code = SelectField(_l("Add all members of"), default="")
    is_host_alternating = BooleanField(_l("Hosts take turns"))
    interval_months = NumberField(
        _l("Months between editions"),
        [Optional(), NumberRange(1, 240, _l("Enter a number of months from 1 to 240."))],
    )
    started_year = NumberField(_l("First year"), [Optional(), YEAR])
    ended_year = NumberField(_l("Last year"), [Optional(), YEAR])
    description = TextAreaField(_l("Description"))
    source_note = TextAreaField(_l("Where this is known from"))

    def __init__(self, *args: Any, nations: Names, groups: Names, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = options(ProgrammeKind.choices())
        self.main_kind.choices = options(EventKind.choices(), _l("Several kinds"))
        self.lead_code.choices = options(nations, _l("None"))
        self.partner_codes.choices = options(nations)
        self.group_code.choices = options(groups, _l("No group"))


class CatalogueFilterForm(FilterForm):
    """What a list of organisations, institutions or programmes is narrowed to."""

    q = SearchField(_l("Text"), [Optional(), Length(max=100)])
    nation = NationSelectField(_l("Nation"), default="")
    kind = SelectField(_l("Kind"), default="")

    def __init__(self, *args: Any, nations: Names, kinds: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.nation.choices = options(nations, _l("Any nation"))
        self.kind.choices = options(kinds, _l("Any kind"))
