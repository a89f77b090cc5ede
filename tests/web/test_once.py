"""Forms sent twice: rows are made once, and both answers lead to the same page.

Every form that makes rows stands in a table here, and each other address that takes a POST
is sent twice as well, so that none is forgotten.
"""

import re
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import func, select
from werkzeug.exceptions import Forbidden, NotFound

from planner.choices import EventState, Role
from planner.db import db
from planner.events.models import Event
from planner.events.plan import quick_views
from planner.web import once
from planner.web.models import SpentKey
from tests.factories import (
    NOW,
    make_event,
    make_nation,
    make_person,
)
from tests.sheets import Sheet
from tests.test_access_walk import World, fill

LATE = datetime(2030, 12, 30, 12, tzinfo=UTC)
TEMPLATES = Path(__file__).parents[2] / "templates"
MAKES_ROWS = re.compile(r"\.(new|add|copy|keep|adopt|import)")
WORDS = {"title": "Twice", "name": "Twice", "code": "T01", "happened": "It went well"}
DAYS = {"starts_on": "2030-01-01", "ends_on": "2030-12-31"}


class Paper(BytesIO):
    """A file that can be sent again: at its end it begins anew, and nobody closes it."""

    name = "twice.pdf"

    def read(self, size=-1):
        found = super().read(size)
        if not found:
            self.seek(0)
        return found

    def close(self):
        self.seek(0)


