"""Documents of an event: its programme, and its after-action report."""

from datetime import date, time

import pytest

from planner.choices import EventState, Marking
from planner.db import db
from planner.jobs.models import Job
from planner.outcomes.models import Lesson, MediaItem
from tests.documents.paper_read import is_accessible, paper_of, read, words_of
from tests.factories import (
    NOW,
    add,
    make_attendance,
    make_event,
    make_follow_up,
    make_nation,
    make_objective,
    make_outcome,
    make_person,
    make_report,
)

REASON = "For the badge office"


@pytest.fixture(autouse=True)
def in_march(clock_at):
    clock_at(NOW)


@pytest.fixture
def held():
    """Return an event that was held and reported."""
    make_nation("FR", is_partner=True)
    own = make_objective(code="T1", name="Trust between forces")
    event = make_event(
        ["FR", "IT"], [own], date(2030, 2, 4), state=EventState.REPORTED, title="Talks in Brest",
        host_code="FR", start_time=time(9), end_time=time(17), travel_days_before=2,
        summary="Signals *and* #pay",
    )  # fmt: skip
    make_report(event, happened="It went well.", why="Good weather.", improve="Ask earlier.")
    make_outcome(own, [event], title="Procedure adopted", strength=3)
    make_follow_up(event, what="Send the minutes", due_on=date(2030, 2, 10))
    add(Lesson(event=event, what="Ask earlier", identified_on=date(2030, 2, 9)))
    told = {"title": "Guests in Brest", "published_on": NOW.date()}
    add(MediaItem(event=event, kind="news_report", **told))
    make_attendance(event, make_person("FR", name="Hélène Martin", rank="Colonel"))
    db.session.commit()
    return event


def test_the_report_tells_what_happened_and_what_came_of_it(client_as, held):
    client = client_as("viewer")
    file = paper_of(client, "after-action", held.id)
    named = f'filename="after-action-{held.id}.pdf"'
    assert named in file.headers["Content-Disposition"]
    words = words_of(file)
    assert is_accessible(read(file))
    for said in (
        "Talks in Brest After-action report", "4–6 Feb 2030", "Happened It went well.",
        "Why Good weather.", "Do better Ask earlier.", "Procedure adopted", "T1",
        "Send the minutes", "Overdue", "Lessons", "Guests in Brest", "host", "Page 1 of",
    ):  # fmt: skip
        assert said in words, said
    assert "Martin" not in words
    page = client.get(f"/events/{held.id}")
    assert f'href="/documents/after-action/{held.id}"' in page.html


def test_the_programme_tells_when_where_and_who(client_as, held):
    desk = client_as("country_desk")
    words = words_of(paper_of(desk, "programme", held.id, has_names="y", reason=REASON))
    for said in (
        "Talks in Brest", "Programme · 4–6 Feb 2030", "09:00–17:00, UTC", "2–3 Feb 2030",
        "France", "Italy", "T1 Trust between forces 100 %", "Signals *and* #pay",
        "Colonel Hélène Martin", "OFFICIAL",
    ):  # fmt: skip
        assert said in words, said
    assert f'href="/documents/programme/{held.id}"' in desk.get(f"/events/{held.id}").html
    for role in ("viewer", "planner"):
        client = client_as(role)
        assert "Martin" not in words_of(paper_of(client, "programme", held.id))


def test_there_is_none_of_what_is_not_there_or_not_for_the_viewer(client_as, held):
    concept = make_event(starts_on=None, state=EventState.CONCEPT)
    quiet = make_event(
        state=EventState.REPORTED, marking=Marking.OFFICIAL_SENSITIVE, title="Quiet talks"
    )
    make_report(quiet)
    db.session.commit()
    client = client_as("viewer", ceiling=Marking.OFFICIAL)
    for name, key in (
        ("programme", concept.id), ("after-action", concept.id), ("programme", quiet.id),
        ("after-action", quiet.id), ("programme", "x"), ("after-action", 999999),
    ):  # fmt: skip
        assert client.get(f"/documents/{name}/{key}").status == 404
        assert client.post(f"/documents/{name}/{key}", {}).status == 404
    assert "/documents/programme" not in client_as("viewer").get(f"/events/{concept.id}").html
    assert db.session.query(Job).count() == 0


def test_a_report_marked_higher_than_its_event_marks_the_document(client_as):
    event = make_event(state=EventState.REPORTED, marking=Marking.OFFICIAL)
    make_report(event, marking=Marking.OFFICIAL_SENSITIVE)
    db.session.commit()
    words = words_of(paper_of(client_as("viewer"), "after-action", event.id))
    assert words.startswith(str(Marking.OFFICIAL_SENSITIVE.label))
    low = client_as("viewer", ceiling=Marking.OFFICIAL)
    assert low.get(f"/documents/after-action/{event.id}").status == 404
    assert "/documents/after-action" not in low.get(f"/events/{event.id}").html
