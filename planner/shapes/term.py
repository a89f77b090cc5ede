"""A row of a reference table as an office writes it."""

from typing import Annotated

from annotated_types import MinLen
from flask_babel import lazy_gettext as _l

from planner.shapes.base import Ask, Shape
from planner.shapes.event_kind import Position
from planner.shapes.lines import NewCode, Title


class WrittenTerm(Shape):
    """A new row: a code that never changes, a name, its place in the list."""

    code: Annotated[
        NewCode, MinLen(1), Ask(_l("Enter a code of small letters, digits and underscores."))
    ]
    name: Annotated[Title, Ask(_l("Enter a name."))]
    position: Position = 500


class TermChange(Shape):
    """A change of a row; what is left out stays as it is."""

    name: Annotated[Title, Ask(_l("Enter a name."))] = ""
    position: Position = 500
