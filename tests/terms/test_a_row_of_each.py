"""A row is added to each reference table: it is offered, saved, found and told, without code."""

import ast
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

import planner
from planner.choices import EventState, Marking, Role
from planner.db import db
from planner.events.models import Event
from planner.events.page.risk_actions import add_risk
from planner.events.plan.actions import edit_event
from planner.events.plan.copied_plans import kept_details
from planner.events.states.workflow import move_event
from planner.participants.models import Person
from planner.partners.institution_actions import add_institution
from planner.partners.models import Institution
from planner.reference.shipped_kinds import ShippedKind
from planner.reference.terms import SHIPPED
from planner.shapes.base import Misfit
from planner.shapes.event_moves import Postponement
from planner.shapes.event_plan import EventChange
from planner.shapes.event_record import FoundRisk
from planner.shapes.organisation import WrittenInstitution
from planner.terms.models import ArmedService, Rank, RiskCategory, Theme, Topic, TransitionReason
from planner.terms.queries import term_kinds
from planner.viewers import Viewer
from tests.factories import NOW, add, make_event, make_nation, make_own_nation, make_user
from tests.sheets import Sheet

ROWS = {
    TransitionReason: ("host_election", "Elections in the host nation"),
    RiskCategory: ("drone_incursion", "Drones over the range"),
    Theme: ("resilience", "Resilience of society"),
    Topic: ("quantum", "Quantum sensing"),
    Rank: ("flotilla_admiral", "Flotilla Admiral"),
    ArmedService: ("space_force", "Space force"),
}
CODES = {kind: code for kind, (code, _name) in ROWS.items()}
NAMES = {kind: name for kind, (_code, name) in ROWS.items()}
PERSON = {"name": "Budi Sitorus", "nation_code": "ID", "purpose": "Talks", "retention": "contact"}
TYPED = {"rank": " flotilla  ADMIRAL ", "armed_service": "Space Force"}
QUERY = "theme=resilience&topic=quantum&risk=drone_incursion&reason=host_election"


@pytest.fixture
def event():
    """Return an event of technology, with a row of its own in each reference table."""
    make_own_nation("AU")
    make_nation("ID", is_partner=True)
    for kind, (code, name) in ROWS.items():
        add(kind(code=code, name=name))
    made = make_event(
        ["AU", "ID"], kind=ShippedKind.TECHNOLOGY_COOPERATION, title="Laboratory week"
    )
    db.session.commit()
    return made


def use_every_row(client, event):
    """Choose each row where it is offered, as somebody at a browser does."""
    page = f"/events/{event.id}"
    new = client.get("/events/new?kind=technology_cooperation").text
    assert NAMES[Theme] in new and NAMES[Topic] in new and "Openness" in new
    chosen = {"detail_themes": ["resilience", "openness"], "detail_topics": ["quantum"]}
    assert Sheet(client, f"{page}/edit").send(**chosen).status == 303
    risk = Sheet(client, f"{page}/risks")
    assert NAMES[RiskCategory] in client.get(f"{page}/risks").text
    assert risk.send(category="drone_incursion").status == 303
    assert NAMES[TransitionReason] in client.get(f"{page}/move/postponed").text
    moved = Sheet(client, f"{page}/move/postponed").send(reason_code="host_election")
    assert moved.status == 303
    assert f'<option value="{NAMES[Rank]}">' in client.get("/people/new").html
    assert client.post("/people/new", PERSON | TYPED | {"version": ""}).status == 303
    academy = {"name": "Academy", "version": "", "armed_service": "space_force"}
    assert NAMES[ArmedService] in client.get("/institutions/new").text
    assert client.post("/institutions/new", academy).status == 303
    db.session.expire_all()


def told(client, event):
    """Return what the pages, lists and files say, by the table whose row is asked for."""
    page = client.get(f"/events/{event.id}").text
    listed = client.get(f"/events/?{QUERY}").text
    file = client.get(f"/events.csv?{QUERY}").text
    assert "Laboratory week" in listed and "Laboratory week" in file
    for kind in (Theme, Topic, RiskCategory, TransitionReason):
        assert NAMES[kind] in page, kind
        assert NAMES[kind] in listed, kind  # the chip of the filter
        assert NAMES[kind] in file, kind
    people = client.get("/people/?rank=flotilla_admiral&service=space_force").text
    assert "Budi Sitorus" in people and NAMES[Rank] in people
    sent = {"reason": "Seating at dinner", "suffix": "csv"}
    names = client.post("/people/export?rank=flotilla_admiral", sent).text
    assert NAMES[Rank] in names and NAMES[ArmedService] in names
    institutions = client.get("/institutions/?service=space_force").text
    assert "Academy" in institutions and NAMES[ArmedService] in institutions
    assert NAMES[ArmedService] in client.get("/institutions.csv?service=space_force").text


