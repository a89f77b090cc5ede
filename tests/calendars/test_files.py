"""Downloads and feeds over HTTP: CALENDAR MUST 16 to 18, 20 to 22, 26 to 29, 31 to 33."""

import gzip
import logging
from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from planner import clock
from planner.calendars import packing
from planner.calendars.actions import renew_feed, revoke_feed
from planner.calendars.models import Feed
from planner.choices import EventState, Marking, Role
from planner.db import db
from planner.web.request_ids import RequestId
from tests.calendars.calendars import make_feed, parsed, titles
from tests.factories import NOW, make_event, make_objective, make_user

NOBODY = None


@pytest.fixture(autouse=True)
def time(monkeypatch):
    """Let the clock stand, and move it by hand."""

    class Hand:
        now = NOW

        def forward(self, **step):
            self.now += timedelta(**step)

    hand = Hand()
    monkeypatch.setattr(clock, "datetime", SimpleNamespace(now=lambda _zone: hand.now))
    return hand


# ---- downloads


def test_must_16_to_20_and_33_one_event_is_a_private_attachment_without_a_name(client_as):
    event = make_event(title="Cope North")

    page = client_as("viewer").get(f"/events/{event.id}.ics")

    (found,) = parsed(page.body)
    assert page.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert page.headers["Content-Disposition"] == f'attachment; filename="event-{event.id}.ics"'
    assert found["CLASS"] == "PRIVATE"
    for unwanted in (b"NAME", b"METHOD", b"ATTENDEE", b"REFRESH"):
        assert b"\r\n" + unwanted not in page.body.replace(b"\r\nX-WR-CAL", b"\r\n")


def test_an_event_without_date_is_refused_with_a_sentence(client_as):
    event = make_event(starts_on=None, state=EventState.CONCEPT)

    page = client_as("viewer").get(f"/events/{event.id}.ics")

    assert page.status == 422
    assert "no date yet" in page.text


def test_a_hidden_event_is_not_there(client_as):
    event = make_event(marking=Marking.OFFICIAL_SENSITIVE)

    page = client_as("viewer", ceiling=Marking.OFFICIAL).get(f"/events/{event.id}.ics")

    assert page.status == 404


def test_nobody_is_asked_to_sign_in_for_a_download(client_as):
    event = make_event()

    assert client_as(NOBODY).get(f"/events/{event.id}.ics").status == 303
    assert client_as(NOBODY).get("/events.ics").status == 303


def test_must_33_the_list_download_holds_exactly_what_is_filtered_and_seen(client_as):
    objective = make_objective()
    make_event(title="Served", objectives=[objective])
    make_event(title="Other")
    make_event(title="Hidden", objectives=[objective], marking=Marking.OFFICIAL_SENSITIVE)
    make_event(title="Undated", objectives=[objective], starts_on=None, state=EventState.CONCEPT)

    client = client_as("viewer", ceiling=Marking.OFFICIAL)
    page = client.get(f"/events.ics?objective={objective.id}")

    assert titles(page.body) == ["Served"]
    assert b"1 event without a date is not in this file." in page.body
    assert b"CLASS:PUBLIC" not in page.body
    assert titles(client.get("/events.ics").body) == ["Other", "Served"]


def test_a_filter_that_finds_nothing_gives_a_valid_file(client_as):
    assert parsed(client_as("viewer").get("/events.ics?q=nothing").body) == []


# ---- feeds


def test_must_16_17_20_22_and_33_a_feed_is_answered_to_whoever_holds_its_address(client_as):
    make_event(title="Cope North")
    _feed, url = make_feed(name="Talks; and, more")

    page = client_as(NOBODY).get(url)

    (found,) = parsed(page.body)
    assert page.status == 200
    assert (found["SUMMARY"], found["CLASS"]) == ("Cope North", "PUBLIC")
    assert b"\r\nNAME:Talks\\; and\\, more\r\n" in page.body
    assert b"\r\nX-WR-CALNAME:Talks\\; and\\, more\r\n" in page.body
    assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in page.body
    assert b"\r\nX-PUBLISHED-TTL:PT1H\r\n" in page.body
    assert b"METHOD" not in page.body  # 18
    assert page.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert page.headers["Cache-Control"] == "private, no-cache"
    assert int(page.headers["Content-Length"]) == len(page.body)
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "Content-Disposition" not in page.headers


