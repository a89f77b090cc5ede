"""Kept searches: one's own, pinned to My desk, and never showing more than may be seen now."""

import re
from datetime import date

import pytest
from sqlalchemy import select

from planner.choices import Marking, Role
from planner.db import db
from planner.events.models import SavedFilter
from planner.history.models import HistoryEntry
from planner.searches.actions import MOST_PINNED
from planner.searches.pages import PAGES
from tests.factories import make_event, make_follow_up, make_person, make_user

NEW = "/kept-searches/new?of={}&{}"


def keep(client, query="of=events&kind=ceremony", name="Parades", **more):
    return client.post(f"/kept-searches/new?{query}", {"name": name, **more})


def kept(**how):
    statement = select(SavedFilter).filter_by(**how).order_by(SavedFilter.position, SavedFilter.id)
    db.session.expire_all()
    return db.session.scalars(statement).all()


def names_on_desk(client):
    return re.findall(
        r'<li><span><a href="[^"]+">([^<]+)</a> <span class="small muted">', client.get("/").html
    )


@pytest.mark.parametrize(
    ("of", "query", "address"),
    [
        ("events", "kind=ceremony&q=choir&after=x", "/events/?q=choir&kind=ceremony"),
        ("follow-ups", "q=photo&tab=all&nonsense=1", "/follow-ups/?tab=all&q=photo"),
        ("people", "nation=FR&q=+smi+&before=x", "/people/?q=smi&nation=FR"),
        ("search", "kind=lesson&q=harbour", "/search?q=harbour&kind=lesson"),
        ("search", "q=harbour", "/search?q=harbour"),
    ],
)
def test_a_search_of_each_list_is_kept_and_opens_as_it_was(client_as, of, query, address):
    client = client_as("planner")
    assert client.get(NEW.format(of, query)).status == 200
    answer = client.post(NEW.format(of, query), {"name": "One", "is_pinned": "y"})
    assert answer.status == 303
    assert answer.location.endswith(address)
    assert client.get(address).status == 200
    assert address in client.get("/").links
    assert address in client.get("/kept-searches/").links


def test_each_list_offers_to_keep_what_narrows_it(client_as):
    make_event(title="Choir")
    db.session.commit()
    client = client_as("planner")
    for of, address in (
        ("events", "/events/?q=choir"),
        ("follow-ups", "/follow-ups/?q=choir"),
        ("people", "/people/?q=choir"),
        ("search", "/search?q=choir"),
        ("search", "/search?q=choir&kind=event"),
    ):
        query = address.partition("?")[2]
        assert f"/kept-searches/new?of={of}&{query}" in client.get(address).links, address
        bare = client.get(address.partition("?")[0])
        assert not [link for link in bare.links if "kept-searches/new" in link], address


def test_keeping_a_name_again_replaces_it_and_both_need_saying(client_as):
    client = client_as("viewer")
    keep(client)
    keep(client, "of=events&kind=agreement", " Parades ")
    assert [saved.query for saved in kept()] == ["kind=agreement"]
    assert "/events/?kind=agreement" in client.get("/events/").links
    assert keep(client, name=" ").status == 422
    assert keep(client, name="x" * 61).status == 422
    nothing = keep(client, "of=events")
    assert nothing.status == 422
    assert "Search or filter first" in nothing.text
    assert keep(client, "of=search&q=***").status == 422
    too_long = "&".join(f"objective={10_000_000 + number}" for number in range(150))
    assert "too long" in keep(client, f"of=events&{too_long}").text
    assert client.get("/kept-searches/new?of=nonsense&q=a").status == 404
    assert client.get("/kept-searches/new?of=people&q=a").status == 404
    away = client.get("/kept-searches/new")
    assert (away.status, away.headers["Location"]) == (303, "/kept-searches/")
    assert "keep it from there" in client.follow(away).text


def test_what_is_pinned_stands_on_the_desk_in_its_order_with_its_number(client_as):
    make_event(title="Choir tour")
    make_event(title="Choir visit")
    db.session.commit()
    client = client_as("planner")
    for name in ("First", "Second", "Third"):
        keep(client, "of=events&q=choir", name, is_pinned="y")
    keep(client, "of=events&q=choir", "Not there")
    assert names_on_desk(client) == ["First", "Second", "Third"]
    assert '<span class="n" data-number>2</span>' in client.get("/").html
    first, second, third = kept(user_id=client.user_id)[1:]
    client.post(f"/kept-searches/{third.id}/up")
    client.post(f"/kept-searches/{first.id}/up")
    assert names_on_desk(client) == ["First", "Third", "Second"]
    client.post(f"/kept-searches/{first.id}/down")
    client.post(f"/kept-searches/{second.id}/unpin")
    assert names_on_desk(client) == ["Third", "First"]
    assert client.post(f"/kept-searches/{second.id}/up").status == 303
    assert "Pin it first" in client.get("/kept-searches/").text
    client.post(f"/kept-searches/{second.id}/pin")
    client.post(f"/kept-searches/{second.id}/pin")
    assert names_on_desk(client) == ["Third", "First", "Second"]


def test_the_desk_holds_so_many_and_no_more(client_as):
    client = client_as("viewer")
    for number in range(MOST_PINNED):
        keep(client, "of=search&q=choir", f"Search {number}", is_pinned="y")
    refused = keep(client, "of=search&q=choir", "One more", is_pinned="y")
    assert refused.status == 422
    assert f"My desk holds {MOST_PINNED} searches" in refused.text
    assert keep(client, "of=search&q=choir", "Search 0", is_pinned="y").status == 303


