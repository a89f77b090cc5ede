"""Forms for nations, partner groups, organisations, institutions and programmes."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField

from planner.choices import Marking, NationTier
from planner.partners.fields import optional_member, options
from planner.shapes.nation import OwnNation, WrittenGroup, WrittenNation, WrittenNationName
from planner.text.reading import marking_or_none
from planner.web.forms import PlannerForm
from planner.web.nation_fields import NationSelectField, NationTicksField
from planner.web.number_fields import NumberField
from planner.web.versioned_forms import VersionedForm

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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tier.choices = options(NationTier.choices(), _l("No tier"))
        self.release_ceiling.choices = options(Marking.choices(), _l("What the office sets"))


class OwnNationForm(PlannerForm):
    """Whose office this is."""

    shape = OwnNation

    code = NationSelectField(_l("Own nation"))
    is_sure = BooleanField(_l("Yes, every report shall count from this nation’s side"))

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
