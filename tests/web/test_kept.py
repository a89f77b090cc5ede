"""Nothing typed is lost: a form that could not be saved is kept for its writer, for a day."""

import re
from datetime import timedelta
from html.parser import HTMLParser
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner
from limits import RateLimitItemPerHour
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from planner import clock
from planner.accounts.models import OpenSession, User
from planner.accounts.passwords import set_password
from planner.app import create_app
from planner.choices import EventState, Role
from planner.commands import check
from planner.db import db
from planner.errors import RuleBroken
from planner.events.models import Event
from planner.events.plan import quick_views
from planner.web import kept, kept_rows, kept_seals, kept_senders, kept_sent
from planner.web.limits import limiter
from planner.web.models import KeptForm
from tests.factories import make_event, make_follow_up, make_nation, make_person, make_user
from tests.pages import PageClient
from tests.sheets import Sheet
from tests.test_access_walk import fill
from tests.web.test_once import LATE, Office, counts, grown

PASSWORD = "three quiet herons"
BY_ITSELF = {"once", "csrf_token", "typed"}
TYPED = "Seven “grey” herons & <one>"
WORDS = {"text": TYPED, "textarea": f"{TYPED}\r\nand more", "number": "7", "date": "2030-01-02"}
DESKS = ("country_desk", "planner", "approver", "administrator")


@pytest.fixture(autouse=True)
def after_the_events(clock_at):
    """Let what is recorded lie in the past."""
    clock_at(LATE)


@pytest.fixture
def planner(client_as):
    make_nation("FR", is_partner=True)
    return client_as("planner")


@pytest.fixture(scope="module")
def live(app):
    """Return an application as it runs for users: tokens are checked, bugs have a page."""
    return create_app(
        {"RAPPORT_INSTANCE": app.config["RAPPORT_INSTANCE"], "RATELIMIT_ENABLED": False}
    )


def end_everywhere(**_of):
    """End every session, as a new password or a sign-out elsewhere does."""
    db.session.query(OpenSession).delete()
    db.session.commit()


def next_of(page):
    """Return where the sign-in leads to which a page sends."""
    assert page.status == 303, page.text[:1500]
    assert urlsplit(page.location).path == "/sign-in", page.location
    return parse_qs(urlsplit(page.location).query)["next"][0]


def in_again(client, app=None):
    """Return a client of the same user, signed in anew."""
    return PageClient(app or client.app, db.session.get(User, client.user_id))


def given_back(client, way):
    """Follow a kept form's address to its page."""
    page = client.get(way)
    assert page.status == 303, page.text
    assert "typed=" in page.location, page.location
    return Sheet(client, page.location)


def folded(text):
    """Return a text without what a form may tidy up by itself."""
    return str(text).replace("\r\n", "\n").strip().casefold()


def typed_in(body):
    return {
        name: [folded(one) for one in (value if isinstance(value, list) else [value])]
        for name, value in body.items()
        if name not in BY_ITSELF and value not in ([], [""], "")
    }


def missing(sheet, body):
    """Return what of the words typed the form of the page does not hold: the one that fits best."""
    wanted = typed_in(body).items()
    forms = [typed_in(form["values"]) for form in sheet.forms if form["method"] == "post"]
    lacks = [
        {name: (v, form.get(name)) for name, v in wanted if form.get(name) != v} for form in forms
    ]
    return min(lacks, key=len)


def is_filled(sheet, body):
    """Say whether a form of the page holds everything that was typed."""
    return not missing(sheet, body)


def quick(**changes):
    """Return a quick log as typed."""
    day = {"day": "2030-11-21", "kind": "cultural_event", "partner_codes": ["FR"]}
    return {"title": TYPED} | day | changes


def sent_after_the_end(client, url="/events/quick", **values):
    """Open a form, type, lose the session, send; return the answer and what was sent."""
    sheet = Sheet(client, url)
    body = sheet.form()["values"] | quick(**values)
    end_everywhere()
    return client.post(url, body), body


def number_kept():
    return db.session.query(KeptForm).count()


