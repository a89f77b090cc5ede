"""The catalogue's fixed lists: labelled enumerations (DOMAIN 2 to 4)."""

from enum import IntEnum, StrEnum
from typing import Any, Self

from flask_babel import lazy_gettext as _l


class Labelled(StrEnum):
    """A code kept in the database and the words a reader sees for it."""

    label: Any

    def __new__(cls, code: str, label: object = None) -> Self:
        """Keep the code as the value and the lazy label beside it."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member

    @classmethod
    def choices(cls) -> dict[str, Any]:
        """Return value to label, in the order of the catalogue."""
        return {member.value: member.label for member in cls}


class Marking(IntEnum):
    """How restricted a row is; higher is more restricted (DOMAIN 3)."""

    PUBLIC = 0
    OFFICIAL = 1
    OFFICIAL_SENSITIVE = 2

    @property
    def label(self) -> Any:
        """Return the words printed in the banner."""
        return MARKING_LABELS[self]

    @classmethod
    def choices(cls) -> dict[str, Any]:
        """Return value to label, least restricted first."""
        return {str(int(member)): member.label for member in cls}


MARKING_LABELS = {
    Marking.PUBLIC: _l("PUBLIC"),
    Marking.OFFICIAL: _l("OFFICIAL"),
    Marking.OFFICIAL_SENSITIVE: _l("OFFICIAL-SENSITIVE"),
}


class Role(Labelled):
    """What a user does in the office (DOMAIN 3)."""

    VIEWER = "viewer", _l("Viewer")
    PLANNER = "planner", _l("Planner")
    APPROVER = "approver", _l("Approver")
    COUNTRY_DESK = "country_desk", _l("Country desk")
    ADMINISTRATOR = "administrator", _l("Administrator")


class EventKind(Labelled):
    """The kinds of engagement in the catalogue (DOMAIN 4)."""

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


class EventState(Labelled):
    """Where an event stands between idea and closing (DOMAIN 2)."""

    CONCEPT = "concept", _l("Concept")
    PLANNED = "planned", _l("Planned")
    COORDINATED = "coordinated", _l("Coordinated")
    APPROVED = "approved", _l("Approved")
    IN_PROGRESS = "in_progress", _l("In progress")
    EXECUTED = "executed", _l("Executed")
    REPORTED = "reported", _l("Reported")
    CLOSED = "closed", _l("Closed")
    POSTPONED = "postponed", _l("Postponed")
    CANCELLED = "cancelled", _l("Cancelled")


EXECUTED_STATES = (EventState.EXECUTED, EventState.REPORTED, EventState.CLOSED)
"""States that count as executed in every metric (METRICS: EX)."""

AHEAD_STATES = (EventState.APPROVED, EventState.IN_PROGRESS)
"""States that count as approved and still to come (METRICS M10)."""


class Modality(Labelled):
    """Whether people meet in person."""

    IN_PERSON = "in_person", _l("In person")
    VIRTUAL = "virtual", _l("Virtual")
    HYBRID = "hybrid", _l("Hybrid")


class DatePrecision(Labelled):
    """How exactly a date is known."""

    DAY = "day", _l("Exact days")
    MONTH = "month", _l("Month only")
    YEAR = "year", _l("Year only")


class PartnerRole(Labelled):
    """What a partner nation does in an event."""

    PLAYER = "player", _l("Takes part")
    OBSERVER = "observer", _l("Observes")
    INVITED = "invited", _l("Invited")


class AttendanceRole(Labelled):
    """What a person does in an event."""

    HEAD_OF_DELEGATION = "head_of_delegation", _l("Head of delegation")
    EXERCISE_DIRECTOR = "exercise_director", _l("Exercise director")
    PLANNER = "planner", _l("Planner")
    PARTICIPANT = "participant", _l("Participant")
    OBSERVER = "observer", _l("Observer")
    INSTRUCTOR = "instructor", _l("Instructor")
    STUDENT = "student", _l("Student")
    LIAISON_OFFICER = "liaison_officer", _l("Liaison officer")
    INTERPRETER = "interpreter", _l("Interpreter")
    CULTURAL_ADVISER = "cultural_adviser", _l("Cultural adviser")
    MEDIA_OFFICER = "media_officer", _l("Media officer")
    PROTOCOL_OFFICER = "protocol_officer", _l("Protocol officer")
    MEDICAL = "medical", _l("Medical")
    PERFORMER = "performer", _l("Performer")
    ATHLETE = "athlete", _l("Athlete")
    GUEST_OF_HONOUR = "guest_of_honour", _l("Guest of honour")
    ESCORT_OFFICER = "escort_officer", _l("Escort officer")
    SUPPORT = "support", _l("Support")


class AttendanceState(Labelled):
    """How far a person's participation has come."""

    INVITED = "invited", _l("Invited")
    NOMINATED = "nominated", _l("Nominated")
    VETTING = "vetting", _l("Vetting")
    CLEARED = "cleared", _l("Cleared")
    CONFIRMED = "confirmed", _l("Confirmed")
    DECLINED = "declined", _l("Declined")
    WITHDRAWN = "withdrawn", _l("Withdrawn")
    ATTENDED = "attended", _l("Attended")
    NO_SHOW = "no_show", _l("No-show")


