"""Forms of passwords: changed, chosen anew, asked for by mail."""

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, PasswordField
from wtforms.validators import InputRequired

from planner.shapes.user import AskedReset
from planner.web.forms import PlannerForm

OLD = {"autocomplete": "current-password", "maxlength": 200}
NEW = {"autocomplete": "new-password", "maxlength": 200}


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
