"""Every list of pages says of how many rows it shows how many, and leads to all of them."""

import ast
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from planner.accounts.models import User
from planner.choices import GiftDirection, LessonState, Marking, Role
from planner.db import db
from planner.events.models import Risk
from planner.history.actions import record
from planner.history.models import HistoryEntry
from planner.jobs.models import Job
from planner.mailings.models import MailedReport
from planner.outbox.models import Mail
from planner.outcomes.concern_models import Concern
from planner.outcomes.models import Lesson, MediaItem
from planner.partners.models import Institution
from planner.protocol.models import Gift
from planner.released.models import ReleasedCopy
from planner.viewers import EVERYTHING
from tests.factories import (
    add,
    make_attachment,
    make_commitment,
    make_event,
    make_follow_up,
    make_nation,
    make_organisation,
    make_outcome,
    make_person,
    make_programme,
    make_user,
    make_way,
)

PLANNER = Path(__file__).parent.parent / "planner"
MANY = 53
NOW = datetime(2030, 3, 5, 12, tzinfo=UTC)


def events():
    for number in range(MANY):
        make_event(title=f"Talks {number:02}")


def lessons():
    event = make_event()
    for number in range(MANY):
        row = {"state": LessonState.OBSERVED, "identified_on": date(2030, 2, 5)}
        add(Lesson(event=event, what=f"Lesson {number}", recommendation="So", **row))


def media():
    event = make_event()
    for number in range(MANY):
        row = {"kind": "other", "published_on": date(2030, 2, 5)}
        add(MediaItem(event=event, title=f"Story {number}", **row))


def concerns():
    event = make_event()
    for number in range(MANY):
        add(
            Concern(event=event, what=f"Noise {number}", source="press", raised_on=date(2030, 2, 5))
        )


def risks():
    for number in range(MANY):
        event = make_event(title=f"Talks {number:02}")
        event.risks = [Risk(category="weather", likelihood=2, impact=2, mitigation="")]


def follow_ups():
    event, owner = make_event(), make_user()
    for _ in range(MANY):
        make_follow_up(event, owner)


def gifts():
    event = make_event()
    for number in range(MANY):
        add(Gift(event=event, direction=GiftDirection.GIVEN, what=f"Bowl {number}"))


def commitments():
    owner = make_user()
    for _ in range(MANY):
        make_commitment("FR", owner)


def outcomes():
    event = make_event()
    outcome = make_outcome(events=[event])
    for _ in range(MANY - 1):
        make_outcome(outcome.objective, [event])


def people():
    for _ in range(MANY):
        make_person("FR")


def programmes():
    for _ in range(MANY):
        make_programme()


def institutions():
    for number in range(MANY):
        add(Institution(name=f"Staff college {number}", nation=make_nation("FR")))


def organisations():
    for number in range(MANY):
        make_organisation("FR", name=f"Garrison {number}")


def entries():
    for number in range(MANY):
        record("imported", "sample", number, f"Load {number}")


def attachments():
    event = make_event()
    for number in range(MANY):
        make_attachment(event, f"Paper {number}.pdf")


def work():
    owner = make_user()
    for number in range(MANY):
        add(Job(kind="history_file", title=f"File {number}", owner=owner, asked_at=NOW, due_at=NOW))


def mails():
    for number in range(MANY):
        days = {"posted_at": NOW, "good_until": NOW, "due_at": NOW}
        add(Mail(kind="reset", recipient=f"a{number}@example.org", **days))


def copies():
    maker, _france = make_user(name="Maker"), make_nation("FR")
    for number in range(MANY):
        left = {"name": f"c{number}.pdf", "size": 1, "sha256": "", "octets": b"x"}
        told = {"nation_code": "FR", "to_code": "FR", "made_at": NOW, "marking": Marking.PUBLIC}
        add(ReleasedCopy(by=maker, **told, **left))


def ways():
    for number in range(MANY):
        make_way("FR", f"Custom {number}")


def mailed_reports():
    sender, ada = make_user((Role.COUNTRY_DESK,)), make_user(name="Ada")
    for _number in range(MANY):
        told = {"report": "figures", "title": "Figures", "marking": Marking.PUBLIC, "made_at": NOW}
        add(MailedReport(by=sender, to=ada, rights="", **told))
    return sender


LISTS = {
    "events.index": (events, "/events/?kind=joint_exercise", "country_desk"),
    "lessons.index": (lessons, "/lessons/?q=lesson", "country_desk"),
    "concerns.index": (concerns, "/concerns/?q=noise", "country_desk"),
    "risks.index": (risks, "/risks/?category=weather", "country_desk"),
    "media.index": (media, "/media/?q=story", "country_desk"),
    "followups.index": (follow_ups, "/follow-ups/?tab=all", "country_desk"),
    "gift_register.index": (gifts, "/gifts/?nation=FR", "country_desk"),
    "commitments.index": (commitments, "/commitments/?nation=FR", "country_desk"),
    "outcomes.index": (outcomes, "/outcomes/?nation=FR", "country_desk"),
    "attachments.index": (attachments, "/attachments/?kind=pdf", "country_desk"),
    "people.index": (people, "/people/?nation=FR", "country_desk"),
    "programmes.index": (programmes, "/programmes/?q=programme", "country_desk"),
    "institutions.index": (institutions, "/institutions/?q=college", "country_desk"),
    "history.index": (entries, "/history/?verb=imported", "administrator"),
    "jobs.index": (work, "/jobs/?of=all", "administrator"),
    "outbox.index": (mails, "/outbox/", "administrator"),
    "ways.index": (ways, "/ways/?nation=FR", "country_desk"),
    "released.index": (copies, "/released-copies/?nation=FR", "country_desk"),
    "mailings.index": (mailed_reports, "/mailed-reports/", "country_desk"),
    "search.index": (organisations, "/search?q=garrison&kind=organisation", "country_desk"),
}
"""By endpoint: what fills the list, an address with a filter, and who reads it."""