class Boxes(HTMLParser):
    """Reads for each form of a page where it goes and which boxes take words."""

    def __init__(self, html):
        super().__init__()
        self.forms = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self.forms.append({"action": given.get("action"), "texts": {}, "shown": set()})
            self.forms[-1] |= {"radios": {}, "options": {}, "select": None}
        is_control = tag in {"input", "select", "textarea"} and self.forms and given.get("name")
        if is_control and given.get("type") not in {"hidden", "submit", "button"}:
            self.forms[-1]["shown"].add(given["name"])
            kind = given.get("type", "text") if tag == "input" else tag
            if kind == "radio":
                self.forms[-1]["radios"].setdefault(given["name"], given.get("value", "on"))
            if kind in WORDS:
                self.forms[-1]["texts"][given["name"]] = WORDS[kind]
            self.forms[-1]["select"] = given["name"] if tag == "select" else None
        if tag == "option" and self.forms and self.forms[-1]["select"] and given.get("value"):
            self.forms[-1]["options"].setdefault(self.forms[-1]["select"], [given["value"]])


def opened(clients, url):
    """Return the page of an address for the first desk that may open it."""
    for client in clients:
        sheet = Sheet(client, url)
        if sheet.page.status == 200 and sheet.page.html:
            return sheet
    return None


def filled_in(form, boxes):
    """Return a form's body with words in every box for words, and one of what is chosen from."""
    chosen = {name: [first] for name, first in boxes["radios"].items()}
    body = chosen | form["values"] | {name: [words] for name, words in boxes["texts"].items()}
    is_blank = not typed_in({name: body.get(name, "") for name in boxes["shown"]})
    return body | boxes["options"] if is_blank else body


def forms_of(app, clients, keys):
    """Yield each form of the pages that has something to fill in: its page, target and body."""
    seen = set()
    for rule in app.url_map.iter_rules():
        is_file = {"suffix", "filename", "token"} & rule.arguments
        if "GET" not in rule.methods or is_file or not (url := fill(rule, keys)):
            continue
        if rule.endpoint.split(".")[0] in kept_sent.PRIVATE or not (sheet := opened(clients, url)):
            continue
        for form, boxes in zip(sheet.forms, Boxes(sheet.page.html).forms, strict=True):
            target = form["action"] or url
            if form["method"] != "post" or not boxes["shown"]:
                continue
            path = urlsplit(target).path
            endpoint, _values = app.url_map.bind("localhost").match(path, method="POST")
            if endpoint not in seen:
                seen.add(endpoint)
                yield sheet, endpoint, target, filled_in(form, boxes)


def test_every_form_of_every_page_is_given_back_filled(app, client_as):
    """Also those that only take a form: they have to be declared with `shows_words`."""
    office, nobody = Office(), PageClient(app, None)
    clients = [client_as(role) for role in DESKS]
    for client in clients:
        client.get("/account/")
    before, losses, number = counts(), {}, 0
    for sheet, endpoint, target, body in forms_of(app, clients, office.keys):
        way = next_of(nobody.post(target, body))
        assert way.startswith("/kept/"), f"declare {endpoint} with shows_words"
        shown = given_back(sheet.client, way)
        number += 1
        if lost := missing(shown, body):
            losses[endpoint] = lost
        assert shown.page.status == 200, endpoint
        assert "Nothing of it is saved yet" in shown.page.text, endpoint
    assert not losses
    assert number > 40
    assert grown(before, counts()) <= {"kept_form", "history_entry"}


ENDINGS = {
    "signed out elsewhere or a new password": lambda _client, _move: end_everywhere(),
    "signed out in another tab": lambda client, _move: client.post("/account/sign-out"),
    "idle": lambda _client, move: move(hours=3),
    "the longest time": lambda _client, move: move(hours=13),
    "signed out and the page looked at": lambda client, _move: (
        end_everywhere(),
        client.follow(client.get("/events/")),
    ),
    "a browser that forgot": lambda client, _move: client.client.delete_cookie("rapport"),
}


