"""The default catalogue: which objectives an event of a kind usually serves, and how much."""

import json
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "data" / "default_catalogue.json"


@cache
def catalogue() -> dict[str, Any]:
    """Return the whole catalogue as read from its file."""
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def shipped_links(code: str) -> dict[str, float]:
    """Return objective code to weight that a kind starts with; weights add to one."""
    parts = catalogue()["default_links"].get(code, "").split(";")
    pairs = (part.split(":") for part in parts if part)
    return {objective: float(weight) for objective, weight in pairs}
