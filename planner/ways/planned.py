"""Which events are planned, and which of them lead people of ours to a host abroad."""

from collections.abc import Collection

from planner.choices import DatePrecision, EventState, Modality
from planner.events.models import Event
from planner.web.nationnames import own_codes

PLANNED = (
    EventState.CONCEPT,
    EventState.PLANNED,
    EventState.COORDINATED,
    EventState.APPROVED,
    EventState.IN_PROGRESS,
)
"""States in which the ways of hosts and partners still matter."""


def is_planned(event: Event) -> bool:
    """Say whether an event is still to come or under way."""
    return event.state in PLANNED


def is_abroad(event: Event) -> bool:
    """Say whether a nation other than our own is host of an event at which people meet."""
    if event.modality is Modality.VIRTUAL or not event.host_code:
        return False
    return event.host_code not in own_codes()


def has_travellers(event: Event) -> bool:
    """Say whether people of ours travel to an event, and so read of their hosts before."""
    return is_abroad(event) or event.direction in ("outbound", "both")


def nations_met(event: Event) -> frozenset[str]:
    """Return the codes of host and partners, our own left out."""
    codes: Collection[str | None] = [event.host_code, *(row.nation_code for row in event.partners)]
    return frozenset(code for code in codes if code) - own_codes()


def nations_read_of(event: Event) -> frozenset[str]:
    """Return the codes of the nations whose ways travellers read of: the host’s, else all."""
    return frozenset({event.host_code or ""}) if is_abroad(event) else nations_met(event)


def has_exact_days(event: Event) -> bool:
    """Say whether the days of an event are known, and not a month or a year alone."""
    return event.starts_on is not None and event.date_precision is DatePrecision.DAY
