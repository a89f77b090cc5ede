"""What of an entry's changes is shown: a value that was told in words, never its bare numbers."""

from collections.abc import Mapping
from typing import Any

TOLD = "_told"
MADE_OF = {"value": ("numerator", "denominator")}
"""What a value is made of, which it tells by itself."""


def changes_shown(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return field to [before, after] as pages and files show it."""
    told = {name.removesuffix(TOLD) for name in changes if name.endswith(TOLD)}
    hidden = told.union(*(MADE_OF.get(name, ()) for name in told))
    return {name.removesuffix(TOLD): pair for name, pair in changes.items() if name not in hidden}
