"""How a kind's own field is declared."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class FieldType(StrEnum):
    """How the value of a kind's field is typed in."""

    LINE = "line"
    TEXT = "text"
    NUMBER = "number"
    YES_NO = "yes_no"
    DAY = "day"
    CHOICE = "choice"
    CHOICES = "choices"


@dataclass(frozen=True)
class KindField:
    """One field of a kind: its key in `details`, its label and how it is typed in."""

    name: str
    label: Any
    type: FieldType = FieldType.LINE
    choices: Mapping[str, Any] = field(default_factory=dict)
    hint: Any = ""
    is_material: bool = False
    """Whether an approval binds it (`material.py`)."""
    is_of_its_time: bool = False
    """Whether it tells of this one event: a clearance, a release, a result. Copies leave it out."""
