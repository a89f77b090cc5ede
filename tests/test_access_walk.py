"""Every URL, export and feed as every role and as nobody: what is hidden is absent.

Absent by content, by count and by answer: each page is the same octets whether the hidden
rows exist or not, and a hidden row's address answers as one that never existed.
"""

import re
from datetime import date, timedelta
from hashlib import sha256
from types import SimpleNamespace

import pytest
from sqlalchemy import text

from planner import clock
from planner.calendars.models import Feed
from planner.choices import EventState, LessonState, Marking, MediaKind, Role, WayKind
from planner.db import db
from planner.events.approval.models import ProposedChange
from planner.events.models import Attendance, Coordination, Event, ObjectiveLink, Risk, Transition
from planner.history.actions import record
from planner.outcomes.concern_models import Concern
from planner.outcomes.models import (
    AfterActionReport,
    FollowUp,
    LaterLook,
    Lesson,
    MediaItem,
    Outcome,
)
from planner.viewers import acting_as
from planner.web.access import ANYONE, declared
from tests.factories import (
    NOW,
    make_aim,
    make_attachment,
    make_attendance,
    make_commitment,
    make_event,
    make_follow_up,
    make_indicator,
    make_line,
    make_nation,
    make_objective,
    make_organisation,
    make_outcome,
    make_own_nation,
    make_person,
    make_plan,
    make_programme,
    make_report,
    make_requirement,
    make_user,
    make_way,
)

SECRET = "Quetzalcoatl"
ROLES = [*(role.value for role in Role), None]
VARIES = re.compile(
    r'(csrf_token" (type="hidden" )?value="[^"]*"|name="csrf_token"[^>]*>|'
    r'name="once"[^>]*>|request[ -]id[^<]*<[^<]*|nonce="[^"]*"|X-Request-Id.*)',
    re.I,
)
KEEPS_NAMES = {"approver", "country_desk"}
LOOK_AWAY = {"static", "unused.static", "health.show"}
NEVER = 987654


@pytest.fixture(autouse=True)
def still_clock(monkeypatch):
    """Let no second pass, so that two answers may be compared."""
    monkeypatch.setattr(clock, "datetime", SimpleNamespace(now=lambda _zone: NOW))


