"""The register of risks over all events, and the risk that asks for its answer."""

import pytest

from planner.choices import EventState, Marking
from planner.db import db
from planner.errors import RuleBroken
from planner.events.list.filtering import EventFilter
from planner.events.list.queries import filtered
from planner.events.models import Risk
from planner.events.page.risk_actions import answer_risk
from planner.events.page.transparency import transparency_of
from planner.events.states.gates import missing_for
from planner.reference.shipped_kinds import ShippedKind
from planner.shapes.event_record import RiskAnswer
from tests.factories import NOW, make_event, make_user

FORCE = "perceived_as_show_of_force"


def rated(event, category="weather", likelihood=2, impact=2, mitigation=""):
    event.risks.append(
        Risk(category=category, likelihood=likelihood, impact=impact, mitigation=mitigation)
    )
    event.risks_rated = True
    db.session.flush()
    return event.risks[-1]


@pytest.fixture
def register():
    """Three risks of two nations, one of an event that is marked high."""
    french = make_event(["FR"], title="French talks", state=EventState.PLANNED)
    rated(french, "weather", 2, 3, "Tent")
    rated(french, "logistics", 5, 5)
    over = make_event(["ID"], title="Jakarta visit", state=EventState.EXECUTED)
    rated(over, "weather", 2, 3)
    close = make_event(["FR"], title="Kept close", marking=Marking.OFFICIAL_SENSITIVE)
    rated(close, "weather", 2, 3)
    db.session.commit()


def test_the_register_shows_the_gravest_first_and_its_numbers_lead_to_their_rows(
    client_as, register
):
    desk = client_as("country_desk")
    page = desk.get("/risks/")
    rows = page.html.partition('<table class="cards stack')[2]
    assert rows.index("Logistics") < rows.index("Weather")
    cell = next(link for link in page.links if "likelihood=2" in link and "impact=3" in link)
    opened = desk.get(cell)
    assert opened.html.count('href="/events/') >= 3
    assert "Logistics" not in opened.html.partition('<table class="cards stack')[2]
    assert ">3</a>" in page.html
    rows = desk.get("/risks.csv").text.strip().splitlines()
    assert len([row for row in rows if "/events/" in row]) == 4


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ("category=logistics", {"French talks"}),
        ("nation=ID", {"Jakarta visit"}),
        ("answered=no&nation=FR", {"French talks", "Kept close"}),
        ("answered=yes", {"French talks"}),
        ("ahead=over", {"Jakarta visit"}),
        ("state=planned&impact=5", {"French talks"}),
        ("impact=4", set()),
    ],
)
def test_each_filter_narrows_page_and_file_alike(client_as, register, asked, titles):
    desk = client_as("country_desk")
    for url in (f"/risks/?{asked}", f"/risks.csv?{asked}"):
        text = desk.get(url).text
        assert {one for one in ("French talks", "Jakarta visit", "Kept close") if one in text} == (
            titles
        ), url


def test_risks_of_hidden_events_stand_nowhere_and_are_not_counted(client_as, register):
    low = client_as("viewer", nations=["FR"], ceiling=Marking.OFFICIAL)
    page = low.get("/risks/")
    for url in ("/risks/", "/risks.csv", "/risks/?likelihood=2&impact=3"):
        assert "Jakarta" not in low.get(url).text
        assert "Kept close" not in low.get(url).text
    assert ">3</a>" not in page.html and ">1</a>" in page.html
    assert "No risk" in client_as("administrator").get("/risks/").text
    assert low.get("/risks.csv?likelihood=9").status == 422


def test_a_show_of_force_needs_its_answer_before_approval():
    event = make_event(["FR"], state=EventState.COORDINATED)
    other = rated(event, "weather")
    risk = rated(event, FORCE, mitigation="  ")
    (lack,) = missing_for(event, EventState.APPROVED)
    assert "Seen as a show of force" in lack and lack.page == "risks"
    answered = RiskAnswer(mitigation="Invite observers")
    answer_risk(event, risk, answered, viewer=make_user().as_viewer)
    assert missing_for(event, EventState.APPROVED) == []
    assert other.mitigation == ""


def test_an_answer_is_given_on_a_page_of_its_own_and_not_after_the_end(client_as):
    planner = client_as("planner")
    event = make_event(["FR"], state=EventState.COORDINATED, owner=planner.user)
    risk = rated(event, FORCE)
    db.session.commit()
    url = f"/events/{event.id}/risks/{risk.id}/answer"
    assert url in planner.get(f"/events/{event.id}/risks").links
    assert planner.post(url, {"mitigation": " "}).status == 422
    page = planner.follow(planner.post(url, {"mitigation": "Invite observers"}))
    assert "Invite observers" in page.text
    assert planner.get(f"/events/{event.id}/risks/{risk.id + 9}/answer").status == 404
    assert client_as("viewer").get(url).status == 403
    event.state = EventState.CANCELLED
    db.session.commit()
    with pytest.raises(RuleBroken):
        answer_risk(event, risk, RiskAnswer(mitigation="X"), viewer=planner.user.as_viewer)


OPEN = {
    "announced_on": "2030-01-02",
    "observers_invited": True,
    "peaceful_purpose": "Relief from floods",
    "told_before": "Neighbours, by letter",
}


def flagged(flag):
    wanted = EventFilter(flags=(flag,))
    return {event.title for event in db.session.scalars(filtered(wanted, NOW.date()))}


def test_the_light_and_the_filter_say_the_same_of_every_exercise_and_operation():
    exercise, operation = ShippedKind.JOINT_EXERCISE, ShippedKind.JOINT_OPERATION
    made = {
        "Open": make_event(kind=exercise, details=OPEN),
        "Silent": make_event(kind=exercise, details={}),
        "Without observers": make_event(
            kind=exercise, details=OPEN | {"observers_invited": False, "shows_commitment": True}
        ),
        "Without mandate": make_event(kind=operation, details=OPEN),
        "With mandate": make_event(kind=operation, details=OPEN | {"mandate": "At their request"}),
        "Festival": make_event(kind=ShippedKind.CULTURAL_EVENT, details={}),
    }
    for title, event in made.items():
        event.title = title
    db.session.flush()
    lights = {title: transparency_of(event) for title, event in made.items()}
    assert lights.pop("Festival") is None
    assert {title for title, one in lights.items() if not one.lacks} == flagged("open")
    assert {title for title, one in lights.items() if one.lacks} == flagged("not-open")
    assert flagged("open") == {"Open", "With mandate"}
    assert (lights["Silent"].light, lights["Without observers"].light) == ("bad", "warn")
    assert "observers" in lights["Without observers"].reason
    assert flagged("shows-commitment") == {"Without observers"}


def test_the_page_of_an_exercise_says_what_lacks(client_as):
    event = make_event(kind=ShippedKind.JOINT_EXERCISE, details={"peaceful_purpose": "Relief"})
    talks = make_event(kind=ShippedKind.CULTURAL_EVENT)
    db.session.commit()
    desk = client_as("country_desk")
    page = desk.get(f"/events/{event.id}")
    assert "Not yet open to others" in page.text and "who was told beforehand" in page.text
    assert "Transparency" not in desk.get(f"/events/{talks.id}").text