def test_must_22_no_cookie_is_set_or_read_even_for_somebody_signed_in(client_as):
    _feed, url = make_feed()

    for client in (client_as(NOBODY), client_as("planner")):
        page = client.get(url)
        assert "Set-Cookie" not in page.headers
        assert "Cookie" not in page.headers.get("Vary", "")


def test_must_4_two_fetches_without_a_change_give_the_same_octets(client_as, time):
    make_event()
    _feed, url = make_feed()
    client = client_as(NOBODY)

    first = client.get(url)
    time.forward(hours=1)
    second = client.get(url)

    assert first.body == second.body
    assert first.headers["ETag"] == second.headers["ETag"]
    assert first.headers["Last-Modified"] == second.headers["Last-Modified"]


def test_must_22_head_answers_as_get_does(client_as):
    _feed, url = make_feed()
    client = client_as(NOBODY)

    for _step in range(2):  # without events, and with some
        got, head = client.get(url), client.open("HEAD", url)
        assert head.status == 200
        assert head.body == b""
        for name in ("ETag", "Last-Modified", "Content-Length", "Content-Type", "Cache-Control"):
            assert head.headers[name] == got.headers[name]
        make_event()


def test_must_21_a_known_edition_is_answered_304_with_both_headers(client_as):
    make_event()
    _feed, url = make_feed()
    client = client_as(NOBODY)
    full = client.get(url)

    by_tag = client.get(url, headers={"If-None-Match": full.headers["ETag"]})
    by_date = client.get(url, headers={"If-Modified-Since": full.headers["Last-Modified"]})

    for page in (by_tag, by_date):
        assert (page.status, page.body) == (304, b"")
        for name in ("ETag", "Last-Modified", "Cache-Control"):
            assert page.headers[name] == full.headers[name]


def test_must_21_if_none_match_wins_and_an_unreadable_date_means_200(client_as):
    make_event()
    _feed, url = make_feed()
    client = client_as(NOBODY)
    full = client.get(url)
    date_header = {"If-Modified-Since": full.headers["Last-Modified"]}

    assert client.get(url, headers={"If-None-Match": '"other"', **date_header}).status == 200
    assert client.get(url, headers={"If-Modified-Since": "yesterday"}).status == 200
    assert client.get(url, headers={"If-None-Match": f"W/{full.headers['ETag']}"}).status == 304


def change_title(event):
    event.title = "Changed"


def discard(event):
    event.discarded_at = NOW


def restrict(event):
    event.marking = Marking.OFFICIAL_SENSITIVE


def move_far_away(event):
    event.starts_on = event.ends_on = date(2040, 1, 1)


@pytest.mark.parametrize("change", [change_title, discard, restrict, move_far_away])
def test_must_21_both_headers_move_whatever_changes_also_when_an_event_leaves(
    client_as, time, change
):
    event = make_event()
    make_event(title="Stays")
    user = make_user(roles=[Role.VIEWER], ceiling=Marking.OFFICIAL)
    _feed, url = make_feed(user)
    client = client_as(NOBODY)
    before = client.get(url).headers

    time.forward(seconds=5)
    change(event)
    db.session.commit()
    known = {"If-None-Match": before["ETag"], "If-Modified-Since": before["Last-Modified"]}
    after = client.get(url, headers=known)

    assert after.status == 200
    assert after.headers["ETag"] != before["ETag"]
    assert after.headers["Last-Modified"] != before["Last-Modified"]
    by_date = {"If-Modified-Since": before["Last-Modified"]}
    assert client.get(url, headers=by_date).status == 200


