"""One exercise from the idea to the end, as people do it: page by page, form by form.

The guard against forged requests is on, and every form is sent as the page holds it.
"""

from datetime import date, timedelta

import pytest

from planner import clock
from planner.choices import EventState
from planner.db import db
from planner.events.models import Event
from planner.partners.models import PartnerGroup
from planner.partners.seeding import setup_reference
from tests.factories import make_line, make_objective, make_person, make_plan, make_user
from tests.sheets import Sheet


@pytest.fixture(autouse=True)
def guarded(app):
    app.config["WTF_CSRF_ENABLED"] = True
    yield
    app.config["WTF_CSRF_ENABLED"] = False


@pytest.fixture
def office(client_as):
    setup_reference("AU")
    today = clock.today()
    plan = make_plan(starts_on=today - timedelta(days=900), ends_on=today + timedelta(days=900))
    objective = make_objective(make_line(plan), code="O03", name="Interoperability")
    db.session.commit()
    return {
        "objective": objective.id,
        "planner": client_as("planner"),
        "approver": client_as("approver"),
        "other approver": client_as("approver"),
        "today": today,
    }


def planned_by(office, **more):
    """Plan an exercise on the form; return its address."""
    first = office["today"] + timedelta(days=60)
    key = office["objective"]
    values = {
        "title": "Southern Bridge 2030",
        "kind": "joint_exercise",
        "starts_on": first.isoformat(),
        "ends_on": (first + timedelta(days=4)).isoformat(),
        "host_code": "AU",
        "partner_codes": ["AU", "FR"],
        "place_0_town": "Darwin",
        "place_0_nation": "AU",
        "place_0_phase": "Field phase",
        "place_1_town": "Nouméa",
        "place_1_nation": "FR",
        "place_1_phase": "Staff phase",
        "benefit_own": "Procedures tested together",
        "benefit_partner": "Certified medics",
        "participants_planned": "240",
        f"objective_{key}": "y",
        f"objective_{key}_weight": "0.8",
        f"objective_{key}_primary": "y",
    }
    answer = Sheet(office["planner"], "/events/new").send(**(values | more))
    assert answer.status == 303, answer.text[:3000]
    return answer.location


def go(client, url, state, **values):
    """Open the page of a move and press its button; return the answer."""
    return Sheet(client, f"{url}/move/{state}").send(**values)


def state_of(url):
    key = int(url.rstrip("/").rpartition("/")[2])
    return db.session.get(Event, key, populate_existing=True).state


def coordinated(office, url, nations=("FR",), rate_risks=True):
    """Bring a planned event to where the approver finds it; each nation agrees by itself."""
    for code in nations:
        noted = Sheet(office["planner"], f"{url}/coordination")
        assert noted.send(party="partner", nation_codes=[code]).status == 303
    for party in ("agencies", "funding"):
        answer = Sheet(office["planner"], f"{url}/coordination").send(party=party)
        assert answer.status == 303
    if rate_risks:
        assert Sheet(office["planner"], f"{url}/risks").send("/risks/none").status == 303
    assert go(office["planner"], url, "coordinated").status == 303