class World:
    """Rows that everybody in the test may see, and the keys of rows that nobody may."""

    def __init__(self) -> None:
        make_own_nation()
        make_nation("ID")
        self.objective = make_objective(code="O01", name="Trust")
        self.aim = make_aim()
        self.objective.line.plan.aims = [self.aim]
        self.indicator = make_indicator(self.objective)
        self.programme = make_programme(name="Series")
        self.organisation = make_organisation("FR", name="Staff")
        make_requirement(self.objective, "FR", year=NOW.year)
        self.owner = make_user(name="Somebody Else")
        self.verifier = make_user(name="Another")
        self.people = {"FR": make_person("FR", name="Jean Visible")}
        self.visible = self.chain("Open talks", ("FR",), Marking.OFFICIAL)
        db.session.commit()

    def chain(self, title, partners, marking):
        """Make an event with everything that can hang on it."""
        event = make_event(
            partners,
            [self.objective],
            title=title,
            state=EventState.REPORTED,
            starts_on=NOW.date() - timedelta(days=20),
            marking=marking,
            programme=self.programme,
            owner=self.owner,
            author=self.owner,
            summary=f"{title} summary",
            baselined_at=NOW,
        )
        event.risks = [Risk(category="logistics", likelihood=2, impact=2, mitigation=title)]
        event.coordination = [Coordination(party="partner", agreed_on=date(2030, 1, 1), note=title)]
        person = self.people.get(partners[0]) or make_person(partners[0], name=f"{title} Person")
        parts = {
            "event_id": event,
            "risk_id": event.risks[0],
            "agreement_id": event.coordination[0],
            "person_id": person,
            "outcome_id": make_outcome(
                objective=self.objective,
                events=[event],
                title=f"{title} outcome",
                author=self.owner,
                verified_by=self.verifier,
                verified_at=NOW,
            ),
            "attachment_id": make_attachment(event, f"{title} paper.pdf", author_id=self.owner.id),
            "follow_up_id": make_follow_up(
                event, self.owner, what=f"{title} promise", promised_nation_code=partners[0]
            ),
        }
        parts["commitment_id"] = make_commitment(
            partners[0], self.owner, what=f"{title} commitment", made_at=event, marking=marking
        )
        make_outcome(self.objective, [event], title=f"{title} second outcome")
        make_attendance(event, person, has_attended=True)
        make_report(event, happened=f"{title} happened")
        lesson = Lesson(
            event=event,
            what=f"{title} lesson",
            identified_on=NOW.date(),
            state=LessonState.OBSERVED,
        )
        item = MediaItem(
            event=event, kind=MediaKind.OTHER, title=f"{title} story", published_on=NOW.date()
        )
        concern = Concern(
            event=event, what=f"{title} concern", source="press", raised_on=NOW.date()
        )
        db.session.add_all([lesson, item, concern])
        db.session.flush()
        look = LaterLook(
            event=event, days=30, due_on=NOW.date(), note=title, lasted="gone", looked_on=NOW.date()
        )
        ahead = LaterLook(event=event, days=90, due_on=NOW.date())
        db.session.add_all([look, ahead])
        proposal = ProposedChange(
            event=event,
            changes={"title": [title, f"{title} proposed"]},
            note=f"{title} reason",
            proposed_by=self.owner,
            proposed_at=NOW,
        )
        db.session.add(proposal)
        db.session.flush()
        parts |= {"lesson_id": lesson, "item_id": item, "proposal_id": proposal, "look_id": look}
        parts |= {"concern_id": concern}
        return {name: row.id for name, row in parts.items()}

    def hide_rows(self):
        """Add rows above the ceiling and outside the scope; return the keys of each chain."""
        sensitive = self.chain(f"{SECRET} sensitive", ("FR",), Marking.OFFICIAL_SENSITIVE)
        elsewhere = self.chain(f"{SECRET} elsewhere", ("ID",), Marking.PUBLIC)
        make_requirement(self.objective, "ID", year=NOW.year, number=77)
        db.session.commit()
        sensitive.pop("person_id")  # a person is scoped by nation: this one is French
        self.hide_what_came_of_it()
        self.hide_a_plan()
        self.hide_past()
        return [sensitive, elsewhere]

    def hide_what_came_of_it(self):
        """Add an outcome and a follow-up that are marked higher than their visible event."""
        event = db.session.get(Event, self.visible["event_id"])
        own = {"marking": Marking.OFFICIAL_SENSITIVE}
        verified = {"author": self.owner, "verified_by": self.verifier, "verified_at": NOW}
        words = f"{SECRET} under it"
        outcome = make_outcome(self.objective, [event], title=words, **verified, **own)
        make_follow_up(event, self.owner, what=words, outcome=outcome, **own)
        make_attachment(event, f"{words}.pdf", **own)
        make_way("FR", words, WayKind.RED_LINE, **own)
        make_way("ID", words, WayKind.RED_LINE)
        versions = versions_of("event")
        db.session.commit()
        for row_id, version in versions:
            put("UPDATE event SET version = :version WHERE id = :key", key=row_id, version=version)

    def hide_a_plan(self):
        """Add a plan for a nation out of scope, which the visible event serves too."""
        line = make_line(make_plan(name=f"{SECRET} plan", nation_code="ID"), name=SECRET)
        objective = make_objective(line, code="QTZ", name=SECRET, smart=SECRET)
        make_indicator(objective, name=SECRET)
        make_requirement(objective, "ID", year=NOW.year, number=55)
        event = db.session.get(Event, self.visible["event_id"])
        versions = versions_of("event")
        db.session.add(ObjectiveLink(event_id=event.id, objective_id=objective.id, weight=9.0))
        verified = {"author": self.owner, "verified_by": self.verifier, "verified_at": NOW}
        make_outcome(objective, [event], title=f"{SECRET} served", **verified)
        db.session.commit()
        for row_id, version in versions:
            put("UPDATE event SET version = :version WHERE id = :key", key=row_id, version=version)

    def hide_past(self):
        """Write secret things about the visible rows while others alone were let in.

        The rows are as they were afterwards, versions too: only their past differs. Calendar
        entries count every change (RFC 5545 3.8.7.4), so those are put back as well.
        """
        entries = db.metadata.tables["calendar_entry"]
        rendered = db.session.execute(entries.select()).mappings().all()
        key = self.visible["event_id"]
        kept = [(table, versions_of(table)) for table in WITH_VERSION]
        for shut, opened in (
            ("UPDATE event SET marking = 2 WHERE id = :key",
             "UPDATE event SET marking = 1 WHERE id = :key"),
            ("UPDATE event_nation SET nation_code = 'ID' WHERE event_id = :key",
             "UPDATE event_nation SET nation_code = 'FR' WHERE event_id = :key"),
        ):  # fmt: skip
            put(shut, key=key)
            self.write_secrets(db.session.get(Event, key))
            put(opened, key=key)
        for table, versions in kept:
            for row_id, version in versions:
                put(f"UPDATE {table} SET version = :version WHERE id = :key",
                    key=row_id, version=version)  # fmt: skip
        put("DELETE FROM history_entry WHERE verb = 'exported'")
        db.session.execute(entries.delete())
        db.session.execute(entries.insert(), [dict(row) for row in rendered])
        db.session.commit()

    def write_secrets(self, event):
        """Comment, move, and change and change back every text that hangs on an event."""
        label = f"{SECRET} label"
        said = {"comment": [None, f"{SECRET} comment"]}
        record("commented", "event", event.id, label, event_id=event.id, changes=said)
        record("exported", "event", event.id, label, event_id=event.id)
        move = {"from_state": EventState.REPORTED, "to_state": EventState.REPORTED}
        event.transitions.append(Transition(**move, note=f"{SECRET} note", at=NOW))
        for model, name in TEXTS:
            of_event = model is Outcome or model is Event
            row = db.session.scalars(
                db.select(model).order_by(model.id)
                if of_event else db.select(model).filter_by(event_id=event.id)
            ).first()  # fmt: skip
            before = getattr(row, name)
            setattr(row, name, f"{SECRET} {name}")
            db.session.commit()
            setattr(row, name, before)
            db.session.commit()

    def give_itself(self, user):
        """Let a user name himself owner of the visible event, whose names are not his."""
        with acting_as(db.session, user.as_viewer):
            if event := db.session.get(Event, self.visible["event_id"]):
                event.owner_id = user.id
                db.session.commit()

    def note_names(self):
        """Write a secret beside the name of who takes part in the visible event."""
        put("UPDATE attendance SET note = :note WHERE event_id = :key",
            note=f"{SECRET} note", key=self.visible["event_id"])  # fmt: skip


