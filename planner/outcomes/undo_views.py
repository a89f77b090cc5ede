"""The notice after a step that can be undone."""

from planner.web.removal_forms import offer_undo as tell

__all__ = ["tell"]
