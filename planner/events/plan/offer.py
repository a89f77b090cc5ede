"""What the form of an event offers to choose from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from zoneinfo import available_timezones

from planner.choices import Marking
from planner.officetime import office_zone


@dataclass(frozen=True)
class Offer:
    """What the form offers to choose from."""

    nations: Mapping[str, str]
    groups: Mapping[int, str] = field(default_factory=dict)
    group_codes: Mapping[str, list[str]] = field(default_factory=dict)
    programmes: Mapping[int, str] = field(default_factory=dict)
    owners: Mapping[int, str] = field(default_factory=dict)
    objectives: Mapping[int, str] = field(default_factory=dict)
    ceiling: Marking = Marking.OFFICIAL_SENSITIVE
    people: Mapping[int, str] = field(default_factory=dict)


@cache
def zones() -> tuple[str, ...]:
    """Return the IANA zones by place, and UTC."""
    return ("UTC", *sorted(name for name in available_timezones() if "/" in name))


def or_of_the_office(value: str) -> str:
    """Return a zone; that of the office where none was typed."""
    return value or office_zone().key
