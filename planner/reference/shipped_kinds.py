"""The kinds of event that an office starts with (DOMAIN 4); from then on they are its rows.

An office adds its own by `planner kind add` (`planner/kinds/`).

Rules ask the family of a kind and never name one: only what fills an office does.
"""

from flask_babel import lazy_gettext as _l

from planner.choices import Family, Labelled
from planner.reference.shipped import ShippedTerm


class ShippedKind(Labelled):
    """The codes of the kinds that every office starts with, and their names."""

    JOINT_EXERCISE = "joint_exercise", _l("Joint exercise")
    JOINT_OPERATION = "joint_operation", _l("Joint operation")
    PERSONNEL_EXCHANGE = "personnel_exchange", _l("Personnel exchange")
    EDUCATION_TRAINING = "education_training", _l("Education and training")
    WORKSHOP_SEMINAR = "workshop_seminar", _l("Workshop or seminar")
    OFFICIAL_VISIT = "official_visit", _l("Official visit")
    DIALOGUE_CONFERENCE = "dialogue_conference", _l("Dialogue or conference")
    PORT_VISIT = "port_visit", _l("Port visit")
    CULTURAL_EVENT = "cultural_event", _l("Cultural event")
    CEREMONY = "ceremony", _l("Ceremony")
    SPORT_EVENT = "sport_event", _l("Sport event")
    HUMANITARIAN_MISSION = "humanitarian_mission", _l("Humanitarian mission")
    PEACEKEEPING = "peacekeeping", _l("Peacekeeping")
    TECHNOLOGY_COOPERATION = "technology_cooperation", _l("Technology cooperation")
    COMMUNITY_OUTREACH = "community_outreach", _l("Community outreach")
    MEDIA_ACTIVITY = "media_activity", _l("Media activity")
    AGREEMENT = "agreement", _l("Agreement")


TALKS = (
    "delegation_own",
    "delegation_partner",
    "agenda",
    "talking_points",
    "joint_statement",
    "reciprocity_due_on",
)
"""What a visit without ships asks for."""


LOOKS = (30, 90, 180)
"""After so many days somebody looks what lasted, of the kinds of which something should."""


def shipped(
    kind: ShippedKind,
    family: Family,
    asks: tuple[str, ...] | None = None,
    looks_after: tuple[int, ...] = (),
) -> ShippedTerm:
    """Return the row of a kind; `asks` names fields of its family, None means all of them."""
    traits = {"family": family, "asks": asks, "looks_after": looks_after}
    return ShippedTerm(kind.value, kind.label, traits)


SHIPPED_KINDS = (
    shipped(ShippedKind.JOINT_EXERCISE, Family.EXERCISE, looks_after=LOOKS),
    shipped(ShippedKind.JOINT_OPERATION, Family.OPERATION),
    shipped(ShippedKind.PERSONNEL_EXCHANGE, Family.EXCHANGE, looks_after=LOOKS),
    shipped(ShippedKind.EDUCATION_TRAINING, Family.COURSE, looks_after=LOOKS),
    shipped(ShippedKind.WORKSHOP_SEMINAR, Family.WORKSHOP, looks_after=LOOKS),
    shipped(ShippedKind.OFFICIAL_VISIT, Family.VISIT, TALKS),
    shipped(ShippedKind.DIALOGUE_CONFERENCE, Family.DIALOGUE),
    shipped(ShippedKind.PORT_VISIT, Family.VISIT),
    shipped(ShippedKind.CULTURAL_EVENT, Family.CULTURE),
    shipped(ShippedKind.CEREMONY, Family.CULTURE),
    shipped(ShippedKind.SPORT_EVENT, Family.CULTURE),
    shipped(ShippedKind.HUMANITARIAN_MISSION, Family.HUMANITARIAN),
    shipped(ShippedKind.PEACEKEEPING, Family.PEACEKEEPING),
    shipped(ShippedKind.TECHNOLOGY_COOPERATION, Family.TECHNOLOGY, looks_after=LOOKS),
    shipped(ShippedKind.COMMUNITY_OUTREACH, Family.OUTREACH, looks_after=LOOKS),
    shipped(ShippedKind.MEDIA_ACTIVITY, Family.MEDIA),
    shipped(ShippedKind.AGREEMENT, Family.AGREEMENT),
)
"""In the order in which forms offer them."""
