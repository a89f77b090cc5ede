"""Reading never fails because a line of the log has to wait; the line is not lost."""

import json
import re

import pytest
from sqlalchemy import func, select

from planner.choices import Marking
from planner.db import db
from planner.history.models import HistoryEntry
from tests.troubles.conftest import PASSWORD

pytestmark = pytest.mark.no_database

NOT_PAGES = re.compile(r"^/static|^/unused")


def readable(office):
    """Return the address of everything that can be read with the keys at hand."""
    for rule in office.app.url_map.iter_rules():
        if "GET" in rule.methods and not NOT_PAGES.search(rule.rule):
            given = {name: office.keys[name] for name in rule.arguments if name in office.keys}
            if rule.arguments <= given.keys():
                yield rule.build(given)[1]


def verbs(**about):
    """Return how often each thing was done, by the history."""
    counted = select(HistoryEntry.verb, func.count()).group_by(HistoryEntry.verb)
    return dict(db.session.execute(counted.filter_by(**about)).all())


@pytest.mark.parametrize(
    ("how", "role"),
    [
        ("held", "country_desk"),
        ("held", "administrator"),
        ("full", "country_desk"),
        ("read_only", "country_desk"),
    ],
)
def test_every_page_and_file_is_read_while_nothing_can_be_written(office, how, role):
    client = office.client(role)
    with getattr(office, how)():
        answers = {url: client.get(url).status for url in readable(office)}
    wrong = {url: status for url, status in answers.items() if status >= 500}
    assert not wrong, wrong
    assert len(answers) > 100
    assert answers[f"/people/{office.keys['person_id']}"] == (
        200 if role == "country_desk" else 403
    )


def test_what_was_read_is_in_the_history_once_the_database_takes_it(office):
    client, person = office.client("country_desk"), office.keys["person_id"]
    before = verbs()
    with office.held():
        for _ in range(2):
            assert client.get(f"/people/{person}").status == 200
        for url in ("/events.csv", "/events.ics", f"/events/{office.keys['event_id']}.ics"):
            assert client.get(url).status == 200
        assert verbs() == before
        lines = [json.loads(line) for line in office.waiting.read_text().splitlines()]
    assert [line["verb"] for line in lines] == ["viewed", "viewed", *["exported"] * 3]
    assert {line["by_id"] for line in lines} == {client.user_id}
    assert office.waiting.stat().st_mode & 0o777 == 0o600

    client.get(f"/people/{person}/edit")  # writes nothing
    assert verbs() == before
    client.get("/events.xlsx")
    after = verbs()
    assert after["viewed"] == before.get("viewed", 0) + 2
    assert after["exported"] == before.get("exported", 0) + 4
    assert office.waiting.read_bytes() == b""
    entry = db.session.scalars(select(HistoryEntry).filter_by(verb="viewed")).first()
    assert (entry.subject_kind, entry.subject_id, entry.changes) == ("person", str(person), {})
    assert entry.at.isoformat() == lines[0]["at"]
    told = select(HistoryEntry).filter_by(verb="exported", event_id=office.keys["event_id"])
    entry = db.session.scalars(told).one()
    assert (entry.marking, entry.nations) == (Marking.PUBLIC, " FR ")


def test_the_history_shows_what_waited(office):
    client = office.client("country_desk")
    with office.held():
        client.get(f"/people/{office.keys['person_id']}")
    assert "viewed" not in verbs()
    office.client("administrator").get("/history/")
    assert verbs()["viewed"] == 1


def test_signing_out_works_while_the_database_is_held(office):
    client = office.client("planner")
    with office.held():
        page = client.post("/account/sign-out")
        assert page.status == 303
        assert "sign out everywhere" in client.follow(page).text
        assert client.get("/").status == 303
    office.client("administrator").get("/history/")
    assert verbs()["signed_out"] == 1


def test_signing_in_says_that_it_has_to_wait(office):
    client = office.client("planner")
    client.post("/account/sign-out")
    sent = {"email": "planner@rapport.example", "password": PASSWORD}
    with office.held():
        page = client.post("/sign-in", sent)
        assert page.status == 503
        assert "The database is busy" in page.text
        assert page.headers["Retry-After"] == "10"
        assert PASSWORD not in page.html
        assert client.get("/").status == 303
    assert client.post("/sign-in", sent).status == 303
    assert verbs()["signed_in"] == 1


@pytest.mark.parametrize("how", ["held", "read_only"])
def test_names_do_not_leave_before_their_reason_is_kept(office, how):
    client = office.client("country_desk")
    with getattr(office, how)():
        page = client.post("/people/export", {"reason": "Visas for May", "suffix": "csv"})
    assert page.status == 503
    assert "Nothing was saved" in page.text
    assert "Visas for May" in page.html
    assert "exported" not in verbs()
    assert client.post("/people/export", {"reason": "Visas for May", "suffix": "csv"}).status == 200
    assert verbs()["exported"] == 1


def test_what_can_be_recorded_nowhere_is_not_shown(office):
    office.waiting.mkdir()
    client = office.client("country_desk")
    with office.held():
        page = client.get(f"/people/{office.keys['person_id']}")
    assert page.status == 503
    assert "nothing can be recorded at the moment" in page.text
    assert "Person" not in page.text


def test_a_feed_is_served_and_keeps_its_edition(office):
    url = f"/f/{office.keys['token']}.ics"
    client = office.client("viewer")
    first = client.get(url)
    with office.held():
        held = client.get(url)
    assert (held.status, held.body) == (200, first.body)
    assert held.headers["Last-Modified"] == first.headers["Last-Modified"]
    assert held.headers["ETag"] == first.headers["ETag"]


def test_half_a_line_of_a_power_cut_spoils_no_other(office):
    client = office.client("country_desk")
    with office.held():
        client.get(f"/people/{office.keys['person_id']}")
    whole = office.waiting.read_bytes()
    office.waiting.write_bytes(whole + b'{"at": "2030-01-')
    with office.held():
        client.get("/events.csv")
    office.client("administrator").get("/history/")
    assert (verbs()["viewed"], verbs()["exported"]) == (1, 1)
    assert office.waiting.read_bytes() == b'{"at": "2030-01-\n'

    office.waiting.write_bytes(whole)  # as if the process had stopped before emptying the file
    office.client("administrator").get("/history/")
    assert verbs()["viewed"] == 1
