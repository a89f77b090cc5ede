"""Who takes over what somebody owns who leaves."""

import re
from typing import Annotated

from flask_babel import gettext as _
from pydantic import AfterValidator

from planner.shapes.base import Shape
from planner.shapes.lines import Line40
from planner.shapes.values import refused

KEEP, NOBODY = "", "nobody"
"""Leave it with who left, shown as such; or clear the owner."""


def is_taker(whom: str) -> str:
    """Refuse what is neither a colleague's key nor one of the two words."""
    if whom not in (KEEP, NOBODY) and not re.fullmatch("[1-9][0-9]{0,9}", whom):
        raise refused("taker", _("Choose a colleague, or nobody."))
    return whom


class Leaving(Shape):
    """By the name of a kind of thing, who takes it: a user's key, NOBODY or KEEP."""

    to: dict[Line40, Annotated[str, AfterValidator(is_taker)]] = {}
