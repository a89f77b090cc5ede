"""What attachments hang on: who sees them, how they are marked, when they go."""

from datetime import date

import pytest
from sqlalchemy import select

from planner.attachments.models import Attachment
from planner.attachments.told import marking_of, released_to
from planner.choices import Marking, Role
from planner.db import db
from planner.errors import RuleBroken
from planner.events.models import Coordination
from planner.history.models import HistoryEntry, PutAside
from planner.objectives.models import IndicatorUpdate
from tests.attachments.conftest import attached, send
from tests.attachments.documents import pdf
from tests.factories import (
    NOW,
    add,
    make_event,
    make_indicator,
    make_nation,
    make_outcome,
    make_person,
    make_programme,
    make_user,
)

LOW, HIGH = Marking.OFFICIAL, Marking.OFFICIAL_SENSITIVE


@pytest.fixture(autouse=True)
def still_clock(clock_at):
    clock_at(NOW)


def rows():
    return list(db.session.scalars(select(Attachment)))


def value():
    indicator = make_indicator()
    row = {"indicator_id": indicator.id, "seen_on": date(2030, 1, 1), "value": 7}
    return add(IndicatorUpdate(**row, created_at=NOW))


def agreement(event):
    return add(Coordination(event_id=event.id, party="funding", agreed_on=date(2030, 1, 2)))


def test_every_holder_takes_documents_and_shows_them(client_as):
    event, outcome, update = make_event(), make_outcome(), value()
    agreed, programme, person = agreement(event), make_programme(), make_person("FR")
    desk = client_as("country_desk")
    for name, row, page in (
        ("event", event, f"/events/{event.id}"),
        ("coordination", agreed, f"/events/{event.id}/coordination"),
        ("outcome", outcome, f"/outcomes/{outcome.id}"),
        ("indicator_update", update, f"/objectives/indicators/{update.indicator_id}"),
        ("programme", programme, f"/programmes/{programme.id}"),
        ("person", person, f"/people/{person.id}"),
    ):
        address = f"/attachments/new?{name}={row.id}"
        assert address in desk.get(page).html, page
        sent = send(desk, address, (f"{name}.pdf", pdf(name)))
        assert sent.status == 303, (name, sent.text)
        assert f"{name}.pdf" in desk.get(page).text, page
        assert client_as("viewer").get(address).status == 403
    assert len(rows()) == 6
    kept = db.session.scalars(select(Attachment).where(Attachment.coordination_id.is_not(None)))
    assert kept.one().event_id == event.id
    listed = desk.get("/attachments/").text
    assert all(f"{row.name}" in listed for row in rows())


def test_papers_of_a_person_are_for_those_who_see_what_is_sensitive(client_as):
    person = make_person("FR")
    row = attached("person", person, "Consent.pdf")
    for role, nations, is_seen in (
        ("country_desk", None, True),
        ("planner", ["FR"], True),
        ("planner", ["ID"], False),
        ("approver", None, False),
        ("viewer", None, False),
        ("administrator", None, False),
    ):
        client = client_as(role, nations=nations)
        assert (client.get(f"/attachments/{row.id}/file").status == 200) == is_seen, role
        assert ("Consent.pdf" in client.get("/attachments.csv").text) == is_seen, role
        assert ("Consent.pdf" in client.get("/search?q=consent").text) == is_seen, role
    assert "Consent.pdf" not in client_as("administrator").get("/history/").text
    both = make_user([Role.ADMINISTRATOR, Role.VIEWER])
    assert "Consent.pdf" not in client_as("administrator", user=both).get("/history/").text


def test_a_document_of_an_outcome_follows_its_marking_and_all_its_events(client_as):
    make_nation("FR")
    make_nation("ID")
    here = make_event(marking=LOW, releasable_to=["FR", "ID"])
    there = make_event(marking=LOW, releasable_to=["FR"])
    outcome = make_outcome(events=[here, there], marking=HIGH)
    row = attached("outcome", outcome, releasable_to=["FR"])
    assert (marking_of(row), released_to(row)) == (HIGH, ["FR"])
    with pytest.raises(RuleBroken, match="may not go to Indonesia"):
        attached("outcome", outcome, "other.pdf", pdf("o"), releasable_to=["ID"])
    limited = client_as("planner", ceiling=LOW)
    assert limited.get(f"/attachments/{row.id}").status == 404
    there.releasable_to = []
    db.session.flush()
    assert released_to(row) == []


def test_a_partner_is_given_what_names_it_and_is_not_marked_too_high(client_as):
    make_nation("FR", is_partner=True)
    event = make_event(["FR"], marking=Marking.PUBLIC, releasable_to=["FR"])
    given = attached("event", event, "Given.pdf", pdf("1"), releasable_to=["FR"])
    unnamed = attached("event", event, "Unnamed.pdf", pdf("2"))
    high = attached("event", event, "High.pdf", pdf("3"), releasable_to=["FR"], marking=HIGH)
    client = client_as("planner")
    page = client.get(f"/events/{event.id}/for/FR")
    assert "Given.pdf" in page.text
    assert "Unnamed.pdf" not in page.text
    assert "High.pdf" not in page.text
    assert client.get(f"/attachments/{given.id}/for/fr").body == pdf("1")
    for row in (unnamed, high):
        assert client.get(f"/attachments/{row.id}/for/FR").status == 422
    assert client_as("viewer").get(f"/attachments/{given.id}/for/FR").status == 403
    told = db.session.scalars(select(HistoryEntry).filter_by(subject_id=str(given.id))).all()
    assert {"for": [None, "FR"]} in [one.changes for one in told]
    event.releasable_to = []
    assert client.get(f"/attachments/{given.id}/for/FR").status == 422


def test_what_is_verified_keeps_its_documents(client_as):
    writer, verifier = make_user(), make_user([Role.APPROVER])
    outcome = make_outcome(author=writer, verified_by=verifier, verified_at=NOW)
    row, client = attached("outcome", outcome), client_as("planner")
    refused = client.follow(client.post(f"/attachments/{row.id}/remove"))
    assert "Withdraw the verification first" in refused.text
    assert len(rows()) == 1


def test_documents_go_and_come_back_with_an_outcome_and_hold_a_value(client_as):
    outcome, update, desk = make_outcome(events=[make_event()]), value(), client_as("country_desk")
    attached("outcome", outcome)
    attached("indicator_update", update, "source.pdf", pdf("source"))
    kept = desk.follow(desk.post(f"/objectives/updates/{update.id}/remove"))
    assert "Documents hang on this value" in kept.text
    gone = desk.follow(desk.post(f"/outcomes/{outcome.id}/remove"))
    assert [row.name for row in rows()] == ["source.pdf"]
    undo = next(link for link in gone.html.split('"') if link.startswith("/undo"))
    assert desk.post(undo).status == 303
    assert sorted(row.name for row in rows()) == ["programme.pdf", "source.pdf"]


def test_erasing_a_person_leaves_neither_papers_nor_their_names(client_as):
    person, desk = make_person("FR", name="Jeanne Martin"), client_as("country_desk")
    first = attached("person", person, "Consent Jeanne Martin.pdf")
    attached("person", person, "Passport.pdf", pdf("second"))
    assert desk.post(f"/attachments/{first.id}/remove").status == 303
    assert desk.post(f"/people/{person.id}/erase").status == 303
    assert rows() == []
    assert not [one for one in db.session.scalars(select(PutAside)) if one.values.get("gone")]
    told = db.session.scalars(select(HistoryEntry).filter_by(subject_kind="attachment")).all()
    assert told
    assert not any("Jeanne" in f"{one.subject_label}{one.changes}" for one in told)
