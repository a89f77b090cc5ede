"""Values of a removed target or update, read back from the text of its undo button."""

from collections.abc import Mapping
from typing import Any

from planner.shapes.indicator import RestoredValue
from planner.shapes.parted import RestoredTarget
from planner.web.conflicts import plain

TICKS = ("is_confirmed", "is_from_before")
"""What is yes or no."""


def target_values(kept: Mapping[str, Any]) -> RestoredTarget:
    """Return the target that was removed."""
    return RestoredTarget(**kept)


def update_values(kept: Mapping[str, Any]) -> RestoredValue:
    """Return the value that was removed, its first author and moment kept."""
    ticks = {name: kept.get(name) == plain(True) for name in TICKS}
    return RestoredValue(**{**kept, **ticks})
