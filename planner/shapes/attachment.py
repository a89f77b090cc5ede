"""Attachments as they are written: how they are marked, what they are called."""

from typing import Annotated

from flask_babel import lazy_gettext as _l

from planner.choices import Marking
from planner.shapes.base import Ask, Shape
from planner.shapes.lines import OR_NONE, Title
from planner.shapes.values import NationCodes


class NewAttachments(Shape):
    """How documents that arrive together are marked and released."""

    marking: Annotated[Marking | None, OR_NONE] = None
    """None: as what they hang on."""
    releasable_to: NationCodes = ()


class ChangedAttachment(NewAttachments):
    """An attachment by another name, marking or release."""

    name: Annotated[Title, Ask(_l("Enter a name"))]
