"""Somebody outside gives one value by a link: once, seeing nothing else, for others to verify."""

import logging
from datetime import date, timedelta
from decimal import Decimal

import pytest

from planner.app import create_app
from planner.choices import IndicatorSource, LinkState, Marking, MeasuredAs, Standing
from planner.db import db
from planner.errors import NotAllowed, RuleBroken
from planner.history.models import HistoryEntry
from planner.objectives.link_actions import ask_outside, give_value, withdraw_link
from planner.objectives.link_models import ValueLink
from planner.objectives.link_queries import hash_of
from planner.objectives.models import Indicator, IndicatorUpdate
from planner.objectives.outside_release import why_not_outside
from planner.objectives.update_actions import verify_update
from planner.shapes.value_link import AskedOutside, GivenValue
from planner.viewers import EVERYTHING
from planner.web.limits import limiter
from tests.factories import (
    NOW,
    make_indicator,
    make_line,
    make_nation,
    make_objective,
    make_own_nation,
    make_plan,
    make_user,
    make_values,
)
from tests.pages import PageClient
from tests.reports.test_warnings import set_office
from tests.sheets import Sheet

TODAY = NOW.date()
QUARTER = {"starts_on": date(2030, 1, 1), "ends_on": date(2030, 3, 31)}
GIVEN = {"value": "4700", "giver_name": "Ann Lee", "giver_organisation": "Ministry", "note": ""}


@pytest.fixture(autouse=True)
def still_clock(clock_at):
    clock_at(NOW)


@pytest.fixture
def indicator():
    make_own_nation("AU")
    found = make_indicator(name="Days alongside", unit="days", is_releasable=True)
    return make_values(found, [(TODAY - timedelta(days=9), 4711)])


def asked(indicator, viewer=None, **fields):
    """Make a link, as a planner does; return it with its secret."""
    about = AskedOutside(**{"asked_of": "Ann Lee, MoD", **QUARTER, **fields})
    viewer = viewer or make_user().as_viewer
    issued = ask_outside(indicator, about, viewer=viewer, now=NOW, today=TODAY)
    db.session.commit()
    return issued.link, f"/give/{issued.token}"


def fresh(kind):
    """Return the rows of a kind as the database has them."""
    db.session.info["viewer"] = EVERYTHING
    db.session.expire_all()
    return db.session.query(kind).order_by(kind.id).all()


def test_a_planner_makes_a_link_and_somebody_outside_gives_a_value(client_as, indicator, caplog):
    caplog.set_level(logging.DEBUG)
    planner, nobody = client_as("planner"), client_as(None)
    url = f"/objectives/indicators/{indicator.id}"
    made = Sheet(planner, f"{url}/links/new").send(asked_of="Ann Lee, MoD")
    assert made.status == 200 and "shown this once" in made.text
    (link,) = fresh(ValueLink)
    token = made.html.split("/give/")[1].split("<")[0].split('"')[0]
    assert (link.token_hash, link.expires_at) == (hash_of(token), NOW + timedelta(days=30))
    assert token not in planner.get(url).html

    page = nobody.get(f"/give/{token}")
    assert page.status == 200
    for words in ("Days alongside", "days", "1 Mar 2030", "Office of Australia"):
        assert words in page.text, words
    for words in (indicator.code, indicator.objective.name, "4,711", "4711", "Ann Lee", "User"):
        assert words not in page.text, words
    assert {link for link in page.links if not link.startswith(("#", "/static"))} == set()
    refused = nobody.post(f"/give/{token}", GIVEN | {"value": "many", "giver_name": ""})
    assert refused.status == 422 and "Enter your name" in refused.text
    assert 'value="many"' in refused.html and 'value="Ministry"' in refused.html
    sent = nobody.post(f"/give/{token}", GIVEN)
    assert sent.status == 200 and "has arrived" in sent.text
    for answer in (page, refused, sent):
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert "Set-Cookie" not in answer.headers

    update = fresh(IndicatorUpdate)[-1]
    assert (update.value, update.seen_on, update.author_id) == (4700, TODAY, None)
    assert not update.counts and update.giver == "Ann Lee, Ministry"
    shown = planner.get(url).text
    assert "Ann Lee, Ministry" in shown and "1 value waits to be verified" in shown
    texts = [caplog.text, *(str(vars(row)) for row in fresh(HistoryEntry))]
    assert not [text for text in texts if token in text or link.token_hash in text]


