"""What every sample office shows of the mission, and the rules that each of its rows obeys."""

from datetime import date
from itertools import pairwise

from sqlalchemy import select

from planner.choices import (
    EventState,
    FollowUpState,
    Modality,
    OutcomeType,
    ProgrammeKind,
)
from planner.commitments.models import Commitment
from planner.db import db
from planner.events.models import Attendance, Event, Transition
from planner.events.states.gates import missing_for
from planner.events.states.moves import MOVES
from planner.outcomes.concern_models import Concern
from planner.outcomes.models import AfterActionReport, FollowUp, MediaItem, Outcome
from planner.participants.models import Person
from planner.partners.models import Institution, Nation
from planner.protocol.models import CulturalPart, Gift, TimetableItem
from planner.reference.shipped_kinds import ShippedKind
from planner.reports.indicators.registry import values
from planner.sample.money import currency_of
from planner.sample.rows import records
from planner.ways.models import Way

SHOWN_KINDS = {
    ShippedKind.CEREMONY,
    ShippedKind.CULTURAL_EVENT,
    ShippedKind.SPORT_EVENT,
    ShippedKind.COMMUNITY_OUTREACH,
    ShippedKind.EDUCATION_TRAINING,
    ShippedKind.JOINT_EXERCISE,
}
EDGES = {(start, move.to) for start, moves in MOVES.items() for move in moves}


def shows_the_mission(today: date) -> None:
    """Culture, alumni, both tones, a negative outcome, a replacement, promises kept and late."""
    events = list(db.session.scalars(select(Event)))
    held = [event for event in events if event.is_executed]
    assert {event.kind for event in held} >= SHOWN_KINDS
    titles = " ".join(event.title for event in held)
    assert "festival" in titles
    assert "Exhibition" in titles
    with_culture = [event for event in held if event.details.get("cultural_elements")]
    elements = {code for event in with_culture for code in event.details["cultural_elements"]}
    assert elements == {"music", "art", "food", "sport", "heritage", "social", "customs"}

    found = values(("O02.1", "O02.2", "O05.1", "O07.1", "O07.2"), date(today.year, 1, 1), today)
    assert all(found[code].value for code in ("O02.2", "O05.1", "O07.2")), found
    shows_both_ways()
    tones = set(db.session.scalars(select(MediaItem.tone)))
    assert min(tones) < 0 < max(tones)
    kinds = set(db.session.scalars(select(Outcome.kind)))
    assert OutcomeType.NEGATIVE_OUTCOME in kinds
    late = [e for e in events if e.state is EventState.POSTPONED and e.replaced_by_id]
    assert any(db.session.get(Event, e.replaced_by_id).modality is Modality.VIRTUAL for e in late)
    owed = list(db.session.scalars(select(FollowUp)))
    done = [f for f in owed if f.state is FollowUpState.DONE]
    assert any(f.closed_on <= f.due_on for f in done)
    assert any(f.is_overdue(today) for f in owed)
    assert any("graduates" in f.what and f.is_open for f in owed)
    assert all(f.promised_organisation for f in owed if f.promised_nation_code in partners_met())
    in_file = {row["nation"] for row in records("ways.csv")}
    met = set(db.session.scalars(select(Nation.code).where(Nation.is_partner | Nation.is_own)))
    assert set(db.session.scalars(select(Way.nation_code))) == in_file & met != set()
    read = list(db.session.scalars(select(Attendance).where(Attendance.prepared_on.is_not(None))))
    assert read
    assert all(row.prepared_on < row.event.starts_on for row in read)


def partners_met() -> set[str]:
    """Return the nations whose people were invented."""
    return set(db.session.scalars(select(Person.nation_code)))


def obeys_the_rules(nation: str, today: date) -> None:
    """Four eyes, moves of the table, gates, days that have come, the office's own money."""
    colleges = set(db.session.scalars(select(Institution.name)))
    for event in db.session.scalars(select(Event)):
        went_the_way(event)
        cost = event.actual_cost or event.planned_cost
        assert cost is None or event.currency == currency_of(nation), event.title
        if "institution" in event.details:
            assert event.details["institution"] in colleges
        for day in (event.actual_starts_on, event.actual_ends_on):
            assert day is None or day <= today, event.title
        if (
            event.kind == ShippedKind.EDUCATION_TRAINING
            and "Military Training" in event.source_note
        ):
            assert event.details.get("institution"), event.title
    for outcome in db.session.scalars(select(Outcome)):
        assert outcome.verified_by_id != outcome.author_id
        assert min(e.actual_starts_on for e in outcome.events) <= outcome.seen_on <= today
    for report in db.session.scalars(select(AfterActionReport)):
        assert report.event.actual_ends_on <= report.reported_on
    people = select(Person).join(Attendance, Attendance.person_id == Person.id)
    assert all(person.organisation for person in db.session.scalars(people))


def went_the_way(event: Event) -> None:
    """Each move is one of the table, and nobody approved what they wrote; what a state asks for
    is there, but for what was taken over as past."""
    moves: list[Transition] = event.transitions
    assert moves[-1].to_state is event.state
    for before, move in pairwise(moves):
        assert (before.to_state, move.to_state) in EDGES, event.title
        assert before.at <= move.at, (event.title, before.to_state, move.to_state)
        put_off = event.state is EventState.POSTPONED  # and so without its days
        assert put_off or missing_for(event, move.to_state) == [], event.title
        if move.to_state is EventState.APPROVED:
            assert move.by_id != event.author_id
            assert event.baselined_at is not None
    if len(moves) == 1 and event.state is not EventState.CONCEPT:
        assert event.baselined_at is None
        assert "Invented" not in event.source_note
    if event.state in (EventState.CANCELLED, EventState.POSTPONED):
        assert moves[-1].reason_code, event.title


def series_has_gaps_told(programme: object) -> None:
    """A series says where its record has gaps."""
    assert programme.kind is ProgrammeKind.SERIES
    assert "gaps" in programme.description


def shows_both_ways():
    """Culture, gifts and promises go both ways with two partners; concerns are noted."""
    for row, sides in (
        (CulturalPart, CulturalPart.direction),
        (Gift, Gift.direction),
        (Commitment, Commitment.promised_by),
    ):
        found = db.session.execute(select(row.nation_code, sides)).all()
        assert len({nation for nation, _side in found}) >= min(2, len(partners_met()) - 1), row
        assert len({side for _nation, side in found}) >= 2, row
    assert len(set(db.session.scalars(select(TimetableItem.event_id)))) >= 2
    assert db.session.scalar(select(Concern.id).limit(1))
