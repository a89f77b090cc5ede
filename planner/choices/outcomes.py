"""What can come of an event: outcomes, follow-ups, lessons, media."""

from flask_babel import lazy_gettext as _l

from planner.choices.labels import Labelled


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
    ECONOMIC_FOLLOW_ON = "economic_follow_on", _l("Economic follow-on")
    INCIDENT_RESOLVED = "incident_avoided_or_resolved", _l("Incident avoided or resolved")
    NEGATIVE_OUTCOME = "negative_outcome", _l("Negative outcome")


class ChangeKind(Labelled):
    """Kind of change or between partners, beside what came of it (DOMAIN 1)."""

    AWARENESS = "awareness", _l("Awareness")
    ATTITUDE = "attitude", _l("Attitude")
    SKILL = "skill", _l("Skill")
    BEHAVIOUR = "behaviour", _l("Behaviour")
    RELATIONSHIP = "relationship", _l("Relationship")
    POLICY = "policy_or_partnership", _l("Policy or partnership")


class Confidence(Labelled):
    """How sure it is that the change is there and that the events helped to bring it about."""

    LOW = "low", _l("Low")
    MEDIUM = "medium", _l("Medium")
    HIGH = "high", _l("High")


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
KEPT_STATES = (FollowUpState.DONE, FollowUpState.HANDED_OVER)


class Lasted(Labelled):
    """What a later look finds of what came of an event."""

    LASTED = "lasted", _l("It lasted")
    PARTLY = "partly", _l("Partly")
    GONE = "gone", _l("Gone")
    NOT_YET_KNOWN = "not_yet_known", _l("Not yet known")


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


class ConcernSource(Labelled):
    """Who raised a concern."""

    PRESS = "press", _l("Press")
    PARLIAMENT = "parliament", _l("Parliament")
    COMMUNITY = "community", _l("Local community")
    PARTNER = "partner", _l("Partner")
    NEIGHBOUR = "neighbour", _l("Neighbouring nation")
    ORGANISATION = "organisation", _l("Organisation")
    OTHER = "other", _l("Somebody else")


class MediaAnswer(Labelled):
    """How a critical publication was answered."""

    STATEMENT = "statement", _l("Statement of our own")
    CORRECTION = "correction", _l("Correction asked for")
    INTERVIEW = "interview", _l("Interview or background talk")
    LETTER = "letter", _l("Letter to the outlet")
    POST = "post", _l("Reply on social media")
    LET_BE = "let_be", _l("Let be, for a reason")

    @property
    def asks_for_words(self) -> bool:
        """Say whether it says too little by itself."""
        return self is MediaAnswer.LET_BE


TONE_LABELS = {
    -2: _l("−2 hostile"),
    -1: _l("−1 critical"),
    0: _l("0 neutral"),
    1: _l("+1 favourable"),
    2: _l("+2 very favourable"),
}