TEXTS = (
    (Event, "summary"),
    (Outcome, "title"),
    (FollowUp, "what"),
    (AfterActionReport, "happened"),
    (Lesson, "what"),
    (MediaItem, "title"),
    (Concern, "what"),
    (Risk, "mitigation"),
    (Coordination, "note"),
    (Attendance, "note"),
)
WITH_VERSION = (
    *("event", "outcome", "follow_up", "after_action_report", "lesson"),
    *("media_item", "concern", "commitment"),
)


def put(statement, **values):
    """Write past the product, as if the row had always been so."""
    db.session.execute(text(statement), values)
    db.session.commit()
    db.session.expire_all()


def versions_of(table):
    return list(db.session.execute(text(f"SELECT id, version FROM {table}")))


def limited(client_as, role):
    return client_as(role, nations=["FR"] if role else None, ceiling=Marking.OFFICIAL)


def fill(rule, values):
    """Return the address of a rule, or None when it has a parameter that no value is for."""
    known = {
        "code": "FR",
        "suffix": "csv",
        "topic": "start",
        "state": "closed",
        "way": "up",
        "token": "no-such-token",
        "page": "month",
        "paper": "brief",
        "subject": "FR",
        "name": "follow-ups",
    } | values
    if rule.arguments - set(known):
        return None
    _, url = rule.build({name: known[name] for name in rule.arguments}) or (None, None)
    return url


def readable(page):
    """Return an answer's text without what differs between any two answers."""
    text = page.html or page.response.get_data(as_text=True)
    return VARIES.sub("", text)


def get_rules(app):
    return [
        rule
        for rule in app.url_map.iter_rules()
        if "GET" in rule.methods and rule.endpoint not in LOOK_AWAY
    ]


def answers(app, client, values):
    """Return address → (status, text) of every page that may be fetched."""
    found = {}
    for rule in get_rules(app):
        if url := fill(rule, values):
            page = client.get(url)
            found[url] = (page.status, readable(page))
    return found


@pytest.mark.parametrize("role", ROLES)
def test_pages_are_the_same_whether_hidden_rows_exist_or_not(app, client_as, role):
    world = World()
    client = limited(client_as, role)
    values = world.visible | {
        "objective_id": world.objective.id,
        "indicator_id": world.indicator.id,
        "programme_id": world.programme.id,
        "organisation_id": world.organisation.id,
        "aim_id": world.aim.id,
        "plan_id": world.objective.line.plan_id,
        "line_id": world.objective.line_id,
    }
    if client.user:
        world.give_itself(client.user)
    before = answers(app, client, values)
    world.hide_rows()
    if role not in KEEPS_NAMES:
        world.note_names()
    after = answers(app, client, values)
    assert before.keys() == after.keys()
    changed = [url for url in before if before[url] != after[url] and "/history" not in url]
    assert not changed, changed
    told = [url for url, (_status, text) in after.items() if SECRET.lower() in text.lower()]
    assert not told, told


