"""The programme of an event on paper: what its page says, names by right, a page for each day."""

from datetime import date, time

import pytest
from sqlalchemy import select

from planner.choices import (
    AttendanceRole,
    AttendanceState,
    CoordinationParty,
    CulturalElement,
    CultureDirection,
    EventState,
    Marking,
    WayKind,
)
from planner.db import db
from planner.events.models import Coordination, Place
from planner.history.models import HistoryEntry
from planner.jobs.models import Job
from planner.protocol.models import CulturalPart, TimetableItem
from planner.reference.shipped_kinds import ShippedKind
from planner.viewers import EVERYTHING
from tests.documents.paper_read import is_accessible, paper_of, read, tags_of, words_of
from tests.factories import (
    NOW,
    add,
    make_attendance,
    make_event,
    make_nation,
    make_objective,
    make_person,
    make_user,
    make_way,
)

TODAY = NOW.date()
REASON = "For the protocol office"
HOSTILE = '#import "x": *; *bold* $x^2$ <b> \\u{41} [a](b) // no = heading'
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
DETAILS = {
    "agenda": "Opening\nTalks on signals",
    "talking_points": "Say nothing of the budget",
    "delegation_partner": "Général Dupont",
}


@pytest.fixture(autouse=True)
def in_march(clock_at):
    clock_at(NOW)


@pytest.fixture
def visit():
    """Return a visit to two towns of France on three days, with hours and people."""
    make_nation("AU", is_own=True)
    make_nation("FR", is_partner=True, desk="W2")
    make_nation("IT", is_partner=True)
    make_way("FR", "Shake hands.")
    make_way("FR", "14 July", WayKind.DAY_TO_AVOID)
    make_way("IT", "Coffee first.")
    event = make_event(
        ["AU", "FR", "IT"],
        [make_objective(code="A1", name="Signals")],
        date(2030, 4, 8),
        title="Talks in Brest",
        kind=ShippedKind.OFFICIAL_VISIT,
        host_code="FR",
        state=EventState.APPROVED,
        summary="Agree the exercise of next year.",
        start_time=time(9),
        end_time=time(17, 30),
        zone="Europe/Paris",
        owner=make_user(name="Maj Smith"),
    )
    event.details = DETAILS
    event.partners[1].headcount_planned = 6
    event.links[0].intended_effect = "Procedures are shared"
    event.places = [
        Place(position=0, town="Brest", nation_code="FR", phase="Port"),
        Place(position=1, town="Toulon", nation_code="FR", phase="Sea"),
    ]
    head = {"role": AttendanceRole.HEAD_OF_DELEGATION, "state": AttendanceState.CONFIRMED}
    make_attendance(event, make_person("FR", name="Jean Petit", rank_code="general"))
    named = {"rank": "Colonel", "rank_code": "colonel", "name_native": "Ελένη"}
    make_attendance(event, make_person("FR", name="Hélène Martin", **named), **head)
    make_attendance(event, make_person("IT", name="Marco Rossi", rank_code="colonel"))
    declined = make_person("IT", name="Piero Bianchi")
    make_attendance(event, declined, state=AttendanceState.DECLINED)
    agreed = {"agreed_on": date(2030, 2, 1), "note": "By letter"}
    add(
        Coordination(event_id=event.id, party=CoordinationParty.PARTNER, nation_code="FR", **agreed)
    )
    db.session.commit()
    return event


