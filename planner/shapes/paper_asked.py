"""A document as somebody asks for it: with the names of people, and then why."""

from typing import Annotated

from flask_babel import gettext as _
from pydantic import AfterValidator, Field

from planner.shapes.base import Misfit, Shape
from planner.shapes.lines import ONE_LINE
from planner.shapes.person import is_reason


class PaperAsked(Shape):
    """Whether a document names people; names leave with a reason alone."""

    has_names: bool = False
    reason: Annotated[str, Field(max_length=200), ONE_LINE, AfterValidator(is_reason)] = ""

    def check_together(self) -> None:
        """Raise Misfit for names without a reason."""
        if self.has_names and not self.reason:
            raise Misfit({"reason": _("Say what the names are needed for.")})
