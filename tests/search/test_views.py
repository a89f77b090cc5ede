"""The search page: every kind, with passages, and nothing that the viewer may not see."""

import pytest

from planner.choices import Marking
from planner.db import db
from planner.search.hits import LABELS as ALL_LABELS
from planner.search.queries import SOURCES
from planner.text.textsearch import KINDS
from tests.factories import (
    make_event,
    make_line,
    make_nation,
    make_objective,
    make_outcome,
    make_person,
    make_plan,
)
from tests.search.everything import DAY, LABELS, ON_EVENTS, make_one_of_each_kind


def test_every_kind_is_found_and_says_what_it_is(client_as):
    rows = make_one_of_each_kind("Harbour")
    client = client_as("planner")
    page = client.get("/search?q=harb")
    assert set(LABELS) == set(ALL_LABELS) == set(SOURCES) == {*KINDS, "nation"}
    assert f"All {len(LABELS)}" in page.text
    for kind, label in LABELS.items():
        assert f'class="badge">{label}</span>' in page.html, kind
        one = client.get(f"/search?q=harb&kind={kind}")
        assert one.html.count('class="badge"') == 1, kind
        assert "<mark>Harbour</mark>" in one.html, kind
    assert f"/events/{rows.event.id}#report" in page.links
    assert f"/media/{rows.media.id}" in page.links
    assert "/nations/XK" in page.links


def test_every_result_leads_to_a_page_that_is_there(client_as):
    make_one_of_each_kind("Harbour")
    client = client_as("country_desk")
    for kind in LABELS:
        page = client.get(f"/search?q=harbour&kind={kind}")
        links = [link for link in page.links if link.startswith("/") and "search" not in link]
        shown = [link for link in links if f'<li><span><a href="{link}"' in page.html]
        assert len(shown) == 1, kind
        path, _sign, anchor = shown[0].partition("#")
        answer = client.get(path)
        assert answer.status == 200, kind
        assert not anchor or f'id="{anchor}"' in answer.html, kind


def test_what_hangs_on_a_hidden_event_is_in_no_line_and_no_number(client_as):
    make_one_of_each_kind("Harbour", "FR")
    make_one_of_each_kind("Harbours", "ID")
    make_one_of_each_kind("Harboured", "FR", Marking.OFFICIAL_SENSITIVE)
    planner = client_as("planner", nations=["FR"], ceiling=Marking.OFFICIAL)
    everything = planner.get("/search?q=harbour")
    for kind in ON_EVENTS:
        page = planner.get(f"/search?q=harbour&kind={kind}")
        assert page.html.count('class="badge"') == 1, kind
        label = str(ALL_LABELS[kind][0])
        assert f"{label} 1" in page.text
        assert f"{label} 1" in everything.text


def test_an_administrator_finds_nothing_of_what_happens(client_as):
    make_one_of_each_kind("Harbour")
    client = client_as("administrator")
    for kind in ON_EVENTS:
        page = client.get(f"/search?q=harbour&kind={kind}")
        assert page.html.count('class="badge"') == 0, kind
        assert "Nothing of this kind was found" in page.text


def test_people_are_found_only_by_those_who_work_with_them(client_as):
    make_person(name="Harbour Master", nation="ID")
    db.session.commit()
    assert "<mark>Harbour</mark>" in client_as("planner").get("/search?q=harbour").html
    viewer = client_as("viewer")
    assert "Nothing was found" in viewer.get("/search?q=master").text
    assert viewer.get("/search?q=master&kind=person").status == 404
    scoped = client_as("planner", nations=["FR"])
    assert "Nothing was found" in scoped.get("/search?q=master&kind=person").text


def test_the_passage_stands_around_the_word(client_as):
    make_one_of_each_kind("Harbour")
    page = client_as("viewer").get("/search?q=deep")
    assert "… x x" in page.text
    assert "<mark>deep</mark> harbour" in page.html


def test_a_passage_in_a_script_without_spaces_marks_the_part(client_as):
    make_event(title="Visit", summary="การ" * 60 + "ฝึกทหารเรือไทย" + "การ" * 80)
    db.session.commit()
    page = client_as("viewer").get("/search?q=ทหารเรือ")
    assert "<mark>ทหารเรือ</mark>ไทย" in page.html
    assert "… " in page.text


def test_an_indicator_leads_to_its_objective(client_as):
    make_one_of_each_kind("Harbour")
    page = client_as("viewer").get("/search?q=alongside")
    assert "Objectives 1" in page.text
    assert "<mark>alongside</mark>" in page.html


def pages_of(rows):
    """Return where a plan and an aim are read: a plan with its objectives."""
    return {"plan": f"/objectives/?plan={rows.plan.id}", "aim": f"/aims/{rows.aim.id}"}


