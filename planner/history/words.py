"""The history's codes in words: what was done, to what kind of row, in which field."""

import re
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, Final

from flask_babel import lazy_gettext as _l

from planner.choices import Labelled, Marking
from planner.kinds.models import EventKind
from planner.terms.models import RiskCategory, Term, Theme, Topic, TransitionReason
from planner.terms.queries import term_label, terms
from planner.web.cells import cell
from planner.web.day_words import day, moment
from planner.web.number_words import NONE
from planner.web.ratio_words import ratio_sentence

A_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
A_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+]00:00")

VERBS: dict[str, Any] = {
    "added": _l("added"),
    "changed": _l("changed"),
    "deleted": _l("deleted"),
    "imported": _l("imported"),
    "exported": _l("exported"),
    "mailed": _l("mailed"),
    "released": _l("released"),
    "viewed": _l("viewed"),
    "signed_in": _l("signed in"),
    "signed_out": _l("signed out"),
    "sign_in_failed": _l("sign-in failed"),
    "commented": _l("commented"),
    "calendar_added": _l("added to a calendar"),
    "started": _l("started"),
    "finished": _l("finished"),
    "failed": _l("failed"),
    "cancelled": _l("cancelled"),
}

KINDS: dict[str, Any] = {
    "event": _l("Event"),
    "place": _l("Place"),
    "event_nation": _l("Partner nation"),
    "objective_link": _l("Link to an objective"),
    "attendance": _l("Participant"),
    "proposed_change": _l("Proposed change"),
    "risk": _l("Risk"),
    "coordination": _l("Coordination"),
    "transition": _l("Change of state"),
    "saved_filter": _l("Kept search"),
    "aim": _l("Aim"),
    "plan": _l("Plan"),
    "line_of_effort": _l("Line of effort"),
    "objective": _l("Objective"),
    "indicator": _l("Indicator"),
    "indicator_target": _l("Target of an indicator"),
    "indicator_update": _l("Update of an indicator"),
    "value_link": _l("Link to give a value"),
    "requirement": _l("Requirement"),
    "outcome": _l("Outcome"),
    "follow_up": _l("Follow-up"),
    "after_action_report": _l("After-action report"),
    "later_look": _l("Later look"),
    "lesson": _l("Lesson"),
    "applied_lesson": _l("Lesson applied"),
    "media_item": _l("Media item"),
    "timetable_item": _l("Item of a timetable"),
    "cultural_part": _l("Part of culture"),
    "gift": _l("Gift"),
    "commitment": _l("Commitment"),
    "concern": _l("Concern"),
    "attachment": _l("Attachment"),
    "person": _l("Person"),
    "two_people": _l("Two people, not one"),
    "nation": _l("Nation"),
    "nation_way": _l("Note on a nation"),
    "nation_name": _l("Name of a nation"),
    "partner_group": _l("Partner group"),
    "organisation": _l("Organisation"),
    "institution": _l("Institution"),
    "programme": _l("Programme"),
    "transition_reason": _l("Reason of a move"),
    "risk_category": _l("Risk category"),
    "theme": _l("Theme"),
    "topic": _l("Topic"),
    "rank": _l("Rank"),
    "armed_service": _l("Armed service"),
    "event_theme": _l("Theme of the message"),
    "event_topic": _l("Topic of an event"),
    "event_kind": _l("Kind of event"),
    "event_kind_objective": _l("Usual objective of a kind"),
    "feed": _l("Calendar feed"),
    "user_account": _l("User"),
    "role_grant": _l("Role of a user"),
    "list": _l("List"),
    "closed_period": _l("Closed period"),
    "released_copy": _l("Releasable copy"),
    "mailed_report": _l("Mailed report"),
    "mailed_file": _l("File of a mailed report"),
    "sign_in": _l("Sign-in"),
    "job": _l("Long work"),
    "sample": _l("Sample data"),
    "reference": _l("Reference data"),
}

