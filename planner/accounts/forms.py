"""Forms of sign-in, passwords and users."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_security.forms import LoginForm
from wtforms import (
    BooleanField,
    EmailField,
    PasswordField,
    SelectField,
    StringField,
)
from wtforms.validators import DataRequired, InputRequired

from planner.accounts.queries import user_by_email
from planner.choices import Marking, Role
from planner.partners.fields import options
from planner.shapes.user import AskedReset, NewUser, WrittenUser
from planner.text.reading import marking
from planner.web.fields import ChoicesField
from planner.web.forms import PlannerForm, VersionedForm
from planner.web.nation_fields import NationTicksField

OLD = {"autocomplete": "current-password", "maxlength": 200}
NEW = {"autocomplete": "new-password", "maxlength": 200}


class SignInForm(LoginForm):
    """Name and password; the answer to a wrong one never tells which of them was wrong."""

    email = StringField(
        _l("E-mail address"),
        [DataRequired(_l("Enter your e-mail address"))],
        render_kw={"autocomplete": "username", "inputmode": "email", "maxlength": 254},
    )
    password = PasswordField(
        _l("Password"), [InputRequired(_l("Enter your password"))], render_kw=OLD
    )
    remember = None

    def validate(self, **kwargs: Any) -> bool:
        """Look the user up; put one sentence for every failure on the form."""
        if not (self.email.data and self.password.data):
            return bool(super(LoginForm, self).validate(**kwargs))
        self.ifield = self.email
        self.user = user_by_email(self.email.data)
        if super().validate(**kwargs):
            return True
        for field in self._fields.values():
            field.errors = []
        self.refuse(_("The address or the password is wrong."))
        return False

    def refuse(self, sentence: str) -> None:
        """Put a sentence on the form."""
        self.form_errors.append(sentence)


class PasswordForm(PlannerForm):
    """Change one's own password."""

    current = PasswordField(
        _l("Current password"), [InputRequired(_l("Enter your current password"))], render_kw=OLD
    )
    new = PasswordField(
        _l("New password"), [InputRequired(_l("Enter a new password"))], render_kw=NEW
    )
    again = PasswordField(
        _l("New password again"), [InputRequired(_l("Type the new password again"))], render_kw=NEW
    )


class NewPasswordForm(PlannerForm):
    """Choose a password after following the link of a mail."""

    new = PasswordField(
        _l("New password"), [InputRequired(_l("Enter a new password"))], render_kw=NEW
    )
    again = PasswordField(
        _l("New password again"), [InputRequired(_l("Type the new password again"))], render_kw=NEW
    )


class AskResetForm(PlannerForm):
    """Ask for a mail with a link to choose a new password."""

    shape = AskedReset

    email = EmailField(_l("E-mail address"), render_kw={"autocomplete": "username"})


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