def test_a_link_takes_one_value(client_as, indicator):
    link, url = asked(indicator)
    nobody = client_as(None)
    assert nobody.post(url, GIVEN).status == 200
    for again in (nobody.post(url, GIVEN), nobody.get(url)):
        assert again.status == 410 and "A value was given" in again.text
        assert again.headers["X-Robots-Tag"] == "noindex"
    assert len(fresh(IndicatorUpdate)) == 2
    given = GivenValue(**GIVEN | {"value": Decimal(3)})
    with pytest.raises(RuleBroken, match="A value was given"):
        give_value(link, given, now=NOW, today=TODAY)
    with pytest.raises(RuleBroken, match="was given by this link already"):
        withdraw_link(link, viewer=make_user().as_viewer, now=NOW)


def test_what_the_link_does_not_take(client_as, indicator):
    _link, url = asked(indicator)
    nobody = client_as(None)
    for token in ("guessed", "x" * 32, "x" * 3000, "%00", url[6:].swapcase()):
        assert nobody.get(f"/give/{token}").status in (400, 404), token
        assert nobody.post(f"/give/{token}", GIVEN).status in (400, 404), token
    assert nobody.get(f"/give/{'x' * 5000}").status == 414
    for method in ("PUT", "DELETE", "PATCH"):
        assert nobody.open(method, url).status == 405
    assert nobody.post(url, GIVEN | {"note": "x" * 6000}).status == 422
    assert nobody.post(url, GIVEN | {"giver_name": "x" * 300}).status == 422
    assert nobody.post(url, GIVEN | {"value": "1e99"}).status == 422
    assert len(fresh(IndicatorUpdate)) == 1


def end_account(link, _clock):
    link.asked_by.active = False


def take_role(link, _clock):
    link.asked_by.grants.clear()


def withdraw(link, _clock):
    link.withdrawn_at = NOW


def take_release_back(link, _clock):
    link.indicator.is_releasable = False


def wait(_link, clock_at):
    clock_at(NOW + timedelta(days=30))


@pytest.mark.parametrize("end", [end_account, take_role, withdraw, take_release_back, wait])
def test_a_link_ends_with_what_it_stands_on(client_as, indicator, clock_at, end):
    link, url = asked(indicator)
    clock_at(NOW + timedelta(days=29, hours=23))
    nobody = client_as(None)
    assert nobody.get(url).status == 200
    end(link, clock_at)
    db.session.commit()
    for answer in (nobody.get(url), nobody.post(url, GIVEN)):
        assert answer.status == 410 and "This link is closed" in answer.text
        assert "Days alongside" not in answer.text
    assert len(fresh(IndicatorUpdate)) == 1


def compute(indicator):
    indicator.source = IndicatorSource.AUTO


def retire(indicator):
    indicator.objective.retired_on = TODAY


def propose(indicator):
    indicator.objective.standing = Standing.PROPOSED


def keep_inside(indicator):
    indicator.is_releasable = False


def speak(indicator):
    indicator.name = "Intelligence shared"


def lower_ceiling(_indicator):
    set_office(release_ceiling=Marking.PUBLIC)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (compute, "computes"),
        (retire, "not in use"),
        (propose, "not in use"),
        (keep_inside, "not released"),
        (speak, "“Intelligence” asks for OFFICIAL-SENSITIVE"),
        (lower_ceiling, "count as OFFICIAL, and the office gives outside only"),
    ],
)
def test_what_may_not_go_outside_is_refused_with_a_sentence(client_as, indicator, change, words):
    change(indicator)
    db.session.commit()
    assert words in why_not_outside(indicator)
    page = client_as("planner").get(f"/objectives/indicators/{indicator.id}/links/new")
    assert page.status == 403 and words in page.text
    with pytest.raises(NotAllowed, match=words):
        asked(indicator)
    db.session.rollback()


