"""How many took part: the number on the event, else the nations' headcounts, else names ticked."""

from collections.abc import Iterable

from planner.events.models import Event


def total(numbers: Iterable[int | None]) -> int | None:
    """Return the sum of the numbers that are known; None when none is."""
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


def planned(event: Event) -> int | None:
    """Return the number of participants planned, in people; None when nobody said."""
    if event.participants_planned is not None:
        return event.participants_planned
    return total(row.headcount_planned for row in event.partners)


def attended(event: Event, ticked: int = 0) -> int | None:
    """Return the number of participants who came; `ticked` is the count of names ticked off."""
    if event.participants_actual is not None:
        return event.participants_actual
    known = total(row.headcount_actual for row in event.partners)
    return known if known is not None else ticked or None