def test_must_5_a_discarded_event_is_withdrawn_for_thirty_days_and_then_gone(client_as, time):
    event = make_event(title="Idea", state=EventState.CONCEPT)
    hidden = make_event(title="Secret", marking=Marking.OFFICIAL_SENSITIVE)
    _feed, url = make_feed(make_user(roles=[Role.VIEWER], ceiling=Marking.OFFICIAL))
    client = client_as(NOBODY)
    event.discarded_at = hidden.discarded_at = NOW
    db.session.commit()

    time.forward(days=29)
    assert titles(client.get(url).body) == ["Cancelled: Idea"]
    time.forward(days=2)
    assert titles(client.get(url).body) == []


def test_must_26_the_filter_is_the_one_that_was_stored(client_as):
    make_event(title="Serves", partners=["ID"])
    make_event(title="Other", partners=["FR"])
    _feed, url = make_feed(query="nation=ID")

    assert titles(client_as(NOBODY).get(f"{url}?nation=FR").body) == ["Serves"]


def test_must_25_the_window_leaves_out_what_is_long_over_or_far_ahead(client_as):
    make_event(title="Long over", starts_on=date(2029, 8, 30), days=2)
    make_event(title="Ends on the first", starts_on=date(2029, 8, 31), days=2)
    make_event(title="Reaches in", starts_on=date(2029, 8, 29), days=9)
    make_event(title="Last", starts_on=date(2032, 3, 31), days=9)
    make_event(title="Far", starts_on=date(2032, 4, 1))
    _feed, url = make_feed()

    shown = titles(client_as(NOBODY).get(url).body)
    assert shown == ["Ends on the first", "Last", "Reaches in"]


@pytest.mark.parametrize(("seconds", "shown"), [(-1, 1), (0, 1), (1, 0)])
def test_a_discarded_event_is_withdrawn_for_exactly_thirty_days(client_as, time, seconds, shown):
    make_event(state=EventState.CONCEPT, discarded_at=NOW)
    _feed, url = make_feed()
    time.forward(days=30, seconds=seconds)

    assert len(parsed(client_as(NOBODY).get(url).body)) == shown


def test_must_27_and_28_the_address_is_long_enough_to_keep_and_short_enough_to_use(client_as):
    feed, url = make_feed()
    token = url.removeprefix("/f/").removesuffix(".ics")

    assert len(token) >= 32  # 192 bits in base 64
    assert len("https://rapport.example" + url) < 256
    assert token not in str(db.session.get(Feed, feed.id).__dict__)


def test_must_28_the_token_stays_out_of_the_log():
    record = logging.LogRecord("x", 20, "f", 1, "GET /f/abc-DEF.ics 200", (), None)
    RequestId().filter(record)
    assert "abc-DEF" not in record.getMessage()


def test_must_29_a_renewed_address_ends_the_old_one_and_no_other(client_as):
    user = make_user(roles=[Role.VIEWER])
    first, first_url = make_feed(user, name="One")
    _second, second_url = make_feed(user, name="Two")
    client = client_as(NOBODY)
    new = renew_feed(first)
    db.session.commit()

    assert client.get(first_url).status == 404
    assert client.get(f"/f/{new.token}.ics").status == 200
    assert client.get(second_url).status == 200


def test_must_29_a_fetch_leaves_time_and_client_at_most_once_a_minute(client_as, time):
    feed, url = make_feed()
    client = client_as(NOBODY)

    client.get(url, headers={"User-Agent": "Thunderbird/140"})
    time.forward(seconds=30)
    client.get(url, headers={"User-Agent": "Other"})
    assert (feed.fetched_by, feed.fetch_count, feed.fetched_at) == ("Thunderbird/140", 1, NOW)
    time.forward(seconds=40)
    client.get(url, headers={"User-Agent": "x" * 900})
    assert (feed.fetch_count, len(feed.fetched_by)) == (2, 200)


