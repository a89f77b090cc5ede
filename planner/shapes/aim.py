"""A national or civilian aim as it is written."""

from typing import Annotated

from flask_babel import lazy_gettext as _l

from planner.shapes.base import Ask, Shape
from planner.shapes.lines import Note, Title
from planner.shapes.values import Day


class WrittenAim(Shape):
    """An aim, whose it is, and its time where it has one."""

    name: Annotated[Title, Ask(_l("Enter the aim"))]
    agency: Annotated[Title, Ask(_l("Say whose aim it is"))]
    starts_on: Day | None = None
    ends_on: Day | None = None
    note: Note = ""