def endpoints_with_pages(app):
    """Return the endpoints whose views, or what they call, make a page of a list."""
    found = set()
    for endpoint, view in app.view_functions.items():
        if not view.__module__.startswith("planner."):
            continue
        path = PLANNER.parent / (view.__module__.replace(".", "/") + ".py")
        functions = {
            node.name: ast.unparse(node)
            for node in ast.parse(path.read_text()).body
            if isinstance(node, ast.FunctionDef)
        }
        paged = {name for name, text in functions.items() if "Page(" in text}
        text = functions.get(view.__name__, "")
        rules = [rule for rule in app.url_map.iter_rules(endpoint) if "GET" in rule.methods]
        if rules and (view.__name__ in paged or any(f"{name}(" in text for name in paged)):
            found.add(endpoint)
    return found


def test_every_list_of_pages_is_known_here(app):
    unknown = endpoints_with_pages(app) - set(LISTS)
    assert not unknown, f"say in LISTS what fills {unknown}"


@pytest.mark.parametrize("endpoint", [name for name in LISTS if name != "people.index"])
def test_a_list_says_how_much_it_shows_and_leads_to_the_whole(client_as, endpoint):
    fill, url, role = LISTS[endpoint]
    whose = fill()
    client = client_as(role, user=whose) if isinstance(whose, User) else client_as(role)
    page = client.get(url)
    assert f"50 of {MANY} rows." in page.text
    [whole_url] = [link for link in page.links if "rows=all" in link and "://" not in link]
    assert "after=" not in whole_url
    assert any(link == f"http://localhost{whole_url}" for link in page.links), "for paper"
    whole = client.get(whole_url)
    assert f"All {MANY} rows of this list." in whole.text
    assert 'rel="next"' not in whole.html
    second = client.get(next(link for link in page.links if "after=" in link))
    assert f"3 of {MANY} rows." in second.text
    db.session.info["viewer"] = EVERYTHING
    [entry] = db.session.scalars(select(HistoryEntry).where(HistoryEntry.verb == "exported"))
    assert (entry.subject_id, entry.changes["rows"]) == ("print", [None, MANY])
    assert entry.by_id == client.user_id
    assert "rows=all" not in str(entry.changes)


def test_a_list_that_fits_says_so(client_as):
    make_event()
    assert "The one row of this list." in client_as("viewer").get("/events/").text
    make_event()
    assert "All 2 rows of this list." in client_as("viewer").get("/events/").text


def test_a_list_too_long_for_a_page_says_where_the_rest_is(client_as, monkeypatch):
    monkeypatch.setattr("planner.web.paging.WHOLE", 20)
    events()
    page = client_as("viewer").get("/events/?rows=all")
    assert f"The first 20 of {MANY} rows. The files hold all of them." in page.text
    assert page.html.count("Talks ") >= 20
    assert "Show it page by page" in page.text


def test_more_than_is_counted_is_called_so(client_as, monkeypatch):
    monkeypatch.setattr("planner.events.list.queries.COUNTED", 51)
    monkeypatch.setattr("planner.events.list.views.COUNTED", 51)
    events()
    assert "50 of more than 51 rows." in client_as("viewer").get("/events/").text
    assert f"50 of {MANY} rows." in client_as("viewer").get("/events/?count=all").text
    assert f"All {MANY} rows" in client_as("viewer").get("/events/?rows=all").text


def test_all_names_on_one_page_want_a_reason_and_the_country_desk(client_as):
    people()
    desk, planner = client_as("country_desk"), client_as("planner")
    page = desk.get("/people/?nation=FR")
    assert f"50 of {MANY} rows." in page.text
    assert "/people/export?nation=FR" in page.links
    asked = desk.get("/people/?nation=FR&rows=all")
    assert (asked.status, asked.location) == (303, "/people/export?nation=FR")
    assert desk.post("/people/export?nation=FR", {"reason": "", "suffix": "print"}).status == 422
    printed = desk.post("/people/export?nation=FR", {"reason": "Place cards", "suffix": "print"})
    assert len(re.findall("/people/[0-9]+", printed.html)) == MANY
    assert planner.get("/search?q=person&kind=person&rows=all").location.startswith("/people/?")
    assert "Show all on one page" not in planner.get("/people/").text
    assert "The country desk can print all of them." in planner.get("/people/").text
    assert planner.get("/people/?rows=all").status == 403


def test_a_whole_list_holds_no_more_than_its_reader_may_see(client_as):
    events()
    make_event(title="Elsewhere", partners=["ID"])
    page = client_as("viewer", nations=["FR"]).get("/events/?rows=all")
    assert f"All {MANY} rows of this list." in page.text
    assert "Elsewhere" not in page.text