def test_an_exercise_goes_from_the_idea_to_the_end(office):
    planner, approver = office["planner"], office["approver"]
    first = office["today"] - timedelta(days=9)  # an event begins and ends on days that have come
    last = first + timedelta(days=4)
    url = planned_by(office, starts_on=first.isoformat(), ends_on=last.isoformat())
    assert state_of(url) is EventState.CONCEPT
    page = planner.get(url)
    for words in ("Darwin, Australia (Field phase)", "Nouméa, France (Staff phase)"):
        assert words in page.text
    assert go(planner, url, "planned").status == 303

    refused = go(planner, url, "coordinated")
    assert refused.status == 422
    assert "the agreement of France; the agencies’ agreement; the agreed funding" in refused.text
    coordinated(office, url)

    assert "Only an approver may do this: approve" in planner.get(f"{url}/move/approved").text
    assert planner.get(f"{url}/move/approved").status == 403
    assert go(approver, url, "approved", note="Go").status == 303
    event = db.session.get(Event, int(url.rpartition("/")[2]))
    assert event.baseline_starts_on == event.starts_on

    assert go(planner, url, "in_progress").status == 303
    refused = go(planner, url, "executed", participants_actual="")
    assert refused.status == 422
    assert "how many took part" in refused.text
    assert go(planner, url, "executed", participants_actual="212").status == 303

    refused = go(planner, url, "reported")
    assert refused.status == 422
    assert "the after-action report" in refused.text
    report = Sheet(planner, f"{url}/report").send(
        happened="Medics of both sides worked from one plan.",
        **{
            "outcomes-0-title": "One casualty procedure adopted",
            "outcomes-0-objective_id": str(office["objective"]),
            "outcomes-0-kind": "procedure_adopted",
            "outcomes-0-evidence": "Signed annex",
            "has_no_lessons": "y",
            "has_no_media": "y",
            "follow_ups-0-what": "Send the annex to the staff",
            "follow_ups-0-owner_id": str(planner.user_id),
            "follow_ups-0-due_on": (office["today"] + timedelta(days=30)).isoformat(),
            "follow_ups-0-promised_nation_code": "FR",
            "then": "reported",
        },
    )
    assert report.status == 303, report.text[:3000]
    assert state_of(url) is EventState.REPORTED

    refused = go(planner, url, "closed")
    assert refused.status == 422
    assert "the end of 1 open follow-up" in refused.text
    assert Sheet(planner, "/follow-ups/?tab=mine").send("/done").status == 303
    assert go(planner, url, "closed").status == 303
    assert state_of(url) is EventState.CLOSED

    story = planner.get(url).text
    assert "“Southern Bridge 2030” is now Closed" in story
    assert "Go" in story
    assert Sheet(planner, url).page.status == 200
    coverage = planner.get("/reports/coverage").text
    assert "Interoperability" in coverage


def test_the_report_may_be_sent_back_and_a_draft_too(office):
    planner, approver = office["planner"], office["approver"]
    url = planned_by(office)
    go(planner, url, "planned")
    coordinated(office, url)

    refused = go(approver, url, "planned", reason_code="")
    assert refused.status == 422
    assert "Choose a reason" in refused.text
    answer = go(approver, url, "planned", reason_code="incomplete", note="Name the range")
    assert answer.status == 303
    assert state_of(url) is EventState.PLANNED
    assert "Name the range" in planner.get(url).text


def test_an_event_is_postponed_planned_again_cancelled_and_revived(office):
    planner, approver = office["planner"], office["approver"]
    url, other = planned_by(office), planned_by(office, title="Northern Bridge 2030")
    go(planner, url, "planned")
    coordinated(office, url)
    go(approver, url, "approved")

    assert planner.get(f"{url}/move/postponed").status == 403
    later = office["today"] + timedelta(days=200)
    answer = go(
        approver,
        url,
        "postponed",
        reason_code="weather",
        new_starts_on=later.isoformat(),
        new_ends_on=(later + timedelta(days=4)).isoformat(),
    )
    assert answer.status == 303
    event = db.session.get(Event, int(url.rpartition("/")[2]))
    assert event.starts_on == later
    assert event.baseline_starts_on == office["today"] + timedelta(days=60)
    assert go(planner, url, "planned").status == 303
    coordinated(office, url, rate_risks=False)
    assert approver.get(f"{url}/move/approved").status == 403  # whose own the new days are
    assert go(office["other approver"], url, "approved").status == 303

    assert planner.get(f"{url}/move/cancelled").status == 403
    replaced_by = other.rpartition("/")[2]
    answer = go(
        approver,
        url,
        "cancelled",
        reason_code="merged",
        replaced_by_id=replaced_by,
        partner_told="y",
        actual_cost="1200.50",
    )
    assert answer.status == 303
    page = planner.get(url)
    assert "Northern Bridge 2030" in page.text
    assert other in page.links
    back = planner.follow(planner.get(f"{url}/move/concept"))
    assert "is cancelled. Revive it as a copy." in back.text
    revived = Sheet(planner, f"{url}/revive").send()
    assert revived.status == 303
    assert "is on the plan as a concept" in planner.follow(revived).text