def test_who_asks_and_who_withdraws(client_as, indicator):
    link, url = asked(indicator)
    for role in ("viewer", "approver", "administrator"):
        client = client_as(role)
        assert client.get(f"/objectives/indicators/{indicator.id}/links/new").status == 403
        assert client.post(f"/objectives/links/{link.id}/withdraw").status == 403
    with pytest.raises(NotAllowed):
        asked(indicator, viewer=make_user(["approver"]).as_viewer)
    with pytest.raises(RuleBroken, match="not begun"):
        asked(indicator, starts_on=TODAY + timedelta(days=1), ends_on=TODAY + timedelta(days=9))
    desk = client_as("country_desk")
    assert desk.post(f"/objectives/links/{link.id}/withdraw").status == 303
    assert fresh(ValueLink)[0].state(NOW) is LinkState.WITHDRAWN
    assert client_as(None).get(url).status == 410
    assert "Withdrawn" in desk.get(f"/objectives/indicators/{indicator.id}").text


def test_who_asked_does_not_verify_what_came_back(client_as, indicator):
    both = make_user(["planner", "approver"])
    _link, url = asked(indicator, viewer=both.as_viewer)
    client_as(None).post(url, GIVEN)
    update = fresh(IndicatorUpdate)[-1]
    with pytest.raises(NotAllowed, match="Somebody else has to verify"):
        verify_update(update, viewer=both.as_viewer, now=NOW)
    assert "Days alongside" not in client_as("approver", user=both).get("/desk/values").text
    other = client_as("approver")
    assert "Days alongside" in other.get("/desk/values").text
    assert other.post(f"/objectives/updates/{update.id}/verify").status == 303
    assert fresh(IndicatorUpdate)[-1].counts


def test_a_removed_value_keeps_its_giver_and_its_link_when_it_comes_back(client_as, indicator):
    _link, url = asked(indicator)
    client_as(None).post(url, GIVEN)
    update = fresh(IndicatorUpdate)[-1]
    planner = client_as("planner")
    gone = planner.follow(planner.post(f"/objectives/updates/{update.id}/remove"))
    assert client_as(None).post(url, GIVEN).status == 410
    undo = gone.html.split('action="')[1:]
    (back,) = [one.split('"')[0] for one in undo if "updates/restore" in one]
    assert planner.post(back.replace("&amp;", "&")).status == 303
    update = fresh(IndicatorUpdate)[-1]
    assert update.giver == "Ann Lee, Ministry"
    assert db.session.get(Indicator, indicator.id).next_due_on is None


def test_no_link_is_asked_for_too_often(app):
    settings = {"RAPPORT_INSTANCE": app.config["RAPPORT_INSTANCE"], "TESTING": True}
    client = PageClient(create_app(settings | {"RATELIMIT_ENABLED": True}), None)
    try:
        answers = [client.get("/give/guessed") for _each in range(31)]
    finally:
        limiter.enabled = False
    assert [answer.status for answer in answers] == [404] * 30 + [429]
    assert answers[-1].headers["X-Robots-Tag"] == "noindex"


def test_a_percentage_and_a_word_are_given_as_they_are_recorded(client_as):
    make_own_nation("AU")
    share = make_indicator(measured_as=MeasuredAs.PERCENTAGE, unit="", is_releasable=True)
    words = make_indicator(
        measured_as=MeasuredAs.SCALE, unit="", scale="none\nsome\nfull", is_releasable=True
    )
    who = {name: GIVEN[name] for name in ("giver_name", "giver_organisation")}
    nobody = client_as(None)
    _link, url = asked(share)
    assert nobody.post(url, who | {"numerator": "9", "denominator": "8"}).status == 422
    assert nobody.post(url, who | {"numerator": "9", "denominator": "0"}).status == 422
    assert nobody.post(url, who | {"numerator": "3", "denominator": "8"}).status == 200
    assert fresh(IndicatorUpdate)[-1].value == Decimal("37.5")
    _link, url = asked(words)
    assert "some" in nobody.get(url).text
    assert nobody.post(url, who | {"value": "9"}).status == 422
    assert nobody.post(url, who | {"value": "2"}).status == 200
    assert fresh(IndicatorUpdate)[-1].value == 2
    shown = client_as("planner").get(f"/objectives/indicators/{words.id}").text
    assert "Ann Lee, Ministry" in shown