def test_an_added_row_is_offered_saved_listed_filtered_and_exported(client_as, event):
    everybody = make_user(roles=list(Role))
    client = client_as("planner", user=everybody)
    use_every_row(client, event)
    (person,), (academy,) = db.session.query(Person), db.session.query(Institution)
    assert event.details == {"themes": ["openness", "resilience"], "topics": ["quantum"]}
    assert (person.rank, person.rank_code) == ("flotilla  ADMIRAL", "flotilla_admiral")
    assert (person.armed_service_code, academy.armed_service) == ("space_force",) * 2
    told(client, event)
    history = client.get(f"/history/event/{event.id}").text
    of_event = (Theme, Topic, RiskCategory, TransitionReason)
    assert [kind for kind in of_event if NAMES[kind] not in history] == []

    for kind, code in CODES.items():
        with pytest.raises(IntegrityError, match="FOREIGN KEY"):
            db.session.delete(db.session.get(kind, code))
            db.session.flush()
        db.session.rollback()

    for kind, code in CODES.items():
        db.session.get(kind, code).retired_at = NOW
    db.session.commit()
    told(client, event)
    new = client.get("/events/new?kind=technology_cooperation").text
    assert NAMES[Theme] not in new and NAMES[Topic] not in new
    assert f'<option value="{NAMES[Rank]}">' not in client.get("/people/new").html
    assert NAMES[ArmedService] not in client.get("/institutions/new").text
    assert 'value="drone_incursion"' not in client.get(f"/events/{event.id}/risks").html
    assert Sheet(client, f"/events/{event.id}/edit").send(summary="As it was").status == 303
    assert Sheet(client, f"/institutions/{academy.id}/edit").send(town="Paris").status == 303
    db.session.expire_all()
    assert event.details["topics"] == ["quantum"]
    assert db.session.get(Institution, academy.id).armed_service == "space_force"
    assert kept_details(event) == {"themes": ["openness"], "topics": []}


def viewer(*roles):
    return Viewer(make_user(roles).id, frozenset(roles), Marking.OFFICIAL_SENSITIVE, None)


@pytest.mark.parametrize("is_retired", [False, True])
def test_a_code_that_is_not_there_or_retired_is_refused_on_its_field(event, is_retired):
    """At doors without a form too."""
    if is_retired:
        for kind, code in CODES.items():
            db.session.get(kind, code).retired_at = NOW
        db.session.flush()
    codes = CODES if is_retired else dict.fromkeys(CODES, "nonsense")
    who = viewer(Role.PLANNER, Role.COUNTRY_DESK)
    about = {"viewer": who, "now": NOW}
    reason = Postponement(reason_code=codes[TransitionReason])
    risk = FoundRisk(category=codes[RiskCategory], likelihood=1, impact=1)
    service = WrittenInstitution(name="Academy", armed_service=codes[ArmedService])
    doors = {
        "reason_code": lambda: move_event(event, EventState.POSTPONED, reason, **about),
        "category": lambda: add_risk(event, risk, viewer=who),
        "armed_service": lambda: add_institution(service, viewer=who),
    }
    for name, kind in (("themes", Theme), ("topics", Topic)):
        change = EventChange(details={name: [codes[kind]]})
        doors[f"details.{name}"] = lambda change=change: edit_event(event, change, **about)
    for field, write in doors.items():
        with pytest.raises(Misfit) as refused:
            write()
        words = refused.value.faults[field]
        assert list(refused.value.faults) == [field]
        assert ("no longer used" if is_retired else "Choose one of what is offered") in words