def test_what_was_approved_changes_when_an_approver_agrees_and_not_before(office):
    planner, approver = office["planner"], office["approver"]
    url = planned_by(office, planned_cost="900000", currency="USD")
    go(planner, url, "planned")
    coordinated(office, url)
    go(approver, url, "approved")
    wished = {"title": "Northern Bridge 2030", "planned_cost": "5000000"}
    wished |= {"partner_codes": ["AU", "FR", "ID", "NZ"], "change_note": "Two more want to join"}

    told = planner.follow(Sheet(planner, f"{url}/edit").send(summary="Told anew", **wished))

    assert "What the approval binds waits for an approver" in told.text
    assert told.outline.h1 == ["Southern Bridge 2030"]
    line = next(link for link in approver.get("/").links if "/changes/" in link)
    page = Sheet(approver, line)
    for words in ("900,000", "5,000,000", "Indonesia", "New Zealand", "Two more want to join"):
        assert words in page.page.text
    assert page.send("/agree", note="").status == 303
    event = db.session.get(Event, int(url.rpartition("/")[2]), populate_existing=True)
    assert (event.title, event.planned_cost) == ("Northern Bridge 2030", 5_000_000)
    assert event.state is EventState.APPROVED
    assert event.baseline_starts_on == office["today"] + timedelta(days=60)

    withdrawn = go(planner, url, "planned", reason_code="plan_changes", note="Another month")
    assert withdrawn.status == 303
    later = (office["today"] + timedelta(days=90)).isoformat()
    Sheet(planner, f"{url}/edit").send(starts_on=later, ends_on=later)
    coordinated(office, url, ["ID", "NZ"], rate_risks=False)
    assert go(approver, url, "approved").status == 303
    event = db.session.get(Event, event.id, populate_existing=True)
    assert event.starts_on.isoformat() == later
    assert event.baseline_starts_on == office["today"] + timedelta(days=60)
    assert "Another month" in planner.get(url).text


def test_nobody_approves_what_they_wrote_even_with_both_roles(office, client_as):
    user = make_user(roles=["planner", "approver"])
    both = client_as("planner", user=user)
    url = planned_by(office | {"planner": both})
    go(both, url, "planned")
    coordinated(office | {"planner": both}, url)

    assert both.get(f"{url}/move/approved").status == 403
    assert "somebody else has to approve it" in both.get(f"{url}/move/approved").text
    assert "Approve" not in [word.strip() for word in both.get(url).outline.words]
    assert go(office["approver"], url, "approved").status == 303


def test_a_person_added_from_inside_the_form_costs_nothing_typed(office):
    planner = office["planner"]
    sheet = Sheet(planner, "/events/new")
    shown = sheet.send(
        title="Staff talks in Paris",
        kind="workshop_seminar",
        summary="Half an hour of typing",
        starts_on="2031-04-02",
        partner_codes=["AU", "FR"],
        place_0_town="Paris",
        new_rank="Colonel",
        new_name="Anne Exemple",
        new_nation="FR",
        add_person="1",
    )
    assert shown.status == 200
    again = sheet.send(add_person=None)
    assert again.status == 303, again.text[:2000]
    page = planner.get(again.location)
    assert "Half an hour of typing" in page.text
    assert "Paris" in page.text
    event = db.session.get(Event, int(again.location.rpartition("/")[2]))
    assert [row.person.name for row in event.attendances] == ["Anne Exemple"]


