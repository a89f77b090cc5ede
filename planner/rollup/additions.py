"""What higher rooms let the rollup keep of an event: columns to read, and amounts made of them.

A room registers columns (each a text or number of one event, asked in the statement that reads
the event's part) and what makes amounts of a row. Amounts are added up in the same cells as
counts, in the transaction of the write.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import RowMapping

SEPARATOR = "/"


@dataclass(frozen=True, slots=True)
class KeptAmount:
    """An amount for one cell; without a marking it is seen by whoever sees the event."""

    measure: str
    slot: int
    amount: int = 1
    bucket: str = ""
    """Takes the place of the cell's kind: what tells amounts of a measure apart."""
    objective_id: int = 0
    """0 for any, as in all cells."""
    nation: str = ""
    marking: int | None = None

    @property
    def as_text(self) -> str:
        """Return it as the part keeps it."""
        marking = "" if self.marking is None else self.marking
        told = (self.measure, self.bucket, self.slot, self.objective_id, self.nation)
        return SEPARATOR.join(map(str, (*told, self.amount, marking)))


Columns = Callable[[], Mapping[str, Any]]
Amounts = Callable[[RowMapping], Iterable[KeptAmount]]
_columns: list[Columns] = []
_amounts: list[Amounts] = []


def adds(columns: Columns) -> Callable[[Amounts], Amounts]:
    """Register what makes amounts of an event, and the columns that it reads."""

    def register(amounts: Amounts) -> Amounts:
        _columns.append(columns)
        _amounts.append(amounts)
        return amounts

    return register


def added_columns() -> dict[str, Any]:
    """Return all columns by name."""
    return {name: column for columns in _columns for name, column in columns().items()}


def amounts_of(row: RowMapping) -> str:
    """Return the amounts of an event as one text, in order; an amount of nothing is left out."""
    found: Iterator[KeptAmount] = (one for amounts in _amounts for one in amounts(row))
    return " ".join(sorted(one.as_text for one in found if one.amount))


Key = tuple[str, str, int, int, str]


def amounts_in(text: str, marking: int) -> Iterator[tuple[Key, int, int]]:
    """Give the cells of such a text, each with the marking and the amount."""
    for one in text.split():
        measure, bucket, slot, objective, nation, amount, own = one.split(SEPARATOR)
        key = (measure, bucket, int(slot), int(objective), nation)
        yield key, int(own) if own else marking, int(amount)
