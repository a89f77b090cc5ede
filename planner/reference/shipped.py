"""One row that a reference table is shipped with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

LAST = 900
"""The place of what stands behind everything that an office adds."""


@dataclass(frozen=True)
class ShippedTerm:
    """One row as it is shipped: code, name, and the columns that rules read."""

    code: str
    name: Any
    traits: Mapping[str, Any] = field(default_factory=dict, hash=False)
