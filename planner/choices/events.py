"""What an event can be: family, state, modality, parts in it."""

from flask_babel import lazy_gettext as _l

from planner.choices.labels import Labelled


class Family(Labelled):
    """What a kind of event is at heart: what rules, metrics and indicators ask for (DOMAIN 4).

    A family declares fields (`planner/shapes/fields_by_family.py`); its kinds are rows that an
    office keeps.
    """

    EXERCISE = "exercise", _l("Exercise")
    OPERATION = "operation", _l("Operation")
    EXCHANGE = "exchange", _l("Exchange of people")
    COURSE = "course", _l("Course")
    WORKSHOP = "workshop", _l("Workshop")
    VISIT = "visit", _l("Visit")
    DIALOGUE = "dialogue", _l("Talks")
    CULTURE = "culture", _l("Culture, ceremony, sport")
    OUTREACH = "outreach", _l("Outreach to the community")
    HUMANITARIAN = "humanitarian", _l("Humanitarian help")
    PEACEKEEPING = "peacekeeping", _l("Peacekeeping")
    TECHNOLOGY = "technology", _l("Technology")
    MEDIA = "media", _l("Media")
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

UNAPPROVED_STATES = (EventState.CONCEPT, EventState.PLANNED, EventState.COORDINATED)
"""States of events that somebody plans and nobody approved yet."""


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


class ProposalState(Labelled):
    """What became of a proposed change to an approved event."""

    OPEN = "open", _l("Waits for an approver")
    AGREED = "agreed", _l("Agreed")
    DECLINED = "declined", _l("Declined")
    WITHDRAWN = "withdrawn", _l("Withdrawn by who proposed it")
    LAPSED = "lapsed", _l("Lapsed: the event is no longer approved")


class CoordinationParty(Labelled):
    """Whose agreement an event needs before it counts as coordinated."""

    PARTNER = "partner", _l("Partner nation")
    AGENCIES = "agencies", _l("Agencies and authorities")
    FUNDING = "funding", _l("Funding")
