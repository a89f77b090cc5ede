"""Media items of events and of nations: who sees them, how they are found, what is to answer."""

import re
from datetime import date, timedelta
from html import unescape

import pytest

from planner.choices import EventState, Marking, MediaAnswer
from planner.clock import today
from planner.db import db
from planner.errors import NotAllowed, RuleBroken
from planner.outcomes.media_actions import answer_media_item, change_media_item, log_media_item
from planner.outcomes.models import MediaItem
from planner.shapes.base import Misfit
from planner.shapes.media_item import MediaAnswered, WrittenMediaItem
from planner.terms.models import Theme
from planner.terms.queries import offered
from planner.viewers import acting_as
from tests.factories import add, make_event, make_nation, make_report, make_user

DAY = date(2030, 2, 1)


def undo_url(page):
    """Return the address of the undo button that a page offers."""
    return unescape(re.search(r'action="([^"]*/undo[^"]*)"', page.html)[1])


def written(**fields):
    return WrittenMediaItem(**{"title": "Words", "kind": "other", "published_on": DAY} | fields)


def of_nation(code, title="Words", marking=Marking.OFFICIAL, **fields):
    make_nation(code)
    row = {"kind": "news_report", "title": title, "published_on": DAY} | fields
    return add(MediaItem(nation_code=code, marking=marking, **row))


def of_event(event=None, title="Words", **fields):
    row = {"kind": "news_report", "title": title, "published_on": DAY} | fields
    return add(MediaItem(event=event or make_event(), **row))


def titles_seen_by(viewer):
    with acting_as(db.session, viewer):
        return {item.title for item in db.session.query(MediaItem)}


def test_an_item_of_a_nation_is_seen_in_its_scope_and_up_to_its_marking():
    of_nation("FR", "French", Marking.PUBLIC)
    of_nation("ID", "Indonesian")
    of_nation("FR", "Kept close", Marking.OFFICIAL_SENSITIVE)
    secret = make_event(["FR"], marking=Marking.OFFICIAL_SENSITIVE)
    of_event(secret, "Of the secret event", nation_code="FR")
    of_event(make_event(["ID"]), "Of an event of others", nation_code="FR")
    everything = make_user()
    french = make_user(nations=["FR"], ceiling=Marking.OFFICIAL)
    assert titles_seen_by(everything.as_viewer) == {
        "French", "Indonesian", "Kept close", "Of the secret event", "Of an event of others",
    }  # fmt: skip
    assert titles_seen_by(french.as_viewer) == {"French"}
    assert titles_seen_by(make_user(roles=["administrator"]).as_viewer) == set()


def test_what_is_hidden_stands_on_no_page_in_no_file_and_in_no_search(client_as):
    hidden = of_nation("ID", "Harbour gossip", marking=Marking.OFFICIAL_SENSITIVE)
    shown = of_nation("FR", "Harbour opened")
    db.session.commit()
    client = client_as("country_desk", nations=["FR"])
    low = client_as("country_desk", ceiling=Marking.OFFICIAL)
    for reader in (client, low):
        for url in ("/media/", "/media.csv", "/search?q=harbour", "/nations/FR", "/nations/ID"):
            text = reader.get(url).text
            assert "gossip" not in text, url
        assert "Harbour opened" in reader.get("/media/").text
        assert reader.get(f"/media/{hidden.id}").status == 404
        assert reader.get(f"/media/{hidden.id}/answer").status == 404
        assert reader.get(f"/media/{shown.id}").status == 200
    assert "gossip" in client_as("country_desk").get("/media.csv").text


def test_an_item_without_event_needs_a_nation_in_scope_and_a_marking():
    make_nation("FR")
    make_nation("ID")
    viewer = make_user(roles=["country_desk"], nations=["FR"], ceiling=Marking.OFFICIAL).as_viewer
    keep = {"viewer": viewer, "today": DAY}
    for fields, fault in (
        ({"marking": "1"}, "nation_code"),
        ({"nation_code": "FR"}, "marking"),
    ):
        with pytest.raises(Misfit) as refused:
            log_media_item(None, written(**fields), **keep)
        assert fault in refused.value.faults
    with pytest.raises(NotAllowed, match="do not work with"):
        log_media_item(None, written(nation_code="ID", marking="1"), **keep)
    with pytest.raises(NotAllowed, match="mark up to"):
        log_media_item(None, written(nation_code="FR", marking="2"), **keep)
    item = log_media_item(None, written(nation_code="FR", marking="1"), **keep)
    with pytest.raises(NotAllowed, match="Only an approver"):
        change_media_item(item, written(nation_code="FR", marking="0"), **keep)
    event = make_event()
    told = log_media_item(event, written(marking="2"), **keep)
    assert told.marking is None