CREATORS = {
    # endpoint: role, page with the form, end of the form's address, what is typed
    "events.new": ("planner", "/events/new", "", WORDS | {"partner_codes": "FR"}),
    "events.quick": ("planner", "/events/quick", "", WORDS | {"partner_codes": "FR"}),
    "events.copy": ("country_desk", "/events/{event_id}/copy", "", WORDS),
    "events.next_edition_of": ("country_desk", "/events/{event_id}/next-edition", "", WORDS),
    "events.revive": ("country_desk", "/events/{cancelled_id}/revive", "", WORDS),
    "events.comment": ("approver", "/events/{event_id}/comment", "", {"comment": "Twice"}),
    "events.risks": (
        "country_desk",
        "/events/{event_id}/risks",
        "",
        {"category": "weather", "likelihood": "1", "impact": "1", "mitigation": "Twice"},
    ),
    "events.coordination": ("country_desk", "/events/{event_id}/coordination", "", {}),
    "searches.keep": ("planner", "/kept-searches/new?of=events&state=planned", "", WORDS),
    "events.add_known": ("country_desk", "/events/{event_id}/people?q=Newcomer", "/people/add", {}),
    "events.add_new": (
        "country_desk",
        "/events/{event_id}/people",
        "/people/new",
        {"new-name": "Twice Once", "new-nation_code": "FR"},
    ),
    "feeds.new": ("planner", "/feeds/new", "", WORDS),
    "followups.new": (
        "country_desk",
        "/follow-ups/new?event={event_id}",
        "",
        {"what": "Twice", "owner_id": "{owner_id}", "due_on": "2030-01-01"},
    ),
    "commitments.new": (
        "country_desk",
        "/commitments/new?nation=FR",
        "",
        {"what": "Twice", "promised_on": "2030-01-01", "due_on": "2030-01-01"},
    ),
    "indicators.new": (
        "country_desk",
        "/objectives/{objective_id}/indicators/new",
        "",
        WORDS | {"unit": "talks", "baseline": "1", "source": "manual"},
    ),
    "indicators.new_link": (
        "country_desk",
        "/objectives/indicators/{indicator_id}/links/new",
        "",
        {"asked_of": "Twice", "days": "30"},
    ),
    "indicators.new_target": (
        "country_desk",
        "/objectives/indicators/{indicator_id}/targets/new",
        "",
        {"starts_on": "2040-01-01", "ends_on": "2040-12-31", "value": "99"},
    ),
    "indicators.new_update": (
        "country_desk",
        "/objectives/indicators/{indicator_id}/updates/new",
        "",
        {"seen_on": "2024-01-01", "value": "3", "note": "Twice"},
    ),
    "institutions.new": ("planner", "/institutions/new", "", WORDS | {"nation_code": "FR"}),
    "jobs.new": ("administrator", "/jobs/new", "", {"kind": "reindex"}),
    "attachments.new": (
        "country_desk",
        "/attachments/new?event={event_id}",
        "",
        {"files": Paper(b"%PDF-1.7\nTwice\n%%EOF\n")},
    ),
    "mailings.new": (
        "country_desk",
        "/mailed-reports/new/figures",
        "",
        {"colleagues": ["{owner_id}"], "forms": ["csv"]},
    ),
    "released.new": ("country_desk", "/released-copies/new/FR", "", {}),
    "lessons.new": ("country_desk", "/lessons/new?event={event_id}", "", {"what": "Twice"}),
    "concerns.new": (
        "country_desk",
        "/concerns/new?event={event_id}",
        "",
        {"what": "Twice", "source": "press"},
    ),
    "media.new": ("country_desk", "/media/new?event={event_id}", "", WORDS),
    "nation_names.index": (
        "country_desk",
        "/nations/names/",
        "",
        {"name": "Land of Lions", "nation_code": "FR"},
    ),
    "objectives.new": (
        "country_desk",
        "/plans/{plan_id}/objectives/new",
        "",
        WORDS | {"smart": "Twice"},
    ),
    "organisations.new": ("planner", "/organisations/new", "", WORDS | {"nation_code": "FR"}),
    "outcomes.new": (
        "country_desk",
        "/outcomes/new?event={event_id}",
        "",
        WORDS | {"objective_id": "{objective_id}"},
    ),
    "partner_groups.new": (
        "country_desk",
        "/partner-groups/new",
        "",
        {"code": "DUO", "name": "Duo", "members": ["FR", "ID"]},
    ),
    "people.new": ("planner", "/people/new", "", WORDS | {"nation_code": "FR"}),
    "ways.new": (
        "planner",
        "/nations/FR/ways/new",
        "",
        {"kind": "custom", "text": "Twice", "looked_on": "2030-01-01"},
    ),
    "aims.new": ("country_desk", "/aims/new", "", WORDS | {"agency": "Twice"}),
    "plans.adopt": ("country_desk", "/plans/adopt", "", WORDS | DAYS),
    "plans.new": ("country_desk", "/plans/new", "", WORDS | DAYS),
    "plans.new_line": ("country_desk", "/plans/{plan_id}/lines/new", "", WORDS),
    "programmes.new": ("planner", "/programmes/new", "", WORDS | {"kind": "series"}),
    "reports_after_action.edit": (
        "country_desk",
        "/events/{event_id}/report",
        "",
        WORDS | {"lessons-0-what": "Learned twice", "has_no_lessons": None},
    ),
    "requirements.edit": ("country_desk", "/requirements/edit?plan={plan_id}", "", {}),
    "users.new": (
        "administrator",
        "/users/new",
        "",
        {
            "name": "Twice",
            "email": "twice@rapport.example",
            "roles": ["planner"],
            "ceiling": "1",
            "nations": ["FR"],
        },
    ),
}
"""Every form that makes rows, filled in so that it is accepted."""

WITHOUT_KEY = {
    "account.ask_reset": "nobody is signed in",
    "account.reset": "nobody is signed in",
    "account.sign_out": "nothing is written",
    "outside.give": "nobody is signed in, and the link is good for one value",
    "people.export": "a file is handed out as often as it is asked for, and noted each time",
    "sessions.end_all": "it signs the user out",
    "security.login": "nobody is signed in",
    "security.logout": "no page of the product",
    "security.verify": "no page of the product",
}