@pytest.mark.parametrize(
    ("query", "kind"),
    [("presence", "plan"), ("together", "plan"), ("ministry", "aim"), ("jobs", "aim")],
)
def test_a_plan_and_an_aim_are_found_by_all_their_words(client_as, query, kind):
    rows = make_one_of_each_kind("Harbour")
    page = client_as("viewer").get(f"/search?q={query}")
    assert pages_of(rows)[kind] in page.links
    assert "<mark>" in page.html


def test_a_line_of_effort_and_an_aim_are_found_as_they_are_named_now(client_as):
    rows = make_one_of_each_kind("Harbour")
    rows.plan.lines[0].name = "Deterrence"
    rows.aim.name, rows.aim.retired_on = "Cohesion", DAY
    db.session.commit()
    viewer = client_as("viewer")
    assert pages_of(rows)["plan"] in viewer.get("/search?q=deterrence").links
    assert pages_of(rows)["plan"] not in viewer.get("/search?q=presence&kind=plan").links
    page = viewer.get("/search?q=cohesion")
    assert pages_of(rows)["aim"] in page.links
    assert "retired" in page.text
    db.session.delete(rows.aim)
    db.session.commit()
    assert "Nothing was found" in viewer.get("/search?q=cohesion").text


def test_a_plan_for_a_nation_out_of_scope_is_found_by_nobody_there(client_as):
    make_nation("FR")
    plan = make_plan(name="Harbour for France", nation_code="FR", note="Together")
    make_objective(make_line(plan, name="Presence abroad"), name="Access")
    db.session.commit()
    other, page = client_as("planner", nations=["ID"]), f"/objectives/?plan={plan.id}"
    for query in ("harbour", "together", "presence", "access"):
        assert "Nothing was found" in other.get(f"/search?q={query}").text, query
        assert page not in other.get(f"/search?q={query}&kind=plan").links
    assert page in client_as("planner", nations=["FR"]).get("/search?q=har").links


@pytest.mark.parametrize("query", ["france", "FR", "frânce"])
def test_a_nation_is_found_by_name_and_code(client_as, query):
    make_event(partners=["FR"])
    db.session.commit()
    assert "/nations/FR" in client_as("viewer").get(f"/search?q={query}&kind=nation").links


def test_every_result_can_be_reached(client_as):
    for _ in range(120):
        make_outcome(title="Harbour")
    db.session.commit()
    client = client_as("viewer")
    page = client.get("/search?q=harbour")
    assert "Show all 120" in page.text
    url, seen = "/search?q=harbour&kind=outcome", set()
    for _ in range(3):
        page = client.get(url)
        seen |= {link for link in page.links if link.startswith("/outcomes/") and link[10:]}
        url = next((link for link in page.links if "after=" in link), None)
    assert len(seen) == 120
    assert url is None


def test_what_is_typed_comes_back_escaped(client_as):
    make_event(title="<b>Bold</b> & Brave")
    db.session.commit()
    page = client_as("viewer").get("/search?q=%3Cscript%3Ealert%281%29 bold")
    assert "<script>alert" not in page.html
    page = client_as("viewer").get("/search?q=bold")
    assert "<b>Bold" not in page.html
    assert "&lt;b&gt;<mark>Bold</mark>&lt;/b&gt; &amp; Brave" in page.html


def test_empty_and_mangled_searches_say_what_to_do(client_as):
    make_event(title="Choir")
    db.session.commit()
    client = client_as("viewer")
    assert "What are you looking for?" in client.get("/search").text
    assert "no word to look for" in client.get("/search?q=%22*%28").text
    assert "Nothing was found" in client.get("/search?q=nothing").text
    elsewhere = client.get("/search?q=choir&kind=lesson")
    assert "Other kinds hold these words: 1." in elsewhere.text
    assert "/search?q=choir" in elsewhere.links
    assert client.get("/search?q=a&kind=nonsense").status == 404
    assert client.get("/search?q=a&kind=outcome&after=WzFd").status == 400
    assert client.get("/search?q=a&kind=nation&after=WzAsMSwxXQ").status == 400


def test_nobody_searches(client_as):
    assert client_as(None).get("/search?q=a").status == 303


def test_the_page_carries_the_highest_marking_of_the_events_behind_it(client_as):
    make_one_of_each_kind("Harbour", marking=Marking.OFFICIAL_SENSITIVE)
    client = client_as("viewer")
    assert "OFFICIAL-SENSITIVE" in client.get("/search?q=harbour").text
    for kind in ON_EVENTS:
        page = client.get(f"/search?q=harbour&kind={kind}")
        assert "OFFICIAL-SENSITIVE" in page.text, kind
