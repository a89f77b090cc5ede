"""What anybody may type or send: read in one place, refused in words, never a broken page."""

import json
from base64 import urlsafe_b64encode
from datetime import date, timedelta
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from flask import Flask, Response
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.routing import BuildError

from planner.db import db
from planner.events.models import Event
from planner.keyset import KeyMisfit, SortKey, check_keys
from planner.outcomes.models import Outcome
from planner.participants.models import Person
from planner.reference.shipped_kinds import ShippedKind
from planner.text import reading
from planner.web.access import ANYONE, declared
from planner.web.intake import LONGEST_ADDRESS
from planner.web.limits import only_when_refused
from planner.web.page_keys import pack
from planner.web.targets import local_target
from tests.factories import (
    make_event,
    make_follow_up,
    make_objective,
    make_organisation,
    make_outcome,
    make_own_nation,
    make_person,
    make_plan,
    make_programme,
    make_user,
)
from tests.rows import table_of

NO_KEYS = [
    "0",
    "00",
    str(2**31),
    str(2**31 + 1),
    str(2**63 - 1),
    str(2**63),
    str(2**64),
    "9" * 30,
    "9" * 500,
]
NEVER_KEYS = [
    "-1",
    "²",
    "１２",
    "1_000",
    " 1 ",
    "1.0",
    "1e3",
    "0x1",
    "1\u00a0",
    "٣",
    "true",
    "None",
]


@pytest.mark.no_database
@pytest.mark.parametrize("text", [*NO_KEYS, *NEVER_KEYS, "", "1\n", "+1"])
def test_what_is_no_key_is_read_as_none(text):
    assert reading.or_none(reading.row_id, text) is None


@pytest.mark.no_database
@pytest.mark.parametrize("column", ["Integer", "INTEGER"])
def test_no_column_holds_more_than_the_largest_key(column):
    """PostgreSQL's integer ends at 2 to the 31st less one; a wider column would move LARGEST."""
    columns = [one for table in db.metadata.tables.values() for one in table.c]
    keys = [one for one in columns if one.primary_key or one.foreign_keys]
    kinds = {type(one.type).__name__ for one in keys}
    wide = {f"{one.table}.{one.name}" for one in columns if "BIG" in str(one.type).upper()}
    assert {name.partition(".")[0] for name in wide} <= {"rollup_part", "rollup_cell"}, wide
    assert "BigInteger" not in kinds and "BIGINT" not in kinds
    assert reading.LARGEST == 2**31 - 1, column


def paths_with_keys(app):
    """Return every rule that takes a key, as an address with a place for it."""
    for rule in app.url_map.iter_rules():
        names = [name for name in rule.arguments if name.endswith("_id") and name != "subject_id"]
        if names:
            known = {"code": "FR", "state": "closed", "way": "up", "suffix": "csv"}
            values = {name: known.get(name, 1) for name in rule.arguments}
            for name in names:
                table_of(name)
                try:
                    path = rule.build(values | {name: 424242424})[1]
                except BuildError:
                    continue
                yield rule, path.replace("424242424", "{}")


@pytest.mark.parametrize("role", ["country_desk", "administrator", None])
def test_a_key_out_of_range_answers_as_one_that_never_was(app, client_as, role):
    make_own_nation()
    client = client_as(role)
    wrong = []
    for rule, path in paths_with_keys(app):
        for method in rule.methods & {"GET", "POST"}:
            never = client.open(method, path.format(987654)).status
            for key in ("0", str(2**31), str(2**63), "9" * 25, "²", "１２", "-1"):
                status = client.open(method, path.format(key)).status
                if status != never if key.isascii() and key != "-1" else status not in {404, 405}:
                    wrong.append((method, path.format(key), status, never))
    assert not wrong, wrong


KEYED = {
    "/events/": ["objective", "programme", "owner", "id"],
    "/events/new": ["objective", "programme", "year", "from", "kind", "nation"],
    "/events/quick": ["objective", "programme", "year", "from"],
    "/events/filter": ["objective", "programme", "owner"],
    "/events.csv": [],
    "/calendar/": ["objective", "programme", "owner"],
    "/feeds/new": ["objective", "programme", "owner"],
    "/follow-ups/": ["owner", "from", "to", "state", "nation", "tab", "sort"],
    "/follow-ups/new": ["event"],
    "/outcomes/": ["objective", "strength", "from", "to"],
    "/outcomes/new": ["objective", "event"],
    "/lessons/": ["owner"],
    "/lessons/new": ["event"],
    "/media/new": ["event"],
    "/people/": ["organisation"],
    "/people/new": ["organisation", "nation"],
    "/organisations/new": ["parent", "nation"],
    "/objectives/": ["plan"],
    "/requirements/": ["plan", "year"],
    "/reports/coverage": ["plan", "line", "objective", "period"],
    "/reports/figures": ["plan", "line", "objective", "period"],
    "/reports/gaps": ["period"],
    "/history/": ["by", "first", "last"],
}


