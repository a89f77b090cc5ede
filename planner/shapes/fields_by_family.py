"""A kind of event: a row under a family, which says what own fields it may ask for (DOMAIN 2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from planner.choices import Family
from planner.shapes.families import (
    AGREEMENT,
    CULTURE,
    EXCHANGE,
    EXERCISE,
    MEDIA,
    PEACE,
    PORT_CALL,
    RELIEF,
    TALKS,
    TECHNOLOGY,
    WORKSHOP,
)
from planner.shapes.fields_for_all import FOR_ALL
from planner.shapes.kind_fields import KindField

FAMILY_FIELDS: dict[Family, tuple[KindField, ...]] = {
    Family.EXERCISE: EXERCISE,
    Family.OPERATION: EXERCISE,
    Family.EXCHANGE: EXCHANGE,
    Family.COURSE: EXCHANGE,
    Family.WORKSHOP: WORKSHOP,
    Family.VISIT: PORT_CALL + TALKS,
    Family.DIALOGUE: TALKS,
    Family.CULTURE: CULTURE,
    Family.OUTREACH: CULTURE,
    Family.HUMANITARIAN: RELIEF,
    Family.PEACEKEEPING: PEACE,
    Family.TECHNOLOGY: TECHNOLOGY,
    Family.MEDIA: MEDIA,
    Family.AGREEMENT: AGREEMENT,
}
"""What each family declares, besides what every event has."""


@dataclass(frozen=True)
class Kind:
    """A kind of event as its row says it.

    `asks` names the fields of its family that it asks for; None means all of them, those too
    that the family comes to declare later.
    """

    code: str
    family: Family
    asks: tuple[str, ...] | None = None


def kind_fields(kind: Kind) -> tuple[KindField, ...]:
    """Return the fields that a kind asks for, without those that every event has."""
    return fields_asked(kind.family, kind.asks)


@lru_cache(maxsize=256)
def fields_asked(family: Family, asks: tuple[str, ...] | None) -> tuple[KindField, ...]:
    """Return the fields of a family that are asked for, in the order of declaration."""
    return tuple(one for one in FAMILY_FIELDS[family] if asks is None or one.name in asks)


def all_fields(kind: Kind) -> tuple[KindField, ...]:
    """Return every declared field of an event of the kind."""
    return kind_fields(kind) + FOR_ALL


def not_declared(family: Family, asks: Iterable[str]) -> list[str]:
    """Return the names that neither a family declares nor every event has."""
    declared = {one.name for one in (*FAMILY_FIELDS[family], *FOR_ALL)}
    return [name for name in asks if name not in declared]


@cache
def every_field() -> dict[str, KindField]:
    """Return every declared field by name; what several families share is declared alike."""
    by_family = (one for fields in FAMILY_FIELDS.values() for one in fields)
    return {one.name: one for one in (*by_family, *FOR_ALL)}