class Office(World):
    """The rows of the walk through every page, and some that forms need."""

    def __init__(self) -> None:
        super().__init__()
        make_nation("FR", is_partner=True)
        cancelled = make_event(state=EventState.CANCELLED)
        make_person("FR", name="Newcomer", name_key="newcomer")
        db.session.get(Event, self.visible["event_id"]).state = EventState.EXECUTED
        self.indicator.is_releasable = True
        self.keys = self.visible | {
            "cancelled_id": cancelled.id,
            "objective_id": self.objective.id,
            "indicator_id": self.indicator.id,
            "programme_id": self.programme.id,
            "organisation_id": self.organisation.id,
            "aim_id": self.aim.id,
            "plan_id": self.objective.line.plan_id,
            "line_id": self.objective.line_id,
            "owner_id": self.owner.id,
            "user_id": self.owner.id,
        }
        db.session.commit()


def counts():
    """Return how many rows each table has, but for those that note what happened."""
    return {
        table.name: db.session.scalar(select(func.count()).select_from(table))
        for table in db.metadata.sorted_tables
        if table.name not in {"spent_key", "sign_in_failure"}
    }


def grown(before, after):
    """Return the tables that have other numbers of rows now."""
    return {name for name, number in before.items() if after[name] != number}


def filled(keys, typed):
    """Return what is typed, with the keys of rows in it."""
    return {
        name: (
            value.format(**keys)
            if isinstance(value, str)
            else [one.format(**keys) for one in value]
            if isinstance(value, list)
            else value
        )
        for name, value in typed.items()
    }


def opened(client_as, keys, endpoint):
    """Return the page with a creating form, and the form's body as a browser would send it."""
    role, url, ending, typed = CREATORS[endpoint]
    sheet = Sheet(client_as(role), url.format(**keys))
    form = sheet.form(ending)
    body = form["values"] | filled(keys, typed)
    if endpoint == "requirements.edit":
        name = next(name for name in body if name not in {"once", "csrf_token", "version", "base"})
        body[name] = "7"
    return sheet, form["action"] or sheet.url, {n: v for n, v in body.items() if v is not None}


def others(app):
    """Return the rules of forms that change or remove rows."""
    known = {*CREATORS, *WITHOUT_KEY}
    rules = [rule for rule in app.url_map.iter_rules() if "POST" in rule.methods]
    return [rule for rule in rules if rule.endpoint not in known]


def test_every_form_that_makes_rows_stands_in_the_table(app):
    found = {rule.endpoint for rule in others(app) if MAKES_ROWS.search(rule.endpoint)}
    assert not found, f"say in CREATORS how these are filled in: {found}"
    assert {*CREATORS, *WITHOUT_KEY} <= {rule.endpoint for rule in app.url_map.iter_rules()}


@pytest.fixture(autouse=True)
def after_the_events(app, clock_at, monkeypatch):
    """Let what is recorded lie in the past, and mails have somewhere to go."""
    clock_at(LATE)
    monkeypatch.setitem(app.config, "RAPPORT_SMTP_HOST", "127.0.0.1")


@pytest.mark.no_database
@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_every_form_that_posts_carries_a_key(path):
    source = path.read_text()
    for form in re.findall(r'<form[^>]*method="post".*?</form>', source, re.S):
        sends_again = path.name == "_echo.html"  # its fields are those that were sent, keys too
        if "sign_out_url" not in form and path.name != "sign_in.html" and not sends_again:
            assert ".hidden_tag()" in form or "guards()" in form, "write {{ guards() }} into it"


@pytest.mark.parametrize("endpoint", CREATORS)
def test_a_form_that_makes_rows_makes_them_once(client_as, endpoint):
    office = Office()
    sheet, url, body = opened(client_as, office.keys, endpoint)
    assert body["once"][0]
    before = counts()
    first = sheet.client.post(url, body)
    after = counts()
    assert first.status in {200, 303}, first.text[:1500]
    assert after != before
    second = sheet.client.post(url, body)
    assert counts() == after
    assert second.status == 303
    if first.status == 303:
        assert second.location == first.location
    page = sheet.client.follow(second)
    assert page.status == 200
    assert "This was saved already" in page.text or "This was done already" in page.text