def history_pages(world):
    """Return the addresses at which history is told: of each row, and the whole."""
    kinds = {
        "event_id": "event",
        "risk_id": "risk",
        "agreement_id": "coordination",
        "person_id": "person",
        "outcome_id": "outcome",
        "follow_up_id": "follow_up",
        "commitment_id": "commitment",
        "lesson_id": "lesson",
        "item_id": "media_item",
        "concern_id": "concern",
        "look_id": "later_look",
        "attachment_id": "attachment",
    }
    own = [f"/history/{kind}/{world.visible[name]}" for name, kind in kinds.items()]
    others = [f"/history/{kind}/1" for kind in ("transition", "attendance", "after_action_report")]
    whole = ["/history/", "/history/?kind=event", "/history/?verb=commented", "/history.csv"]
    return [*own, *others, *whole]


@pytest.mark.parametrize("role", ROLES)
def test_history_is_the_same_whether_hidden_moments_exist_or_not(client_as, role):
    world = World()
    client = limited(client_as, role)
    if client.user:
        world.give_itself(client.user)
    urls = history_pages(world)

    def told():
        found = {url: (page := client.get(url)) and (page.status, readable(page)) for url in urls}
        put("DELETE FROM history_entry WHERE verb = 'exported'")
        return found

    before = told()
    world.hide_rows()
    after = told()

    assert [url for url in urls if before[url] != after[url]] == []
    assert [url for url in urls if SECRET in after[url][1]] == []
    if role not in ("administrator", None):
        assert before[urls[0]][0] == 200


@pytest.mark.parametrize("role", ["viewer", "planner", "approver", "country_desk"])
def test_the_whole_history_is_narrowed_to_the_other_role_of_an_administrator(client_as, role):
    roles = [Role.ADMINISTRATOR, Role(role)]
    user = make_user(roles=roles, nations=["FR"], ceiling=Marking.OFFICIAL)
    world, client = World(), client_as("administrator", user=user)
    urls = history_pages(world)
    before = {url: readable(client.get(url)) for url in urls}
    put("DELETE FROM history_entry WHERE verb = 'exported'")

    world.hide_rows()

    after = {url: readable(client.get(url)) for url in urls}
    assert [url for url in urls if before[url] != after[url]] == []
    assert "Open talks" in after["/history/"]


@pytest.mark.parametrize("role", ROLES)
def test_a_hidden_row_answers_as_one_that_never_existed(app, client_as, role):
    world = World()
    hidden = world.hide_rows()
    client = limited(client_as, role)
    wrong = []
    for rule in app.url_map.iter_rules():
        for keys in hidden:
            mine = rule.arguments & set(keys)
            if not mine or rule.arguments - set(keys) - {"code", "suffix", "state"}:
                continue
            url = fill(rule, keys)
            absent = fill(rule, dict.fromkeys(keys, NEVER))
            for method in rule.methods & {"GET", "POST"}:
                status = client.open(method, url).status
                if status != client.open(method, absent).status or status == 200:
                    wrong.append(f"{method} {url} answers {status} to {role}")
    assert not wrong, wrong


def test_nobody_reaches_only_what_is_declared_for_anyone(app, client_as):
    nobody = limited(client_as, None)
    World()
    for rule in get_rules(app):
        url = fill(rule, {})
        if url is None or declared(app, rule.endpoint) == ANYONE:
            continue
        page = nobody.get(url)
        assert page.status == 303, f"{url} answers {page.status} to nobody"
        assert "/sign-in" in page.location


@pytest.mark.parametrize("role", ["viewer", "planner", "approver", "country_desk"])
def test_feeds_carry_nothing_hidden(app, client_as, role):
    world = World()
    user = make_user(roles=[Role(role)], nations=["FR"], ceiling=Marking.OFFICIAL)
    token = "a-token-that-only-this-test-knows"
    digest = sha256(token.encode()).hexdigest()
    db.session.add(Feed(user=user, name="All", token_hash=digest, created_at=NOW))
    db.session.commit()
    nobody = client_as(None)
    before = nobody.get(f"/f/{token}.ics").body
    assert b"Open talks" in before
    world.hide_rows()
    assert nobody.get(f"/f/{token}.ics").body == before


def test_everything_is_there_for_one_who_may_see_it(app, client_as):
    """The other tests could pass on empty pages; this one could not."""
    world = World()
    world.hide_rows()
    client = client_as("country_desk")
    assert SECRET in client.get("/events/").text
    assert SECRET in client.get(f"/search?q={SECRET}").text
    assert SECRET in client.get("/follow-ups/?tab=all").text
    assert SECRET in client.get("/outcomes/").text
    world.note_names()
    event = world.visible["event_id"]
    shown = client.get(f"/events/{event}").text
    assert f"{SECRET} comment" in shown
    assert f"{SECRET} note" in shown
    assert SECRET in client.get(f"/events/{event}/people").html
    both = client_as("administrator", user=make_user(roles=list(Role)))
    for url in (f"/history/event/{event}", "/history/", "/history.csv"):
        assert SECRET in both.get(url).text
    assert SECRET in both.get(f"/history/outcome/{world.visible['outcome_id']}").text