def test_one_is_renamed_removed_and_brought_back_once(client_as):
    client = client_as("viewer")
    keep(client, name="Parades", is_pinned="y")
    keep(client, name="Others")
    saved = kept(name="Parades")[0]
    url = f"/kept-searches/{saved.id}/rename"
    assert 'value="Parades"' in client.get(url).html
    assert "Choose a different one" in client.post(url, {"name": "Others"}).text
    assert client.post(url, {"name": "  Big   parades "}).status == 303
    assert client.post(f"/kept-searches/{saved.id}/remove").status == 303
    page = client.get("/kept-searches/")
    undo = re.search(r'class="flash [^>]*>.*?action="([^"]*)"', page.html, re.S)[1]
    assert names_on_desk(client) == []
    assert client_as("viewer").post(undo).status in {409, 422}
    client.post(undo)
    assert names_on_desk(client) == ["Big parades"]
    client.post(undo)
    assert len(kept()) == 2
    entries = select(HistoryEntry.verb).where(HistoryEntry.subject_kind == "saved_filter")
    assert {"added", "changed", "deleted"} <= set(db.session.scalars(entries))


def test_a_name_taken_since_is_not_overwritten_by_an_undo(client_as):
    client = client_as("viewer")
    keep(client)
    client.post(f"/kept-searches/{kept()[0].id}/remove")
    html = client.get("/kept-searches/").html
    undo = re.search(r'class="flash [^>]*>.*?action="([^"]*)"', html, re.S)[1]
    keep(client, "of=events&kind=agreement")
    answer = client.post(undo)
    assert [saved.query for saved in kept()] == ["kind=agreement"]
    assert answer.status == 422
    assert "This could not be done" in answer.text


def test_what_comes_back_takes_nobodys_place_on_a_full_desk(client_as):
    client = client_as("viewer")
    for number in range(MOST_PINNED):
        keep(client, "of=search&q=choir", f"Search {number}", is_pinned="y")
    client.post(f"/kept-searches/{kept(name='Search 0')[0].id}/remove")
    html = client.get("/kept-searches/").html
    undo = re.search(r'class="flash [^>]*>.*?action="([^"]*)"', html, re.S)[1]
    keep(client, "of=search&q=choir", "One more", is_pinned="y")
    assert f"My desk holds {MOST_PINNED} searches" in client.post(undo).text
    assert len(kept(name="Search 0")) == 0


def test_they_are_their_users_alone(client_as):
    mine, theirs = client_as("planner"), client_as("planner")
    keep(mine, name="Mine alone", is_pinned="y")
    keep(theirs, "of=events&kind=agreement", "Mine alone")
    number = kept(user_id=mine.user_id)[0].id
    assert "/events/?kind=ceremony" not in theirs.get("/kept-searches/").links
    assert names_on_desk(theirs) == []
    for step in ("pin", "unpin", "up", "down", "remove", "rename"):
        assert theirs.post(f"/kept-searches/{number}/{step}", {"name": "Taken"}).status == 404
    assert theirs.get(f"/kept-searches/{number}/rename").status == 404
    assert names_on_desk(mine) == ["Mine alone"]


def test_it_counts_only_what_the_viewer_may_see_now(client_as):
    make_event(title="Choir", partners=["ID"])
    hidden = make_event(title="Choir", partners=["FR"], marking=Marking.OFFICIAL_SENSITIVE)
    make_follow_up(event=hidden, what="Choir photographs", due_on=date(2030, 1, 1))
    make_person(name="Choir Master", nation="FR")
    user = make_user(roles=[Role.PLANNER])
    db.session.commit()
    client = client_as("planner", user=user)
    keep(client, "of=events&q=choir", "A", is_pinned="y")
    keep(client, "of=follow-ups&tab=all&q=choir", "B", is_pinned="y")
    keep(client, "of=search&q=choir", "C", is_pinned="y")
    keep(client, "of=people&q=choir", "D", is_pinned="y")
    numbers = r'<span class="n" data-number>(\d+)</span>'
    assert re.findall(numbers, client.get("/").html) == ["2", "1", "4", "1"]
    user.ceiling = Marking.OFFICIAL
    db.session.commit()
    assert re.findall(numbers, client.get("/").html) == ["1", "0", "2", "1"]
    user.grants[0].role = Role.VIEWER
    db.session.commit()
    assert re.findall(numbers, client.get("/").html) == ["1", "0", "1"]
    page = client.get("/kept-searches/")
    assert "your role no longer covers this list" in page.text
    assert "/people/?q=choir" not in page.links


def test_a_number_beyond_what_is_counted_says_so(client_as, monkeypatch):
    monkeypatch.setattr("planner.searches.views.MOST_SHOWN", 1)
    make_event(title="Choir tour")
    make_event(title="Choir visit")
    db.session.commit()
    client = client_as("viewer")
    keep(client, "of=events&q=choir", "A", is_pinned="y")
    assert "more than 1" in client.get("/").text


def test_without_any_the_page_says_how(client_as):
    assert "Nothing is kept yet" in client_as("viewer").get("/kept-searches/").text
    assert client_as(None).get("/kept-searches/").status == 303
    assert set(PAGES) == {"search", "events", "follow-ups", "people"}
