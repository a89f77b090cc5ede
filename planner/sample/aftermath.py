"""What came of the sample engagements: reports, outcomes, follow-ups, lessons, media."""

from datetime import timedelta

from planner.choices import (
    EventState,
    FollowUpState,
    LessonState,
    MediaAudience,
    MediaKind,
    OutcomeSign,
    OutcomeType,
    Role,
)
from planner.db import db
from planner.events.models import Event
from planner.outcomes.models import AfterActionReport, FollowUp, Lesson, MediaItem, Outcome
from planner.sample.office import Office

FOUND = (
    (OutcomeType.RELATIONSHIP_OPENED, "Named contact agreed for the next year", 2),
    (OutcomeType.PROCEDURE_ADOPTED, "Shared reporting format used in the next exercise", 3),
    (OutcomeType.SKILL_APPLIED, "Graduates teach the drill at their own school", 3),
    (OutcomeType.FOLLOW_ON_EVENT, "Next meeting agreed in writing", 2),
    (OutcomeType.MEDIA_RESULT, "Favourable report in the host’s press", 1),
)
UNWANTED = "Visit cut short, partner displeased"
OWED = (
    "Send the agreed minutes",
    "Invite the delegation to the return visit",
    "Share the lessons with the staff college",
    "Confirm the contact point for the hotline test",
)
LEARNED = (
    ("Interpreters were booked too late", "Name interpreters at the first planning conference."),
    ("Two radio nets used one call sign", "Exchange the list of call signs a month before."),
    ("The guests’ meals were not asked about", "Add customs and meals to the joining letter."),
    ("The press heard of it from others first", "Agree on a common text before the opening."),
)


def tell_aftermath(office: Office, real: list[Event], invented: list[Event]) -> None:
    """Report two in three of the executed events; leave the rest as work to be done."""
    held = [event for event in invented if event.state is EventState.EXECUTED]
    held += [event for event in real if event.state is EventState.EXECUTED]
    for place, event in enumerate(sorted(held, key=lambda event: (event.ends_on, event.title))):
        if place % 3:
            report(office, event, place)
            find_outcome(office, event, place)
            publish(event, place)
            note_lesson(office, event, place)
        if place % 2:
            owe(office, event, place)


def report(office: Office, event: Event, place: int) -> None:
    """File the after-action report and mark the event reported."""
    ended_on = event.actual_ends_on or event.ends_on
    if ended_on is None:
        return
    event.state = EventState.REPORTED
    db.session.add(
        AfterActionReport(
            event=event,
            planned="As in the plan (sample).",
            happened="All parts were held; the programme ran a little late (sample).",
            why="Transport took longer than booked.",
            sustain="Early contact with the other side’s planners.",
            improve="Book interpreters with the first notice.",
            has_no_outcomes=place % 5 == 0,
            has_no_lessons=place % 4 != 1,
            has_no_media=place % 3 != 1,
            author=office.planner,
            reported_on=min(office.today, ended_on + timedelta(days=8 + 9 * (place % 4))),
        )
    )


def find_outcome(office: Office, event: Event, place: int) -> None:
    """Record an outcome against the primary objective; two in three are verified."""
    ended_on = event.actual_ends_on or event.ends_on
    if place % 5 == 0 or ended_on is None:
        return
    kind, title, strength = FOUND[place % len(FOUND)]
    is_negative = place % 11 == 1
    outcome = Outcome(
        objective=event.links[0].objective,
        kind=OutcomeType.NEGATIVE_OUTCOME if is_negative else kind,
        sign=OutcomeSign.NEGATIVE if is_negative else OutcomeSign.POSITIVE,
        strength=1 if is_negative else strength,
        title=f"{UNWANTED if is_negative else title} (sample)",
        evidence="Letter on file (invented for the demonstration).",
        seen_on=min(office.today, ended_on + timedelta(days=30)),
        author=office.planner,
        events=[event],
        created_at=office.now,
    )
    if place % 3 == 1:
        outcome.verified_by = office.users[Role.APPROVER]
        outcome.verified_at = office.now
        outcome.verification_source = "Letter seen (sample)"
    db.session.add(outcome)


def owe(office: Office, event: Event, place: int) -> None:
    """Hand out a follow-up: some done in time, some late, some overdue, some not yet due."""
    ended_on = event.actual_ends_on or event.ends_on
    if ended_on is None:
        return
    due_on = ended_on + timedelta(days=45)
    promised = next(n.nation_code for n in event.partners if n.nation_code != office.nation)
    owner = office.users[Role.COUNTRY_DESK] if place % 4 == 1 else office.planner
    follow_up = FollowUp(
        event=event,
        what=f"{OWED[(place + place // 8) % len(OWED)]} (sample)",
        owner=owner,
        due_on=due_on,
        promised_nation_code=promised,
        created_at=office.now,
    )
    if due_on < office.today and place % 8 != 3:
        late = 6 if place % 8 == 5 else -4
        follow_up.state = FollowUpState.DONE
        follow_up.closed_on = min(office.today, due_on + timedelta(days=late))
    db.session.add(follow_up)


def publish(event: Event, place: int) -> None:
    """Add a media item to one in three reported events."""
    ended_on = event.actual_ends_on or event.ends_on
    if place % 3 != 1 or ended_on is None:
        return
    db.session.add(
        MediaItem(
            event=event,
            kind=MediaKind.PRESS_RELEASE if place % 2 else MediaKind.NEWS_REPORT,
            title=f"Report on {event.title}"[:200],
            outlet="Sample Gazette",
            published_on=ended_on,
            tone=(1, 2, 0, -1)[place % 4],
            reach=1000 * (1 + place % 9),
            audience=MediaAudience.PARTNER_PUBLIC,
            language="English",
        )
    )


def note_lesson(office: Office, event: Event, place: int) -> None:
    """Add a lesson to one in four reported events."""
    ended_on = event.actual_ends_on or event.ends_on
    if place % 4 != 1 or ended_on is None:
        return
    states = list(LessonState)
    state = states[place % len(states)]
    what, recommendation = LEARNED[place // 4 % len(LEARNED)]
    db.session.add(
        Lesson(
            event=event,
            what=f"{what} (sample)",
            recommendation=recommendation,
            state=state,
            owner=office.planner,
            identified_on=ended_on,
            closed_on=office.today if state is LessonState.VALIDATED else None,
        )
    )
