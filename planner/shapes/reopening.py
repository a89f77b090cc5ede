"""Why a closed period is reopened."""

from typing import Annotated

from flask_babel import lazy_gettext as _l

from planner.shapes.base import Shape
from planner.shapes.values import Lines


class Reopening(Shape):
    """The reason, which stays with the period."""

    reason: Annotated[str, Lines(ask=_l("Say why the period is reopened."))]
