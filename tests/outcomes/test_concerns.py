"""Concerns: raised about an event or a nation, answered, found, kept from those not let in."""

import re
from datetime import date, timedelta
from html import unescape

import pytest

from planner.choices import EventState, Marking
from planner.clock import today
from planner.db import db
from planner.errors import NotAllowed, RuleBroken
from planner.outcomes.concern_actions import answer_concern, change_concern, note_concern
from planner.outcomes.concern_models import Concern
from planner.shapes.base import Misfit
from planner.shapes.concern import ConcernAnswered, WrittenConcern
from tests.factories import add, make_event, make_nation, make_user

DAY = date(2030, 2, 1)


def undo_url(page):
    """Return the address of the undo button that a page offers."""
    return unescape(re.search(r'action="([^"]*/undo[^"]*)"', page.html)[1])


def written(**fields):
    return WrittenConcern(**{"what": "Noise", "source": "community", "raised_on": DAY} | fields)


def concern(event=None, nation=None, what="Noise", **fields):
    row = {"source": "community", "raised_on": DAY} | fields
    if event is None:
        make_nation(nation or "FR")
        row = {"nation_code": nation or "FR", "marking": Marking.OFFICIAL} | row
    return add(Concern(event=event, what=what, **row))


def test_a_concern_needs_an_event_or_a_nation_and_a_whole_answer():
    make_nation("FR")
    keep = {"viewer": make_user(nations=["FR"]).as_viewer, "today": DAY + timedelta(days=3)}
    for fields, fault in (
        ({"marking": "1"}, "nation_code"),
        ({"nation_code": "FR"}, "marking"),
        ({"nation_code": "FR", "marking": "1", "answer": "No"}, "answered_on"),
        ({"nation_code": "FR", "marking": "1", "answered_on": DAY}, "answer"),
    ):
        with pytest.raises(Misfit) as refused:
            note_concern(None, written(**fields), **keep)
        assert fault in refused.value.faults
    found = note_concern(make_event(["FR"]), written(), **keep)
    for days, words in ((4, "future"), (-1, "before it was raised")):
        with pytest.raises(RuleBroken, match=words):
            on = DAY + timedelta(days=days)
            answer_concern(found, ConcernAnswered(answered_on=on, answer="Met them"), **keep)
    with pytest.raises(NotAllowed):
        change_concern(found, written(), viewer=make_user(roles=["viewer"]).as_viewer, today=DAY)


def test_a_concern_about_a_nation_is_seen_in_its_scope_and_up_to_its_marking(client_as):
    hidden = concern(nation="ID", what="Harbour noise")
    close = concern(nation="FR", what="Harbour closed", marking=Marking.OFFICIAL_SENSITIVE)
    of_secret = concern(make_event(["FR"], marking=Marking.OFFICIAL_SENSITIVE), what="Harbour guns")
    shown = concern(nation="FR", what="Harbour dust")
    db.session.commit()
    reader = client_as("country_desk", nations=["FR"], ceiling=Marking.OFFICIAL)
    for url in ("/concerns/", "/concerns.csv", "/search?q=harbour", "/"):
        text = reader.get(url).text
        assert "Harbour dust" in text or url == "/", url
        for words in ("Harbour noise", "Harbour closed", "Harbour guns"):
            assert words not in text, url
    for row in (hidden, close, of_secret):
        for url in (f"/concerns/{row.id}", f"/concerns/{row.id}/edit"):
            assert reader.get(url).status == 404
    assert reader.get(f"/concerns/{shown.id}").status == 200
    assert "Harbour" not in client_as("administrator").get("/search?q=harbour").text


def test_a_concern_is_noted_on_its_event_answered_from_the_desk_removed_and_back(client_as):
    planner = client_as("planner")
    event = make_event(["FR"], owner=planner.user, state=EventState.PLANNED, title="River exercise")
    db.session.commit()
    assert f"/concerns/new?event={event.id}" in planner.get(f"/events/{event.id}").links
    fields = {
        "what": "Bridges closed for a week",
        "source": "parliament",
        "raised_by": "Transport committee",
        "raised_on": f"{today() - timedelta(days=20)}",
    }
    assert planner.post(f"/concerns/new?event={event.id}", fields | {"what": ""}).status == 422
    page = planner.follow(planner.post(f"/concerns/new?event={event.id}", fields))
    assert "Transport committee" in page.text
    (row,) = db.session.query(Concern)
    assert row.marking is None
    assert "Bridges closed" in planner.get(f"/events/{event.id}").text
    assert f"/concerns/{row.id}/answer" in planner.get("/").links
    for asked, is_in in (
        ("answer=late", True),
        ("answer=open&source=parliament&nation=FR", True),
        ("answer=answered", False),
        ("nation=ID", False),
        ("source=press", False),
        ("to=2001-01-01", False),
    ):
        for at in ("/concerns/", "/concerns.csv"):
            assert ("Bridges closed" in planner.get(f"{at}?{asked}").text) is is_in, asked
    sent = {"answered_on": f"{today()}", "answer": "Two bridges stay open", "version": "1"}
    planner.post(f"/concerns/{row.id}/answer", sent)
    assert "Bridges closed" not in planner.get("/").text
    csv = planner.get("/concerns.csv?answer=answered").text
    assert "Two bridges stay open" in csv and ",20," in csv
    page = planner.follow(planner.post(f"/concerns/{row.id}/remove"))
    assert db.session.query(Concern).count() == 0
    planner.post(undo_url(page))
    (back,) = db.session.query(Concern)
    assert (back.answer, back.event_id) == ("Two bridges stay open", event.id)


def test_a_desk_notes_a_concern_about_a_nation_alone(client_as):
    make_nation("FR")
    db.session.commit()
    desk = client_as("country_desk")
    fields = {"what": "Who pays?", "source": "press", "raised_on": f"{today()}"}
    faulty = desk.post("/concerns/new", fields | {"marking": "1"})
    assert faulty.status == 422 and "Choose the nation" in faulty.text
    desk.post("/concerns/new", fields | {"marking": "1", "nation_code": "FR"})
    (row,) = db.session.query(Concern)
    assert (row.nation_code, row.marking) == ("FR", Marking.OFFICIAL)
    assert "Who pays?" in desk.get("/concerns/?nation=FR").text
    sent = fields | {"marking": "1", "nation_code": "FR", "version": "1", "what": "Who pays now?"}
    assert desk.post(f"/concerns/{row.id}/edit", sent).status == 303
    assert client_as("planner").get(f"/concerns/{row.id}").status == 200
    assert client_as("viewer").get(f"/concerns/{row.id}/edit").status == 403
