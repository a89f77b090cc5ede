"""Values of a removed target or update, read back from the text of its undo button."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any


def target_values(kept: Mapping[str, Any]) -> dict[str, Any]:
    """Return the keywords of `add_target`."""
    return {
        "starts_on": date.fromisoformat(kept["starts_on"]),
        "ends_on": date.fromisoformat(kept["ends_on"]),
        "value": Decimal(kept["value"]),
    }


def update_values(kept: Mapping[str, Any]) -> dict[str, Any]:
    """Return the keywords of `add_update`, its first author and moment kept."""
    author = kept["author_id"]
    return {
        "seen_on": date.fromisoformat(kept["seen_on"]),
        "value": Decimal(kept["value"]),
        "note": kept["note"],
        "evidence_url": kept["evidence_url"],
        "author_id": int(author) if author else None,
        "now": datetime.fromisoformat(kept["created_at"]),
        "writer_ids": [int(key) for key in kept["writer_ids"]],
    }