@pytest.fixture
def of_one_nation():
    """Return an indicator of a plan for Indonesia, with a series of its own."""
    make_own_nation("AU")
    make_nation("ID", is_partner=True)
    line = make_line(make_plan(name="Quetzalcoatl plan", nation_code="ID"))
    found = make_indicator(
        make_objective(line, name="Quetzalcoatl"),
        name="Days alongside",
        unit="days",
        is_releasable=True,
    )
    days = [(TODAY - timedelta(days=9 * n), 4700 + n) for n in range(1, 9)]
    return make_values(found, days)


def test_a_link_for_a_plan_for_one_nation_works_and_tells_nothing_else(client_as, of_one_nation):
    before = len(fresh(IndicatorUpdate))
    _link, url = asked(of_one_nation, make_user(nations=["ID"]).as_viewer)
    nobody = client_as(None)
    page = nobody.get(url)
    assert page.status == 200
    assert "Days alongside" in page.text
    assert "Quetzalcoatl" not in page.html
    far = nobody.post(url, GIVEN | {"value": "990000"})
    assert far.status == 422
    assert "990" in far.text
    assert "470" not in far.text
    assert nobody.post(url, GIVEN).status == 200
    given = fresh(IndicatorUpdate)
    assert len(given) == before + 1
    assert given[-1].value == 4700
    assert given[-1].indicator_id == of_one_nation.id
    kinds = ("indicator_update", "value_link")
    told = [one for one in fresh(HistoryEntry) if one.subject_kind in kinds]
    assert {one.by_id for one in told} == {None}
    for address in (f"/plans/{of_one_nation.objective.line.plan_id}", "/objectives/", "/"):
        assert nobody.get(address).status in (302, 303)
    assert nobody.get(url).status == 410


def lose_nation(link):
    link.asked_by.has_all_nations = False
    link.asked_by.nations.clear()


@pytest.mark.parametrize("asker", [{"nations": ["ID"]}, {}], ids=["of one nation", "of all"])
def test_it_ends_when_the_asker_may_not_see_the_plan_any_more(client_as, of_one_nation, asker):
    link, url = asked(of_one_nation, make_user(**asker).as_viewer)
    nobody = client_as(None)
    assert nobody.get(url).status == 200
    lose_nation(link)
    db.session.commit()
    before = len(fresh(IndicatorUpdate))
    for answer in (nobody.get(url), nobody.post(url, GIVEN)):
        assert answer.status == 410
        assert "The value is no longer asked for" in answer.text
        assert "Days alongside" not in answer.text
    assert len(fresh(IndicatorUpdate)) == before


def test_nobody_asks_outside_for_a_plan_that_they_may_not_see(client_as, of_one_nation):
    link, _url = asked(of_one_nation)
    other = client_as("planner", nations=["FR"])
    assert other.get(f"/objectives/indicators/{of_one_nation.id}/links/new").status == 404
    assert other.post(f"/objectives/links/{link.id}/withdraw").status == 404
    assert fresh(ValueLink)[0].withdrawn_at is None


@pytest.mark.parametrize("end", [end_account, take_role, withdraw, take_release_back])
def test_a_link_of_a_plan_for_one_nation_ends_like_any_other(client_as, of_one_nation, end):
    link, url = asked(of_one_nation, make_user(nations=["ID"]).as_viewer)
    end(link, None)
    db.session.commit()
    assert client_as(None).get(url).status == 410


def test_a_link_works_after_its_plan_is_over(client_as, of_one_nation):
    """The last value of a plan is asked for when the plan is over."""
    of_one_nation.objective.line.plan.ends_on = TODAY - timedelta(days=1)
    _link, url = asked(of_one_nation)
    assert client_as(None).post(url, GIVEN).status == 200
