"""What was typed into a form that could not be saved: kept for its writer, for a day.

Packed, encrypted, bounded in size and number; see docs/decisions/kept-forms.md.
"""

from dataclasses import dataclass

from flask import current_app, g, has_request_context
from sqlalchemy.exc import SQLAlchemyError

from planner.web.access import viewer
from planner.web.kept_rows import written
from planner.web.kept_senders import is_from_here, may_leave, owner
from planner.web.kept_sent import sent_words

LARGEST = 1024 * 1024
"""Octets of one form, unpacked: four times the largest that the product's pages send."""


@dataclass(frozen=True)
class Kept:
    """What became of the words of a form."""

    is_asked: bool = False
    """Whether there was anything to keep."""
    ref: str = ""
    """The reference that gives them back; empty when they could not be kept."""
    user_id: int | None = None

    @property
    def is_lost(self) -> bool:
        """Say whether there were words, and they are not kept."""
        return self.is_asked and not self.ref


def keep() -> Kept:
    """Keep what was sent with this request for its writer; never fails.

    In a transaction of its own: that of the request is over, or was never begun.
    """
    if is_shown_again():
        return Kept(is_asked=True, ref=g.shown_ref, user_id=viewer().user_id)
    words = sent_words()
    if words is None:
        return Kept()
    user_id = owner()
    size = sum(len(name) + len(value.encode()) for name, value in words.fields)
    if user_id is None or size > LARGEST or not is_from_here() or not may_leave():
        return Kept(is_asked=True)
    try:
        return Kept(is_asked=True, ref=written(words, user_id), user_id=user_id)
    except SQLAlchemyError as error:
        current_app.logger.warning("form not kept: %s", type(error).__name__)
        return Kept(is_asked=True)


def is_shown_again() -> bool:
    """Say whether this request only shows a kept form: nothing may be saved."""
    return has_request_context() and "shown_ref" in g