def test_rules_ask_what_a_row_says(event):
    """A note is asked for, and a marking, by any row whose column says so."""
    db.session.get(TransitionReason, "host_election").asks_for_note = True
    topic = db.session.get(Topic, "quantum")
    topic.least_marking, topic.marking_reason = Marking.OFFICIAL, ""
    db.session.flush()
    about = {"viewer": viewer(Role.PLANNER), "now": NOW}
    with pytest.raises(Exception, match="“Elections in the host nation”: say in the note"):
        said = Postponement(reason_code="host_election")
        move_event(event, EventState.POSTPONED, said, **about)
    with pytest.raises(Exception, match="marking OFFICIAL: the topic “Quantum sensing”"):
        edit_event(event, EventChange(details={"topics": ["quantum"]}), **about)
    db.session.expire(event)
    edit_event(event, EventChange(details={"topics": ["cyber"]}), **about)
    assert db.session.get(Event, event.id).details["topics"] == ["cyber"]


def test_what_is_typed_of_a_person_and_names_no_row_is_kept(client_as, event):
    client = client_as("country_desk")
    typed = {"rank": "Kapitän zur See", "armed_service": "Gendarmerie", "version": ""}
    assert client.post("/people/new", PERSON | typed).status == 303
    (person,) = db.session.query(Person)
    assert (person.rank_code, person.armed_service_code) == (None, None)
    assert "Kapitän zur See" in client.get("/people/").text
    assert "Gendarmerie" in client.get(f"/people/{person.id}").text
    db.session.get(Rank, "flotilla_admiral").retired_at = NOW
    db.session.commit()
    edited = Sheet(client, f"/people/{person.id}/edit").send(rank="Flotilla Admiral")
    assert edited.status == 303
    db.session.expire_all()
    assert (person.rank, person.rank_code) == ("Flotilla Admiral", None)


HOMONYMS = {
    "error": None,
    "agreement": None,
    "peacekeeping": {"choices/events.py", "shapes/families.py"},
    "funding": {"choices/events.py"},
    "humanitarian": {"choices/events.py"},
    "other": {
        "choices/outcomes.py",
        "choices/partners.py",
        "events/plan/day_order_words.py",
        "reports/measures/counts.py",
        "shapes/families.py",
    },
    "private": {"presenters/as_ics.py"},
    "cyber": {
        "reports/indicators/of_events.py",
        "reports/plain/indicators.py",  # the same formula, written out once more
        "shapes/families.py",
    },
    "air": {"shapes/families.py"},
    "security": {"web/echo.py", "web/kept.py", "web/kept_sent.py"},
    "health": {"web/health.py"},
}
"""Codes that are words of something else too, and where.

None is anywhere: a flash, a log, what a partner agrees to.
"""


@pytest.mark.no_database
def test_no_rule_names_a_code_of_a_reference_table():
    """An office retires and adds rows: a rule reads a column of the row (reference-tables.md)."""
    codes = {one.code for kind in term_kinds() for one in SHIPPED[kind.__tablename__]}
    house = Path(planner.__file__).parent
    for path in sorted(house.rglob("*.py")):
        name = str(path.relative_to(house))
        if name.startswith(("reference/", "sample/", "benchmark/")):
            continue
        said = {
            n.value for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.Constant)
        }
        for code in said & codes:
            allowed = HOMONYMS.get(code, set())
            assert allowed is None or name in allowed, (
                f"{name} names the code “{code}”: give its table a column that the rule reads"
            )


def test_every_table_of_events_that_holds_codes_points_to_its_rows():
    """Both ways of holding: one value is a foreign key, several are rows that point there."""
    pointing = {
        f"{table.name}.{key.parent.name}": (key.column.table.name, key.ondelete)
        for table in db.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name in {kind.__tablename__ for kind in ROWS}
    }
    assert pointing == {
        "transition.reason_code": ("transition_reason", "RESTRICT"),
        "proposed_change.reason_code": ("transition_reason", "RESTRICT"),
        "risk.category": ("risk_category", "RESTRICT"),
        "event_theme.theme_code": ("theme", "RESTRICT"),
        "event_topic.topic_code": ("topic", "RESTRICT"),
        "media_item_theme.theme_code": ("theme", "RESTRICT"),
        "person.rank_code": ("rank", "RESTRICT"),
        "person.armed_service_code": ("armed_service", "RESTRICT"),
        "institution.armed_service": ("armed_service", "RESTRICT"),
    }