def test_must_31_rights_are_checked_at_every_fetch(client_as):
    user = make_user(roles=[Role.VIEWER], nations=["FR"], ceiling=Marking.OFFICIAL)
    event = make_event(title="French", partners=["FR"])
    make_event(title="Indonesian", partners=["ID"])
    _feed, url = make_feed(user)
    client = client_as(NOBODY)
    assert titles(client.get(url).body) == ["French"]

    event.marking = Marking.OFFICIAL_SENSITIVE
    db.session.commit()
    assert titles(client.get(url).body) == []


@pytest.mark.parametrize("loss", ["disabled", "no role", "administrator"])
def test_must_31_a_user_without_the_right_gets_nothing_at_once(client_as, loss):
    user = make_user(roles=[Role.VIEWER])
    make_event()
    _feed, url = make_feed(user)
    assert client_as(NOBODY).get(url).status == 200

    if loss == "disabled":
        user.active = False
    elif loss == "no role":
        user.grants.clear()
    else:
        user.grants[0].role = Role.ADMINISTRATOR
    db.session.commit()

    page = client_as(NOBODY).get(url)
    assert page.status == 410
    assert "BEGIN" not in page.text


def test_must_32_revoked_is_410_and_unknown_404_in_plain_words(client_as):
    feed, url = make_feed()
    revoke_feed(feed, now=NOW)
    client = client_as(NOBODY)

    gone, unknown = client.get(url), client.get("/f/unknown.ics")

    assert (gone.status, unknown.status) == (410, 404)
    for page in (gone, unknown):
        assert page.headers["Content-Type"] == "text/plain; charset=utf-8"
        assert "Set-Cookie" not in page.headers


def test_must_23_nothing_is_compressed_unless_asked_and_allowed(client_as, app, monkeypatch):
    make_event()
    _feed, url = make_feed()
    client = client_as(NOBODY)
    plain = client.get(url)
    packed = client.get(url, headers={"Accept-Encoding": "gzip, deflate"})

    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Vary"] == "Accept-Encoding"
    assert int(packed.headers["Content-Length"]) == len(packed.body)
    assert gzip.decompress(packed.body) == plain.body
    known = {"If-None-Match": packed.headers["ETag"], "Accept-Encoding": "gzip"}
    assert client.get(url, headers=known).status == 304
    assert (
        "Content-Encoding" not in client.get(url, headers={"Accept-Encoding": "gzip;q=0"}).headers
    )

    monkeypatch.setitem(app.config, "RAPPORT_FEED_COMPRESSION", "no")
    assert "Content-Encoding" not in client.get(url, headers={"Accept-Encoding": "gzip"}).headers


def test_an_unchanged_feed_costs_few_statements(client_as, queries):
    make_event()
    _feed, url = make_feed()
    client = client_as(NOBODY)
    client.get(url)  # leaves its note, which is a change
    etag = client.get(url).headers["ETag"]

    with queries() as seen:
        assert client.get(url, headers={"If-None-Match": etag}).status == 304

    assert len(seen) <= 3, seen


def test_a_feed_kept_in_memory_has_the_octets_of_one_that_is_read(client_as, time):
    event = make_event()
    for _number in range(3):
        make_event()
    _feed, url = make_feed()
    client = client_as(NOBODY)
    answers = [client.get(url) for _time in range(5)]

    assert packing.packed(answers[0].headers["ETag"].strip('"'))
    assert len({page.body for page in answers}) == 1
    assert {int(page.headers["Content-Length"]) for page in answers} == {len(answers[0].body)}
    zipped = client.get(url, headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(zipped.body) == answers[0].body

    time.forward(seconds=5)
    event.title = "Changed"
    db.session.commit()
    assert "Changed" in titles(client.get(url).body)
