"""Forms of a user's own calendars."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, StringField

from planner.shapes.feed import FeedName, WrittenFeed
from planner.web.forms import PlannerForm


def stripped(value: Any) -> Any:
    """Return typed text without blanks around it."""
    return value.strip() if isinstance(value, str) else value


class FeedNameForm(PlannerForm):
    """The name under which calendar programs list a subscription, and what it tells besides."""

    shape: type[FeedName] = FeedName

    name = StringField(_l("Name"), filters=[stripped])
    tells_due = BooleanField(_l("Show what I owe by its day as well"))


class FeedForm(FeedNameForm):
    """A new subscription: a name, and the filter of the list it was asked from."""

    shape = WrittenFeed

    query = HiddenField()
