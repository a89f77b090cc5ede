"""The default catalogue: which objectives an event of a kind usually serves, and how much."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from planner.choices import EventKind

FILE = Path(__file__).parent / "data" / "default_catalogue.json"


@cache
def catalogue() -> dict[str, Any]:
    """Return the whole catalogue as read from its file."""
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


@cache
def default_links(kind: EventKind) -> dict[str, float]:
    """Return objective code to weight for events of a kind; weights add to one."""
    parts = catalogue()["default_links"].get(kind.value, "").split(";")
    pairs = (part.split(":") for part in parts if part)
    return {code: float(weight) for code, weight in pairs}