@pytest.mark.parametrize("endpoint", CREATORS)
def test_a_refused_form_keeps_its_key_good(client_as, endpoint):
    office, typed = Office(), CREATORS[endpoint][3]
    sheet, url, body = opened(client_as, office.keys, endpoint)
    spoiled = {name: "" if name in typed else value for name, value in body.items()}
    before = counts()
    sheet.client.post(url, spoiled)
    if counts() != before:
        return  # nothing had to be typed
    answer = sheet.client.post(url, body)
    assert answer.status in {200, 303}, answer.text[:1500]
    assert counts() != before


@pytest.mark.parametrize("role", [role.value for role in Role])
def test_whatever_is_sent_twice_answers_calmly(app, client_as, role):
    office, client = Office(), client_as(role)
    for rule in others(app):
        if not (url := fill(rule, office.keys)):
            continue
        body = {"once": f"key of {rule.endpoint}", "verification_source": "Signed minutes"}
        first = client.post(url, body)
        after = counts()
        second = client.post(url, body)
        assert grown(after, counts()) <= {"history_entry"}, rule.endpoint
        if first.status == 200:
            assert second.status == 303, rule.endpoint  # what was shown once is not shown again
            continue
        assert second.status == first.status, (rule.endpoint, first.status, second.status)
        assert second.location == first.location, rule.endpoint


def quick(**changes):
    """Return a quick log as sent, with a key."""
    day = {"day": "2030-11-21", "kind": "cultural_event", "partner_codes": ["FR"]}
    return {"title": "Choir", "once": "k" * 22} | day | changes


def titles():
    return list(db.session.scalars(select(Event.title).order_by(Event.id)))


@pytest.fixture
def planner(client_as):
    make_nation("FR", is_partner=True)
    return client_as("planner")


@pytest.mark.parametrize("key", ["a", "k" * 5000, "\x01", "’Ω\r\n", "../..", " "])
def test_a_spoiled_key_protects_like_another(planner, key):
    first = planner.post("/events/quick", quick(once=key))
    second = planner.post("/events/quick", quick(once=key))
    assert (first.status, second.status) == (303, 303)
    assert first.location == second.location
    assert titles() == ["Choir"]


def test_without_a_key_each_sending_counts(planner):
    for _ in range(2):
        assert planner.post("/events/quick", quick(once="")).status == 303
    assert titles() == ["Choir", "Choir"]


def test_the_key_of_another_user_is_a_key_of_ones_own(planner, client_as):
    mine = planner.post("/events/quick", quick())
    theirs = client_as("planner").post("/events/quick", quick())
    assert theirs.status == 303
    assert theirs.location != mine.location
    assert titles() == ["Choir", "Choir"]


def test_other_words_with_a_spent_key_are_kept_and_asked_about(planner):
    planner.post("/events/quick", quick())
    page = planner.post("/events/quick", quick(title="Orchestra"))
    assert page.status == 422
    assert "saved before, with other words" in page.text
    assert 'value="Orchestra"' in page.html
    assert titles() == ["Choir"]
    [key] = re.findall(r'name="once" value="([^"]+)"', page.html.partition("data-guard")[2])
    assert planner.post("/events/quick", quick(title="Orchestra", once=key)).status == 303
    assert titles() == ["Choir", "Orchestra"]


def test_the_same_key_at_another_address_is_other_words(planner):
    planner.post("/events/quick", quick())
    page = planner.post("/events/quick?kind=exercise", quick())
    assert page.status == 422
    assert titles() == ["Choir"]


def test_an_edit_may_be_sent_again_and_changed_again(client_as):
    person = make_person("FR", name="Jean")
    sheet = Sheet(client_as("country_desk"), f"/people/{person.id}/edit")
    body = sheet.form()["values"]
    for name in ("Jean B", "Jean B", "Jean C"):
        page = sheet.client.post(sheet.url, body | {"name": name})
        assert page.status in {303, 422}
        assert "saved before" not in page.html
    assert db.session.scalar(select(func.count()).select_from(SpentKey)) == 0


