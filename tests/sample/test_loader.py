"""The sample office of each nation holds what concerns it, marked for what it is."""

import csv
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from planner.accounts.models import User
from planner.choices import EventState, ProgrammeKind, Role
from planner.commands import faults
from planner.db import db
from planner.errors import RuleBroken
from planner.events.models import Event
from planner.history.models import HistoryEntry
from planner.outcomes.models import FollowUp, Lesson, MediaItem, Outcome
from planner.participants.models import Person
from planner.partners.models import Institution, Organisation, Programme
from planner.partners.queries import own_nation
from planner.sample import commands
from planner.sample.loader import load
from tests.sample.mission import obeys_the_rules, series_has_gaps_told, shows_the_mission

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
FOLDER = Path(__file__).parents[2] / "planner" / "sample"

FOUND = {
    "US": {
        "/events/?q=yudh+abhyas": ["Yudh Abhyas 2006-1", "Yudh Abhyas 2025"],
        "/events/?q=ndc": ["NDC opening of Course 1"],
        "/search?q=defender-europe": ["Defender-Europe"],
        "/programmes/?q=yudh": ["Yudh Abhyas"],
        "/institutions/?q=nato+defense": ["NATO Defense College"],
    },
    "IN": {
        "/events/?q=yudh+abhyas": ["Yudh Abhyas 2006-1", "Yudh Abhyas 2025"],
        "/programmes/?q=yudh": ["Yudh Abhyas"],
    },
    "GB": {
        "/events/?q=lancaster": ["Lancaster House treaties signature", "London 2025"],
        "/programmes/?q=lancaster": ["Lancaster House treaties"],
        "/programmes/?q=combined+joint": ["Combined Joint Expeditionary Force"],
    },
    "FR": {
        "/events/?q=lancaster": ["Lancaster House treaties signature", "London 2025"],
        "/programmes/?q=lancaster": ["Lancaster House treaties"],
    },
    "AU": {
        "/events/?q=keris+woomera": ["Keris Woomera 2024"],
        "/events/?q=ikahan": ["IKAHAN launch", "IKAHAN 15th anniversary"],
        "/programmes/?q=ikahan": ["IKAHAN alumni association"],
        "/events/?q=defence+cooperation+agreement": ["Defence Cooperation Agreement"],
    },
    "ID": {
        "/events/?q=keris+woomera": ["Keris Woomera 2024"],
        "/programmes/?q=ikahan": ["IKAHAN alumni association"],
    },
    "CN": {
        "/events/?q=falcon+strike": ["Falcon Strike 2017", "Falcon Strike 2023"],
        "/events/?q=golden+dragon": ["Golden Dragon 2018", "Golden Dragon 2025"],
        "/events/?q=peace+and+friendship": ["Peace and Friendship 2014"],
        "/search?q=shared+destiny": ["Shared Destiny 2021"],
        "/programmes/?q=foreign+officer": ["PLA foreign officer education"],
    },
    "AG": {"/events/?q=exhibition": ["Exhibition of shared history with the United States"]},
}
"""Page and what stands on it: the case studies, as each nation finds them."""


def read(name):
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rows_of(nation):
    """Read the files anew: title, first and last day and precision of what concerns a nation."""
    rows = []
    for name in ("events.csv", "events_regional_centers_fy2019.csv"):
        for row in read(name):
            codes = {row["country_iso2"], *row["partner_iso2"].split(";")}
            if nation in codes or (nation == "US" and "GU" in codes):
                kept = (row["title"], row["start_date"], row["end_date"], row["date_precision"])
                rows.append(kept)
    for row in read("pme_placements_fy2019.csv"):
        if nation in {"US", row["recipient_iso2"]}:
            title = f"{row['course_title']} ({row['recipient_iso2']}, {row['start_date'][:4]})"
            rows.append((title, row["start_date"], row["end_date"], "day"))
    return Counter(rows)


