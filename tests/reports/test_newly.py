"""What is new since a day, on the overview: each number with its rows, and only what is seen."""

import re
from datetime import timedelta
from html import unescape

import pytest

from planner.choices import EventState, FollowUpState, LessonState, Marking
from planner.db import db
from planner.events.models import Transition
from planner.objectives.models import IndicatorUpdate
from planner.outcomes.models import Lesson
from planner.reports.measures.newly import SORTS
from tests.factories import (
    NOW,
    make_event,
    make_follow_up,
    make_indicator,
    make_line,
    make_nation,
    make_objective,
    make_outcome,
    make_own_nation,
    make_plan,
    make_user,
    make_values,
)

TODAY = NOW.date()
SECRET = "Quetzalcoatl"
EARLIER = timedelta(days=20)
ROW = re.compile(r'<tr><th scope="row">([^<]*)</th>.*?<a href="([^"]+)">(\d+)</a>', re.S)


@pytest.fixture(autouse=True)
def still_clock(clock_at):
    clock_at(NOW)


def move(event, state, at):
    """Write that an event came into a state, as it was then."""
    nations = "".join(f" {part.nation_code} " for part in event.partners)
    row = {"event_id": event.id, "from_state": EventState.PLANNED, "to_state": state, "note": ""}
    db.session.add(Transition(**row, at=at, marking=event.marking, nations=nations))


def news_of(event, objective, at=NOW):
    """Make one of every sort at a moment, on an event."""
    day = at.date()
    for state in ("approved", "executed", "reported", "postponed", "cancelled"):
        move(event, EventState(state), at)
    make_outcome(events=[event], objective=objective, created_at=at)
    make_outcome(
        events=[event],
        objective=objective,
        created_at=at - timedelta(days=400),
        verified_at=at,
        verified_by=make_user(),
        verification_source="Letter",
    )
    make_follow_up(event, created_at=at)
    done = {"state": FollowUpState.DONE, "closed_on": day, "created_at": at - timedelta(days=400)}
    make_follow_up(event, **done)
    lesson = {"what": "Book early", "state": LessonState.OBSERVED, "identified_on": day}
    db.session.add(Lesson(event=event, **lesson))
    make_values(make_indicator(objective), [(day - timedelta(days=1), 4)])
    db.session.flush()
    (value,) = db.session.query(IndicatorUpdate).order_by(IndicatorUpdate.id.desc()).limit(1)
    value.created_at = at


@pytest.fixture
def office():
    """Return an objective of which one of every sort is new today, and one of twenty days ago."""
    make_own_nation("AU")
    for code in ("FR", "ID"):
        make_nation(code, is_partner=True)
    objective = make_objective()
    news_of(make_event(["FR"], [(objective, 1.0)]), objective)
    news_of(make_event(["FR"], [(objective, 1.0)]), objective, NOW - EARLIER)
    db.session.commit()
    return objective


def told(page):
    """Return number and address of what is new, by its words."""
    part = page.html.partition("<h2>New since")[2].partition("</section>")[0]
    return {words: (int(number), unescape(url)) for words, url, number in ROW.findall(part)}


def test_each_sort_of_the_last_week_is_counted_with_its_rows(client_as, office):
    client = client_as("approver")
    page = client.get("/reports/")
    found = told(page)
    assert "New since 22 Feb 2030" in page.text
    assert {words: number for words, (number, _url) in found.items()} == {
        str(one.label): 1 for one in SORTS
    }
    for words, (number, url) in found.items():
        rows = client.get(url)
        assert f"{number} in all" in rows.text or rows.html.count("<tbody>") == 1, words
        assert words in rows.text


def test_another_day_is_chosen_and_the_file_holds_the_same(client_as, office):
    client = client_as("approver")
    since = TODAY - EARLIER
    found = told(client.get(f"/reports/?new-since={since}"))
    assert {number for number, _url in found.values()} == {2}
    assert {number for number, _url in told(client.get("/reports/")).values()} == {1}
    file = client.get(f"/reports/overview.csv?new-since={since}").body.decode("utf-8-sig")
    for one in SORTS:
        assert re.search(rf"^{one.label},2\b", file, re.M), one.name
    later = client.get(f"/reports/?new-since={TODAY + timedelta(days=9)}")
    assert f"New since {TODAY.day} Mar 2030" in later.text
    assert client.get("/reports/?new-since=never").status == 200


def test_a_period_that_does_not_hold_today_has_no_news(client_as, office):
    assert "New since 2" not in client_as("approver").get("/reports/?period=2029").text


def test_nothing_new_says_so(client_as):
    make_own_nation("AU")
    make_objective()
    db.session.commit()
    page = client_as("approver").get("/reports/")
    assert "Nothing was moved, recorded or promised since." in page.text


def test_it_is_narrowed_as_the_report_is(client_as, office):
    other = make_objective()
    news_of(make_event(["ID"], [(other, 1.0)]), other)
    db.session.commit()
    client = client_as("approver")
    assert {number for number, _url in told(client.get("/reports/")).values()} == {2}
    for query in (f"objective={office.id}", f"objective={other.id}"):
        found = told(client.get(f"/reports/?{query}"))
        assert len(found) == len(SORTS)
        assert {number for number, _url in found.values()} == {1}, query
    of_nation = told(client.get("/reports/?nation=ID"))
    assert "Indicator values recorded" not in of_nation
    assert {number for number, _url in of_nation.values()} == {1}
    for words, (_number, url) in of_nation.items():
        assert "nation=ID" in url, words


def test_what_is_hidden_is_no_news(client_as, office):
    line = make_line(make_plan(name="For Indonesia", nation_code="ID"))
    news_of(make_event(["ID"], title=SECRET), make_objective(line, name=SECRET))
    high = make_event(["FR"], [(office, 1.0)], title=SECRET, marking=Marking.OFFICIAL_SENSITIVE)
    news_of(high, office)
    db.session.commit()
    low = client_as("planner", nations=["FR"], ceiling=Marking.OFFICIAL)
    found = told(low.get("/reports/"))
    values = found.pop("Indicator values recorded")
    assert values[0] == 2
    assert {number for number, _url in found.values()} == {1}
    for _number, url in [*found.values(), values]:
        assert SECRET not in low.get(url).html
    assert client_as("administrator").get("/reports/").status == 200


def test_more_news_ask_no_more_statements(client_as, office, queries):
    client, taken = client_as("approver"), []
    for _more in range(2):
        with queries() as seen:
            client.get("/reports/")
        taken.append(len(seen))
        news_of(make_event(["FR"], [(office, 1.0)]), office)
        db.session.commit()
    assert taken[0] == taken[1]