@pytest.fixture
def move(monkeypatch):
    """Return a function that moves the clock."""
    current = [LATE]
    monkeypatch.setattr(clock, "datetime", SimpleNamespace(now=lambda _zone: current[0]))
    for room in (
        "planner.web.kept_reading.now",
        "planner.web.kept_rows.now",
        "planner.web.formkeys.now",
        "planner.web.once.now",
    ):
        monkeypatch.setattr(room, lambda: current[0])

    def step(**far):
        current[0] += timedelta(**far)

    return step


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("checks", [False, True])
def test_whatever_ended_the_session_the_form_is_there_again_after_the_sign_in(
    app, monkeypatch, move, ending, checks
):
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", checks)
    make_nation("FR", is_partner=True)
    user = make_user(roles=[Role.PLANNER], email="ada@rapport.example")
    set_password(user, PASSWORD)
    client = PageClient(app, user)
    sheet = Sheet(client, "/events/quick")
    body = sheet.form()["values"] | quick()
    if checks and "another tab" in ending:
        token = {"csrf_token": body["csrf_token"]}
        client.post("/account/sign-out", token)
    else:
        ENDINGS[ending](client, move)
    answer = client.post("/events/quick", body)
    door = client.follow(answer)
    assert "What you typed is kept for a day" in door.text
    assert TYPED not in door.html
    form = Sheet(client, answer.location).form()["values"]
    page = client.post("/sign-in", form | {"email": user.email, "password": PASSWORD})
    shown = given_back(client, page.location)
    assert is_filled(shown, body)
    key = shown.form()["values"]["once"]
    assert key != body["once"]
    assert db.session.query(Event).count() == 0
    saved = shown.send()
    assert saved.status == 303, saved.text
    assert db.session.scalars(select(Event.title)).all() == [TYPED]
    assert number_kept() == 0
    gone = client.follow(client.get(page.location))
    assert "not kept any more" in gone.text


def test_somebody_else_who_signs_in_learns_nothing(planner, client_as):
    answer, _body = sent_after_the_end(planner)
    way = next_of(answer)
    there = given_back(in_again(planner), way).url
    for role in DESKS:
        other = client_as(role)
        lead = other.get(way)
        assert (lead.status, lead.location) == (303, "/")
        assert "kept" not in other.follow(lead).text
        page = other.get(there)
        assert TYPED not in page.text
        assert "you typed" not in page.text
    assert number_kept() == 1


@pytest.mark.parametrize("spoil", [lambda way: way[:-1], lambda way: way + "x", lambda _way: "~"])
def test_a_forged_reference_gives_nothing(planner, spoil):
    answer, _body = sent_after_the_end(planner)
    ref = spoil(next_of(answer).removeprefix("/kept/"))
    again = in_again(planner)
    assert again.get(f"/kept/{ref}").location == "/"
    page = again.get(f"/events/quick?typed={ref}")
    assert (page.status, TYPED in page.html) == (200, False)


def test_after_a_day_it_is_gone_and_the_next_sign_in_sweeps_it(planner, move, app):
    set_password(db.session.get(User, planner.user_id), PASSWORD)
    planner = in_again(planner)
    answer, _body = sent_after_the_end(planner)
    way = next_of(answer)
    move(hours=23)
    assert given_back(in_again(planner), way).form()["values"]["title"] == [TYPED]
    move(hours=2)
    again = in_again(planner)
    assert "not kept any more" in again.follow(again.get(way)).text
    assert number_kept() == 1
    nobody = PageClient(app, None)
    values = {"email": db.session.get(User, planner.user_id).email, "password": PASSWORD}
    assert nobody.post("/sign-in", values).status == 303
    assert number_kept() == 0


def test_the_command_that_looks_after_the_office_sweeps_too(planner, move):
    sent_after_the_end(planner)
    move(hours=25)
    CliRunner().invoke(check)
    assert number_kept() == 0


def test_the_database_holds_nothing_that_can_be_read(planner):
    answer, _body = sent_after_the_end(planner)
    row = db.session.scalars(select(KeptForm)).one()
    assert b"herons" not in row.words
    ref = next_of(answer).removeprefix("/kept/")
    assert ref.partition("~")[0] not in row.ref_hash + row.key_hash + row.path_hash


def test_nothing_typed_reaches_the_log(planner, caplog):
    caplog.set_level("DEBUG")
    answer, _body = sent_after_the_end(planner)
    given_back(in_again(planner), next_of(answer))
    assert "herons" not in caplog.text