@pytest.mark.parametrize("path", KEYED)
def test_no_value_in_a_query_breaks_a_page(client_as, path):
    make_own_nation()
    make_event(objectives=[make_objective()])
    client = client_as("administrator" if path == "/history/" else "country_desk")
    for name in KEYED[path]:
        for value in [*NO_KEYS[:8], *NEVER_KEYS, "9999-12-31", "0001-01-01", "2030-W01-1"]:
            page = client.get(path, query_string={name: value})
            assert page.status in {200, 303, 404, 422}, (name, value, page.status)


# --- paging keys


def lists(client_as):
    """Return each list's address with a key that is one of its own."""
    make_own_nation()
    event = make_event(objectives=[make_objective()])
    person, programme = make_person("FR"), make_programme()
    outcome, follow_up = make_outcome(events=[event]), make_follow_up(event)
    make_organisation("FR")
    day = date(2030, 1, 1)
    return {
        "/events/": (day, event.id),
        "/events/?sort=title": (event.title, event.id),
        "/events/?sort=state": ("planned", day, event.id),
        "/events/?sort=-kind": ("joint_exercise", day, event.id),
        "/people/": (person.name_key, person.id),
        "/programmes/": (programme.name, programme.id),
        "/institutions/": ("x", 1),
        "/outcomes/": (day, outcome.id),
        "/lessons/": (day, 1),
        "/follow-ups/?tab=all": (day, follow_up.id),
        "/search?q=event&kind=event": (0, day, event.id),
        "/search?q=event&kind=person": (1, person.name, person.id),
        "/history/": (12,),
    }


SPOILED_PARTS = [
    None,
    True,
    2**31,
    2**63,
    -(2**63),
    1.5,
    float("nan"),
    float("inf"),
    "\x00",
    "\ud800",
    "",
    [],
    [[1]],
    {},
    {"day": "9999-99-99"},
    {"day": 5},
    {"day": "2030-01-01", "x": 1},
    {"day": "20300101"},
    {"moment": "2030-01-01"},
]


def packed(value):
    return urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def spoiled(key):
    """Return packed keys that are none of the list: by length, type, depth and encoding."""
    whole = json.loads(
        json.dumps([{"day": p.isoformat()} if isinstance(p, date) else p for p in key])
    )
    yield packed(whole[:-1])
    yield packed([*whole, 1])
    yield packed(whole[0])
    yield packed({"day": "2030-01-01"})
    for place in range(len(whole)):
        for part in SPOILED_PARTS:
            if not (part == "" and isinstance(whole[place], str) and key[place] not in CODES):
                yield packed([*whole[:place], part, *whole[place + 1 :]])
    yield urlsafe_b64encode(b"[" * 2000).decode()
    yield urlsafe_b64encode(b"\xff\xfe[1]").decode()
    yield from ("=", "a", "%", "é", "A" * 3000, "bnVsbA", "WzEsMQ", "++//")


CODES = {"planned"}
"""Keys of closed lists; a kind is a row, whose code may be any text."""


def test_a_paging_key_of_another_kind_is_refused_with_a_page(client_as):
    desk, administrator = client_as("country_desk"), client_as("administrator")
    wrong = []
    for url, key in lists(client_as).items():
        client = administrator if url.startswith("/history") else desk
        mark = "&" if "?" in url else "?"
        for name in ("after", "before"):
            assert client.get(f"{url}{mark}{name}={pack(key)}").status == 200, (url, key)
            for value in spoiled(key):
                page = client.get(f"{url}{mark}{name}={value}")
                if page.status != 400 or "could not be read" not in page.outline.title:
                    wrong.append((url, name, value[:80], page.status))
    assert not wrong, wrong[:20]


@pytest.mark.no_database
def test_both_keys_are_looked_at():
    keys = (SortKey(Event.sort_on), SortKey(Event.id))
    check_keys(keys, (date(2030, 1, 1), 1), None)
    with pytest.raises(KeyMisfit):
        check_keys(keys, (date(2030, 1, 1), 1), (1,))
    for entity in (Person, Outcome):
        with pytest.raises(KeyMisfit):
            check_keys((SortKey(entity.id),), (True,))


