"""Values of columns as JSON data, from which they are made again as they were."""

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import Column
from sqlalchemy import Enum as EnumType

from planner.choices import Marking
from planner.db import MarkingType


def packed(value: Any) -> Any:
    """Return a column's value as JSON data from which `unpacked` makes it again."""
    if isinstance(value, Enum):
        return {"code": value.value}
    for name, kind in TEXTS.items():
        if type(value) is kind:
            return {name: value.isoformat() if hasattr(value, "isoformat") else str(value)}
    return {"as is": value} if isinstance(value, dict) else value


TEXTS: Mapping[str, Any] = {
    "day": date,
    "moment": datetime,
    "time": time,
    "number": Decimal,
    "uuid": UUID,
}


def unpacked(column: Column[Any], value: Any) -> Any:
    """Return a column's value from what `packed` made of it."""
    if not isinstance(value, dict):
        return value
    [(name, part)] = value.items()
    if name == "code":
        kind: Any = column.type
        return Marking(part) if isinstance(kind, MarkingType) else code_of(kind, part)
    if name == "as is":
        return part
    kind = TEXTS[name]
    return kind.fromisoformat(part) if hasattr(kind, "fromisoformat") else kind(part)


def code_of(kind: Any, part: Any) -> Any:
    """Return the member of a column's enumeration."""
    return kind.enum_class(part) if isinstance(kind, EnumType) and kind.enum_class else part