def test_a_month_is_enough_and_a_group_brings_its_members(office):
    planner = office["planner"]
    sheet = Sheet(planner, "/events/new")
    groups = group_values(sheet.page.html)
    answer = sheet.send(
        title="Bersama Lima",
        kind="joint_exercise",
        date_precision="month",
        starts_on="2031-10-14",
        ends_on="",
        group_ids=[groups["FPDA"]],
    )
    assert answer.status == 303
    page = planner.get(answer.location)
    assert "October 2031" in page.text
    event = db.session.get(Event, int(answer.location.rpartition("/")[2]))
    assert (event.starts_on, event.ends_on) == (date(2031, 10, 1), date(2031, 10, 31))
    assert {row.nation_code for row in event.partners} == {"AU", "GB", "MY", "NZ", "SG"}


def group_values(html):
    """Return the code and the value of each partner group that a form offers."""
    assert 'name="group_ids"' in html
    return {group.code: str(group.id) for group in db.session.query(PartnerGroup)}


def test_the_next_edition_of_a_series_changes_the_host_and_leaves_the_people(office):
    planner = office["planner"]
    person = make_person("FR", name="Jean Exemple", name_key="jean exemple")
    url = planned_by(office, edition="20th edition")
    key = int(url.rpartition("/")[2])
    Sheet(planner, f"{url}/people?q=Jean").send("/people/add")
    assert [row.person_id for row in db.session.get(Event, key).attendances] == [person.id]

    made = Sheet(planner, f"{url}/next-edition").send()
    assert made.status == 303
    edition = db.session.query(Event).filter_by(copied_from_id=key).one()
    before = db.session.get(Event, key)
    assert (edition.title, edition.edition) == ("Southern Bridge 2031", "21st edition")
    assert edition.host_code == "FR"
    assert edition.attendances == []
    assert 363 <= (edition.starts_on - before.starts_on).days <= 367
    assert Sheet(planner, made.location).send().status == 303


def test_two_browsers_editing_one_event_lose_nothing(office):
    planner, url = office["planner"], planned_by(office)
    first, second = Sheet(planner, f"{url}/edit"), Sheet(planner, f"{url}/edit")
    first.send(summary="From the first", place_0_town="Darwin Harbour")

    merged = second.send(benefit_own="From the second")
    assert merged.status == 303
    event = db.session.get(Event, int(url.rpartition("/")[2]))
    assert (event.summary, event.benefit_own) == ("From the first", "From the second")
    assert event.places[0].town == "Darwin Harbour"

    third, fourth = Sheet(planner, f"{url}/edit"), Sheet(planner, f"{url}/edit")
    third.send(summary="Third")
    clash = fourth.send(summary="Fourth")
    assert clash.status == 422
    assert "Somebody else changed this while you were typing" in clash.text
    assert "Third" in clash.text
    assert fourth.send(**{"keep-summary": "mine"}).status == 303
    assert db.session.get(Event, event.id, populate_existing=True).summary == "Fourth"


@pytest.mark.parametrize(
    "where", ["/events/new", "/events/quick", "/people/new", "/account/password"]
)
def test_a_form_without_its_token_is_refused_with_a_page(office, where):
    sheet = Sheet(office["planner"], where)
    assert sheet.form()["values"]["csrf_token"] != [""]

    for token in (None, "forged"):
        answer = office["planner"].post(where, sheet.form()["values"] | {"csrf_token": token or ""})
        assert answer.status == 400
        assert "The request could not be read" in answer.outline.title
    assert db.session.query(Event).count() == 0


def test_a_token_of_another_session_does_not_fit(office):
    sheet = Sheet(office["planner"], "/events/quick")
    office["approver"].get("/events/")

    answer = office["approver"].post("/events/bulk?id=1", sheet.form()["values"])

    assert answer.status == 400
