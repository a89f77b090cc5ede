"""What somebody says of what lasted, some time after an event."""

from typing import Annotated

from flask_babel import lazy_gettext as _l

from planner.choices import Lasted
from planner.shapes.base import Ask, Shape
from planner.shapes.values import Text


class TakenLook(Shape):
    """What is left of what came of an event."""

    lasted: Annotated[Lasted, Ask(_l("Choose what lasted"))]
    note: Text = ""
