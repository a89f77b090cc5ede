"""A lesson as it is written."""

from typing import Annotated

from flask_babel import lazy_gettext as _l

from planner.shapes.base import Ask, Shape
from planner.shapes.lines import Title
from planner.shapes.values import Day, Key, Text


class FoundLesson(Shape):
    """Something to do otherwise next time, as a report tells it."""

    what: Annotated[Title, Ask(_l("Enter what was observed"))]
    recommendation: Text = ""
    owner_id: Key | None = None


class WrittenLesson(FoundLesson):
    """A lesson with the day on which it was observed."""

    identified_on: Annotated[Day, Ask(_l("Enter the day"))]
