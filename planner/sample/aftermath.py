"""What came of the sample engagements: reports, outcomes, follow-ups, lessons, media.

All of it is told through the product's own doors, each on a day that has come.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from planner.choices import (
    EventState,
    LessonState,
    MediaAudience,
    MediaKind,
    OutcomeSign,
    OutcomeType,
    Role,
)
from planner.db import db
from planner.events.models import Event
from planner.events.states.workflow import move_event
from planner.outcomes.actions import record_outcome, verify_outcome
from planner.outcomes.follow_up_actions import close_follow_up, hand_out_follow_up
from planner.outcomes.lesson_actions import move_lesson, observe_lesson
from planner.outcomes.media_actions import log_media_item
from planner.outcomes.report_actions import file_report
from planner.sample.office import SampleOffice
from planner.shapes.event_moves import StateMove
from planner.shapes.follow_up import Closing, WrittenFollowUp
from planner.shapes.lesson import WrittenLesson
from planner.shapes.media_item import WrittenMediaItem
from planner.shapes.outcome import Verification, WrittenOutcome
from planner.shapes.report import WrittenReport

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
UNWANTED = {
    "ceremony": "The words on the wreath offended veterans of the guests",
    "command_post": "Neighbours took the exercise for a show of force",
}
UNWANTED_ELSEWHERE = "Visit cut short, partner displeased"
OWED = {
    "talks": "Send the agreed minutes",
    "reception": "Invite the delegation to the return visit",
    "relief": "Share the lessons with the staff college",
    "ceremony": "Agree on the words for next year with their embassy",
    "festival": "Send the recording to the bands and the school choir",
    "exhibition": "Return the loans to their army museum",
    "community": "Come back for the opening of the school yard",
}
OWED_ELSEWHERE = "Confirm the contact point for the hotline test"
LEARNED = (
    ("Interpreters were booked too late", "Name interpreters at the first planning conference."),
    ("Two radio nets used one call sign", "Exchange the list of call signs a month before."),
    ("The guests’ meals were not asked about", "Add customs and meals to the joining letter."),
    ("The press heard of it from others first", "Agree on a common text before the opening."),
)
TONES = {"festival": 2, "exhibition": 1, "sport": 1, "ceremony": -1, "community": 2}
"""Pattern to the tone that the press took (METRICS M19); other tones follow in turn."""
ALWAYS_TOLD = frozenset({"course", "ceremony", "festival", "exhibition", "community"})
"""Patterns that every office reports, so that each tells of culture, alumni and media."""


@dataclass(frozen=True)
class Held:
    """An event that took place, with the pattern it was made from and its turn among all."""

    event: Event
    key: str
    place: int

    @property
    def ended_on(self) -> date:
        """Return the real last day."""
        return self.event.actual_ends_on or self.event.sort_on


def tell_aftermath(
    office: SampleOffice, real: Sequence[Event], invented: Sequence[tuple[str, Event]]
) -> None:
    """Report two in three of the executed events; leave the rest as work to be done."""
    keyed = [*invented, *(("", event) for event in real)]
    found = [(key, event) for key, event in keyed if event.state is EventState.EXECUTED]
    found.sort(key=lambda one: (one[1].actual_ends_on, one[1].title))
    for place, (key, event) in enumerate(found):
        held = Held(event, key, place)
        if place % 3 or key in ALWAYS_TOLD:
            report(office, held)
        if place % 2 or key in ALWAYS_TOLD:
            owe(office, held)
        if key == "course":
            keep_in_touch(office, held)


def report(office: SampleOffice, held: Held) -> None:
    """File the after-action report with what was found, and mark the event reported."""
    event, place, viewer = held.event, held.place, office.planner.as_viewer
    filed = max(
        event.created_at, office.evening(held.ended_on + timedelta(days=8 + 9 * (place % 4)))
    )
    has_outcome = place % 5 > 0 or held.key in ALWAYS_TOLD
    has_lesson, has_media = place % 4 == 1, place % 3 == 1 or held.key in TONES
    file_report(
        event,
        WrittenReport(
            attended=tuple(row.id for row in event.attendances),
            participants_actual=event.participants_actual,
            planned="As in the plan (sample).",
            happened="All parts were held; the programme ran a little late (sample).",
            why="Transport took longer than booked.",
            sustain="Early contact with the other side’s planners.",
            improve="Book interpreters with the first notice.",
            has_no_outcomes=not has_outcome,
            has_no_lessons=not has_lesson,
            has_no_media=not has_media,
        ),
        viewer=viewer,
        now=filed,
    )
    if has_outcome:
        find_outcome(office, held)
    if has_lesson:
        note_lesson(office, held)
    if has_media:
        publish(office, held)
    db.session.flush()
    reported = StateMove(note="Reported (sample).")
    move_event(event, EventState.REPORTED, reported, viewer=viewer, now=filed)


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


def owe(office: SampleOffice, held: Held) -> None:
    """Hand out a follow-up: some done in time, some late, some overdue, some not yet due.

    The promise of a festival is always kept, that of an exhibition is always late.
    """
    event, place = held.event, held.place
    due_on = held.ended_on + timedelta(days=45)
    partners = [n.nation_code for n in event.partners if n.nation_code != office.nation]
    promised = partners[0] if partners else None
    owner = office.users[Role.COUNTRY_DESK] if place % 4 == 1 else office.planner
    follow_up = hand_out_follow_up(
        event,
        WrittenFollowUp(
            owner_id=owner.id,
            what=f"{OWED.get(held.key, OWED_ELSEWHERE)} (sample)",
            due_on=due_on,
            promised_nation_code=promised,
            promised_organisation_id=office.ministry_of(promised),
        ),
        viewer=office.planner.as_viewer,
        now=office.evening(held.ended_on),
    )
    is_late = held.key == "exhibition" or (place % 8 == 3 and held.key not in ALWAYS_TOLD)
    if due_on < office.today and not is_late:
        days = 6 if place % 8 == 5 and held.key != "festival" else -4
        closed_on = min(office.today, due_on + timedelta(days=days))
        close_follow_up(
            follow_up,
            Closing(closed_on=closed_on),
            viewer=owner.as_viewer,
            now=office.evening(closed_on),
        )


def keep_in_touch(office: SampleOffice, held: Held) -> None:
    """Hand out the yearly word with the graduates: done for the first year, owed for the next."""
    for year in (1, 2):
        due_on = held.ended_on + timedelta(days=365 * year)
        follow_up = hand_out_follow_up(
            held.event,
            WrittenFollowUp(
                owner_id=office.users[Role.COUNTRY_DESK].id,
                what=f"Write to the graduates, year {year} (sample)",
                due_on=due_on,
            ),
            viewer=office.planner.as_viewer,
            now=office.evening(held.ended_on),
        )
        if due_on < office.today:
            done_on = due_on - timedelta(days=9)
            close_follow_up(
                follow_up,
                Closing(closed_on=done_on),
                viewer=office.users[Role.COUNTRY_DESK].as_viewer,
                now=office.evening(done_on),
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
        ),
        viewer=office.planner.as_viewer,
        today=office.today,
    )


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
