"""The after-action report on paper: what the event's page says, each part as it is marked."""

from datetime import date
from decimal import Decimal

import pytest

from planner.choices import EventState, LessonState, Marking, MediaKind
from planner.db import db
from planner.jobs.models import Job
from planner.outcomes.models import Lesson, MediaItem
from tests.documents.paper_read import is_accessible, paper_of, read, tags_of, words_of
from tests.factories import (
    NOW,
    add,
    make_attendance,
    make_event,
    make_follow_up,
    make_objective,
    make_outcome,
    make_person,
    make_report,
    make_user,
    make_verified_outcome,
)

TODAY = NOW.date()
HOSTILE = '#import "x": *; *bold* $x^2$ <b> \\u{41} [a](b) // no = heading'
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


@pytest.fixture(autouse=True)
def in_march(clock_at):
    clock_at(NOW)


@pytest.fixture
def held():
    """Return an exercise with France and Italy that was reported, with all that came of it."""
    own = make_objective(code="A1", name="Signals")
    event = make_event(
        ["FR", "IT"],
        [own],
        date(2030, 2, 4),
        title="Northern Light",
        state=EventState.REPORTED,
        host_code="FR",
        owner=make_user(name="Maj Smith"),
        actual_cost=Decimal("12500.50"),
        currency="EUR",
    )
    for row, (planned, came) in zip(event.partners, ((40, 38), (25, 27)), strict=True):
        row.headcount_planned, row.headcount_actual = planned, came
    make_attendance(event, make_person("FR", name="Hélène Martin"), has_attended=True)
    make_report(
        event,
        planned="Two days of signals.",
        happened="One day was lost to fog.",
        why="No reserve day.",
        sustain="Mixed crews.",
        improve="Plan a reserve day.",
        author=make_user(name="Capt Jones"),
    )
    make_verified_outcome(
        objective=own, events=[event], title="Procedure adopted", strength=3,
        verified_by=make_user(name="Col Brown"),
    )  # fmt: skip
    make_outcome(own, [event], title="Talks agreed", strength=1)
    make_follow_up(event, make_user(name="Lt Green"), what="Send the minutes")
    lesson = {"what": "Fog comes early", "recommendation": "A reserve day", "owner": make_user()}
    add(Lesson(event=event, state=LessonState.OBSERVED, identified_on=TODAY, **lesson))
    item = {"title": "Crews meet", "outlet": "Le Monde", "published_on": date(2030, 2, 8)}
    add(MediaItem(event=event, kind=MediaKind.PRESS_RELEASE, tone=1, **item))
    db.session.commit()
    return event


def test_it_says_what_was_planned_what_happened_and_what_came_of_it(client_as, held):
    file = paper_of(client_as("viewer"), "after-action", held.id)
    assert f'filename="after-action-{held.id}-{TODAY}.pdf"' in file.headers["Content-Disposition"]
    book, words = read(file), words_of(file)
    assert is_accessible(book)
    assert {"/H1", "/H2", "/Table", "/TH", "/TD"} <= set(tags_of(book))
    assert book.metadata.title == "Northern Light"
    for said in (
        "After-action report · Joint exercise · 4–6 Feb 2030",
        "Two days of signals.", "One day was lost to fog.", "No reserve day.", "Mixed crews.",
        "Plan a reserve day.", "Capt Jones", "Maj Smith", "12,500.50",
        "France Takes part 40 38", "Italy Takes part 25 27",
        "Procedure adopted", "Col Brown", "Not verified", "Talks agreed", "A1 Signals",
        "Send the minutes", "Lt Green", "1 Apr 2030", "Fog comes early", "A reserve day",
        "Crews meet", "Le Monde", "+1 favourable",
    ):  # fmt: skip
        assert said in words, said
    assert "Martin" not in words


def test_its_numbers_are_those_of_the_page(client_as, held):
    client = client_as("viewer")
    words = words_of(paper_of(client, "after-action", held.id))
    assert "65 came, 65 planned" in client.get(f"/events/{held.id}").text
    assert "Participants who came 65" in words
    assert "Participants planned 65" in words
    assert "Positive 3 20 Feb 2030 Col Brown" in words


def test_what_is_marked_higher_marks_it_or_stays_out(client_as, held):
    make_outcome(
        held.links[0].objective, [held], title="Quiet agreement", marking=Marking.OFFICIAL_SENSITIVE
    )
    db.session.commit()
    every = words_of(paper_of(client_as("viewer"), "after-action", held.id))
    some = words_of(
        paper_of(client_as("viewer", ceiling=Marking.OFFICIAL), "after-action", held.id)
    )
    high = str(Marking.OFFICIAL_SENSITIVE.label)
    assert "Quiet agreement" in every
    assert every.startswith(high)
    assert "Quiet agreement" not in some
    assert high not in some
    assert some.startswith(str(Marking.PUBLIC.label))


def test_a_report_marked_higher_is_neither_offered_nor_made(client_as):
    event = make_event(state=EventState.EXECUTED)
    make_report(event, marking=Marking.OFFICIAL_SENSITIVE)
    db.session.commit()
    low = client_as("viewer", ceiling=Marking.OFFICIAL)
    assert low.get(f"/documents/after-action/{event.id}").status == 404
    assert "/documents/after-action" not in low.get(f"/events/{event.id}").html
    words = words_of(paper_of(client_as("viewer"), "after-action", event.id))
    assert words.startswith(str(Marking.OFFICIAL_SENSITIVE.label))


def test_it_is_offered_once_a_report_is_filed_to_whoever_sees_it(client_as, held):
    other = make_event(["FR"], state=EventState.EXECUTED)
    db.session.commit()
    address = f"/documents/after-action/{held.id}"
    viewer = client_as("viewer")
    assert f'href="{address}"' in viewer.get(f"/events/{held.id}").html
    assert "/documents/after-action" not in viewer.get(f"/events/{other.id}").html
    for key in (other.id, 0, "x", "9" * 40):
        assert viewer.get(f"/documents/after-action/{key}").status == 404
    assert client_as("administrator").get(address).status == 404
    assert client_as("planner", nations=["ID"]).post(address, {}).status == 404
    assert db.session.query(Job).count() == 0
    refused = client_as("country_desk").post(address, {"has_names": "y", "reason": ""})
    assert refused.status == 422


def test_empty_parts_stay_out_and_none_found_is_said(client_as):
    event = make_event(state=EventState.EXECUTED)
    make_report(event, has_no_outcomes=True, why="")
    db.session.commit()
    words = words_of(paper_of(client_as("viewer"), "after-action", event.id))
    assert "None found, says the report." in words
    for absent in ("Why", "Follow-ups", "Lessons", "Media", "Actual cost", "Do better"):
        assert absent not in words, absent


def test_what_somebody_typed_stays_as_typed(client_as, held):
    held.title = HOSTILE
    for number in range(30):
        make_follow_up(held, what=f"{LONG} {number}")
    make_outcome(held.links[0].objective, [held], title=f"{HOSTILE} {LONG}")
    db.session.commit()
    file = paper_of(client_as("viewer"), "after-action", held.id)
    words = words_of(file)
    assert read(file).metadata.title == HOSTILE
    assert words.count(HOSTILE.split(" <b>", maxsplit=1)[0]) == 2
    assert f"Page {len(read(file).pages)} of {len(read(file).pages)}" in words
    for page in read(file).pages:
        assert page.extract_text().count(str(Marking.PUBLIC.label)) == 2
