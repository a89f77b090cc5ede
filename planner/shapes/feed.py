"""A user's own calendar as it is written."""

from typing import Annotated

from flask_babel import lazy_gettext as _l
from pydantic import Field

from planner.shapes.base import Ask, Shape
from planner.shapes.lines import ONE_LINE, SINGLE_BLANKS


class FeedName(Shape):
    """The name under which calendar programs list a subscription, and whether it tells of work."""

    name: Annotated[
        str,
        Field(min_length=1, max_length=80),
        SINGLE_BLANKS,
        Ask(_l("Enter a name for the calendar")),
    ]
    tells_due: bool = False


class WrittenFeed(FeedName):
    """A new subscription: a name, and the filter of the list it was asked from."""

    query: Annotated[str, Field(max_length=2000), ONE_LINE] = ""
