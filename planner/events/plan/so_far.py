"""What a form knows so far of an event that is being planned."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from planner.events.models import Event


@dataclass(frozen=True)
class PlanSoFar:
    """What an event is like: how it is called, its kind, its series, with whom.

    `event` is the row that the plan belongs to; None while there is none. `is_told` says
    whether anything was said of it: a form that is opened empty proposes a kind alone.
    """

    title: str = ""
    kind: str = ""
    programme_id: int | None = None
    nations: frozenset[str] = frozenset()
    event: Event | None = None
    is_told: bool = True


def plan_of(event: Event) -> PlanSoFar:
    """Return what the plan of an event says."""
    nations = frozenset(part.nation_code for part in event.partners) | {event.host_code or ""}
    return PlanSoFar(event.title, event.kind, event.programme_id, nations - {""}, event)


def plan_in(form: Any, event: Event | None, is_told: bool) -> PlanSoFar:
    """Return what the form of an event says, as it is shown."""
    nations = codes_in([*(form.partner_codes.data or ()), form.host_code.data])
    return PlanSoFar(
        form.title.data or "", form.kind.data, form.programme_id.data, nations, event, is_told
    )


def codes_in(values: Iterable[Any]) -> frozenset[str]:
    """Return what of the values of fields is the code of a nation."""
    return frozenset(value for value in values if value and len(value) == 2)
