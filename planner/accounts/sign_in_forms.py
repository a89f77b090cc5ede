"""The form of the sign-in page."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_security.forms import LoginForm
from wtforms import PasswordField, StringField
from wtforms.validators import DataRequired, InputRequired

from planner.accounts.queries import user_by_email

OLD = {"autocomplete": "current-password", "maxlength": 200}


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