def test_it_says_what_travellers_need(client_as, visit):
    file = paper_of(client_as("viewer"), "programme", visit.id)
    assert f'filename="programme-{visit.id}-{TODAY}.pdf"' in file.headers["Content-Disposition"]
    book, words = read(file), words_of(file)
    assert is_accessible(book)
    assert {"/H1", "/H2", "/Table", "/TH", "/TD"} <= set(tags_of(book))
    assert book.metadata.title == "Talks in Brest"
    for said in (
        "Event programme · Official visit · 8–10 Apr 2030", "Approved",
        "09:00–17:30, Europe/Paris", "Brest France Port Toulon France Sea",
        "Agree the exercise of next year.", "What we gain Ours", "What the partner gains Theirs",
        "Opening Talks on signals", "France Takes part 6", "Italy Takes part",
        "A1 Signals", "Procedures are shared", "Participants planned 6",
        "3 people on the list are expected.",
        "France: Customs Shake hands.", "France: Days to avoid 14 July",
        "Italy: Customs Coffee first.", "Desk for France W2", "Owner Maj Smith",
        "France 1 Feb 2030", "By letter", "the agreement of Italy",
    ):  # fmt: skip
        assert said in words, said
    for kept in ("Martin", "Petit", "Dupont", "budget", "Italy: Days to avoid", "Dress, language"):
        assert kept not in words, kept


def test_it_says_to_whom_it_may_go(client_as, visit):
    words = words_of(paper_of(client_as("viewer"), "programme", visit.id))
    assert "Releasable to: " in words
    visit.marking, visit.releasable_to = Marking.OFFICIAL, ["FR"]
    db.session.commit()
    words = words_of(paper_of(client_as("viewer"), "programme", visit.id))
    assert "Releasable to: France" in words


def test_each_day_has_a_page_where_there_are_several_places(client_as, visit):
    pages = [
        page.extract_text()
        for page in read(paper_of(client_as("viewer"), "programme", visit.id)).pages
    ]
    days = [one for one in pages if "Places in order" not in one and "April 2030" in one]
    assert ["Monday 8 April 2030" in days[0], "Wednesday 10 April 2030" in days[2]] == [True, True]
    assert len(days) == 3
    assert "09:00, Europe/Paris" in days[0]
    assert "Ends" not in days[0]
    assert "17:30, Europe/Paris" in days[2]
    for number, one in enumerate(days, 1):
        assert f"{number} of 3" in one
        assert one.index("Brest") < one.index("Toulon")
        assert one.count(str(Marking.PUBLIC.label)) == 2
    visit.places = visit.places[:1]
    db.session.commit()
    assert "April 2030" not in words_of(paper_of(client_as("viewer"), "programme", visit.id))


def test_the_timetable_stands_whole_and_on_the_page_of_each_day(client_as, visit):
    visit.places = visit.places[:1]
    visit.details = DETAILS | {"common_goal": "One sea, one watch", "to_avoid": "Toasts with water"}
    told = {"on_day": date(2030, 4, 9), "lead": "Port admiral", "dress": "Working dress"}
    add(
        TimetableItem(event=visit, what="Harbour tour", starts_at=time(9), ends_at=time(11), **told)
    )
    add(TimetableItem(event=visit, what="Arrival at Brest", on_day=date(2030, 4, 7)))
    shown = {"element": CulturalElement.MUSIC, "direction": CultureDirection.THEIRS}
    add(CulturalPart(event=visit, what="Breton pipes", **shown))
    book = read(paper_of(client_as("viewer"), "programme", visit.id))
    words = " ".join(" ".join(page.extract_text().split()) for page in book.pages)
    for said in (
        "7 Apr 2030", "Arrival at Brest", "09:00–11:00", "Harbour tour", "Port admiral",
        "Breton pipes", "Theirs shown", "One sea, one watch", "Toasts with water",
    ):  # fmt: skip
        assert said in words, said
    days = [page.extract_text() for page in book.pages if "April 2030" in page.extract_text()]
    assert [f"{number} of 3" in one for number, one in enumerate(days)] == [False, True, True, True]
    assert "Arrival at Brest" in days[0] and "Harbour tour" in days[2]
    assert not any("Harbour tour" in days[place] for place in (0, 1, 3))
    visit.starts_on, visit.ends_on = date(2030, 4, 9), date(2030, 4, 9)
    db.session.commit()
    book = read(paper_of(client_as("viewer"), "programme", visit.id))
    assert "Tuesday 9 April 2030" in book.pages[-1].extract_text()


