"""What is known of a nation is kept row by row, seen by who may, listed, searched, undone."""

import io
import re
from datetime import date

import pytest
from openpyxl import load_workbook

from planner.choices import Marking, Role, WayKind
from planner.db import db
from planner.ways.models import Way
from tests.factories import make_nation, make_own_nation, make_user, make_way

SECRET = Marking.OFFICIAL_SENSITIVE
DAY = {
    "kind": "national_day", "text": "National day", "first_on": "2026-07-14", "is_yearly": "y",
    "source": "Ministry", "looked_on": "2030-02-20", "marking": "",
}  # fmt: skip


@pytest.fixture
def ways():
    """Return a custom of France, and a red line that not everybody may read."""
    make_nation("FR", is_partner=True)
    make_nation("IT", is_partner=True)
    custom = make_way("FR", "Shake hands with everybody.", source="Embassy")
    line = make_way("FR", "Do not speak of the strait.", WayKind.RED_LINE, marking=SECRET)
    make_way("IT", "Coffee first.")
    db.session.commit()
    return custom, line


def test_who_keeps_a_nation_adds_changes_and_removes(client_as, ways):
    planner = client_as("planner")
    page = planner.follow(planner.post("/nations/FR/ways/new", DAY))
    assert "14 July each year" in page.text and "Source: Ministry" in page.text
    way = db.session.query(Way).filter_by(kind=WayKind.NATIONAL_DAY).one()
    assert (way.first_on, way.last_on) == (date(2026, 7, 14),) * 2
    assert (way.looked_by_id, way.changed_on) == (planner.user.id, date(2030, 3, 1))
    change = DAY | {"text": "Fête nationale", "version": str(way.version)}
    page = planner.follow(planner.post(f"/ways/{way.id}/edit", change))
    assert "Fête nationale" in page.text
    key = way.id
    page = planner.follow(planner.post(f"/ways/{key}/remove", {}))
    assert "Fête nationale" not in page.text and "It was removed." in page.text
    undo = re.search(r'action="(/undo[^"]*)"', page.html)[1]
    page = planner.follow(planner.post(undo, {}))
    assert "Fête nationale" in page.text
    assert db.session.get(Way, key).looked_on == date(2030, 2, 20)


@pytest.mark.parametrize("role", ["viewer", "approver", "administrator"])
def test_others_keep_nothing(client_as, ways, role):
    custom, _line = ways
    client = client_as(role)
    assert client.post("/nations/FR/ways/new", DAY).status == 403
    assert client.post(f"/ways/{custom.id}/edit", DAY).status == 403
    assert client.post(f"/ways/{custom.id}/remove", {}).status == 403
    assert client.post("/nations/FR/ways/look", {}).status == 403
    assert db.session.query(Way).count() == 3


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kind": "custom"}, "have days"),
        ({"first_on": ""}, "Enter the day."),
        ({"last_on": "2026-07-13"}, "lies before the first"),
        ({"last_on": "2026-12-31"}, "Keep a span under 120 days"),
        ({"gift_limit": "USD 50"}, "Only a gift rule has a limit"),
        ({"looked_on": "2030-03-02"}, "lies in the future"),
        ({"looked_on": ""}, "last reviewed"),
        ({"text": " "}, "Write what there is to know"),
        ({"kind": ""}, "Choose what it is about"),
    ],
)
def test_what_does_not_fit_is_refused_and_kept_on_the_page(client_as, ways, change, words):
    page = client_as("country_desk").post("/nations/FR/ways/new", DAY | change)
    assert page.status == 422
    assert words in page.text
    assert db.session.query(Way).count() == 3


def test_a_row_above_a_viewer_is_nowhere(client_as, ways):
    _custom, line = ways
    planner = client_as("planner", ceiling=Marking.OFFICIAL)
    desk = client_as("country_desk", ceiling=SECRET)
    for address in ("/nations/FR/ways", "/nations/FR", "/ways/", "/ways.csv", "/search?q=strait"):
        assert "strait" in desk.get(address).text.replace("q=strait", ""), address
        shown = planner.get(address).text
        assert "of the strait" not in shown, address
    assert planner.get(f"/ways/{line.id}/edit").status == 404
    assert planner.post(f"/ways/{line.id}/remove", {}).status == 404
    assert str(SECRET.label) in desk.get("/nations/FR/ways").text
    assert str(SECRET.label) not in planner.get("/nations/FR/ways").text
    assert "Shake hands" in planner.get("/nations/FR/ways").text


def test_nations_out_of_scope_are_nowhere_and_our_own_is_everywhere(client_as, ways):
    make_own_nation("AU")
    make_way("AU", "Anzac Day", WayKind.DAY_TO_AVOID)
    db.session.commit()
    client = client_as("planner", nations=["IT"])
    found = client.get("/ways/").text
    assert "Coffee first." in found and "Anzac Day" in found
    assert "Shake hands" not in found
    assert "Shake hands" not in client.get("/nations/FR/ways").text
    assert client.post("/nations/FR/ways/new", DAY).status == 403
    assert "Shake hands" not in client.get("/search?q=shake").text


def test_the_marking_is_lowered_by_who_may_and_never_above_ones_own(client_as, ways):
    _custom, line = ways
    lower = {"kind": "red_line", "text": line.text, "looked_on": "2030-02-01", "marking": "1"}
    desk = client_as("country_desk", ceiling=SECRET)
    page = desk.post(f"/ways/{line.id}/edit", lower | {"version": "1"})
    assert "Only an approver may lower the marking." in page.text
    user = make_user(roles=[Role.COUNTRY_DESK, Role.APPROVER], ceiling=SECRET)
    both = client_as("country_desk", user=user)
    assert both.post(f"/ways/{line.id}/edit", lower | {"version": "1"}).status == 303
    assert db.session.get(Way, line.id).marking is Marking.OFFICIAL
    planner = client_as("planner", ceiling=Marking.OFFICIAL)
    assert planner.post("/nations/FR/ways/new", DAY | {"marking": "2"}).status == 422


def test_list_and_files_hold_the_same(client_as, ways):
    client = client_as("country_desk", ceiling=SECRET)
    assert "Coffee first." not in client.get("/ways/?nation=FR").text
    assert "strait" not in client.get("/ways/?kind=custom").text
    assert "Shake hands" in client.get("/ways/?unseen=2030-02-02").text
    assert "Shake hands" not in client.get("/ways/?unseen=2030-02-01").text
    assert "Shake hands" in client.get("/ways/?q=embassy").text
    book = load_workbook(io.BytesIO(client.get("/ways.xlsx?nation=FR").body))
    for told in (client.get("/ways.csv?nation=FR").text, str(list(book.active.values))):
        assert "Shake hands with everybody." in told and "strait" in told
        assert "Coffee" not in told


def test_all_rows_are_looked_at_with_one_press(client_as, ways):
    custom, line = ways
    planner = client_as("planner", ceiling=Marking.OFFICIAL)
    page = planner.follow(planner.post("/nations/FR/ways/look", {}))
    assert "All of it was reviewed today." in page.text
    assert custom.looked_on == date(2030, 3, 1)
    assert custom.changed_on == date(2030, 2, 1), "what it says is what it was"
    assert line.looked_on == date(2030, 2, 1), "nobody looks at what they do not see"


def test_words_of_users_stay_words(client_as, ways):
    make_way("FR", "<script>alert(1)</script>")
    db.session.commit()
    page = client_as("viewer").get("/nations/FR/ways")
    assert "<script>alert(1)" not in page.html
