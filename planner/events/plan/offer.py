"""What the form of an event offers to choose from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from babel.core import get_global

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
def zones_of(codes: frozenset[str]) -> tuple[str, ...]:
    """Return the IANA zones of nations, and UTC; those of all nations where none is named.

    They are suggested; the form takes every zone.
    """
    known = get_global("zone_territories")
    return ("UTC", *sorted(zone for zone in known if not codes or known[zone] in codes))


def or_of_the_office(value: str) -> str:
    """Return a zone; that of the office where none was typed."""
    return value or office_zone().key