def test_names_leave_with_the_desk_alone_and_with_a_reason(client_as, visit):
    desk, address = client_as("country_desk"), f"/documents/programme/{visit.id}"
    asked = desk.post(address, {"has_names": "y", "reason": ""})
    assert asked.status == 422
    assert "3 people are named." in asked.text
    for role in ("planner", "approver", "viewer"):
        client = client_as(role)
        assert "With the names of people" not in client.get(address).text
        typed = {"has_names": "y", "reason": REASON}
        assert client.post(address, typed).status in {403, 422}
    assert db.session.query(Job).count() == 0
    words = words_of(paper_of(desk, "programme", visit.id, has_names="y", reason=REASON))
    assert words.startswith(str(Marking.OFFICIAL.label))
    first, second, third = (words.index(name) for name in ("Martin", "Petit", "Rossi"))
    assert first < second < third
    for said in ("Colonel Hélène Martin", "Ελένη", "Head of delegation", "Général Dupont"):
        assert said in words, said
    assert "Bianchi" not in words
    db.session.info["viewer"] = EVERYTHING
    told = select(HistoryEntry).where(HistoryEntry.subject_label == "Names of people")
    assert db.session.scalars(told).one().changes == {
        "reason": [None, REASON], "rows": [None, 3], "filter": [None, f"programme={visit.id}"],
    }  # fmt: skip


def test_who_keeps_the_names_reads_ranks_and_others_a_number(client_as, visit):
    some = words_of(paper_of(client_as("approver"), "programme", visit.id))
    for said in ("France General 1", "France Colonel 1", "Italy Colonel 1"):
        assert said in some, said
    other = words_of(paper_of(client_as("viewer"), "programme", visit.id))
    assert "Colonel" not in other
    french = words_of(paper_of(client_as("approver", nations=["FR"]), "programme", visit.id))
    assert "Italy Colonel" not in french
    assert "People of nations that you do not work with are counted alone." in french
    assert "Coffee first." not in french


def test_it_is_offered_while_the_event_is_planned_for_days(client_as, visit):
    viewer, address = client_as("viewer"), f"/documents/programme/{visit.id}"
    assert f'href="{address}"' in viewer.get(f"/events/{visit.id}").html
    shut = [
        make_event(starts_on=None, state=EventState.CONCEPT),
        make_event(starts_on=TODAY, state=EventState.CONCEPT),
        make_event(state=EventState.EXECUTED),
        make_event(starts_on=TODAY, state=EventState.CANCELLED),
    ]
    secret = make_event(starts_on=TODAY, marking=Marking.OFFICIAL_SENSITIVE)
    db.session.commit()
    for event in shut:
        assert "/documents/programme" not in viewer.get(f"/events/{event.id}").html
        assert viewer.post(f"/documents/programme/{event.id}", {}).status == 404
    low = client_as("viewer", ceiling=Marking.OFFICIAL)
    assert low.get(f"/documents/programme/{secret.id}").status == 404
    words = words_of(paper_of(viewer, "programme", secret.id))
    assert words.startswith(str(Marking.OFFICIAL_SENSITIVE.label))
    assert client_as("administrator").get(address).status == 404
    assert client_as("planner", nations=["ID"]).post(address, {}).status == 404
    assert viewer.get("/documents/programme/x").status == 404


def test_what_somebody_typed_stays_as_typed(client_as, visit):
    visit.title, visit.summary = HOSTILE, f"{HOSTILE}\n{LONG * 3}"
    visit.places = [*visit.places, *(Place(position=n, town=LONG, phase=LONG) for n in range(2, 9))]
    visit.details = {"agenda": "Every hour.\n" * 300}
    db.session.commit()
    file = paper_of(client_as("viewer"), "programme", visit.id)
    words = words_of(file)
    assert read(file).metadata.title == HOSTILE
    assert words.count(HOSTILE.split(" <b>", maxsplit=1)[0]) == 2
    assert words.count("Every hour.") == 300
