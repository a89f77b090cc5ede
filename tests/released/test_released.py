"""Releasable copies: what may go and nothing else, counted anew, previewed, kept, told."""

import re
from datetime import date, timedelta
from hashlib import sha256
from random import Random

import pytest
from sqlalchemy import select

from planner.choices import EventState, Marking
from planner.db import db
from planner.history.models import HistoryEntry
from planner.jobs.running import run_next
from planner.office.queries import office
from planner.released.models import ReleasedCopy
from tests.documents.paper_read import is_accessible, read, words_of
from tests.factories import (
    NOW,
    make_event,
    make_follow_up,
    make_nation,
    make_objective,
    make_outcome,
    make_own_nation,
    make_user,
    make_verified_outcome,
)

TODAY = NOW.date()
NEW = "/released-copies/new/FR"
CHANGED = "What may leave has changed since it was shown"


@pytest.fixture(autouse=True)
def in_march(clock_at):
    clock_at(NOW)
    make_own_nation("AU")
    make_nation("FR", is_partner=True, release_ceiling=Marking.OFFICIAL)
    make_nation("ID", is_partner=True)
    db.session.commit()


def held(title, to=("FR",), marking=Marking.OFFICIAL, on=date(2030, 1, 10), **fields):
    told = {"state": EventState.CLOSED, "host_code": "FR", **fields}
    return make_event(["FR"], (), on, 2, title=title, marking=marking,
                      releasable_to=list(to), **told)  # fmt: skip


def press(client, page, address=NEW):
    """Press the button of a page that shows what leaves."""
    return client.post(address, {"seen": re.search(r'name="seen" value="(\w+)"', page.html)[1]})


def copy_of(client, address=NEW):
    """Make the copy that a page shows; return the page of what left, and its file."""
    answer = press(client, client.get(address), address)
    assert answer.status == 303, answer.text[:900]
    assert run_next()
    work = client.get(answer.location)
    page = client.get(next(x for x in work.links if re.fullmatch(r"/released-copies/\d+", x)))
    return page, client.get(next(x for x in page.links if x.endswith("/file")))


def leaving(page):
    """Return the part of the page that shows what leaves."""
    return page.html.partition('id="leaves"')[2].partition("</section>\n<form")[0]


def test_only_what_is_released_goes_and_numbers_count_that_alone(client_as):
    held("Joint patrol", host_code="AU")
    held("Staff talks")
    held("SECRET unnamed", to=())
    held("SECRET for another", to=("ID",))
    held("SECRET high", marking=Marking.OFFICIAL_SENSITIVE)
    make_event(["FR"], (), TODAY + timedelta(days=9), title="Band in Lyon", summary="SECRET words",
               marking=Marking.OFFICIAL, releasable_to=["FR"])  # fmt: skip
    db.session.commit()
    desk = client_as("country_desk", ceiling=Marking.OFFICIAL_SENSITIVE)
    shown = leaving(desk.get(NEW))
    _page, file = copy_of(desk)
    told = words_of(file)
    for words in (re.sub("<[^>]+>", "", shown), told):
        assert "SECRET" not in words
        for title in ("Joint patrol", "Staff talks", "Band in Lyon"):
            assert title in words
        assert "2 events; we were host to 1, France to 1." in re.sub(r"\s+", " ", words)
    assert "OFFICIAL" in told and "OFFICIAL-SENSITIVE" not in told
    assert is_accessible(read(file))


def test_the_page_says_to_us_how_much_stays(client_as):
    held("Talks")
    held("Hidden", to=())
    db.session.commit()
    page = client_as("country_desk").get(NEW)
    assert "1 row goes, 1 is not released to France or marked higher" in page.text


def test_promises_and_outcomes_go_only_with_their_events(client_as):
    free, kept = held("Talks"), held("Hidden", to=())
    owner, own = make_user(name="SECRET owner"), make_objective()
    for event, what in ((free, "Return invitation"), (kept, "SECRET promise")):
        make_follow_up(event, owner, what=what, promised_nation_code="FR", due_on=TODAY)
    make_follow_up(free, owner, what="SECRET for another", promised_nation_code="ID")
    make_verified_outcome(objective=own, events=[free], title="Signals agreed", strength=3)
    make_verified_outcome(objective=own, events=[free, kept], title="SECRET of both")
    make_outcome(own, [free], title="SECRET not verified")
    make_verified_outcome(objective=own, events=[free], title="SECRET harm", sign="negative")
    db.session.commit()
    _page, file = copy_of(client_as("country_desk"))
    told = words_of(file)
    assert "Return invitation" in told and "Signals agreed" in told
    assert "SECRET" not in told
    assert "strength" not in told.lower()


@pytest.mark.parametrize("seed", range(5))
def test_nothing_that_may_not_go_is_in_any_copy(client_as, seed):
    random = Random(seed)
    lines = []
    for number in range(14):
        marking = random.choice(list(Marking))
        to = random.sample(["FR", "ID"], random.randrange(3))
        on = TODAY + timedelta(days=random.randrange(-300, 200))
        may = "FR" in to and marking <= Marking.OFFICIAL
        title = f"{'GOES' if may else 'STAYS'}-{number}"
        state = EventState.CLOSED if on < TODAY else EventState.PLANNED
        event = make_event(["FR"], (), on, 1, title=title, state=state, marking=marking,
                           releasable_to=to)  # fmt: skip
        make_follow_up(event, what=f"{title}-promise", promised_nation_code="FR")
        lines.append((title, may))
    db.session.commit()
    desk = client_as("country_desk", ceiling=max(Marking))
    _page, file = copy_of(desk)
    told = words_of(file)
    assert "STAYS" not in told and "STAYS" not in leaving(desk.get(NEW))
    for title, may in lines:
        assert (title in told) is may, title


