"""Which own fields an event has because of its kind (DOMAIN 2)."""

from functools import cache

from planner.choices import EventKind
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

KIND_FIELDS: dict[EventKind, tuple[KindField, ...]] = {
    EventKind.JOINT_EXERCISE: EXERCISE,
    EventKind.JOINT_OPERATION: EXERCISE,
    EventKind.PERSONNEL_EXCHANGE: EXCHANGE,
    EventKind.EDUCATION_TRAINING: EXCHANGE,
    EventKind.WORKSHOP_SEMINAR: WORKSHOP,
    EventKind.OFFICIAL_VISIT: TALKS,
    EventKind.DIALOGUE_CONFERENCE: TALKS,
    EventKind.PORT_VISIT: PORT_CALL + TALKS,
    EventKind.CULTURAL_EVENT: CULTURE,
    EventKind.CEREMONY: CULTURE,
    EventKind.SPORT_EVENT: CULTURE,
    EventKind.COMMUNITY_OUTREACH: CULTURE,
    EventKind.HUMANITARIAN_MISSION: RELIEF,
    EventKind.PEACEKEEPING: PEACE,
    EventKind.TECHNOLOGY_COOPERATION: TECHNOLOGY,
    EventKind.MEDIA_ACTIVITY: MEDIA,
    EventKind.AGREEMENT: AGREEMENT,
}


def kind_fields(kind: EventKind) -> tuple[KindField, ...]:
    """Return the fields of one kind, without those that every event has."""
    return KIND_FIELDS[kind]


def all_fields(kind: EventKind) -> tuple[KindField, ...]:
    """Return every declared field of an event of the kind."""
    return KIND_FIELDS[kind] + FOR_ALL


@cache
def every_field() -> dict[str, KindField]:
    """Return every declared field by name; what several kinds share is declared alike."""
    return {one.name: one for kind in EventKind for one in all_fields(kind)}