class TransitionReason(Labelled):
    """Why an event was postponed, cancelled, cut short, sent back or reopened."""

    REGIONAL_CONFLICT = "regional_conflict", _l("Regional conflict or tension")
    POLITICAL = "political", _l("Political decision")
    HEALTH = "health", _l("Health or pandemic")
    WEATHER = "weather", _l("Weather or disaster")
    FUNDING = "funding", _l("Funding")
    PARTNER_REQUEST = "partner_request", _l("Asked for by the partner")
    PARTNER_CAPACITY = "partner_capacity", _l("Partner capacity")
    OWN_CAPACITY = "own_capacity", _l("Own capacity")
    SCHEDULING = "scheduling", _l("Dates clash")
    CLEARANCE = "clearance", _l("Clearance or vetting")
    SECURITY = "security", _l("Security")
    MERGED = "merged", _l("Replaced by another event")
    INCOMPLETE = "incomplete", _l("Information missing")
    OBJECTIVE_UNCLEAR = "objective_unclear", _l("Objective not convincing")
    RISK_UNRESOLVED = "risk_unresolved", _l("Risk not dealt with")
    ERROR = "error", _l("Entered by mistake")
    OTHER = "other", _l("Other, see note")


class CoordinationParty(Labelled):
    """Whose agreement an event needs before it counts as coordinated."""

    PARTNER = "partner", _l("Partner nation")
    AGENCIES = "agencies", _l("Agencies and authorities")
    FUNDING = "funding", _l("Funding")


class RiskCategory(Labelled):
    """What may go wrong (DOMAIN 4)."""

    SHOW_OF_FORCE = "perceived_as_show_of_force", _l("Seen as a show of force")
    POLITICAL_SENSITIVITY = "political_sensitivity", _l("Political sensitivity")
    REGIONAL_CONFLICT = "regional_conflict", _l("Regional conflict")
    IDEOLOGICAL_DIFFERENCE = "ideological_difference", _l("Ideological difference")
    HISTORICAL_GRIEVANCE = "historical_grievance", _l("Historical grievance")
    NEGATIVE_MEDIA = "negative_media", _l("Negative media")
    PUBLIC_REJECTION = "public_rejection", _l("Public rejection")
    CULTURAL_OFFENCE = "cultural_offence", _l("Cultural offence")
    PROTOCOL_ERROR = "protocol_error", _l("Protocol error")
    LOGISTICS = "logistics", _l("Logistics")
    BUREAUCRATIC_DELAY = "bureaucratic_delay", _l("Bureaucratic delay")
    FUNDING = "funding", _l("Funding")
    PARTNER_CAPACITY = "partner_capacity", _l("Partner capacity")
    SECURITY = "security_force_protection", _l("Security and force protection")
    INFORMATION_RELEASE = "information_release", _l("Information release")
    VETTING = "vetting_or_human_rights", _l("Vetting or human rights")
    HEALTH = "health_or_pandemic", _l("Health or pandemic")
    WEATHER = "weather", _l("Weather")
    DEPENDENCE = "dependence_on_one_partner", _l("Dependence on one partner")


class OutcomeType(Labelled):
    """What came of an event (DOMAIN 4)."""

    AGREEMENT_REACHED = "agreement_reached", _l("Agreement reached")
    FOLLOW_ON_EVENT = "follow_on_event_agreed", _l("Follow-on event agreed")
    PROCEDURE_ADOPTED = "procedure_adopted", _l("Procedure adopted")
    LESSON_IDENTIFIED = "lesson_identified", _l("Lesson identified")
    LESSON_CLOSED = "lesson_closed", _l("Lesson closed")
    SKILL_APPLIED = "skill_applied", _l("Skill applied")
    RELATIONSHIP_OPENED = "relationship_opened", _l("Relationship opened")
    ALUMNI_CONTACT = "alumni_contact", _l("Alumni contact")
    ACCESS_GRANTED = "access_granted", _l("Access granted")
    RECIPROCAL_INVITATION = "reciprocal_invitation", _l("Reciprocal invitation")
    MEDIA_RESULT = "media_result", _l("Media result")
    PUBLIC_ATTITUDE = "public_attitude_result", _l("Public attitude result")
    HUMANITARIAN_RESULT = "humanitarian_result", _l("Humanitarian result")
    TECHNOLOGY_MILESTONE = "technology_milestone", _l("Technology milestone")
    INCIDENT_RESOLVED = "incident_avoided_or_resolved", _l("Incident avoided or resolved")
    NEGATIVE_OUTCOME = "negative_outcome", _l("Negative outcome")