FIELDS: dict[str, Any] = {
    "promised_by": _l("Who promised"),
    "promised_on": _l("Promised on"),
    "made_at_id": _l("Made at the event"),
    "settled_on": _l("Settled on"),
    "first_on": _l("First day"),
    "last_on": _l("Last day"),
    "starts_on": _l("First day"),
    "ends_on": _l("Last day"),
    "actual_starts_on": _l("Actual first day"),
    "actual_ends_on": _l("Actual last day"),
    "host_code": _l("Host nation"),
    "more_details": _l("Own fields of the kind"),
    "asks_for_note": _l("Asks for a note"),
    "theme_code": _l("Theme"),
    "topic_code": _l("Topic"),
    "is_name_edited": _l("Name given by the office"),
    "retired_at": _l("Retired"),
    "lead_code": _l("Lead nation"),
    "nation_code": _l("Nation"),
    "is_used": _l("In use"),
    "looked_on": _l("Last reviewed"),
    "looked_by_id": _l("Looked at by"),
    "is_yearly": _l("On these days of every year"),
    "is_expected": _l("Expected"),
    "gift_limit": _l("Limit of a gift"),
    "prepared_on": _l("Brief read by"),
    "prepared_by_id": _l("Recorded by"),
    "brief_of_on": _l("Day of the brief"),
    "releasable_to": _l("Releasable to"),
    "release_ceiling": _l("May be given up to"),
    "has_all_nations": _l("All nations"),
    "nations": _l("Nations in scope"),
    "ceiling": _l("Highest marking"),
    "active": _l("Active"),
    "asks": _l("Fields it asks for"),
    "main_kind": _l("Kind of its events"),
    "is_releasable": _l("Released to people outside"),
    "sha256": _l("SHA-256"),
    "indicator_update_id": _l("Value of an indicator"),
    "coordination_id": _l("Agreement"),
    "on_day": _l("Day"),
    "starts_at": _l("From"),
    "ends_at": _l("To"),
    "declare_above": _l("To be declared above"),
    "declared_on": _l("Declared on"),
    "lead": _l("Who leads or hosts"),
    "asked_of": _l("Asked of"),
    "giver_name": _l("Name of the giver"),
    "giver_organisation": _l("Organisation of the giver"),
    "is_confirmed": _l("Said to be right, far from the others"),
    "is_from_before": _l("Counts unverified, from before"),
    "rhythm": _l("How often a value is due"),
    "typed_due_on": _l("Day typed for the next value"),
    "typed_after": _l("Last value when that day was typed"),
    "due_counted_from": _l("Due day counted from"),
    "must_change_password": _l("One-time password"),
}


def verb_words(code: str) -> str:
    """Return what was done, in words."""
    return str(VERBS.get(code) or code.replace("_", " "))


def kind_words(code: str) -> str:
    """Return the kind of row, in words."""
    return str(KINDS.get(code) or code.replace("_", " ").capitalize())


def field_words(code: str) -> str:
    """Return the name of a field, in words."""
    bare = code.removesuffix("_id").removesuffix("_code")
    return str(FIELDS.get(code) or bare.replace("_", " ").capitalize())


@cache
def code_labels() -> dict[str, Any]:
    """Return code to label of every labelled enumeration, and of the markings."""
    labels = {member.value: member.label for codes in Labelled.__subclasses__() for member in codes}
    return labels | {marking.name: marking.label for marking in Marking}


RATIO = {"numerator", "denominator"}
"""What stands for a percentage."""
TERM_FIELDS: dict[str, type[Term]] = {
    "reason_code": TransitionReason,
    "category": RiskCategory,
    "theme_code": Theme,
    "topic_code": Topic,
    "kind": EventKind,
    "main_kind": EventKind,
}
"""Fields that hold the code of a reference table's row."""


def value_words(value: Any, field: str = "") -> str:
    """Return a field's value before or after, in words; “–” for none."""
    if (table := TERM_FIELDS.get(field)) and isinstance(value, str) and value in terms(table):
        return term_label(table, value)
    if value is None or value in ("", []):
        return NONE
    if isinstance(value, bool):
        return "✓" if value else NONE
    if isinstance(value, list):
        return ", ".join(value_words(part, field) for part in value)
    if isinstance(value, dict) and value.keys() == RATIO:
        return cell(ratio_sentence(Decimal(value["numerator"]), Decimal(value["denominator"])))
    if isinstance(value, dict):
        return "; ".join(
            f"{field_words(key)}: {value_words(part, key)}" for key, part in value.items()
        )
    return text_words(str(value))


def text_words(text: str) -> str:
    """Return a day, moment or code in words; any other text as it is."""
    with suppress(ValueError):  # a title may look like a day and be none
        if A_DAY.fullmatch(text):
            return day(date.fromisoformat(text))
        if A_MOMENT.fullmatch(text):
            return moment(datetime.fromisoformat(text))
    return str(code_labels().get(text, text))