def test_the_same_form_sent_again_is_kept_once_and_many_forms_up_to_a_number(planner):
    sheet = Sheet(planner, "/events/quick")
    body = sheet.form()["values"] | quick()
    end_everywhere()
    for _ in range(3):
        way = next_of(planner.post("/events/quick", body))
    assert number_kept() == 1
    again = in_again(planner)
    assert is_filled(given_back(again, way), body)
    for number in range(kept_rows.MOST + 3):
        planner.post("/events/quick", quick(once=f"key {number}"))
    assert number_kept() == kept_rows.MOST
    assert "not kept any more" in again.follow(again.get(way)).text


def test_what_is_too_large_is_not_kept_and_the_page_says_so(planner, monkeypatch):
    monkeypatch.setattr(kept, "LARGEST", 500)
    answer, _body = sent_after_the_end(planner, title="x" * 600)
    assert answer.status == 403
    assert "could not be kept" in answer.text
    assert "/sign-in" in " ".join(answer.links)
    assert number_kept() == 0


def test_a_large_form_with_many_rows_is_kept_whole(planner):
    rows = {f"row-{number}": [f"Line {number}\r\nß 漢 {'x' * 100}"] for number in range(4000)}
    answer, _body = sent_after_the_end(planner, **rows)
    ref = next_of(answer).removeprefix("/kept/")
    row = db.session.scalars(select(KeptForm)).one()
    words = kept_seals.opened(row.words, planner.user_id)
    assert words.form.getlist("row-3999") == rows["row-3999"]
    assert words.form.getlist("title") == [TYPED]
    assert ref


def test_who_never_signed_in_here_can_store_nothing(app, planner):
    nobody = PageClient(app, None)
    forged = Sheet(planner, "/events/quick").form()["values"]["once"][0]
    for key in ("", "key", forged[:-1] + ("A" if forged[-1] != "A" else "B"), f"x.{1:x}.0.x"):
        page = nobody.post("/events/quick", quick(once=key))
        assert page.status == 403
        assert "Your role" not in page.text
        assert "not signed in" in page.text
        assert any(link.startswith("/sign-in") for link in page.links)
    assert number_kept() == 0


def test_a_sender_without_a_session_may_leave_only_so_many(app, planner, monkeypatch):
    monkeypatch.setattr(limiter, "enabled", True)
    monkeypatch.setattr(limiter, "_limiter", MovingWindowRateLimiter(MemoryStorage()))
    monkeypatch.setattr(kept_senders, "FROM_NOBODY", RateLimitItemPerHour(2, namespace="a test"))
    sheet = Sheet(planner, "/events/quick")
    body = sheet.form()["values"] | quick()
    end_everywhere()
    answers = [planner.post("/events/quick", body).status for _ in range(3)]
    assert answers == [303, 303, 403]