def test_an_answer_needs_a_day_and_letting_be_needs_a_reason():
    viewer = make_user().as_viewer
    keep = {"viewer": viewer, "today": DAY + timedelta(days=3)}
    item = of_event(tone=-1)
    with pytest.raises(Misfit):
        answer_media_item(item, MediaAnswered(answered_on=DAY, answer_way="let_be"), **keep)
    for days, words in ((4, "future"), (-1, "before it was published")):
        on = DAY + timedelta(days=days)
        with pytest.raises(RuleBroken, match=words):
            answer_media_item(item, MediaAnswered(answered_on=on, answer_way="letter"), **keep)
    with pytest.raises(Misfit):
        change_media_item(of_event(), written(tone=-1, answer="Sent"), **keep)
    with pytest.raises(RuleBroken, match="Only a critical"):
        answer_media_item(
            of_event(tone=0), MediaAnswered(answered_on=DAY, answer_way="letter"), **keep
        )
    with pytest.raises(NotAllowed):
        answer_media_item(
            item,
            MediaAnswered(answered_on=DAY, answer_way="letter"),
            viewer=make_user(roles=["viewer"]).as_viewer,
            today=DAY,
        )
    answer_media_item(item, MediaAnswered(answered_on=DAY, answer_way="letter"), **keep)
    assert item.answer_way is MediaAnswer.LETTER


def test_a_desk_logs_finds_answers_removes_and_brings_back_an_item_of_a_nation(client_as):
    make_nation("FR")
    db.session.commit()
    desk, theme = client_as("country_desk"), next(iter(offered(Theme)))
    fields = {
        "title": "Hostile words",
        "kind": "broadcast",
        "published_on": f"{today() - timedelta(days=3)}",
        "tone": "-2",
        "nation_code": "FR",
        "marking": "1",
        "campaign": "Open days",
        "theme_codes": [theme],
    }
    faulty = desk.post("/media/new", fields | {"nation_code": ""})
    assert faulty.status == 422
    assert "Choose the nation" in faulty.text and "Hostile words" in faulty.html

    page = desk.follow(desk.post("/media/new", fields))
    assert "Hostile words" in page.text and "Open days" in page.text
    (item,) = db.session.query(MediaItem)
    assert item.theme_codes == [theme]
    for url, is_in in (
        ("answer=late", True),
        (f"theme={theme}&nation=FR&kind=broadcast&tone=-2&about=nation", True),
        ("nation=ID", False),
        ("tone=for", False),
        ("about=event", False),
        ("answer=answered", False),
        ("to=2000-01-01", False),
    ):
        for at in ("/media/", "/media.csv"):
            assert ("Hostile words" in desk.get(f"{at}?{url}").text) is is_in, url

    assert f"/media/{item.id}/answer" in desk.get("/").links
    answered = {"answered_on": f"{today()}", "answer_way": "interview", "answer": "Talked"}
    form = desk.get(f"/media/{item.id}/answer")
    assert "Hostile words" in form.text
    sent = answered | {"version": str(item.version)}
    assert "Talked" in desk.follow(desk.post(f"/media/{item.id}/answer", sent)).text
    assert "Hostile words" not in desk.get("/").text
    assert "Hostile words" in desk.get("/media/?answer=answered").text
    assert "Hostile words" in desk.get("/nations/FR").text

    desk.post(f"/media/{item.id}/remove")
    assert db.session.query(MediaItem).count() == 0
    page = desk.get("/media/")
    desk.post(
        next(part for part in page.html.split('"') if part.startswith("/undo")).replace(
            "&amp;", "&"
        )
    )
    (back,) = db.session.query(MediaItem)
    assert (back.nation_code, back.theme_codes, back.answer) == ("FR", [theme], "Talked")


def test_the_owner_of_the_event_answers_and_nobody_else_is_asked(client_as):
    owner, other = client_as("planner"), client_as("planner")
    desk = client_as("country_desk")
    event = make_event(owner=owner.user, state=EventState.REPORTED)
    of_event(event, "Harsh on the event", tone=-1, published_on=today() - timedelta(days=5))
    of_nation("FR", "Harsh on France", tone=-1, published_on=today() - timedelta(days=5))
    db.session.commit()
    assert "Harsh on the event overdue since" in owner.get("/").text
    assert "Harsh on France" not in owner.get("/").text
    assert "Harsh" not in other.get("/").text
    assert "Harsh on France" in desk.get("/").text
    assert "Harsh on the event" not in desk.get("/").text


def test_an_item_that_comes_back_takes_the_word_of_the_report_back(client_as):
    desk = client_as("country_desk")
    report = make_report(has_no_media=False)
    item = of_event(report.event)
    db.session.commit()
    desk.post(f"/media/{item.id}/remove")
    report.has_no_media = True
    db.session.commit()
    page = desk.get("/media/")
    desk.post(
        next(part for part in page.html.split('"') if part.startswith("/undo")).replace(
            "&amp;", "&"
        )
    )
    db.session.refresh(report)
    assert not report.has_no_media
