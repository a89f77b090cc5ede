"""What was found at the sample engagements: outcomes, lessons, what the press wrote."""

from datetime import timedelta

from planner.choices import (
    ChangeKind,
    Confidence,
    LessonState,
    Marking,
    MediaAnswer,
    MediaAudience,
    MediaKind,
    OutcomeSign,
    OutcomeType,
    Role,
)
from planner.events.models import Event
from planner.outcomes.actions import record_outcome
from planner.outcomes.lesson_actions import move_lesson, observe_lesson
from planner.outcomes.media_actions import log_media_item
from planner.outcomes.verification_actions import verify_outcome
from planner.sample.held import ALWAYS_TOLD, Held
from planner.sample.office import SampleOffice
from planner.shapes.lesson import WrittenLesson
from planner.shapes.media_item import WrittenMediaItem
from planner.shapes.outcome import Verification, WrittenOutcome

FOUND = {
    "talks": (OutcomeType.FOLLOW_ON_EVENT, "Next meeting agreed in writing", 2),
    "reception": (OutcomeType.RECIPROCAL_INVITATION, "Invited back to their service day", 1),
    "relief": (OutcomeType.PROCEDURE_ADOPTED, "Both staffs use one request form", 3),
    "instructors": (OutcomeType.SKILL_APPLIED, "Instructors teach the drill at home", 3),
    "cyber": (OutcomeType.TECHNOLOGY_MILESTONE, "Shared alert format agreed", 2),
    "command_post": (
        OutcomeType.PROCEDURE_ADOPTED,
        "Shared reporting format used in the next exercise",
        3,
    ),
    "ceremony": (OutcomeType.RELATIONSHIP_OPENED, "Veterans of both sides stay in touch", 2),
    "festival": (OutcomeType.PUBLIC_ATTITUDE, "Visitors asked think better of the guests", 2),
    "exhibition": (OutcomeType.ACCESS_GRANTED, "Their archive was opened to our museum", 2),
    "sport": (OutcomeType.RELATIONSHIP_OPENED, "Players keep up a joint team", 1),
    "community": (OutcomeType.PUBLIC_ATTITUDE, "The school asks for a second year", 2),
    "course": (OutcomeType.SKILL_APPLIED, "Graduates plan their own exercise with it", 3),
}
"""Pattern to what came of it: type, title, evidence strength."""
FOUND_ELSEWHERE = (OutcomeType.RELATIONSHIP_OPENED, "Named contact agreed for the next year", 2)
CHANGED = {
    OutcomeType.FOLLOW_ON_EVENT: ChangeKind.POLICY,
    OutcomeType.PROCEDURE_ADOPTED: ChangeKind.BEHAVIOUR,
    OutcomeType.SKILL_APPLIED: ChangeKind.SKILL,
    OutcomeType.TECHNOLOGY_MILESTONE: ChangeKind.AWARENESS,
    OutcomeType.PUBLIC_ATTITUDE: ChangeKind.ATTITUDE,
    OutcomeType.RELATIONSHIP_OPENED: ChangeKind.RELATIONSHIP,
}
"""What an outcome of a type changed in people; of the others it is not said."""
SURE = (None, Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH)
"""How sure the writer is, by the strength of the evidence."""
UNWANTED = {
    "ceremony": "The words on the wreath offended veterans of the guests",
    "command_post": "Neighbours took the exercise for a show of force",
}
UNWANTED_ELSEWHERE = "Visit cut short, partner displeased"
LEARNED = (
    ("Interpreters were booked too late", "Name interpreters at the first planning conference."),
    ("Two radio nets used one call sign", "Exchange the list of call signs a month before."),
    ("The guests’ meals were not asked about", "Add customs and meals to the joining letter."),
    ("The press heard of it from others first", "Agree on a common text before the opening."),
)
TONES = {"festival": 2, "exhibition": 1, "sport": 1, "ceremony": -1, "community": 2}
"""Pattern to the tone that the press took (METRICS M19); other tones follow in turn."""


def find_outcome(office: SampleOffice, held: Held) -> None:
    """Record an outcome against the heaviest objective; two in three are verified."""
    event, place = held.event, held.place
    kind, title, strength = FOUND.get(held.key, FOUND_ELSEWHERE)
    is_negative = held.key == "ceremony" or place % 11 == 1
    if is_negative:
        title = UNWANTED.get(held.key, UNWANTED_ELSEWHERE)
    seen_on = min(office.today, held.ended_on + timedelta(days=30))
    outcome = record_outcome(
        WrittenOutcome(
            event_ids=(event.id,),
            seen_on=seen_on,
            objective_id=max(event.links, key=lambda link: link.weight).objective_id,
            kind=OutcomeType.NEGATIVE_OUTCOME if is_negative else kind,
            sign=OutcomeSign.NEGATIVE if is_negative else OutcomeSign.POSITIVE,
            strength=1 if is_negative else strength,
            change_kind=ChangeKind.ATTITUDE if is_negative else CHANGED.get(kind),
            confidence=SURE[1 if is_negative else strength],
            makes_follow_on=place % 3 == 0,
            marking=Marking.OFFICIAL_SENSITIVE if held.key == "cyber" and not is_negative else None,
            title=f"{title} (sample)",
            evidence="Letter on file (invented for the demonstration).",
        ),
        viewer=office.planner.as_viewer,
        now=office.evening(seen_on),
    )
    if place % 3 == 1 or held.key in ALWAYS_TOLD:
        verify_outcome(
            outcome,
            Verification(verification_source="Letter seen (sample)"),
            viewer=office.users[Role.APPROVER].as_viewer,
            now=office.evening(seen_on + timedelta(days=10)),
        )


def publish(office: SampleOffice, held: Held) -> None:
    """Log what the press wrote; a critical story is answered within two days."""
    event, place = held.event, held.place
    tone = TONES.get(held.key, (1, 2, 0, -1)[place % 4])
    answered_on = held.ended_on + timedelta(days=1) if tone < 0 else None
    log_media_item(
        event,
        WrittenMediaItem(
            kind=MediaKind.PRESS_RELEASE if place % 2 else MediaKind.NEWS_REPORT,
            title=f"Report on {event.title}"[:200],
            outlet="Sample Gazette",
            published_on=held.ended_on,
            tone=tone,
            reach=1000 * (1 + place % 9),
            audience=MediaAudience.PARTNER_PUBLIC if place % 2 else MediaAudience.OWN_PUBLIC,
            language="English",
            answered_on=answered_on,
            answer_way=MediaAnswer.STATEMENT if answered_on else None,
            answer="Our text was sent to the editor (sample)." if answered_on else "",
            theme_codes=themes_of(event),
        ),
        viewer=office.planner.as_viewer,
        today=office.today,
    )


def themes_of(event: Event) -> tuple[str, ...]:
    """Return the themes of an event’s message: the press took them up."""
    return tuple(row.theme_code for row in event.theme_rows)


def note_lesson(office: SampleOffice, held: Held) -> None:
    """Note a lesson, and bring it some steps on its way to being learned."""
    viewer, place = office.planner.as_viewer, held.place
    what, recommendation = LEARNED[place // 4 % len(LEARNED)]
    lesson = observe_lesson(
        held.event,
        WrittenLesson(
            owner_id=office.planner.id,
            what=f"{what} (sample)",
            recommendation=recommendation,
            identified_on=held.ended_on,
        ),
        viewer=viewer,
        today=office.today,
    )
    for step in range(place % len(LessonState)):
        seen_on = min(office.today, held.ended_on + timedelta(days=30 * (step + 1)))
        move_lesson(lesson, viewer=viewer, today=seen_on)