class OutcomeSign(Labelled):
    """Whether an outcome helps or harms its objective."""

    POSITIVE = "positive", _l("Positive")
    NEUTRAL = "neutral", _l("Neutral")
    NEGATIVE = "negative", _l("Negative")


STRENGTH_LABELS = {
    0: _l("0 – none or unknown"),
    1: _l("1 – reaction: participants say so"),
    2: _l("2 – learning: shown by test or observation"),
    3: _l("3 – behaviour: used at work or in a later event"),
    4: _l("4 – result: effect on the partnership or public"),
}
"""Evidence strength by Kirkpatrick's levels (DOMAIN 1, 4)."""


class FollowUpState(Labelled):
    """Where a promise stands."""

    OPEN = "open", _l("Open")
    IN_HAND = "in_hand", _l("In hand")
    DONE = "done", _l("Done")
    HANDED_OVER = "handed_over", _l("Handed over")
    DROPPED = "dropped", _l("Dropped")


OPEN_FOLLOW_UP_STATES = (FollowUpState.OPEN, FollowUpState.IN_HAND)


class LessonState(Labelled):
    """A lesson's way from observation to being learned (DOMAIN 2)."""

    OBSERVED = "observed", _l("Observed")
    IDENTIFIED = "identified", _l("Identified")
    ASSIGNED = "assigned", _l("Action assigned")
    IMPLEMENTED = "implemented", _l("Implemented")
    VALIDATED = "validated", _l("Validated")


class MediaKind(Labelled):
    """What sort of publication a media item is."""

    PRESS_RELEASE = "press_release", _l("Press release")
    NEWS_REPORT = "news_report", _l("News report")
    BROADCAST = "broadcast", _l("Broadcast")
    SOCIAL_MEDIA = "social_media", _l("Social media")
    DOCUMENTARY = "documentary", _l("Documentary")
    OTHER = "other", _l("Other")


class MediaAudience(Labelled):
    """Whose opinion a media item reaches."""

    OWN_PUBLIC = "own_public", _l("Own public")
    PARTNER_PUBLIC = "partner_public", _l("Partner public")
    FORCES = "forces", _l("Forces")
    INTERNATIONAL = "international", _l("International")


TONE_LABELS = {
    -2: _l("−2 hostile"),
    -1: _l("−1 critical"),
    0: _l("0 neutral"),
    1: _l("+1 favourable"),
    2: _l("+2 very favourable"),
}


class Direction(Labelled):
    """Which way an indicator should move."""

    UP = "up", _l("Higher is better")
    DOWN = "down", _l("Lower is better")


class IndicatorLevel(Labelled):
    """Result level of an indicator (IATI)."""

    OUTPUT = "output", _l("Output")
    OUTCOME = "outcome", _l("Outcome")
    IMPACT = "impact", _l("Impact")


class IndicatorSource(Labelled):
    """Who supplies an indicator's values."""

    AUTO = "auto", _l("Computed by the product")
    MANUAL = "manual", _l("Typed in")


class Aggregation(Labelled):
    """How an indicator's updates make its actual value (METRICS M20)."""

    LATEST = "latest", _l("Latest value")
    SUM = "sum", _l("Sum of values")
    MEAN = "mean", _l("Mean of values")


class Standing(Labelled):
    """Whether a part of the plan is agreed or only proposed (DOMAIN 3)."""

    PROPOSED = "proposed", _l("Proposed")
    AGREED = "agreed", _l("Agreed")


class NationTier(Labelled):
    """How often a partner should be met (METRICS M17)."""

    A = "A", _l("A – priority")
    B = "B", _l("B – regular")
    C = "C", _l("C – occasional")


TIER_LIMIT_DAYS = {NationTier.A: 90, NationTier.B: 180, NationTier.C: 365}


class ProgrammeKind(Labelled):
    """What holds several events together."""

    SERIES = "series", _l("Series")
    AGREEMENT = "agreement", _l("Agreement or framework")
    SCHEME = "scheme", _l("Scheme")


class OrganisationKind(Labelled):
    """What an organisation is."""

    MINISTRY = "ministry", _l("Ministry")
    ARMED_SERVICE = "armed_service", _l("Armed service")
    COMMAND = "command", _l("Command")
    UNIT = "unit", _l("Unit")
    ACADEMY = "academy", _l("Academy or college")
    AGENCY = "agency", _l("Agency")
    EMBASSY = "embassy", _l("Embassy")
    MEDIA = "media", _l("Media")
    CIVIL = "civil", _l("Civil society")
    OTHER = "other", _l("Other")


class RetentionClass(Labelled):
    """How long a person's record is kept (DOMAIN 3)."""

    TRAVEL = "travel", _l("Travel: 30 days after return")
    VETTING = "vetting", _l("Vetting: one year")
    CONTACT = "contact", _l("Contact: three years after the last contact")
