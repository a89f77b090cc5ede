"""One fault, and which of many are drawn."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True)
class Fault:
    """One small change of one file: the how-manieth place of an operator, and its line."""

    path: str
    operator: str
    occurrence: int
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.operator} #{self.occurrence}"


Place = tuple[int, int]
"""A line and a column."""


def ranked(
    path: str, source: str, found: Mapping[Place, Sequence[Fault]], seed: int
) -> list[tuple[str, list[Fault]]]:
    """Return the places of a file by rank, each with its faults in the order they are drawn.

    A rank depends on the seed, the path and the text of the line alone, so that a change of
    one line moves no other place of the sample, in this file or in another.
    """
    lines = source.splitlines()
    seen: Counter[str] = Counter()
    places = []
    for (line, _column), faults in sorted(found.items()):
        text = lines[line - 1].strip()
        seen[text] += 1
        rank = mark(seed, path, text, seen[text])
        order = sorted(faults, key=lambda one: mark(rank, one.operator, faults.index(one)))
        places.append((rank, order))
    return sorted(places, key=lambda place: place[0])


def mark(*parts: object) -> str:
    """Return what stands for some parts and falls like dice."""
    return sha256("\0".join(map(str, parts)).encode()).hexdigest()
