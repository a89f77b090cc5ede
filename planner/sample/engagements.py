"""The sorts of engagement that the sample office invents, and when it holds them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from planner.choices import Marking, Modality
from planner.reference.shipped_kinds import ShippedKind


@dataclass(frozen=True)
class Pattern:
    """A sort of engagement that an office holds again and again; `cost` is in dollars."""

    title: str
    kind: ShippedKind
    days: int
    heads: int
    links: Mapping[str, float]
    details: Mapping[str, Any] = field(default_factory=dict)
    marking: Marking = Marking.OFFICIAL
    cost: int = 4000
    at: tuple[int, int] | None = None
    modality: Modality = Modality.IN_PERSON
    day_fields: Mapping[str, int] = field(default_factory=dict)
    """Fields of the kind that are days, each with its distance from the first day."""


PATTERNS = {
    "talks": Pattern(
        "Staff talks with {}",
        ShippedKind.DIALOGUE_CONFERENCE,
        2,
        14,
        {"O01": 0.5, "O08": 0.5},
        {
            "agenda": "Plan of the year; contact points; lessons of the last exercise.",
            "common_goal": "Each side knows by January what the other plans.",
            "languages": "English; an interpreter for each delegation.",
        },
    ),
    "reception": Pattern(
        "Reception for officers of {}",
        ShippedKind.CULTURAL_EVENT,
        1,
        60,
        {"O02": 0.6, "O07": 0.4},
        {
            "cultural_elements": ["food", "music", "social"],
            "protocol": "Both anthems.",
            "languages": "Interpreters at each table.",
            "guest_needs": "Menus for every custom; 4 without meat.",
        },
        Marking.PUBLIC,
        2500,
        (18, 21),
    ),
    "relief": Pattern(
        "Relief table-top with {}",
        ShippedKind.JOINT_EXERCISE,
        3,
        24,
        {"O09": 0.7, "O01": 0.3},
        {
            "exercise_type": "table_top",
            "scenario": "relief",
            "procedure_tested": "Request for relief and consent of the host",
            "customs_checked": True,
        },
        day_fields={"announced_on": -30},
    ),
    "instructors": Pattern(
        "Instructor exchange with {}",
        ShippedKind.PERSONNEL_EXCHANGE,
        12,
        6,
        {"O04": 0.5, "O05": 0.5},
        {
            "direction": "both",
            "are_prepared": True,
            "cultural_elements": ["social", "food"],
            "places_offered": 6,
            "places_filled": 6,
            "language_test": "Interview",
        },
        cost=18000,
    ),
    "cyber": Pattern(
        "Cyber table-top with {}",
        ShippedKind.TECHNOLOGY_COOPERATION,
        2,
        16,
        {"O11": 0.7, "O03": 0.3},
        {"topics": ["cyber"], "meeting_link": "https://meet.rapport.example/cyber"},
        Marking.OFFICIAL_SENSITIVE,
        6000,
        (9, 16),
        Modality.VIRTUAL,
    ),
    "command_post": Pattern(
        "Command-post exercise with {}",
        ShippedKind.JOINT_EXERCISE,
        5,
        180,
        {"O03": 0.6, "O01": 0.4},
        {
            "exercise_type": "command_post",
            "domains": ["land", "air"],
            "scenario": "peacekeeping",
            "procedure_tested": "Shared reporting format",
            "common_goal": "Both staffs report in one format within the hour.",
            "observers_invited": True,
            "peaceful_purpose": "Both staffs rehearse how to support peacekeepers.",
            "told_before": "Neighbouring missions and the press, by letter, six weeks before.",
            "shows_commitment": True,
            "troops": 180,
            "customs_checked": True,
            "cultural_elements": ["social", "sport"],
        },
        cost=90000,
        day_fields={
            "announced_on": -45,
            "initial_conference_on": -270,
            "main_conference_on": -180,
            "final_conference_on": -75,
            "visitors_day_on": 3,
        },
    ),
    "ceremony": Pattern(
        "Remembrance ceremony with {}",
        ShippedKind.CEREMONY,
        1,
        90,
        {"O07": 0.5, "O01": 0.3, "O02": 0.2},
        {
            "cultural_elements": ["heritage", "customs"],
            "themes": ["shared_history", "mutual_respect"],
            "precedence": "Guest of honour, heads of mission, service chiefs, veterans.",
            "protocol": "Wreaths of both sides; both anthems; a minute of silence.",
            "common_goal": "The fallen of both sides are remembered together.",
            "to_avoid": "Words on who won; flags of units that fought each other.",
        },
        Marking.PUBLIC,
        3000,
        (10, 12),
    ),
    "festival": Pattern(
        "Military music festival with {}",
        ShippedKind.CULTURAL_EVENT,
        3,
        140,
        {"O02": 0.6, "O07": 0.4},
        {
            "cultural_elements": ["music", "customs", "food"],
            "themes": ["shared_value", "openness"],
            "performers": "Bands of both sides and a school choir.",
            "audience": 1200,
            "has_community_part": True,
            "community_consulted": True,
            "weather_plan": "The drill hall stands ready.",
        },
        Marking.PUBLIC,
        25000,
        day_fields={"announced_on": -40},
    ),
    "exhibition": Pattern(
        "Exhibition of shared history with {}",
        ShippedKind.CULTURAL_EVENT,
        10,
        40,
        {"O02": 0.6, "O07": 0.4},
        {
            "cultural_elements": ["art", "heritage"],
            "themes": ["shared_history"],
            "performers": "Uniforms, letters and photographs lent by both army museums.",
            "audience": 3500,
            "has_community_part": True,
            "tickets": "Free; school classes by appointment",
        },
        Marking.PUBLIC,
        15000,
        day_fields={"announced_on": -30},
    ),
    "sport": Pattern(
        "Friendly tournament with {}",
        ShippedKind.SPORT_EVENT,
        2,
        48,
        {"O02": 0.5, "O05": 0.3, "O12": 0.2},
        {
            "cultural_elements": ["sport", "social"],
            "themes": ["mutual_respect"],
            "performers": "Two mixed teams of each side.",
            "audience": 300,
            "has_community_part": True,
        },
        Marking.PUBLIC,
        5000,
    ),
    "community": Pattern(
        "School repair with {}",
        ShippedKind.COMMUNITY_OUTREACH,
        5,
        30,
        {"O07": 0.7, "O02": 0.3},
        {
            "cultural_elements": ["social", "customs"],
            "themes": ["humanitarian"],
            "has_community_part": True,
            "community_consulted": True,
        },
        Marking.PUBLIC,
        12000,
    ),
    "course": Pattern(
        "Staff course for officers of {}",
        ShippedKind.EDUCATION_TRAINING,
        26,
        12,
        {"O04": 0.6, "O05": 0.4},
        {
            "direction": "inbound",
            "level": "staff",
            "places_offered": 12,
            "places_filled": 11,
            "language_test": "English, level 2",
            "vetting": "cleared",
            "makes_alumni": True,
            "has_culture_module": True,
            "cultural_elements": ["social", "heritage"],
            "adaptation": "Cases from the participants’ own region.",
        },
        cost=60000,
    ),
}
ROUTINE = ("talks", "reception", "relief", "instructors", "cyber", "command_post", "sport")
"""What is held with every frequent partner in turn."""

SHOWN = (
    ("course", -480),
    ("command_post", -230),
    ("ceremony", -190),
    ("festival", -150),
    ("exhibition", -110),
    ("sport", -75),
    ("community", -45),
    ("exhibition", 40),
    ("festival", 95),
)
"""What every office shows with its most frequent partners: pattern and days from today."""
