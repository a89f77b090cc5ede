"""What was removed stays on the server until it is undone, and goes back to its owner alone."""

import re
from datetime import date, timedelta
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest

from planner import clock
from planner.choices import FollowUpState, MediaKind
from planner.db import db
from planner.errors import RuleBroken
from planner.history.models import HistoryEntry, PutAside
from planner.history.undo_actions import LASTS, put_aside, take_back
from planner.objectives.models import IndicatorTarget, IndicatorUpdate
from planner.outcomes.models import MediaItem
from tests.factories import NOW, add, make_event, make_follow_up, make_indicator, make_user

WORDS = "Zwielicht"


def target():
    days = {"starts_on": date(2030, 1, 1), "ends_on": date(2030, 12, 31)}
    row = add(IndicatorTarget(indicator_id=make_indicator().id, value=77, **days))
    return f"/objectives/targets/{row.id}/remove", row


def update():
    row = IndicatorUpdate(
        indicator_id=make_indicator().id,
        seen_on=date(2024, 1, 1),
        value=77,
        note=WORDS,
        created_at=NOW,
    )
    return f"/objectives/updates/{add(row).id}/remove", row


def media_item():
    row = add(
        MediaItem(
            event=make_event(),
            kind=MediaKind.OTHER,
            title=WORDS,
            published_on=date(2025, 1, 2),
            reach=77,
            tone=-1,
        )
    )
    return f"/media/{row.id}/remove", row


def follow_up():
    row = make_follow_up(what=WORDS, state=FollowUpState.IN_HAND)
    return f"/follow-ups/{row.id}/done", row


REMOVALS = [target, update, media_item, follow_up]


def contents(row):
    """Return the values of a row's columns but its key and version."""
    columns = [c for c in type(row).__mapper__.column_attrs if c.key not in {"id", "version"}]
    return {column.key: getattr(row, column.key) for column in columns}


def undo_address(page):
    return unescape(re.search(r'class="flash [^>]*>.*?action="([^"]*)"', page.html, re.S)[1])


@pytest.mark.parametrize("make", REMOVALS, ids=lambda make: make.__name__)
def test_the_address_of_an_undo_button_holds_one_key_and_nothing_of_the_row(client_as, make):
    url, row = make()
    entity, before = type(row), contents(row)
    client = client_as("country_desk")
    address = undo_address(client.follow(client.post(url)))
    parts = urlsplit(address)
    assert [name for name, _value in parse_qsl(parts.query)] == ["kept"]
    assert re.fullmatch("[A-Za-z0-9_-]{24}", parse_qsl(parts.query)[0][1])
    assert client.post(address).status == 303
    (back,) = db.session.query(entity)
    assert contents(back) == before
    assert db.session.query(PutAside).count() == 0


@pytest.mark.parametrize("make", REMOVALS, ids=lambda make: make.__name__)
def test_nobody_else_undoes_and_nobody_undoes_twice(client_as, make):
    url, row = make()
    entity = type(row)
    client, other = client_as("country_desk"), client_as("country_desk")
    address = undo_address(client.follow(client.post(url)))
    left = db.session.query(entity).count()
    refused = other.post(address)
    assert refused.status == 422
    assert "can no longer be undone" in refused.text
    assert db.session.query(entity).count() == left
    assert client_as(None).post(address).status == 403
    assert client.get(address).status == 405
    assert client.post(address).status == 303
    found = db.session.query(entity).count()
    assert client.post(address).status == 422
    assert db.session.query(entity).count() == found


def test_after_an_hour_it_is_gone():
    viewer = make_user().as_viewer
    key = put_aside("target", {"value": 1}, viewer=viewer, now=NOW)
    db.session.flush()
    with pytest.raises(RuleBroken, match="no longer"):
        take_back("target", key, viewer=viewer, now=NOW + LASTS)
    with pytest.raises(RuleBroken, match="no longer"):
        take_back("update", key, viewer=viewer, now=NOW)
    put_aside("target", {"value": 2}, viewer=viewer, now=NOW + LASTS + timedelta(seconds=1))
    db.session.flush()
    (row,) = db.session.query(PutAside)
    assert row.values == {"value": "2"}


def test_a_refused_removal_puts_nothing_aside(client_as):
    row = make_follow_up(owner=make_user())
    reader = client_as("viewer")
    reader.post(f"/follow-ups/{row.id}/done")
    assert row.is_open
    assert db.session.query(PutAside).count() == 0


def test_what_is_put_aside_leaves_no_trace_in_the_history(client_as):
    url, _row = media_item()
    client_as("country_desk").post(url)
    kinds = {entry.subject_kind for entry in db.session.query(HistoryEntry)}
    assert "put_aside" not in kinds
    assert db.session.query(PutAside).one().made_at <= clock.now()