def loaded_rows():
    columns = Event.title, Event.starts_on, Event.ends_on, Event.date_precision, Event.source_note
    real = [row for row in db.session.execute(select(*columns)) if "Invented" not in row[4]]
    return Counter((r[0], str(r[1]), str(r[2]), r[3].value) for r in real)


@pytest.mark.parametrize("nation", FOUND)
def test_an_office_holds_exactly_what_concerns_its_nation(client_as, patterns, nation):
    """One load of each nation for all that is asked of it, as loading takes seconds."""
    passwords = patterns.load_sample(nation, NOW)
    db.session.commit()

    assert loaded_rows() == rows_of(nation)
    assert own_nation().code == nation
    assert faults() == []
    invented_rows_say_so()
    obeys_the_rules(nation, NOW.date())
    shows_the_mission(NOW.date())
    viewer = client_as("viewer", user=user_of(Role.VIEWER))
    for url, words in FOUND[nation].items():
        page = viewer.get(url)
        for word in words:
            assert word in page.text, (nation, url, word)
    if nation in MORE:
        MORE[nation](passwords)


def invented_rows_say_so():
    for column in (Outcome.title, FollowUp.what, Lesson.what):
        texts = list(db.session.scalars(select(column)))
        assert texts
        assert all("(sample)" in text for text in texts)
    assert all("Sample" in outlet for outlet in db.session.scalars(select(MediaItem.outlet)))
    people = list(db.session.scalars(select(Person)))
    assert people
    assert all(person.is_sample and "(sample person)" in person.post for person in people)
    assert all("(sample)" in name for name in db.session.scalars(select(User.name)))
    invented = select(Event.title).where(Event.source_note.contains("Invented"))
    assert all("(sample)" in title for title in db.session.scalars(invented))


def user_of(role):
    return next(user for user in db.session.scalars(select(User)) if user.role_set == {role})


def it_has_a_user_of_each_role_and_every_step_of_the_chain(passwords):
    users = list(db.session.scalars(select(User)))
    assert sorted(str(*user.role_set) for user in users) == sorted(map(str, Role))
    assert set(passwords) == {user.email for user in users}
    states = set(db.session.scalars(select(Event.state)))
    assert states >= {EventState.CLOSED, EventState.REPORTED, EventState.EXECUTED}
    assert db.session.scalar(select(func.count(Outcome.id)).where(Outcome.verified_at.is_not(None)))
    assert {follow_up.is_open for follow_up in db.session.scalars(select(FollowUp))} == {
        True,
        False,
    }


def its_history_tells_of_the_load_in_one_entry():
    entries = list(db.session.scalars(select(HistoryEntry)))
    assert [(e.verb, e.subject_kind, e.subject_id) for e in entries] == [
        ("imported", "sample", "ID")
    ]


def case_studies_stand_in_it_as_they_were(_passwords):
    series = db.session.scalars(select(Programme).filter_by(name="Yudh Abhyas")).one()
    editions = list(db.session.scalars(select(Event).filter_by(programme=series)))
    series_has_gaps_told(series)
    assert series.is_host_alternating
    assert {event.host_code for event in editions} == {"IN", "US"}
    years = [event.starts_on.year for event in editions]
    assert sorted(set(range(2006, 2026)) - set(years)) == [2011, 2020]
    assert len(editions) == 20
    assert all(event.source_note for event in editions)
    phased = next(event for event in editions if event.title == "Yudh Abhyas 2012")
    assert [(p.town, p.phase) for p in phased.places] == [
        ("Mahajan", "Field training exercise"),
        ("Bathinda", "Command post exercise"),
    ]


def costs_that_another_nation_paid_are_not_its_own():
    events = db.session.scalars(select(Event).where(Event.source_note.contains("Military Train")))
    paid = [event for event in events if "in_kind" in event.details]
    assert paid
    assert all("Paid by the United States: USD" in event.details["in_kind"] for event in paid)
    assert all(event.actual_cost is None for event in paid)
    keris = db.session.scalars(select(Event).filter_by(title="Keris Woomera 2024")).one()
    assert [(place.town, place.nation_code) for place in keris.places] == [
        ("Darwin", "AU"),
        ("Situbondo", "ID"),
    ]


