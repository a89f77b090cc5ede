"""What two people changed in the same row: a three-way comparison of form fields."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any

from wtforms import Form


@dataclass(frozen=True)
class Conflict:
    """One field that two people changed differently."""

    name: str
    label: str
    theirs: str
    yours: str


def plain(value: Any) -> Any:
    """Return a field's value as comparable JSON data; blank and missing are the same."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    if value is None or isinstance(value, bool):
        return value or ""
    if isinstance(value, int | float | Decimal):
        return f"{Decimal(str(value)).normalize():f}"
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): plain(part) for key, part in value.items() if key != "csrf_token"}
    if isinstance(value, Iterable):
        parts = [plain(part) for part in value]
        return sorted(parts) if all(isinstance(part, str) for part in parts) else parts
    return str(value)


def shown(field: Any, value: Any) -> str:
    """Return a value in words: the labels of chosen options, else the text."""
    flat = plain(value)
    if not hasattr(field, "iter_choices"):
        return flat if isinstance(flat, str) else str(flat)
    labels = {str(option[0]): str(option[1]) for option in field.iter_choices()}
    chosen = flat if isinstance(flat, list) else [flat]
    return ", ".join(labels.get(str(part), str(part)) for part in chosen)


def merge(form: Form, base: dict[str, Any]) -> list[Conflict]:
    """Take over what only the other person changed; return what both changed.

    `field.object_data` is the row as it is now, `field.data` what was typed, `base` what
    the page was filled with.
    """
    conflicts = []
    for name, field in form._fields.items():
        if name not in base:
            continue
        theirs, yours, before = plain(field.object_data), plain(field.data), base[name]
        if theirs in (yours, before):
            continue
        if yours == before:
            field.data = field.object_data
            continue
        labels = (shown(field, field.object_data), shown(field, field.data))
        conflicts.append(Conflict(name, str(field.label.text), *labels))
    return conflicts
