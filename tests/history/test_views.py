import csv
import io
import json

import pytest

from planner.accounts.passwords import set_password
from planner.choices import Marking, Role
from planner.db import db
from planner.history.actions import record
from planner.history.models import HistoryEntry
from planner.history.queries import history_of
from planner.viewers import acting_as
from tests.factories import make_attendance, make_event, make_outcome, make_person, make_user
from tests.pages import PageClient

PASSWORD = "three quiet herons"


@pytest.mark.parametrize("role", ["viewer", "planner", "approver", "country_desk"])
def test_only_administrators_read_the_whole_history(client_as, role):
    client = client_as(role)

    assert client.get("/history/").status == 403
    assert client.get("/history.csv").status == 403


def test_an_administrator_without_another_role_sees_no_content(client_as):
    make_event(title="Quiet visit")
    make_outcome(title="Quiet result")
    make_person(name="Quiet person")
    admin = client_as("administrator")

    for page in (admin.get("/history/"), admin.get("/history.csv")):
        assert "Quiet" not in page.text


def test_an_administrator_with_another_role_sees_what_that_role_sees(client_as):
    user = make_user(roles=[Role.ADMINISTRATOR, Role.PLANNER], ceiling=Marking.OFFICIAL)
    make_event(title="Open visit", marking=Marking.OFFICIAL)
    make_event(title="Closed visit", marking=Marking.OFFICIAL_SENSITIVE)

    page = client_as("administrator", user=user).get("/history/")

    assert "Open visit" in page.text
    assert "Closed visit" not in page.text


@pytest.mark.parametrize(
    ("fields", "is_told"),
    [
        ({}, True),
        ({"ceiling": Marking.OFFICIAL}, False),
        ({"nations": ["FR"]}, False),
        ({"roles": [Role.ADMINISTRATOR]}, False),
    ],
    ids=["everything", "a lower ceiling", "one nation", "no other role"],
)
def test_what_hangs_on_no_event_is_told_to_administrators_who_see_all(client_as, fields, is_told):
    other = make_user(roles=[Role.COUNTRY_DESK])
    record("changed", "outcome", "", "Quiet result", by_id=other.id)
    record("changed", "person", "", "Quiet person", by_id=other.id)
    record("changed", "settings", "", "The office", by_id=other.id)
    user = make_user(**{"roles": [Role.ADMINISTRATOR, Role.COUNTRY_DESK]} | fields)

    page = client_as("administrator", user=user).get("/history/")

    assert "The office" in page.text
    assert ("Quiet result" in page.text, "Quiet person" in page.text) == (is_told, is_told)


def test_an_administrator_who_works_with_no_people_is_told_of_none(client_as):
    record("changed", "outcome", "", "Quiet result", by_id=None)
    record("changed", "person", "", "Quiet person", by_id=None)
    both = make_user(roles=[Role.ADMINISTRATOR, Role.VIEWER])

    page = client_as("administrator", user=both).get("/history/")

    assert "Quiet result" in page.text
    assert "Quiet person" not in page.text


def test_the_history_is_filtered_and_paged_and_exported(client_as):
    admin = client_as("administrator")
    for number in range(60):
        record("exported", "list", "", f"list {number}", by_id=admin.user_id)
    record("viewed", "list", "", "seen by the product", by_id=None)

    assert "There is a problem" not in admin.get("/history/").text
    first = admin.get("/history/?verb=exported")
    assert "list 59" in first.text
    assert "list 5 " not in first.text
    [following] = [link for link in first.links if "after=" in link]
    assert "list 5”" in admin.get(following).text
    assert "seen by the product" in admin.get("/history/?verb=viewed").text
    assert "seen by the product" not in first.text
    assert "Nothing found" in admin.get(f"/history/?by={admin.user_id}&verb=viewed").text

    exported = admin.get("/history.csv?verb=exported")
    rows = list(csv.reader(io.StringIO(exported.body.decode("utf-8-sig"))))
    assert sum("list " in ",".join(row) for row in rows) >= 60
    assert admin.get("/history.xlsx").status == 200
    assert admin.get("/history.pdf").status == 404