@pytest.mark.parametrize(
    ("headers", "is_kept"),
    [
        ({"Origin": "https://elsewhere.example"}, False),
        ({"Origin": "null"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Origin": "http://localhost"}, True),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://behind-a-proxy"}, True),
    ],
)
def test_what_another_site_sends_is_never_kept(planner, headers, is_kept):
    sheet = Sheet(planner, "/events/quick")
    end_everywhere()
    body = sheet.form()["values"] | quick()
    planner.open("POST", "/events/quick", data=body, headers=headers)
    assert number_kept() == is_kept


def test_who_has_to_choose_a_password_first_finds_the_form_afterwards(planner):
    body = Sheet(planner, "/events/quick").form()["values"] | quick()
    db.session.get(User, planner.user_id).must_change_password = True
    db.session.commit()
    answer = planner.post("/events/quick", body)
    assert (answer.status, answer.location) == (303, "/account/password")
    assert "kept for a day" in planner.follow(answer).text
    db.session.get(User, planner.user_id).must_change_password = False
    db.session.commit()
    [way] = [link for link in planner.get("/account/").links if "/kept/" in link]
    assert is_filled(given_back(planner, way), body)


def test_asking_for_the_head_of_a_page_after_the_end_is_refused_as_before(planner):
    planner.get("/events/")
    end_everywhere()
    assert planner.open("HEAD", "/events/").status == 403


def test_a_deactivated_user_leaves_nothing(planner):
    user = db.session.get(User, planner.user_id)
    sheet = Sheet(planner, "/events/quick")
    user.active = False
    end_everywhere()
    answer = planner.post("/events/quick", sheet.form()["values"] | quick())
    assert (answer.status, number_kept()) == (403, 0)


def test_a_form_opened_by_somebody_else_in_this_browser_waits_for_them(live, client_as):
    make_nation("FR", is_partner=True)
    first, second = client_as("planner").user, client_as("planner").user
    opened_by = PageClient(live, first)
    body = Sheet(opened_by, "/events/quick").form()["values"] | quick()
    other = PageClient(live, second)
    other.get("/events/")
    page = other.post("/events/quick", body)
    assert page.status == 400
    assert "waits for them" in page.text
    assert not any("/kept/" in link for link in page.links)
    assert db.session.scalars(select(KeptForm.user_id)).one() == first.id


def test_no_password_is_kept(planner, client_as):
    words = {"current": TYPED, "new": TYPED, "again": TYPED}
    administrator = client_as("administrator")
    administrator.get("/users/new")
    end_everywhere()
    planner.get("/account/password")
    answers = [planner.post("/account/password", words)]
    answers += [planner.post(where, words) for where in ("/sign-in", "/account/reset/no-such")]
    answers.append(administrator.post("/users/new", {"name": "New", "one-password": TYPED}))
    assert number_kept() == 0
    assert all(TYPED not in answer.html for answer in answers)


@pytest.mark.parametrize("token", [None, "forged", "stale"])
def test_a_form_with_a_stale_token_is_kept_and_offered_at_once(live, client_as, token):
    make_nation("FR", is_partner=True)
    client = PageClient(live, client_as("planner").user)
    body = Sheet(client, "/events/quick").form()["values"] | quick()
    if token == "stale":  # the user has signed in anew in another tab
        client = in_again(client)
        client.get("/events/")
    else:
        body["csrf_token"] = [token or ""]
    page = client.post("/events/quick", body)
    assert page.status == 400
    assert "what you typed is kept" in page.text
    [way] = [link for link in page.links if "/kept/" in link]
    shown = given_back(client, way)
    assert is_filled(shown, body)
    assert db.session.query(Event).count() == 0
    assert shown.send().status == 303
    assert db.session.query(Event).count() == 1
    assert number_kept() == 0


def test_signing_out_twice_is_harmless_and_a_stale_sign_in_opens_its_page_again(live):
    nobody = PageClient(live, None)
    page = nobody.post("/account/sign-out", {})
    assert (page.status, page.location) == (303, "/sign-in")
    stale = nobody.post("/sign-in?next=/people/", {"email": "a@b.example", "password": TYPED})
    assert stale.status == 400
    assert "/sign-in?next=/people/" in [link.replace("%2F", "/") for link in stale.links]
    assert TYPED not in stale.html


def test_a_form_that_is_shown_again_and_refused_stays_kept_until_it_is_saved(planner):
    answer, _body = sent_after_the_end(planner, day="")
    again = in_again(planner)
    shown = given_back(again, next_of(answer))
    assert shown.send().status == 422
    assert shown.form()["values"]["title"] == [TYPED]
    assert number_kept() == 1
    body = shown.form()["values"] | {"day": ["2030-11-20"]}
    end_everywhere()
    way = next_of(again.post(shown.url, body))
    assert number_kept() == 1
    third = given_back(in_again(planner), way)
    assert third.send(day="2030-11-21").status == 303
    assert number_kept() == 0


def test_another_form_of_the_page_does_not_use_the_kept_one_up(client_as):
    event = make_event(state=EventState.CONCEPT)
    client = client_as("country_desk")
    sheet = Sheet(client, f"/events/{event.id}/people")
    body = sheet.form("/people/new")["values"] | {"new-name": [TYPED]}
    end_everywhere()
    way = next_of(client.post(f"/events/{event.id}/people/new", body))
    shown = given_back(in_again(client), way)
    assert is_filled(shown, body)
    again = shown.client
    again.post(f"/events/{event.id}/people/give", {"typed": shown.form("/new")["values"]["typed"]})
    assert number_kept() == 1


def test_a_kept_edit_merges_with_what_others_saved_since(client_as):
    person = make_person("FR", name="Jean", purpose="Takes part")
    client = client_as("country_desk")
    sheet = Sheet(client, f"/people/{person.id}/edit")
    body = sheet.form()["values"] | {"name": ["Jeanne"]}
    end_everywhere()
    way = next_of(client.post(sheet.url, body))
    other = Sheet(client_as("country_desk"), f"/people/{person.id}/edit")
    answer = other.send(rank="Colonel")
    assert answer.status == 303, answer.text
    shown = given_back(in_again(client), way)
    assert shown.send().status == 303
    db.session.refresh(person)
    assert (person.name, person.rank) == ("Jeanne", "Colonel")


BUTTONS = {
    "/events/{id}/move/cancelled": "/events/{id}/move/cancelled",
    "/events/{id}/copy": "/events/{id}/copy",
    "/events/{id}/discard": "/events/{id}",
    "/follow-ups/{follow_up}/done": "/follow-ups/{follow_up}",
    "/account/sessions/1/end": "/account",
    "/account/sessions/end-all": "/account",
    "/requirements/agree": "/requirements",
}


@pytest.mark.parametrize("button", BUTTONS)
def test_a_button_pressed_after_the_end_does_nothing_and_its_page_is_there(client_as, button):
    event = make_event(state=EventState.CONCEPT)
    follow_up = make_follow_up(event)
    keys = {"id": event.id, "follow_up": follow_up.id}
    client = client_as("country_desk")
    client.get("/events/")
    end_everywhere()
    before = counts()
    answer = client.post(button.format(**keys), {"once": "key"})
    assert next_of(answer) == BUTTONS[button].format(**keys)
    assert "Sign in, then press the button again" in client.follow(answer).text
    assert counts() == before
    again = in_again(client)
    page = again.get(next_of(answer))
    assert (page if page.status == 200 else again.get(page.location)).status == 200
    assert db.session.get(Event, event.id, populate_existing=True).state is EventState.CONCEPT


def test_a_button_leads_back_to_the_page_it_stood_on_but_to_no_other_site(client_as):
    client = client_as("country_desk")
    client.get("/events/")
    end_everywhere()
    for came_from, leads_to in (
        ("http://localhost/follow-ups?q=visit", "/follow-ups?q=visit"),
        ("http://elsewhere.example/follow-ups", "/follow-ups/7"),
        ("http://localhost//elsewhere.example/", "/follow-ups/7"),
    ):
        headers = {"Referer": came_from}
        page = client.open("POST", "/follow-ups/7/done", data={}, headers=headers)
        assert next_of(page) == leads_to


def broken(monkeypatch, error):
    def fail(**_values):
        raise error

    monkeypatch.setattr(quick_views, "quick_log", fail)


def test_a_bug_keeps_what_was_typed_and_gives_a_reference_that_stands_in_the_log(
    live, client_as, monkeypatch, caplog
):
    make_nation("FR", is_partner=True)
    client = PageClient(live, client_as("planner").user)
    body = Sheet(client, "/events/quick").form()["values"] | quick()
    with monkeypatch.context() as patch:
        broken(patch, ValueError(TYPED))
        page = client.post("/events/quick", body)
    assert page.status == 500
    assert "Nothing was saved" in page.text
    assert "kept for a day" in page.text
    reference = page.headers["X-Request-Id"]
    assert reference in page.text
    assert (
        any(
            getattr(record, "request_id", "") == reference or reference in record.getMessage()
            for record in caplog.records
            if "unexpected error" in record.getMessage()
        )
        or "unexpected error" in caplog.text
    )
    assert "herons" not in caplog.text
    [way] = [link for link in page.links if "/kept/" in link]
    shown = given_back(client, way)
    assert is_filled(shown, body)
    assert shown.send().status == 303
    assert number_kept() == 0


def test_a_rule_broken_outside_the_form_keeps_what_was_typed(live, client_as, monkeypatch):
    make_nation("FR", is_partner=True)
    client = PageClient(live, client_as("planner").user)
    body = Sheet(client, "/events/quick").form()["values"] | quick()

    def refuse(*_given):
        raise RuleBroken("The office is closed.")

    with monkeypatch.context() as patch:
        patch.setattr(quick_views, "suggested", refuse)
        page = client.post("/events/quick", body)
    assert page.status == 422
    assert "The office is closed." in page.text
    [way] = [link for link in page.links if "/kept/" in link]
    assert is_filled(given_back(client, way), body)


def test_a_bug_while_keeping_fails_too_hands_the_words_back_in_the_page(
    live, client_as, monkeypatch
):
    make_nation("FR", is_partner=True)
    client = PageClient(live, client_as("planner").user)
    body = Sheet(client, "/events/quick").form()["values"] | quick()

    def gone(*_given):
        raise OperationalError("", {}, Exception("gone"))

    with monkeypatch.context() as patch:
        broken(patch, ValueError())
        patch.setattr(kept, "written", gone)
        page = client.post("/events/quick", body)
    assert page.status == 500
    assert "could not be kept on the server" in page.text
    assert "is kept for a day" not in page.text
    sheet = Sheet(client, "/events/quick")
    sheet.page = page
    sheet.read()
    assert is_filled(sheet, body)
    assert sheet.send().status == 303
    assert db.session.scalars(select(Event.title)).all() == [TYPED]


def test_after_something_was_saved_a_bug_does_not_say_that_nothing_was(
    live, client_as, monkeypatch
):
    make_nation("FR", is_partner=True)
    client = PageClient(live, client_as("planner").user)
    body = Sheet(client, "/events/quick").form()["values"] | quick()

    def fail(_event):
        raise ValueError

    monkeypatch.setattr(quick_views, "key_of", fail)
    page = client.post("/events/quick", body)
    assert page.status == 500
    assert "What you sent was saved" in page.text
    assert "Nothing was saved" not in page.text
    assert number_kept() == 0


def test_words_for_a_page_that_is_gone_are_shown_as_they_are(client_as, monkeypatch):
    person = make_person("FR", name="Jean")
    client = client_as("country_desk")
    sheet = Sheet(client, f"/people/{person.id}/edit")
    body = sheet.form()["values"] | {"name": [TYPED]}
    db.session.delete(person)
    db.session.commit()
    page = client.post(sheet.url, body)
    assert page.status == 404
    [way] = [link for link in page.links if "/kept/" in link]
    shown = client.follow(client.get(way))
    assert shown.status == 200
    assert TYPED in shown.text
    assert "cannot be opened any more" in shown.text


def test_who_comes_back_another_way_finds_the_form_on_the_account_page(app, planner, client_as):
    set_password(db.session.get(User, planner.user_id), PASSWORD)
    answer, body = sent_after_the_end(in_again(planner))
    client = PageClient(app, None)
    values = {"email": db.session.get(User, planner.user_id).email, "password": PASSWORD}
    lead = client.post("/sign-in", values)
    assert "kept for you: see your account" in client.follow(lead).text
    page = client.get("/account/")
    assert next_of(answer) in page.links
    assert TYPED not in page.text
    assert is_filled(given_back(client, next_of(answer)), body)
    other = client_as("planner").get("/account/")
    assert "Forms kept for you" not in other.text


def test_a_user_who_goes_takes_the_kept_forms_along(planner):
    sent_after_the_end(planner)
    db.session.delete(db.session.get(User, planner.user_id))
    db.session.commit()
    assert number_kept() == 0


def test_two_answers_hold_other_octets_for_the_same_secret_and_both_are_taken(live, client_as):
    make_nation("FR", is_partner=True)
    client = PageClient(live, client_as("planner").user)
    pages = [client.get("/events/quick").html for _ in range(2)]
    tokens = [set(re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', page)) for page in pages]
    keys = [re.findall(r'name="once" value="([^"]+)"', page) for page in pages]
    with client.client.session_transaction() as session:
        secret = session["csrf_token"]
    assert [len(found) for found in tokens] == [1, 1]
    assert tokens[0] != tokens[1]
    assert not set(keys[0]) & set(keys[1])
    assert all(secret not in page for page in pages)
    for [token], [key, *_others] in zip(tokens, keys, strict=True):
        body = quick(csrf_token=token, once=key)
        assert client.post("/events/quick", body).status == 303
        assert client.post("/events/quick", body).status == 303
    assert db.session.query(Event).count() == 2


@pytest.mark.parametrize("token", ["", "A", "AAAA", "é", "x" * 5000, "a.b.c", "=" * 108])
def test_a_spoiled_token_is_refused_calmly(live, client_as, token):
    client = PageClient(live, client_as("planner").user)
    client.get("/events/")
    assert client.post("/events/quick", quick(csrf_token=token)).status == 400
