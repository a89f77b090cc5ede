"""What is known of a nation, kind by kind."""

from collections.abc import Iterable

from planner.choices import WayKind
from planner.ways.models import Way


def grouped(ways: Iterable[Way]) -> list[tuple[WayKind, list[Way]]]:
    """Return the rows by kind, in the order of the kinds, without those that have none."""
    by_kind: dict[WayKind, list[Way]] = {kind: [] for kind in WayKind}
    for way in ways:
        by_kind[way.kind].append(way)
    return [(kind, rows) for kind, rows in by_kind.items() if rows]
