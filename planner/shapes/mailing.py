"""A report that is mailed, as somebody asks for it."""

from typing import Annotated

from flask_babel import lazy_gettext as _l
from pydantic import Field

from planner.shapes.base import Ask, Shape
from planner.shapes.lines import Note

MOST_COLLEAGUES = 50


class AskedMailing(Shape):
    """To whom a report goes, in which forms, with which words."""

    colleagues: Annotated[
        list[int],
        Field(min_length=1, max_length=MOST_COLLEAGUES),
        Ask(_l("Choose 1 to 50 colleagues")),
    ]
    forms: Annotated[list[str], Field(min_length=1, max_length=5), Ask(_l("Choose a form of file"))]
    message: Note = ""