def test_a_person_typed_into_the_event_form_is_saved_with_it_once(planner):
    body = quick(title="Talks", new_name="Anne Once", new_nation="FR")
    for _ in range(2):
        page = planner.post("/events/new", body | {"add_person": "1"})
        assert page.status == 200
        assert 'value="Talks"' in page.html
        assert "Anne Once" in page.text
    assert counts()["person"] == 0
    once_body = planner.fields("/events/new") | {"title": "Talks", "newcomers": "1"}
    once_body |= {"newcomer_0_name": "Anne Once", "newcomer_0_nation": "FR"}
    once_body |= {"partner_codes": ["FR"], "date_precision": "day", "modality": "in_person"}
    answers = [planner.post("/events/new", once_body) for _ in range(2)]
    assert [page.status for page in answers] == [303, 303], answers[0].text[:1500]
    assert answers[0].location == answers[1].location
    assert counts()["person"] == 1


def test_an_answer_that_is_shown_once_leads_to_where_a_new_one_is_asked_for(client_as):
    client = client_as("administrator")
    body = {"name": "New", "email": "new@rapport.example", "roles": ["viewer"], "ceiling": "0"}
    body["has_all_nations"] = "y"
    first = client.post("/users/new", body | {"once": "key"})
    assert first.status == 200
    page = client.follow(client.post("/users/new", body | {"once": "key"}))
    assert "not shown twice" in page.text
    assert "new@rapport.example" in page.text


def test_what_is_kept_of_a_form_tells_nothing_of_it(planner):
    planner.post("/events/quick", quick())
    row = db.session.scalars(select(SpentKey)).one()
    assert (len(row.key_hash), len(row.body_hash)) == (64, 64)
    assert "k" * 22 not in row.key_hash + row.body_hash + row.answer
    planner.post("/events/quick", quick(once="other key"))
    assert len(set(db.session.scalars(select(SpentKey.body_hash)))) == 2


def test_key_and_answer_are_kept_in_the_transaction_of_the_action(planner, monkeypatch):
    seen = []
    commit = db.session.commit

    def look_and_commit():
        seen.append((db.session.scalar(select(SpentKey.answer)), len(titles())))
        commit()

    monkeypatch.setattr("planner.web.forms.db.session.commit", look_and_commit)
    page = planner.post("/events/quick", quick())
    assert seen[-1] == (page.location, 1)


@pytest.mark.parametrize("error", [NotFound(), Forbidden(), ValueError("a bug")])
def test_an_action_that_fails_otherwise_gives_the_key_back_and_lets_go_of_the_database(
    app, planner, monkeypatch, caplog, error
):
    real = quick_views.quick_log

    def failing(**values):
        real(**values)
        db.session.flush()
        raise error

    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    with monkeypatch.context() as broken:
        broken.setattr(quick_views, "quick_log", failing)
        assert planner.post("/events/quick", quick()).status in {403, 404, 500}

    assert "answer of a form not kept" not in caplog.text
    assert db.session.scalars(select(SpentKey)).all() == []
    again = planner.post("/events/quick", quick())
    assert again.status == 303
    assert titles() == ["Choir"]
    assert planner.post("/events/quick", quick()).location == again.location
    assert titles() == ["Choir"]


def test_a_save_costs_one_insert_and_one_look(planner, queries):
    with queries() as without:
        planner.post("/events/quick", quick(once=""))
    with queries() as with_key:
        planner.post("/events/quick", quick())
    more = [statement for statement in with_key if "spent_key" in statement]
    assert len(more) <= 3
    assert len(with_key) <= len(without) + 3


def test_old_keys_are_taken_away_while_new_ones_are_spent(planner, monkeypatch):
    planner.post("/events/quick", quick(once="old"))
    row = db.session.scalars(select(SpentKey)).one()
    row.at = NOW.replace(year=2001)
    db.session.commit()
    monkeypatch.setattr(once, "PURGED_EVERY", 1)
    planner.post("/events/quick", quick(once="new"))
    assert db.session.scalar(select(func.count()).select_from(SpentKey)) == 1


def test_a_user_who_goes_takes_the_keys_along(planner):
    planner.post("/events/quick", quick())
    assert db.session.scalars(select(SpentKey)).one().user_id == planner.user_id
