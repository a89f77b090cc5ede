"""Forms of a user's own calendars."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField
from wtforms.validators import DataRequired, Length

from planner.web.forms import PlannerForm


def stripped(value: Any) -> Any:
    """Return typed text without blanks around it."""
    return value.strip() if isinstance(value, str) else value


class FeedNameForm(PlannerForm):
    """The name under which calendar programs list a subscription."""

    name = StringField(
        _l("Name"),
        [DataRequired(_l("Enter a name for the calendar")), Length(max=80)],
        filters=[stripped],
    )


class FeedForm(FeedNameForm):
    """A new subscription: a name, and the filter of the list it was asked from."""

    query = HiddenField(validators=[Length(max=2000)])
