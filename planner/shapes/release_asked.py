"""A releasable copy as somebody asks for it."""

from typing import Annotated

from flask_babel import lazy_gettext as _l
from pydantic import Field

from planner.choices import Marking
from planner.shapes.base import Ask, Shape

PARTS = ("held", "ahead", "promised", "outcomes")
"""What a copy may hold, in its order."""


class ReleaseAsked(Shape):
    """To whom it goes, up to which marking, with which parts."""

    to: Annotated[
        str, Field(min_length=2, max_length=3), Ask(_l("Choose the nation to which it goes"))
    ]
    marking: Annotated[Marking, Ask(_l("Choose a marking"))]
    parts: Annotated[
        list[str], Field(min_length=1, max_length=len(PARTS)), Ask(_l("Choose at least one part"))
    ]
