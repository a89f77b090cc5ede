"""The rows that each reference table is shipped with; an office adds, renames and retires them.

Codes stand here, in samples and in migrations alone: a rule reads a column of the row.
"""

from functools import cache
from typing import Any

from flask_babel import lazy_gettext as _l

from planner.choices import Marking
from planner.reference.shipped import LAST, ShippedTerm
from planner.reference.shipped_kinds import SHIPPED_KINDS

REASONS = (
    ShippedTerm("regional_conflict", _l("Regional conflict or tension")),
    ShippedTerm("political", _l("Political decision")),
    ShippedTerm("health", _l("Health or pandemic")),
    ShippedTerm("weather", _l("Weather or disaster")),
    ShippedTerm("funding", _l("Funding")),
    ShippedTerm("partner_request", _l("Asked for by the partner")),
    ShippedTerm("partner_capacity", _l("Partner capacity")),
    ShippedTerm("own_capacity", _l("Own capacity")),
    ShippedTerm("scheduling", _l("Dates clash")),
    ShippedTerm("clearance", _l("Clearance or vetting")),
    ShippedTerm("security", _l("Security")),
    ShippedTerm("merged", _l("Replaced by another event")),
    ShippedTerm("incomplete", _l("Information missing")),
    ShippedTerm("objective_unclear", _l("Objective not convincing")),
    ShippedTerm("risk_unresolved", _l("Risk not dealt with")),
    ShippedTerm("plan_changes", _l("The plan has to change")),
    ShippedTerm("error", _l("Entered by mistake")),
    ShippedTerm("other", _l("Other, see note"), {"asks_for_note": True, "position": LAST}),
)

RISKS = (
    ShippedTerm(
        "perceived_as_show_of_force", _l("Seen as a show of force"), {"asks_for_answer": True}
    ),
    ShippedTerm("political_sensitivity", _l("Political sensitivity")),
    ShippedTerm("regional_conflict", _l("Regional conflict")),
    ShippedTerm("ideological_difference", _l("Ideological difference")),
    ShippedTerm("historical_grievance", _l("Historical grievance")),
    ShippedTerm("negative_media", _l("Negative media")),
    ShippedTerm("public_rejection", _l("Public rejection")),
    ShippedTerm("cultural_offence", _l("Cultural offence")),
    ShippedTerm("protocol_error", _l("Protocol error")),
    ShippedTerm("logistics", _l("Logistics")),
    ShippedTerm("bureaucratic_delay", _l("Bureaucratic delay")),
    ShippedTerm("funding", _l("Funding")),
    ShippedTerm("partner_capacity", _l("Partner capacity")),
    ShippedTerm("security_force_protection", _l("Security and force protection")),
    ShippedTerm("information_release", _l("Information release")),
    ShippedTerm("vetting_or_human_rights", _l("Vetting or human rights")),
    ShippedTerm("health_or_pandemic", _l("Health or pandemic")),
    ShippedTerm("weather", _l("Weather")),
    ShippedTerm("dependence_on_one_partner", _l("Dependence on one partner")),
)

THEMES = (
    ShippedTerm("shared_value", _l("Shared values")),
    ShippedTerm("shared_history", _l("Shared history")),
    ShippedTerm("democracy_rule_of_law", _l("Democracy and rule of law")),
    ShippedTerm("peaceful_coexistence", _l("Peaceful coexistence")),
    ShippedTerm("mutual_respect", _l("Mutual respect")),
    ShippedTerm("collective_security", _l("Collective security")),
    ShippedTerm("humanitarian", _l("Humanitarian duty")),
    ShippedTerm("openness", _l("Openness")),
    ShippedTerm("innovation", _l("Innovation")),
)

HIGH = {
    "least_marking": Marking.OFFICIAL_SENSITIVE,
    "marking_reason": _l("intelligence cooperation stands here as a topic only, at a high marking"),
}

TOPICS = (
    ShippedTerm("cyber", _l("Cyber defence")),
    ShippedTerm("communications", _l("Communication systems")),
    ShippedTerm("artificial_intelligence", _l("Artificial intelligence")),
    ShippedTerm("logistics", _l("Logistics")),
    ShippedTerm("medicine", _l("Medicine")),
    ShippedTerm("intelligence", _l("Intelligence (topic only)"), HIGH),
    ShippedTerm("other", _l("Other"), {"position": LAST}),
)

RANKS = (
    ShippedTerm("general", _l("General")),
    ShippedTerm("lieutenant_general", _l("Lieutenant General")),
    ShippedTerm("major_general", _l("Major General")),
    ShippedTerm("brigadier_general", _l("Brigadier General")),
    ShippedTerm("brigadier", _l("Brigadier")),
    ShippedTerm("colonel", _l("Colonel")),
    ShippedTerm("lieutenant_colonel", _l("Lieutenant Colonel")),
    ShippedTerm("major", _l("Major")),
    ShippedTerm("captain", _l("Captain")),
    ShippedTerm("lieutenant", _l("Lieutenant")),
    ShippedTerm("second_lieutenant", _l("Second Lieutenant")),
    ShippedTerm("admiral", _l("Admiral")),
    ShippedTerm("vice_admiral", _l("Vice Admiral")),
    ShippedTerm("rear_admiral", _l("Rear Admiral")),
    ShippedTerm("commodore", _l("Commodore")),
    ShippedTerm("captain_navy", _l("Captain (navy)")),
    ShippedTerm("commander", _l("Commander")),
    ShippedTerm("lieutenant_commander", _l("Lieutenant Commander")),
    ShippedTerm("air_chief_marshal", _l("Air Chief Marshal")),
    ShippedTerm("air_marshal", _l("Air Marshal")),
    ShippedTerm("air_vice_marshal", _l("Air Vice-Marshal")),
    ShippedTerm("air_commodore", _l("Air Commodore")),
    ShippedTerm("group_captain", _l("Group Captain")),
    ShippedTerm("wing_commander", _l("Wing Commander")),
    ShippedTerm("squadron_leader", _l("Squadron Leader")),
    ShippedTerm("flight_lieutenant", _l("Flight Lieutenant")),
    ShippedTerm("warrant_officer", _l("Warrant Officer")),
    ShippedTerm("sergeant_major", _l("Sergeant Major")),
    ShippedTerm("sergeant", _l("Sergeant")),
    ShippedTerm("corporal", _l("Corporal")),
    ShippedTerm("private", _l("Private")),
    ShippedTerm("civilian", _l("Civilian")),
)

SERVICES = (
    ShippedTerm("joint", _l("Joint")),
    ShippedTerm("army", _l("Army")),
    ShippedTerm("navy", _l("Navy")),
    ShippedTerm("air", _l("Air force")),
    ShippedTerm("marines", _l("Marines")),
    ShippedTerm("coast_guard", _l("Coast guard")),
)

SHIPPED: dict[str, tuple[ShippedTerm, ...]] = {
    "transition_reason": REASONS,
    "risk_category": RISKS,
    "event_kind": SHIPPED_KINDS,
    "theme": THEMES,
    "topic": TOPICS,
    "rank": RANKS,
    "armed_service": SERVICES,
}
"""Table to its rows, in the order in which they are offered."""


@cache
def shipped_names(table: str) -> dict[str, Any]:
    """Return code to lazy name of a table's shipped rows."""
    return {one.code: one.name for one in SHIPPED.get(table, ())}