# --- forms


def quick(**changes):
    return {"title": "Talks", "kind": "workshop_seminar", "day": "2030-05-01"} | changes


def test_a_file_where_text_is_asked_is_refused(client_as):
    make_own_nation()
    client = client_as("country_desk")
    for name in ("title", "base", "csrf_token", "no_such_field"):
        data = quick(partner_codes="FR") | {name: (BytesIO(b"text"), "a.txt")}
        page = client.post("/events/quick", data, content_type="multipart/form-data")
        assert page.status == 400
        assert "takes no files" in page.text
    assert client_as(None).post("/sign-in", {"email": (BytesIO(b"x"), "x")}).status == 400
    assert db.session.query(Event).count() == 0


@pytest.mark.parametrize(
    "base",
    [
        "[" * 20_000,
        '{"a":' * 20_000,
        json.dumps({"title": [[[[1]]]]}) + "x",
        '{"title": "\\ud800"',
        '{"title": NaN}',
        "[]",
        "5",
        '"x"',
        json.dumps({"x": "y" * 2_000_000}),
        '{"a":' * 40 + "1" + "}" * 40,
    ],
    ids=range(10),
)
def test_an_unreadable_hidden_field_is_refused_and_nothing_is_lost(client_as, base):
    plan = make_plan(name="Kept")
    days = {"starts_on": "2030-01-01", "ends_on": "2032-12-31"}
    page = client_as("country_desk").post(
        f"/plans/{plan.id}/edit", {"name": "Changed", "version": "99", "base": base} | days
    )
    assert page.status == 422
    assert "did not arrive whole" in page.text
    assert plan.name == "Kept"


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_nul_in_a_name_or_a_path_is_refused_and_in_a_value_taken_out(client_as, method):
    client = client_as("country_desk")
    for name, status in (("new\x00name", 400), ("title", 200 if method == "GET" else 422)):
        value = {name: "a\x00b"}
        where = {"query_string": value} if method == "GET" else {"data": value}
        page = client.open(method, "/events/quick", **where)
        assert page.status == status
        assert ("characters" in page.text) == (status == 400)
    assert client.get("/help/a%00b").status == 400
    assert client.get("/history/event/%00").status == 400


