"""Comments: an approver says what a plan lacks, and it stays said."""

from planner.choices import Marking
from planner.db import db
from planner.history.models import HistoryEntry
from tests.factories import make_event


def test_an_approver_comments_on_a_draft_and_its_planner_reads_it(client_as):
    event = make_event()
    approver, url = client_as("approver"), f"/events/{event.id}"

    page = approver.follow(approver.post(f"{url}/comment", {"comment": "Name the <range>."}))

    assert "Name the <range>. User" in page.text
    assert "Name the <range>." in client_as("planner").get(url).text
    assert "Name the <range>." in client_as("viewer").get(url).text
    assert "commented" in client_as("planner").get(f"/history/event/{event.id}").text


def test_a_comment_says_something_and_not_too_much(client_as):
    event = make_event()
    client, url = client_as("planner"), f"/events/{event.id}/comment"

    assert "Write something first." in client.post(url, {"comment": "  "}).text
    assert client.post(url, {"comment": "x" * 2001}).status == 422
    assert db.session.query(HistoryEntry).filter_by(verb="commented").count() == 0


def test_viewers_do_not_comment_and_nobody_on_what_is_hidden(client_as):
    event, hidden = make_event(), make_event(marking=Marking.OFFICIAL_SENSITIVE)
    viewer = client_as("viewer")

    assert viewer.post(f"/events/{event.id}/comment", {"comment": "Hello"}).status == 403
    assert "Write a comment" not in viewer.get(f"/events/{event.id}").text
    planner = client_as("planner", ceiling=Marking.OFFICIAL)
    assert planner.post(f"/events/{hidden.id}/comment", {"comment": "Hello"}).status == 404
