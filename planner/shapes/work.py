"""Long work as somebody asks for it."""

from typing import Annotated, Any

from flask_babel import lazy_gettext as _l
from pydantic import Field

from planner.shapes.base import Ask, Shape
from planner.shapes.lines import ONE_LINE, Line


class AskedWork(Shape):
    """What is to be done, and what it needs to know; without a title it has that of its kind."""

    kind: Annotated[
        str,
        Field(min_length=1, max_length=40),
        ONE_LINE,
        Ask(_l("Choose what is to be done")),
    ]
    title: Line = ""
    wants: dict[str, Any] = {}
