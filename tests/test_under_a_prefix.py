"""Rapport mounted below a path of a host: nothing that it says leads out of its place."""

import re
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from werkzeug.exceptions import MethodNotAllowed

from planner.accounts.passwords import set_password
from planner.choices import EventState, Marking
from planner.db import db
from planner.web.targets import local_target
from tests.factories import (
    make_event,
    make_follow_up,
    make_indicator,
    make_nation,
    make_objective,
    make_organisation,
    make_outcome,
    make_own_nation,
    make_person,
    make_programme,
    make_report,
    make_requirement,
    make_user,
)
from tests.pages import Page

PREFIX = "/office/rapport"
HERE = f"http://localhost{PREFIX}/"
PASSWORD = "a calm harbour at dusk"
LEADS = {"href", "src", "action", "formaction", "data-suggest-url", "poster", "srcset", "cite"}


class Leads(HTMLParser):
    """Collects what a page leads to, and what each of its forms that post would send."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.forms: list[tuple[str, dict]] = []
        self.is_in_form = False

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        self.found += [value for name, value in given.items() if name in LEADS]
        if tag == "form":
            self.is_in_form = given.get("method", "").lower() == "post"
            if self.is_in_form:
                self.forms.append((given.get("action", ""), {}))
        elif self.is_in_form and tag in {"input", "button"} and given.get("name"):
            self.forms[-1][1].setdefault(given["name"], []).append(given.get("value", ""))

    def handle_endtag(self, tag):
        self.is_in_form = self.is_in_form and tag != "form"


class Mounted:
    """A browser on the product below its path; every answer is looked through."""

    def __init__(self, app) -> None:
        self.app, self.client, self.left = app, app.test_client(), set()

    def open(self, url, method="GET", **more) -> Page:
        """Fetch an address of our place; note whatever leads out of it."""
        assert url.startswith(f"{PREFIX}/"), url
        path = url.removeprefix(PREFIX)
        page = Page(self.client.open(path, method=method, base_url=HERE, **more))
        page.response.close()
        db.session.expire_all()
        if page.location:
            self.look(url, page.location)
        for cookie in page.headers.getlist("Set-Cookie"):
            assert re.search(rf"Path={PREFIX}(;|$)", cookie), cookie
        self.leads = Leads()
        self.leads.feed(page.html)
        for lead in self.leads.found:
            self.look(url, lead)
        return page

    def look(self, url, lead) -> None:
        """Note an address of this host that is outside our place."""
        whole = urlsplit(urljoin(f"http://localhost{url}", lead))
        if whole.netloc == "localhost" and not whole.path.startswith(f"{PREFIX}/"):
            self.left.add((url, lead))

    def endpoint(self, url, method="GET"):
        """Return which page of ours an address opens; None for what only a button does."""
        path = urlsplit(url).path.removeprefix(PREFIX)
        try:
            return self.app.url_map.bind("localhost").match(path, method=method)[0]
        except MethodNotAllowed:
            return None

    def sign_in(self, user, **more) -> Page:
        set_password(user, PASSWORD)
        db.session.commit()
        sent = {"email": user.email, "password": PASSWORD, **more}
        return self.open(f"{PREFIX}/sign-in", "POST", data=sent)

    def walk(self, start) -> dict[str, tuple[str, list]]:
        """Open one address of every kind that is led to; return them with their forms."""
        seen, waiting = {}, [start]
        while waiting:
            url = waiting.pop(0)
            endpoint = self.endpoint(url)
            if endpoint in seen or endpoint in {"static", None}:
                continue
            page = self.open(url)
            assert page.status < 400 or page.status == 422, (url, page.status)
            seen[endpoint] = (url, self.leads.forms)
            led = [urljoin(url, lead) for lead in [*self.leads.found, page.location] if lead]
            waiting += [lead for lead in led if lead.startswith(f"{PREFIX}/")]
        return seen


@pytest.fixture
def mounted(app):
    return Mounted(app)


def an_office(owner):
    """Make one row of everything that a page leads to."""
    make_own_nation()
    objective = make_objective()
    make_indicator(objective)
    make_requirement(objective, "FR", year=2030)
    make_nation("FR", is_partner=True)
    programme = make_programme()
    event = make_event(
        objectives=[objective], state=EventState.REPORTED, programme=programme, owner=owner
    )
    make_event(objectives=[objective], owner=owner, marking=Marking.OFFICIAL)
    make_outcome(objective, [event])
    make_report(event)
    make_follow_up(event, owner)
    make_organisation()
    make_person("FR")
    return event


def test_no_page_form_or_redirect_leaves_the_place(mounted):
    user = make_user(roles=["country_desk", "planner", "approver", "administrator"])
    an_office(user)
    assert mounted.sign_in(user).location == f"{PREFIX}/"
    opened, sent = mounted.walk(f"{PREFIX}/"), set()
    assert mounted.left == set()
    assert len(opened) > 90
    for url, forms in opened.values():
        for action, fields in forms:
            target = urljoin(url, action) if action else url
            endpoint = mounted.endpoint(target, "POST")
            if endpoint not in sent | {"account.sign_out"}:
                sent.add(endpoint)
                mounted.open(target, "POST", data=fields)
    assert mounted.left == set()
    assert len(sent) > 40


def test_the_way_through_the_sign_in_stays_in_the_place(mounted):
    event = make_event()
    asked = mounted.open(f"{PREFIX}/events/{event.id}?tab=a")
    assert asked.status == 303
    page = mounted.open(asked.location)
    next_one = re.search(r'name="next"[^>]*value="([^"]*)"', page.html)[1]
    user = make_user(roles=["viewer"])
    assert mounted.sign_in(user, next=next_one).location == f"{PREFIX}/events/{event.id}?tab=a"
    assert mounted.open(f"{PREFIX}/sign-in").location == f"{PREFIX}/"
    left = mounted.open(f"{PREFIX}/account/sign-out", "POST")
    assert left.location == f"{PREFIX}/sign-in"


def test_pages_of_errors_lead_back_into_the_place(mounted):
    mounted.sign_in(make_user(roles=["viewer"]))
    for method, path, code in (
        ("GET", "/no-such-page", 404),
        ("GET", "/users/", 403),
        ("POST", "/events/", 405),
        ("GET", "/events/?after=nonsense", 400),
    ):
        assert mounted.open(PREFIX + path, method).status == code, path
        assert f"{PREFIX}/" in mounted.leads.found, path
    assert mounted.left == set()


def test_styles_scripts_and_pictures_are_fetched_from_the_place(mounted):
    page = mounted.open(f"{PREFIX}/sign-in")
    files = [lead for lead in mounted.leads.found if "/static/" in lead]
    assert len(files) > 10
    for url in files:
        answer = mounted.open(url)
        assert answer.status == 200, url
        text = answer.response.get_data(as_text=True)
        outside = re.findall(r"""(?:url\(|import\s*\(?|from\s)\s*["']?(/[^"')]*)""", text)
        assert not outside, (url, outside)
    assert page.status == 200


def test_files_and_feeds_name_the_place(app, mounted):
    user = make_user(roles=["viewer"])
    event = make_event()
    mounted.sign_in(user)
    rows = mounted.open(f"{PREFIX}/events.csv").response.get_data(as_text=True)
    assert f"{HERE}events/{event.id}" in rows
    made = mounted.open(f"{PREFIX}/feeds/new", "POST", data={"name": "Mine"})
    [secret] = set(re.findall(r"http://localhost(/[^\s\"<]*/f/[^\s\"<]+\.ics)", made.html))
    assert secret.startswith(f"{PREFIX}/f/")
    anyone = Mounted(app)
    answer = anyone.open(secret)
    assert answer.status == 200
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    "url",
    [
        *("/", "/events/", "/office", "/office/rapportage", "//other.example/", "", None),
        *(f"{PREFIX}/../other/", f"{PREFIX}/%2e%2e/other/", f"{PREFIX}/./../../"),
    ],
)
def test_no_request_leads_out_of_the_place(app, url):
    with app.test_request_context("/", base_url=HERE):
        assert local_target(url) == f"{PREFIX}/"
        assert local_target(f"{PREFIX}/events/?q=a/../b") == f"{PREFIX}/events/?q=a/../b"