def test_what_is_no_utf_8_and_what_has_no_boundary_is_no_bug(client_as):
    make_own_nation()
    client = client_as("country_desk")
    for content_type, body in (
        ("multipart/form-data", b"--x\r\n"),
        ("multipart/form-data; boundary=", b"--x\r\n"),
        ("multipart/form-data; boundary=\xe9", b"--x\r\n"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\n\r\n1"),
        ("multipart/form-data; boundary=x", b"--x"),
        ("application/x-www-form-urlencoded", b"title=%ff%fe&kind=%80"),
        ("application/x-www-form-urlencoded; charset=utf-7", b"title=+AGE-"),
        ("application/json", b"[" * 50_000),
        ("text/plain", b"title=1"),
        ("", b"title=1"),
    ):
        page = client.open("POST", "/events/quick", data=body, content_type=content_type)
        assert page.status in {400, 422}, (content_type, page.status)
    assert client.get("/events/?q=%ff%fe&nation=%80").status == 200
    assert db.session.query(Event).count() == 0


def test_too_many_fields_are_too_large(client_as):
    body = "&".join(f"f{number}=1" for number in range(6000))
    page = client_as("country_desk").open(
        "POST", "/events/quick", data=body, content_type="application/x-www-form-urlencoded"
    )
    assert page.status == 413
    assert "too large" in page.outline.title


def test_repeated_fields_are_no_bug(client_as):
    make_own_nation()
    many = {name: [value] * 3 for name, value in quick(partner_codes="FR").items()}
    assert client_as("country_desk").post("/events/quick", many).status in {303, 422}


@pytest.mark.no_database
@given(st.text(max_size=200))
def test_the_reader_of_json_never_raises(text):
    assert reading.json_object(text) is None or isinstance(reading.json_object(text), dict)


@pytest.mark.no_database
@given(st.text(max_size=30))
def test_the_readers_return_or_say_that_they_cannot(text):
    for read in (reading.row_id, reading.whole, reading.day, reading.month, reading.year):
        reading.or_none(read, text)
    reading.or_none(reading.time_of_day, text)


# --- days

FAR = ["9999-12-31", "2200-01-01", "1899-12-31", "0001-01-01"]


def test_days_outside_the_range_are_refused_in_words_and_within_it_work(client_as):
    make_own_nation()
    client = client_as("country_desk")
    for day in FAR:
        page = client.post("/events/quick", quick(day=day, partner_codes="FR"))
        assert page.status == 422
        assert "Enter a day between 1900 and 2199" in page.text
    for day in ("30-02-2030", "2030-02-30", "20300201", "２０３０-02-01", "2030-W05-1"):
        page = client.post("/events/quick", quick(day=day, partner_codes="FR"))
        assert page.status == 422
    for day in ("1900-01-01", "2199-12-31"):
        page = client.post("/events/quick", quick(day=day, partner_codes="FR"))
        assert page.status in {303, 422}, page.text[:500]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC"])
@pytest.mark.parametrize("day", [reading.FIRST_DAY, reading.LAST_DAY])
def test_events_at_the_ends_of_the_range_show_on_every_page(client_as, day, zone):
    make_own_nation()
    event = make_event(
        starts_on=day, days=1, zone=zone, travel_days_before=365, travel_days_after=365
    )
    desk = client_as("country_desk")
    month = f"{day:%Y-%m}"
    for url in (
        f"/events/{event.id}",
        f"/events/{event.id}.ics",
        f"/events/{event.id}/edit",
        f"/calendar/?month={month}",
        f"/calendar/agenda?month={month}",
        f"/reports/figures?period={day.year}",
        f"/reports/coverage?period={day.year}-Q4",
        f"/reports/gaps?period={day.year}",
        "/reports/figures?period=free&from=1900-01-01&to=2199-12-31",
        f"/events/?from={day}&to={day}",
        "/events.ics",
        "/events.csv",
        "/events.xlsx",
    ):
        assert desk.get(url).status == 200, url
    for step in ("copy", "next-edition"):
        assert desk.post(f"/events/{event.id}/{step}").status in {303, 422}


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles", "UTC"])
def test_the_history_asks_for_days_in_any_zone(app, client_as, zone, monkeypatch):
    monkeypatch.setitem(app.config, "RAPPORT_TIME_ZONE", zone)
    client = client_as("administrator")
    for day in [*FAR, "1900-01-01", "2199-12-31"]:
        for name in ("first", "last"):
            page = client.get(f"/history/?{name}={day}")
            assert page.status == 200
            assert ("between 1900 and 2199" in page.text) == (day in FAR), (name, day)
            file = client.get(f"/history.csv?{name}={day}")
            assert file.status == (422 if day in FAR else 200), (name, day)


@pytest.mark.parametrize(
    "period", ["0001", "9999", "9999-Q4", "1899", "2200", "2199-Q4", "１９９９"]
)
def test_periods_and_months_outside_the_range_are_no_bug(client_as, period):
    desk = client_as("country_desk")
    for report in ("coverage", "figures", "gaps"):
        assert desk.get(f"/reports/{report}?period={period}").status in {200, 404, 422}
    for month in ("9999-12", "0001-01", "1899-12", "2200-01", "2030-13", "２０３０-01"):
        for page in ("/calendar/", "/calendar/agenda"):
            assert desk.get(f"{page}?month={month}").status == 404
    for month in ("1900-01", "2199-12"):
        assert desk.get(f"/calendar/?month={month}").status == 200
    assert timedelta(days=400) < date.max - reading.LAST_DAY


# --- targets

ELSEWHERE = [
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r\n/evil.example",
    "\t//evil.example",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t\\evil.example",
    "/%09/evil.example",
    "/%0a/evil.example",
    "/%5cevil.example",
    "/%2fevil.example",
    "/%2F%2Fevil.example",
    "/.//evil.example",
    "/..//evil.example",
    "/%2e%2e//evil.example",
    "/ /evil.example",
    "/\x00/evil.example",
    "/\u2028/evil.example",
    "／／evil.example",
    "/／evil.example",
    "https://evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "evil.example",
    "@evil.example",
    "?next=//evil.example",
    "",
    None,
    "/" + "a" * 5000,
]
HERE = ["/", "/events/", "/events/?q=a%20b&to=2030-01-01", "/follow-ups/?tab=all#x", "/people/3"]


@pytest.mark.no_database
@pytest.mark.parametrize("target", ELSEWHERE)
def test_no_target_leads_to_another_site(target):
    with Flask("here").test_request_context():
        assert local_target(target, "/here") == "/here"


@pytest.mark.no_database
@pytest.mark.parametrize("target", HERE)
def test_a_path_of_the_product_is_kept(target):
    with Flask("here").test_request_context():
        assert local_target(target, "/here") == target


def test_no_form_or_page_sends_its_reader_away(app, client_as):
    """Every address, with hostile values for every name that could mean a way on."""
    names = ("next", "back", "return", "url", "target", "came_from", "redirect", "here")
    rows = {"follow_up_id": make_follow_up().id}
    client = client_as("country_desk")
    for rule in app.url_map.iter_rules():
        values = {name: rows.get(name, 1) for name in rule.arguments} | {"way": "up"}
        if not (built := rule.build({k: str(v) for k, v in values.items() if k in rule.arguments})):
            continue
        for target in ELSEWHERE[:8]:
            hostile = dict.fromkeys(names, target)
            for method in rule.methods & {"GET", "POST"}:
                page = client.open(
                    method,
                    built[1],
                    query_string=hostile,
                    data=hostile if method == "POST" else None,
                    headers={
                        "Referer": "https://evil.example/",
                        "X-Forwarded-Host": "evil.example",
                    },
                )
                stays = page.location.startswith("/") and not page.location.startswith("//")
                assert not page.location or (stays and "\\" not in page.location), (
                    method,
                    built[1],
                    page.location,
                )


def test_the_done_button_returns_to_its_page_and_nowhere_else(client_as):
    client = client_as("country_desk")
    for target, leads_to in ((ELSEWHERE[0], "/follow-ups/"), ("/events/?q=1", "/events/?q=1")):
        row = make_follow_up()
        page = client.post(f"/follow-ups/{row.id}/done", {"next": target})
        assert page.location == leads_to


def test_signing_in_leads_to_the_page_that_was_asked_for(client_as):
    page = client_as(None).get("/events/?q=a&sort=title")
    assert page.location == "/sign-in?next=/events/?q%3Da%26sort%3Dtitle"
    assert client_as(None).get("/events/?" + "q=%25&" * 500).location == "/sign-in"


# --- addresses that are too long


@pytest.mark.parametrize("role", ["country_desk", None])
@pytest.mark.parametrize("path", ["/events/", "/sign-in", "/no-such-page", "/health", "/f/x.ics"])
def test_an_address_that_is_too_long_gets_the_products_own_page(client_as, path, role):
    client = client_as(role)
    for url in (f"{path}?q={'a' * LONGEST_ADDRESS}", f"{path}{'/a' * LONGEST_ADDRESS}"):
        page = client.get(url)
        assert page.status == 414
        assert "address is too long" in page.outline.title
        assert "fewer values" in page.text
    assert client.get(f"{path}?q={'a' * 3000}").status != 414


def test_a_filter_with_everything_ticked_still_fits(client_as):
    from planner.choices import EventState
    from planner.events.list.filtering import FLAGS, EventFilter
    from tests.rows import CODES as NATIONS

    everything = EventFilter(
        kinds=tuple(ShippedKind),
        states=tuple(EventState),
        nations=tuple(NATIONS[:200]),
        objectives=tuple(range(1, 41)),
        flags=tuple(FLAGS),
        q="a" * 100,
    )
    assert len("/events/?" + everything.to_query()) < LONGEST_ADDRESS
    assert client_as("country_desk").get("/events/?" + everything.to_query()).status == 200


# --- Retry-After


def test_retry_after_stands_only_on_answers_that_ask_to_wait(app, tmp_path, patterns):
    from planner.app import create_app

    made = create_app(
        {"RAPPORT_INSTANCE": str(tmp_path), "TESTING": True, "WTF_CSRF_ENABLED": False}
    )
    patterns.migrated_in(tmp_path)
    client = made.test_client()
    seen = set()
    for rule in made.url_map.iter_rules():
        built = rule.build(dict.fromkeys(rule.arguments, "1") | {"way": "up"})
        for method in rule.methods & {"GET", "POST", "HEAD"} if built else ():
            answer = client.open(built[1], method=method)
            seen.add(answer.status_code)
            waits = answer.status_code in {429, 503}
            assert ("Retry-After" in answer.headers) == waits, (method, built[1], answer.status)
    assert declared(made, "health.show") == ANYONE
    assert {200, 303, 404} <= seen
    for status, stays in ((429, True), (503, True), (200, False), (303, False), (500, False)):
        answer = only_when_refused(Response(status=status, headers={"Retry-After": "5"}))
        assert ("Retry-After" in answer.headers) == stays


def test_a_reader_made_for_a_list_of_users_is_no_oracle(client_as):
    """What cannot be read leaves the field out; it does not show somebody else's rows."""
    make_user(name="Somebody")
    page = client_as("administrator").get("/history/?by=²")
    assert page.status == 200
    assert urlsplit(page.location).netloc == ""