def test_an_event_put_off_names_the_one_that_took_its_place():
    load("NL", NOW)
    games = "Invictus Games The Hague 2020"
    late = db.session.scalars(select(Event).filter_by(title=games)).one()
    assert late.state is EventState.POSTPONED
    assert db.session.get(Event, late.replaced_by_id).title == f"{games}, held in 2022"


def events_refer_to_the_lancaster_house_treaties(_passwords):
    treaties = db.session.scalars(
        select(Programme).filter_by(name="Lancaster House treaties")
    ).one()
    events = list(db.session.scalars(select(Event).filter_by(programme=treaties)))
    assert treaties.kind is ProgrammeKind.AGREEMENT
    years = sorted(event.starts_on.year for event in events)
    assert (years[0], years[-1], len(years)) == (2010, 2025, 4)


def the_nato_defense_college_is_an_institution_and_a_series(_passwords):
    assert db.session.scalars(select(Institution).filter_by(name="NATO Defense College")).one()
    series = db.session.scalars(select(Programme).filter_by(name="NATO Defense College")).one()
    assert db.session.scalars(select(Event).filter_by(programme=series)).first()
    guards = select(Organisation).where(Organisation.note.contains("State Partnership Program"))
    assert len(list(db.session.scalars(guards))) > 40


def the_office_of_indonesia(passwords):
    costs_that_another_nation_paid_are_not_its_own()
    it_has_a_user_of_each_role_and_every_step_of_the_chain(passwords)
    its_history_tells_of_the_load_in_one_entry()


MORE = {
    "FR": events_refer_to_the_lancaster_house_treaties,
    "ID": the_office_of_indonesia,
    "IN": case_studies_stand_in_it_as_they_were,
    "US": the_nato_defense_college_is_an_institution_and_a_series,
}
"""What else is asked of one office."""


@pytest.mark.parametrize(("code", "sentence"), [("QQ", "no event of “QQ”"), ("LI", "try US")])
def test_a_code_without_sample_events_is_one_sentence(code, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        load(code, NOW)
    assert own_nation() is None


def test_looking_for_a_nation_loads_nothing(app):
    run = app.test_cli_runner(catch_exceptions=False).invoke
    assert run(commands.demo, ["--check", "--nation", "cn"]).output == ""
    with pytest.raises(RuleBroken, match="QQ"):
        run(commands.demo, ["--check", "--nation", "QQ"])
    assert db.session.scalar(select(func.count(Event.id))) == 0


def test_a_second_demo_keeps_the_data(app, tmp_path, monkeypatch):
    monkeypatch.setitem(app.config, "INSTANCE", tmp_path)
    run = app.test_cli_runner(catch_exceptions=False).invoke
    first = run(commands.demo, ["--nation", "id"])
    db.session.expire_all()
    kept = sorted(db.session.scalars(select(Event.uid)))
    sign_ins = (tmp_path / "demo-sign-ins.txt").read_text()
    assert first.output == sign_ins
    assert [line.split()[1] for line in sign_ins.splitlines()] == [
        "viewer",
        "planner",
        "approver",
        "country-desk",
        "administrator",
    ]
    assert (tmp_path / "demo-sign-ins.txt").stat().st_mode & 0o777 == 0o600

    second = run(commands.demo, ["--nation", "US"])

    db.session.expire_all()
    assert "already there" in second.output
    assert sorted(db.session.scalars(select(Event.uid))) == kept
    assert own_nation().code == "ID"


def test_sample_data_stay_out_of_a_production_database(app, monkeypatch):
    monkeypatch.setitem(app.config, "IS_PRODUCTION", True)
    with pytest.raises(RuleBroken, match="production"):
        app.test_cli_runner(catch_exceptions=False).invoke(commands.demo)
