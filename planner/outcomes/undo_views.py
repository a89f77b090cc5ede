"""The notice after a step that can be undone."""

from planner.web.undoing import offer_undo as tell

__all__ = ["tell"]
