"""Where somebody on record was met, as higher rooms tell it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class MetWhere:
    """Where somebody was met, as far as the viewer may see: the latest events, how many in all."""

    events: Sequence[Any]
    number: int
    last_on: date | None


Tell = Callable[[Sequence[int]], Mapping[int, MetWhere]]
_tellers: list[Tell] = []


def where_met(tell: Tell) -> Tell:
    """Register a function that returns where people were met, by key: a higher room's events."""
    _tellers.append(tell)
    return tell


def meetings(person_ids: Sequence[int]) -> dict[int, MetWhere]:
    """Return where people were met, as far as the viewer may see."""
    return {key: met for tell in _tellers for key, met in tell(person_ids).items()}