def test_parts_and_marking_are_chosen(client_as):
    held("Open talks", marking=Marking.PUBLIC)
    held("Official talks")
    db.session.commit()
    desk = client_as("country_desk")
    shown = leaving(desk.get(f"{NEW}?to=FR&marking=0&parts=held"))
    assert "Open talks" in shown and "Official talks" not in shown
    assert "What we promised" not in shown
    refused = desk.get(f"{NEW}?to=FR&marking=2&parts=held")
    assert refused.status == 422 and leaving(refused) == ""


def test_the_copy_is_kept_as_it_left_and_told_to_the_history(client_as):
    held("Talks")
    db.session.commit()
    desk = client_as("country_desk")
    page, file = copy_of(desk)
    kept = db.session.scalars(select(ReleasedCopy)).one()
    assert (kept.nation_code, kept.to_code, kept.by_id) == ("FR", "FR", desk.user.id)
    assert kept.parts == {"held": 1, "ahead": 0, "promised": 0, "outcomes": 0}
    assert kept.sha256 == sha256(file.body).hexdigest()
    assert kept.sha256 in page.text
    told = select(HistoryEntry).where(HistoryEntry.verb == "released")
    entry = db.session.scalars(told).one()
    assert entry.changes["released_to"] == [None, "France"]
    assert entry.changes["sha256"] == [None, kept.sha256]
    held("Later talks")
    db.session.commit()
    assert desk.get(f"/released-copies/{kept.id}/file").body == file.body
    assert kept.name in desk.get("/released-copies/?nation=FR").text
    assert kept.name not in desk.get("/released-copies/?nation=ID").text


def test_rights_are_asked_when_the_copy_is_made(client_as):
    held("Talks")
    db.session.commit()
    desk = client_as("country_desk")
    answer = press(desk, desk.get(NEW))
    office().release_ceiling = Marking.PUBLIC
    make_nation("FR").release_ceiling = Marking.PUBLIC
    db.session.commit()
    assert run_next()
    assert "may be given nothing above PUBLIC" in desk.get(answer.location).text
    assert db.session.scalars(select(ReleasedCopy)).all() == []


def test_what_nobody_looked_at_does_not_leave(client_as):
    held("Talks")
    db.session.commit()
    desk = client_as("country_desk")
    shown = desk.get(NEW)
    held("Released meanwhile")
    db.session.commit()
    refused = press(desk, shown)
    assert refused.status == 422 and CHANGED in refused.text
    assert "Released meanwhile" in leaving(refused)
    assert not run_next()
    assert press(desk, refused).status == 303
    assert desk.post(NEW, {}).status == 422


@pytest.mark.parametrize(
    ("field", "value"), [("title", "Other"), ("state", EventState.CANCELLED), ("host_code", "AU")]
)
def test_what_changes_before_the_copy_is_made_stops_it(client_as, field, value):
    event = held("Talks")
    db.session.commit()
    desk = client_as("country_desk")
    answer = press(desk, desk.get(NEW))
    setattr(event, field, value)
    db.session.commit()
    assert run_next()
    assert CHANGED in desk.get(answer.location).text
    assert db.session.scalars(select(ReleasedCopy)).all() == []


def test_what_stays_here_may_change_meanwhile(client_as):
    held("Talks")
    db.session.commit()
    desk = client_as("country_desk")
    answer = press(desk, desk.get(NEW))
    held("Hidden", to=())
    db.session.commit()
    assert run_next()
    assert CHANGED not in desk.get(answer.location).text
    assert db.session.scalars(select(ReleasedCopy)).one().parts["held"] == 1


def test_who_may_not_hand_anything_out_is_refused(client_as):
    held("Talks")
    db.session.commit()
    assert "Releasable copy" in client_as("planner").get("/nations/FR").text
    for role in ("viewer", "administrator"):
        client = client_as(role)
        assert client.get(NEW).status in (403, 404)
        assert client.post(NEW, {}).status in (403, 404)
        assert "Releasable copy" not in client.get("/nations/FR").text
    other = client_as("planner", nations=["ID"])
    assert other.get(NEW).status == 404
    assert other.get("/released-copies/new/ID?to=FR&marking=0&parts=held").status == 422


def test_copies_of_nations_out_of_scope_are_not_seen(client_as):
    held("Talks")
    db.session.commit()
    copy_of(client_as("country_desk"))
    kept = db.session.scalars(select(ReleasedCopy)).one()
    other = client_as("planner", nations=["ID"])
    assert other.get(f"/released-copies/{kept.id}").status == 404
    assert other.get(f"/released-copies/{kept.id}/file").status == 404
    low = client_as("planner", ceiling=Marking.PUBLIC)
    assert low.get(f"/released-copies/{kept.id}").status == 404
    assert kept.name not in low.get("/released-copies/").text
    assert client_as("viewer").get(f"/released-copies/{kept.id}").status == 200
