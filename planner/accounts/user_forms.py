"""Forms of users, for administrators."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, SelectField, StringField

from planner.choices import Marking, Role
from planner.partners.fields import options
from planner.shapes.user import NewUser, WrittenUser
from planner.text.reading import marking
from planner.web.fields import ChoicesField
from planner.web.forms import PlannerForm
from planner.web.nation_fields import NationTicksField
from planner.web.versioned_forms import VersionedForm


class ScopeForm(PlannerForm):
    """What a user may do and see."""

    shape: type[WrittenUser] = WrittenUser

    name = StringField(_l("Name"))
    roles = ChoicesField(_l("Roles"), coerce=Role)
    ceiling = SelectField(
        _l("Highest marking that they may see"),
        coerce=marking,
        default=Marking.OFFICIAL,
    )
    has_all_nations = BooleanField(_l("All nations"))
    nations = NationTicksField(_l("Nations in scope"))

    def __init__(self, nations: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.roles.choices = options(Role.choices())
        self.ceiling.choices = options(Marking.choices())
        self.nations.choices = options(nations)


class UserForm(ScopeForm, VersionedForm):
    """A user who is there already."""


class NewUserForm(ScopeForm):
    """A new user: an address besides."""

    shape = NewUser

    email = EmailField(_l("E-mail address"))
