"""The name of a kept search, and whether it stands on My desk."""

from typing import Annotated

from flask_babel import lazy_gettext as _l
from pydantic import Field

from planner.shapes.base import Ask, Shape
from planner.shapes.lines import SINGLE_BLANKS


class SearchName(Shape):
    """The name under which a search is kept."""

    name: Annotated[
        str,
        Field(min_length=1, max_length=60),
        SINGLE_BLANKS,
        Ask(_l("Enter a name for this search.")),
    ]


class KeptSearch(SearchName):
    """A search that is kept, and whether it is wanted on My desk."""

    is_pinned: bool = False
