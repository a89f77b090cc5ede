"""A private calendar tells what its user owes, when it is ticked: theirs alone, by default none."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from planner import clock
from planner.calendars.models import Feed
from planner.choices import EventState, FollowUpState, LessonState, Marking, Role
from planner.db import db
from planner.outcomes.models import LaterLook, Lesson
from tests.calendars.calendars import make_feed, parsed
from tests.factories import (
    NOW,
    make_event,
    make_follow_up,
    make_indicator,
    make_line,
    make_nation,
    make_objective,
    make_own_nation,
    make_plan,
    make_user,
)

NOBODY = None
TODAY = NOW.date()
DUE = TODAY + timedelta(days=9)
SECRET = "Quetzalcoatl"


@pytest.fixture(autouse=True)
def time(monkeypatch):
    """Let the clock stand, and move it by hand."""
    hand = SimpleNamespace(now=NOW)
    monkeypatch.setattr(clock, "datetime", SimpleNamespace(now=lambda _zone: hand.now))
    return hand


class Office:
    """A planner who owes one of everything, and a calendar of theirs that is ticked."""

    def __init__(self, client_as, **user):
        make_own_nation("AU")
        make_nation("FR", is_partner=True)
        self.user = make_user(roles=[Role.PLANNER], **user)
        self.feed, self.url = make_feed(self.user, name="Mine")
        self.feed.tells_due = True
        self.client = client_as(NOBODY)
        self.event = make_event(
            ["FR"],
            title="Cope North",
            owner=self.user,
            starts_on=TODAY - timedelta(days=200),
            state=EventState.REPORTED,
        )
        self.follow_up = make_follow_up(self.event, self.user, what="Send plans", due_on=DUE)
        self.look = LaterLook(event=self.event, days=30, due_on=DUE)
        seen = DUE - timedelta(days=30)
        row = {"what": "Book early", "state": LessonState.OBSERVED, "identified_on": seen}
        self.lesson = Lesson(event=self.event, owner=self.user, **row)
        self.indicator = make_indicator(
            make_objective(),
            name="Days alongside",
            owner=self.user,
            next_due_on=DUE,
            typed_due_on=DUE,
        )
        self.held = make_event(
            ["FR"],
            title="Port call",
            owner=self.user,
            state=EventState.EXECUTED,
            starts_on=TODAY - timedelta(days=4),
        )
        db.session.add_all([self.look, self.lesson])
        db.session.commit()

    def due(self, client=None, url=None):
        """Return the entries of what is due, by what they say."""
        body = (client or self.client).get(url or self.url).body
        return {
            str(one["SUMMARY"]): one
            for one in parsed(body)
            if one["TRANSP"] == "TRANSPARENT"
            and "CATEGORIES" in one
            and "Work due" in one["CATEGORIES"].to_ical().decode()
        }


@pytest.fixture
def office(client_as):
    return Office(client_as)


def test_one_of_everything_stands_on_its_day(office):
    found = office.due()
    assert set(found) == {
        "Settle: Send plans",
        "Say what lasted: Cope North",
        "Move on: Book early",
        f"Record a value: {office.indicator.code} Days alongside",
        "Write the report: Port call",
    }
    for words, entry in found.items():
        first, after = entry.decoded("DTSTART"), entry.decoded("DTEND")
        assert type(first) is date and after == first + timedelta(days=1), words
        assert entry["X-MICROSOFT-CDO-BUSYSTATUS"] == "FREE"
        assert entry["STATUS"] == "CONFIRMED"
        assert "Not for classified content" in entry["DESCRIPTION"]
    assert {found[one].decoded("DTSTART") for one in found if "report" not in one} == {DUE}
    assert "Cope North" in found["Settle: Send plans"]["DESCRIPTION"]
    assert len({str(entry["UID"]) for entry in found.values()}) == len(found)


def test_nothing_is_told_before_it_is_ticked_nor_to_a_partner(office, client_as):
    office.feed.tells_due = False
    db.session.commit()
    assert not office.due()
    planner = client_as("planner", user=office.user)
    page = planner.get("/feeds/new")
    assert 'name="tells_due"' in page.html
    assert "whoever" in page.text.lower() and "that you owe stand on their day" in page.text
    assert planner.post("/feeds/new", {"name": "Plain", "query": ""}).status == 200
    assert not db.session.query(Feed).filter_by(name="Plain").one().tells_due
    both = {"name": "Both", "query": "", "tells_due": "y"}
    made = planner.post("/feeds/new", both)
    address = made.html.partition("/f/")[2].partition(".ics")[0]
    assert len(office.due(url=f"/f/{address}.ics")) == 5
    partner = planner.get("/feeds/new?for=FR")
    assert 'name="tells_due"' not in partner.html
    wrong = {"name": "For France", "query": "for=FR", "tells_due": "y"}
    refused = planner.post("/feeds/new", wrong)
    assert refused.status == 422
    assert "does not tell what you owe" in refused.text
    made = planner.post("/feeds/new", {"name": "For France", "query": "for=FR"})
    address = made.html.partition("/f/")[2].partition(".ics")[0]
    db.session.query(Feed).filter_by(name="For France").one().tells_due = True
    db.session.commit()
    assert not office.due(url=f"/f/{address}.ics")


def test_it_is_ticked_and_unticked_on_the_page_of_the_calendar(office, client_as):
    planner = client_as("planner", user=office.user)
    url = f"/feeds/{office.feed.id}/rename"
    assert "tells_due" in planner.fields(url)
    assert "with what you owe" in planner.get("/feeds/").text
    assert ",shown," in planner.get("/feeds.csv").body.decode()
    assert planner.post(url, {"name": "Mine", "version": "0"}).status == 303
    assert not office.due()
    assert planner.post(url, {"name": "Mine", "tells_due": "y"}).status == 303
    assert len(office.due()) == 5
    other = client_as("planner")
    assert other.post(url, {"name": "x", "tells_due": "y"}).status == 404


def test_an_item_keeps_its_uid_and_its_number_rises(office, time):
    before = office.due()["Settle: Send plans"]
    time.now = NOW + timedelta(hours=1)
    office.follow_up.what, office.follow_up.due_on = "Send maps", DUE + timedelta(days=3)
    db.session.commit()
    after = office.due()["Settle: Send maps"]
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after.decoded("LAST-MODIFIED") > before.decoded("LAST-MODIFIED")
    assert after.decoded("DTSTAMP") == after.decoded("LAST-MODIFIED")
    assert after.decoded("DTSTART") == DUE + timedelta(days=3)
    time.now = NOW + timedelta(hours=2)
    office.event.title = "Cope South"
    db.session.commit()
    last = office.due()["Settle: Send maps"]
    assert last["SEQUENCE"] > after["SEQUENCE"]
    assert "Cope South" in last["DESCRIPTION"]


def test_what_is_done_leaves_and_what_comes_back_is_stamped_anew(office, time):
    moments = [office.due()["Settle: Send plans"].decoded("DTSTAMP")]
    for hour, state in enumerate((FollowUpState.DONE, FollowUpState.OPEN), 1):
        time.now = NOW + timedelta(hours=hour)
        office.follow_up.state = state
        office.follow_up.closed_on = TODAY if state is FollowUpState.DONE else None
        db.session.commit()
        for _each in range(3):
            found = office.due()
        assert ("Settle: Send plans" in found) is (state is FollowUpState.OPEN)
        moments.append(found["Move on: Book early"].decoded("DTSTAMP"))
    assert moments == sorted(set(moments))


def test_two_fetches_are_the_same_octets_and_a_third_is_not_sent(office, queries):
    first = office.client.get(office.url)
    assert office.client.get(office.url).body == first.body
    head = office.client.open("HEAD", office.url)
    assert head.headers["Content-Length"] == str(len(first.body))
    known = {"If-None-Match": first.headers["ETag"]}
    with queries() as seen:
        assert office.client.get(office.url, headers=known).status == 304
    assert len(seen) <= 3, seen
    office.lesson.what = "Book late"
    db.session.commit()
    again = office.client.get(office.url, headers=known)
    assert again.status == 200
    assert again.headers["ETag"] != first.headers["ETag"]


@pytest.mark.parametrize("setting", ["busy", "title", "all"])
def test_above_official_no_more_is_told_than_of_events(office, app, monkeypatch, setting):
    monkeypatch.setitem(app.config, "RAPPORT_CALENDAR_SENSITIVE", setting)
    monkeypatch.setitem(app.config, "RAPPORT_BASE_URL", "https://rapport.example")
    office.event.title, office.event.marking = SECRET, Marking.OFFICIAL_SENSITIVE
    office.follow_up.what = SECRET
    db.session.commit()
    text = office.client.get(office.url).body.decode().replace("\r\n ", "")
    found = [
        one
        for one in parsed(office.client.get(office.url).body)
        if SECRET in str(one["SUMMARY"]) or str(one["SUMMARY"]) == "Work due"
    ]
    if setting == "busy":
        assert SECRET not in text
        assert len(found) == 3
        for one in found:
            assert "URL" not in one and "DESCRIPTION" not in one
        return
    assert f"Settle: {SECRET}" in text
    (entry,) = [one for one in found if str(one["SUMMARY"]) == f"Settle: {SECRET}"]
    assert entry["URL"] == f"https://rapport.example/follow-ups/{office.follow_up.id}"
    assert "OFFICIAL-SENSITIVE" in entry["DESCRIPTION"]
    assert (SECRET in entry["DESCRIPTION"]) is (setting == "all")


def test_only_what_its_user_may_see_and_owes_is_told(client_as):
    office = Office(client_as, nations=["FR"], ceiling=Marking.OFFICIAL)
    other = make_user(roles=[Role.PLANNER])
    make_follow_up(office.event, other, what=SECRET, due_on=DUE)
    hidden = make_event(["ID"], title=SECRET, owner=office.user, state=EventState.EXECUTED)
    high = make_event(
        ["FR"],
        title=SECRET,
        owner=office.user,
        state=EventState.EXECUTED,
        marking=Marking.OFFICIAL_SENSITIVE,
    )
    for event in (hidden, high):
        make_follow_up(event, office.user, what=SECRET, due_on=DUE)
    line = make_line(make_plan(name="For Indonesia", nation_code="ID"))
    make_indicator(
        make_objective(line), name=SECRET, owner=office.user, next_due_on=DUE, typed_due_on=DUE
    )
    db.session.commit()
    assert SECRET not in office.client.get(office.url).body.decode()
    assert len(office.due()) == 5
    office.event.marking = Marking.OFFICIAL_SENSITIVE
    db.session.commit()
    assert len(office.due()) == 2


def test_who_leaves_or_loses_the_role_is_told_nothing(office):
    office.user.grants.clear()
    db.session.commit()
    answer = office.client.get(office.url)
    assert answer.status == 410
    assert "Send plans" not in answer.text
    gone = make_user(roles=[Role.PLANNER])
    _feed, url = make_feed(gone)
    gone.active = False
    db.session.commit()
    assert office.client.get(url).status == 410


def test_what_lies_outside_the_days_of_feeds_is_left_out(office):
    office.follow_up.due_on = TODAY - timedelta(days=800)
    office.look.due_on = TODAY + timedelta(days=3000)
    office.lesson.identified_on = TODAY - timedelta(days=90)
    db.session.commit()
    found = office.due()
    assert "Settle: Send plans" not in found
    assert "Say what lasted: Cope North" not in found
    late = found["Move on: Book early"].decoded("DTSTART")
    assert late == TODAY - timedelta(days=60)


def test_a_hostile_title_breaks_no_file(office):
    office.follow_up.what = "a;b,c\\d BEGIN:VEVENT " + "ü" * 90
    db.session.commit()
    found = [str(one["SUMMARY"]) for one in parsed(office.client.get(office.url).body)]
    assert any(one.startswith("Settle: a;b,c") for one in found)