def test_days_of_the_filter_are_whole_days(client_as):
    admin = client_as("administrator")
    record("exported", "list", "", "today's list")

    assert "today's list" in admin.get("/history/?first=2020-01-01").text
    assert "Nothing found" in admin.get("/history/?last=2020-01-01").text
    assert admin.get("/history/?first=nonsense&by=x&verb=unknown").status == 200


def test_an_export_is_itself_written_down(client_as):
    admin = client_as("administrator")

    admin.get("/history.csv")

    [entry] = db.session.query(HistoryEntry).filter_by(verb="exported")
    assert (entry.by_id, entry.subject_label) == (admin.user_id, "history")
    assert entry.request_id


def test_signing_in_and_out_is_written_down_and_a_failure_names_nobody(app):
    user = set_password(make_user(email="ada@rapport.example", name="Ada"), PASSWORD)
    client = PageClient(app, None)

    client.post("/sign-in", {"email": "ada@rapport.example", "password": "wrong"})
    client.post("/sign-in", {"email": "ada@rapport.example", "password": PASSWORD})
    client.post("/account/sign-out")

    found = db.session.query(HistoryEntry).filter_by(subject_kind="sign_in").order_by("id").all()
    assert [entry.verb for entry in found] == ["sign_in_failed", "signed_in", "signed_out"]
    assert [entry.by_id for entry in found] == [None, user.id, user.id]
    failed = found[0]
    assert "ada" not in json.dumps([failed.subject_id, failed.subject_label, failed.changes])


def test_a_request_writes_who_and_which_request(client_as):
    admin = client_as("administrator")
    other = make_user()

    page = admin.post(f"/users/{other.id}/deactivate")

    entry = (
        db.session.query(HistoryEntry).filter_by(subject_kind="user_account", verb="changed").one()
    )
    assert entry.by_id == admin.user_id
    assert entry.request_id == page.headers["X-Request-Id"]
    assert entry.changes["active"] == [True, False]


def test_the_history_of_an_event_holds_what_hangs_on_it_and_names_only_for_who_keeps_them():
    author, other = make_user(), make_user()
    event = make_event(title="Visit", author=author)
    make_attendance(event=event)
    make_event(title="Another")
    db.session.commit()

    def kinds(user):
        with acting_as(db.session, user.as_viewer):
            return {told.entry.subject_kind for told in history_of("event", event.id)}

    assert {"event", "place", "event_nation"} <= kinds(other)
    assert kinds(author) - kinds(other) == {"attendance"}


def test_the_page_of_the_history_costs_the_same_for_many(client_as, queries):
    admin = client_as("administrator")
    for number in range(60):
        record("exported", "list", "", f"list {number}", by_id=admin.user_id)
    db.session.commit()

    with queries() as seen:
        admin.get("/history/")

    assert len(seen) <= 14


def test_whoever_sees_an_event_sees_its_history_and_nobody_else(client_as):
    event = make_event(title="Visit", partners=["FR"], marking=Marking.OFFICIAL)
    make_attendance(event=event)
    url = f"/history/event/{event.id}"

    page = client_as("viewer", nations=["FR"]).get(url)

    assert "“Visit”" in page.text
    assert "Participant" not in page.text
    assert "OFFICIAL" in page.text
    assert client_as("viewer", nations=["ID"]).get(url).status == 404
    assert client_as("viewer", ceiling=Marking.PUBLIC).get(url).status == 404
    assert client_as("administrator").get(url).status == 404
    assert client_as("viewer").get(f"/history/person/{1}").status == 404
    assert client_as("viewer").get("/history/event/nonsense").status == 404
    assert client_as(None).get(url).status == 303


def test_a_page_leads_to_the_history_of_its_row(client_as):
    admin = client_as("administrator")
    user = make_user(name="Grace")

    page = admin.get(f"/users/{user.id}")

    assert f"/history/user_account/{user.id}" in page.links
    assert "Grace" in admin.get(f"/history/user_account/{user.id}").text


def test_an_export_of_the_history_of_events_carries_a_marking(client_as):
    user = make_user(roles=[Role.ADMINISTRATOR, Role.PLANNER], ceiling=Marking.OFFICIAL)
    client = client_as("administrator", user=user)
    assert "Marking:" not in client.get("/history.csv").text

    make_event(title="Open visit", marking=Marking.OFFICIAL)

    assert "Marking: OFFICIAL" in client.get("/history.csv").text
