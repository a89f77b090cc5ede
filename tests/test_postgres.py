"""The sample office on PostgreSQL: every page answers, and what is written can be read."""

import contextvars
import re

import pytest
from sqlalchemy import select, text

from planner.accounts.models import User
from planner.app import create_app
from planner.benchmark.limits import STATEMENTS, parameters, spelt
from planner.benchmark.office import FilledOffice
from planner.choices import EventState, Marking, Role
from planner.clock import now, today
from planner.commands import faults
from planner.db import db
from planner.events.models import Event
from planner.outcomes.models import Outcome
from planner.participants.models import Person
from planner.sample.loader import load
from planner.sample.users import address_of
from planner.viewers import EVERYTHING
from tests.pages import PageClient

pytestmark = pytest.mark.no_database

NOT_PAGES = re.compile(r"^/static|^/unused|^/f/|/suggest$")


@pytest.fixture(scope="module")
def office(postgres, tmp_path_factory):
    """Return an application with the sample office in PostgreSQL."""
    app = create_app(
        {
            "RAPPORT_INSTANCE": str(tmp_path_factory.mktemp("office")),
            "RAPPORT_DATABASE_URL": postgres.migrated_url(),
            "TESTING": True,
            "WTF_CSRF_ENABLED": False,
            "RATELIMIT_ENABLED": False,
        }
    )
    with app.app_context():
        db.session.info["viewer"] = EVERYTHING
        load("AU", now())
        db.session.commit()
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def client(office):
    """Return a client for a role's demo user, and the first key of some rows."""
    with office.app_context():
        db.session.info["viewer"] = EVERYTHING

        def make(role):
            address = address_of(Role(role))
            return PageClient(office, db.session.scalar(select(User).where(User.email == address)))

        yield make
        db.session.remove()


def first(model):
    return db.session.scalar(select(model.id).order_by(model.id.desc()).limit(1))


def held_with(nation):
    """Return the key of an event that took place with a nation, and may go there."""
    wanted = select(Event.id).where(
        Event.state.in_((EventState.EXECUTED, EventState.REPORTED)),
        Event.marking == Marking.OFFICIAL,
        Event.title.contains(f"with {nation}"),
    )
    return db.session.scalars(wanted.order_by(Event.id)).first()


@pytest.mark.parametrize("role", ["country_desk", "administrator"])
def test_every_page_and_export_answers(office, client, role):
    browser = client(role)
    keys = {
        "event_id": held_with("Indonesia"),
        "outcome_id": first(Outcome),
        "person_id": first(Person),
        "code": "ID",
        "suffix": "csv",
    }
    wrong = []
    for rule in office.url_map.iter_rules():
        if "GET" not in rule.methods or rule.arguments - set(keys) or NOT_PAGES.search(rule.rule):
            continue
        _, url = rule.build({name: keys[name] for name in rule.arguments})
        status = browser.get(url).status
        if status not in {200, 303, 403, 404, 405}:
            wrong.append(f"{url} answers {status}")
    assert not wrong, wrong


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/events/",
        "/events/?q=Yudh&state=closed&sort=title",
        "/events/?nation=ID&kind=joint_exercise&flag=no-outcome",
        "/search?q=Indonesia",
        "/reports/coverage",
        "/reports/coverage?across=quarter",
        "/reports/gaps",
        "/reports/figures",
        "/calendar/",
        "/calendar/agenda",
        "/requirements/",
        "/objectives/",
        "/follow-ups/?tab=all",
        "/events.ics",
        "/reports/coverage.xlsx",
        "/events.csv?for=ID",
        "/events.ics?for=ID",
        "/outcomes/?releasable=ID",
        "/start/",
        "/start/requirements",
        "/start/event",
    ],
)
def test_the_pages_that_ask_most_of_the_database_answer(client, path):
    page = client("country_desk").get(path)
    assert page.status == 200, page.text[:400]


def test_an_event_saved_there_is_found_by_words_and_in_the_calendar(client):
    browser = client("planner")
    saved = browser.post(
        "/events/quick",
        {
            "title": "Reception for the garrison choir",
            "kind": "cultural_event",
            "day": "2026-11-02",
            "partner_codes": "ID",
        },
    )
    assert saved.status == 303, saved.text
    assert "Reception for the garrison choir" in browser.get("/search?q=garrison").text
    assert b"SUMMARY:Reception for the garrison choir" in browser.get(f"{saved.location}.ics").body


def test_schema_calendar_entries_and_index_are_right(office):
    def check():
        with office.app_context():
            db.session.info["viewer"] = EVERYTHING
            return faults()

    assert contextvars.Context().run(check) == []


def test_the_limits_of_the_benchmark_are_asked_here_too(office):
    """`run.sh bench --postgres` asks the same on both databases."""
    with office.app_context():
        engine = db.engine
    built = FilledOffice(100, today(), planner_id=1, objectives=(1, 2))
    with engine.connect() as connection:
        for operation, statement in STATEMENTS.items():
            words = text(spelt(statement, engine.dialect.name))
            known = parameters(built, operation) | {"key": "0" * 64}
            asked = {name: value for name, value in known.items() if f":{name}" in str(words)}
            assert connection.execute(words, asked).all() == [], "nobody is signed in by this key"
