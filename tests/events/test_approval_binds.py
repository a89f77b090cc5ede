"""An approval binds: what it binds stays until an approver agrees anew, whoever writes it."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pytest

from planner.choices import EventState, Marking, PartnerRole, ProposalState, Role
from planner.commands import faults
from planner.db import db
from planner.errors import NotAllowed, RuleBroken
from planner.events.approval.decisions import agree_to_change
from planner.events.approval.material import MATERIAL, MATERIAL_DETAILS
from planner.events.approval.models import ProposedChange
from planner.events.approval.queries import latest_proposal
from planner.events.models import Event, EventNation, ObjectiveLink
from planner.events.plan.actions import edit_event
from planner.events.states.workflow import move_event
from planner.reference.shipped_kinds import ShippedKind
from planner.shapes.event_moves import ProposalDecision
from planner.shapes.event_parts import PlannedLink, PlannedPlace
from planner.shapes.event_plan import EventChange
from planner.viewers import EVERYTHING, Viewer, acting_as
from planner.web.nationnames import nation_name
from tests.factories import (
    NOW,
    make_event,
    make_nation,
    make_objective,
    make_own_nation,
    make_programme,
    make_user,
)
from tests.sheets import Sheet

S = EventState
BOUND = [S.APPROVED, S.IN_PROGRESS, S.EXECUTED, S.REPORTED]


@dataclass
class Office:
    """An approved event, and the people around it."""

    event: Event
    planner: object
    approver: object
    other: object

    @property
    def url(self):
        return f"/events/{self.event.id}"

    def fresh(self):
        return db.session.get(Event, self.event.id, populate_existing=True)

    def proposal(self):
        return latest_proposal(self.fresh())

    def edit(self, client, **values):
        return Sheet(client, f"{self.url}/edit").send(**values)

    def decide(self, client, way="agree", **values):
        page = f"{self.url}/changes/{self.proposal().id}"
        sheet = Sheet(client, page)
        form = sheet.form(f"/{way}" if way == "agree" else "")
        return client.post(f"{page}/{way}", form["values"] | values)


LATER = NOW + timedelta(days=400)


def approved(author, state=S.APPROVED, **fields):
    """Return an event that stands under an approval, with one of everything."""
    fields = {
        "title": "Southern Bridge",
        "planned_cost": Decimal(900_000),
        "currency": "USD",
        "marking": Marking.OFFICIAL,
        "releasable_to": ["AU"],
        "host_code": "AU",
        "lead_code": "AU",
        "risks_rated": True,
        "baselined_at": NOW,
        "baseline_starts_on": date(2030, 2, 4),
        "baseline_ends_on": date(2030, 2, 6),
        "kind": ShippedKind.CULTURAL_EVENT,
        "details": {"venue": "Hall"},
    } | fields
    objective = make_objective()
    event = make_event(["AU", "FR"], [objective], state=state, author=author, **fields)
    db.session.commit()
    return event


@pytest.fixture
def office(client_as):
    make_own_nation("AU")
    for code in ("FR", "ID", "NZ"):
        make_nation(code, is_partner=True)
    author = make_user()
    return Office(
        approved(author),
        client_as("planner", user=author),
        client_as("approver"),
        client_as("approver"),
    )


@pytest.mark.parametrize("state", BOUND)
def test_what_the_planner_changes_after_approval_waits_for_an_approver(client_as, state):
    make_own_nation("AU")
    for code in ("FR", "ID", "NZ"):
        make_nation(code)
    author = make_user()
    planner = client_as("planner", user=author)
    office = Office(approved(author, state), planner, client_as("approver"), None)

    saved = office.edit(
        planner,
        title="Northern Bridge",
        partner_codes=["AU", "FR", "ID", "NZ"],
        planned_cost="5000000",
        summary="Told anew",
        change_note="The partner asked",
    )

    assert saved.status == 303, saved.text[:2000]
    event = office.fresh()
    assert (event.title, event.planned_cost) == ("Southern Bridge", 900_000)
    assert [row.nation_code for row in event.partners] == ["AU", "FR"]
    assert (event.summary, event.state) == ("Told anew", state)
    page = office.approver.get(office.url).text
    for words in ("Southern Bridge", "Northern Bridge", "900,000", "5,000,000", "Indonesia"):
        assert words in page
    assert "Why: The partner asked" in page

    assert office.decide(office.approver).status == 303
    event = office.fresh()
    assert (event.title, event.planned_cost) == ("Northern Bridge", 5_000_000)
    assert [row.nation_code for row in event.partners] == ["AU", "FR", "ID", "NZ"]
    assert (event.state, event.baseline_starts_on) == (state, date(2030, 2, 4))
    assert office.proposal().state is ProposalState.AGREED


def values_of_every_field(event):
    """Return, by material field, what a changed form sends, and the values of an action."""
    link = event.links[0].objective_id
    return {
        "title": {"title": "Other"},
        "kind": {"kind": "ceremony"},
        "starts_on": {"starts_on": "2030-02-05"},
        "ends_on": {"ends_on": "2030-02-09"},
        "date_precision": {"date_precision": "month"},
        "start_time": {"start_time": "09:00", "end_time": "17:00"},
        "end_time": {"start_time": "09:00", "end_time": "18:00"},
        "zone": {"zone": "Asia/Jakarta"},
        "places": {"place_0_town": "Elsewhere"},
        "modality": {"modality": "virtual"},
        "host_code": {"host_code": "FR"},
        "lead_code": {"lead_code": "FR"},
        "partner_codes": {"partner_codes": ["AU", "FR", "ID"]},
        "links": {f"objective_{link}_weight": "0.2"},
        "planned_cost": {"planned_cost": "900001"},
        "currency": {"currency": "EUR"},
        "marking": {"marking": "0"},
        "releasable_to": {"releasable_to": "AU, FR"},
    }


def code_of(words):
    """Return the code of a nation that a box shows by its name; other words as they are."""
    return {nation_name(code): code for code in ("AU", "FR", "ID", "NZ")}.get(words, words)


@pytest.mark.parametrize("name", [name for name in MATERIAL if name != "parts"])
def test_each_material_field_stays_and_is_proposed(office, name):
    before = {key: getattr(office.event, key, None) for key in MATERIAL}
    places = [(row.town, row.nation_code) for row in office.event.places]
    answer = office.edit(office.planner, **values_of_every_field(office.event)[name])

    assert answer.status == 303, answer.text[:2000]
    event = office.fresh()
    assert {key: getattr(event, key, None) for key in MATERIAL} == before
    assert [(row.town, row.nation_code) for row in event.places] == places
    assert [row.weight for row in event.links] == [1.0]
    assert name in office.proposal().changes
    assert office.decide(office.approver).status == 303
    assert office.proposal().state is ProposalState.AGREED
    shown = Sheet(office.planner, f"{office.url}/edit").form()["values"]
    for field, value in values_of_every_field(event)[name].items():
        if field not in {"releasable_to", "planned_cost"}:
            wanted = value if isinstance(value, list) else [value]
            # The box for further nations is empty.
            found = [words for words in shown[field] if words or field != "partner_codes"]
            assert sorted(map(code_of, found)) == sorted(wanted)


def test_a_place_of_the_kind_is_material_too(client_as):
    make_own_nation("AU")
    make_nation("FR")
    author = make_user()
    planner = client_as("planner", user=author)
    event = approved(author, kind=ShippedKind.CULTURAL_EVENT)
    office = Office(event, planner, client_as("approver"), None)
    assert {"details.venue"} == set(MATERIAL_DETAILS)
    office.edit(planner, detail_venue="Stadium", detail_performers="Choir")
    assert office.fresh().details == {"venue": "Hall", "performers": "Choir"}
    assert "Stadium" in office.approver.get(office.url).text
    office.decide(office.approver)
    assert office.fresh().details["venue"] == "Stadium"


@pytest.mark.parametrize(
    "values",
    [
        {"planned_cost": "100000"},
        {"marking": "2"},
        {"releasable_to": ""},
        {"summary": "Other"},
        {"participants_planned": "300"},
        {"benefit_own": "More"},
        {"travel_days_before": "2"},
        {"detail_community_consulted": "y"},
    ],
)
def test_a_lower_cost_a_higher_marking_and_what_is_not_material_are_saved_at_once(office, values):
    assert office.edit(office.planner, **values).status == 303
    assert office.proposal() is None
    shown = Sheet(office.planner, f"{office.url}/edit").form()["values"]
    (name, value), *_ = values.items()
    assert shown[name][0].removesuffix(".00") == value


@pytest.mark.parametrize("cost", ["", "900001"])
def test_a_cost_that_rises_or_vanishes_is_proposed(office, cost):
    office.edit(office.planner, planned_cost=cost)
    assert office.fresh().planned_cost == 900_000
    assert set(office.proposal().changes) == {"planned_cost"}


def test_a_kind_takes_its_own_fields_along(office):
    sheet = Sheet(office.planner, f"{office.url}/edit")
    sheet.send(kind="official_visit", refresh="1")
    assert sheet.send(refresh=None, detail_agenda="Ports", clearing="venue").status == 303
    assert office.fresh().details == {"venue": "Hall"}
    office.decide(office.approver)
    event = office.fresh()
    assert (event.kind, event.details) == (ShippedKind.OFFICIAL_VISIT, {"agenda": "Ports"})


def test_parts_of_nations_wait_and_headcounts_do_not(office):
    sheet = Sheet(office.planner, f"{office.url}/nations")
    answer = sheet.send(role_FR="observer", headcount_planned_FR="40")
    assert answer.status == 303
    french = next(row for row in office.fresh().partners if row.nation_code == "FR")
    assert (french.role, french.headcount_planned) == (PartnerRole.PLAYER, 40)
    assert f"France: {PartnerRole.OBSERVER.label}" in office.approver.get(office.url).text
    again = Sheet(office.planner, f"{office.url}/nations")
    assert again.form()["values"]["role_FR"] == ["observer"]
    again.send(headcount_planned_FR="50")
    assert "parts" in office.proposal().changes
    office.decide(office.approver)
    french = next(row for row in office.fresh().partners if row.nation_code == "FR")
    assert (french.role, french.headcount_planned) == (PartnerRole.OBSERVER, 50)


def test_the_marking_page_proposes_a_lowering_and_an_approver_lowers_at_once(office):
    lower = {"marking": "0"}
    assert Sheet(office.planner, f"{office.url}/marking").send(**lower).status == 303
    assert office.fresh().marking is Marking.OFFICIAL
    assert set(office.proposal().changes) == {"marking"}
    assert Sheet(office.approver, f"{office.url}/marking").send(**lower).status == 303
    assert office.fresh().marking is Marking.PUBLIC


def test_a_second_edit_amends_the_proposal_and_taking_back_empties_it(office, client_as):
    office.edit(office.planner, title="Northern Bridge", planned_cost="5000000")
    first = office.proposal().id
    office.edit(office.planner, title="Eastern Bridge")
    changes = office.proposal().changes
    assert office.proposal().id == first
    assert changes["title"] == ["Southern Bridge", "Eastern Bridge"]
    assert changes["planned_cost"] == ["900000", "5000000"]
    colleague = client_as("planner")
    office.edit(colleague, host_code="FR")
    assert set(office.proposal().changes) == {"title", "planned_cost", "host_code"}
    assert colleague.user_id in office.proposal().writer_ids
    office.edit(office.planner, title="Southern Bridge", planned_cost="900000", host_code="AU")
    assert office.proposal().state is ProposalState.WITHDRAWN


def test_an_open_form_does_not_take_a_proposal_back(office, client_as):
    stale = Sheet(client_as("planner"), f"{office.url}/edit")
    office.edit(office.planner, title="Northern Bridge")
    assert stale.send(summary="Of somebody else").status == 303
    assert office.proposal().changes["title"][1] == "Northern Bridge"
    assert office.fresh().summary == "Of somebody else"


def test_nobody_agrees_to_what_they_wrote(office, client_as):
    both = client_as("planner", user=make_user(roles=["planner", "approver"]))
    office.edit(both, title="Mine")
    proposal, page = office.proposal(), f"{office.url}/changes/{office.proposal().id}"
    sent = {"seen": str(proposal.version), "note": ""}
    assert "another approver has to agree" in both.get(page).text
    refused = both.post(f"{page}/agree", sent)
    assert refused.status == 422
    assert "somebody else has to agree" in refused.text
    assert office.fresh().title == "Southern Bridge"

    office.edit(office.approver, starts_on="2030-02-05")
    assert office.fresh().starts_on == date(2030, 2, 4)
    sent = {"seen": str(office.proposal().version), "note": ""}
    assert office.approver.post(f"{page}/agree", sent).status == 422
    assert office.decide(office.other).status == 303
    assert (office.fresh().title, office.fresh().starts_on) == ("Mine", date(2030, 2, 5))


def test_the_author_does_not_agree_to_changes_of_the_own_event(client_as):
    make_own_nation("AU")
    make_nation("FR")
    author = make_user(roles=["planner", "approver"])
    office = Office(approved(author), client_as("planner"), client_as("approver", user=author), 0)
    office.edit(office.planner, title="Other")
    sent = {"seen": str(office.proposal().version)}
    page = f"{office.url}/changes/{office.proposal().id}/agree"
    assert office.approver.post(page, sent).status == 422
    assert office.fresh().title == "Southern Bridge"


@pytest.mark.parametrize("role", ["viewer", "planner", "country_desk", "administrator"])
@pytest.mark.parametrize("way", ["agree", "decline"])
def test_only_an_approver_decides(office, client_as, role, way):
    office.edit(office.planner, title="Other")
    page = f"{office.url}/changes/{office.proposal().id}/{way}"
    answer = client_as(role).post(page, {"seen": "1", "note": "No"})
    assert answer.status == 403
    assert office.proposal().is_open


def test_a_decline_needs_a_reason_which_the_planner_reads(office):
    office.edit(office.planner, title="Other")
    refused = office.decide(office.approver, "decline", note=" ")
    assert refused.status == 422
    assert "Say why" in refused.text
    assert "Changes to agree to" in office.approver.get("/").text
    assert office.decide(office.approver, "decline", note="Not this year").status == 303
    assert office.fresh().title == "Southern Bridge"
    for page in (office.planner.get(office.url), office.planner.get("/")):
        assert "Not this year" in page.text
    assert "Changes to agree to" not in office.approver.get("/").text
    office.edit(office.planner, title="Third")
    assert office.planner.get("/").text.count("Not this year") == 1  # as news, until it is seen


def test_who_proposed_withdraws_and_nobody_else(office, client_as):
    office.edit(office.planner, title="Other")
    page = f"{office.url}/changes/{office.proposal().id}/withdraw"
    client_as("planner").post(page)
    assert office.proposal().is_open
    assert office.planner.follow(office.planner.post(page)).status == 200
    assert office.proposal().state is ProposalState.WITHDRAWN
    assert "waits for an approver" not in office.planner.get(office.url).text


def test_a_decision_counts_for_what_was_looked_at(office):
    office.edit(office.planner, planned_cost="950000")
    page = f"{office.url}/changes/{office.proposal().id}"
    looked_at = Sheet(office.approver, page)
    office.edit(office.planner, planned_cost="5000000")

    late = looked_at.send("/agree")

    assert late.status == 422
    assert "changed since you opened it" in late.text
    assert office.fresh().planned_cost == 900_000
    missing = office.approver.post(f"{page}/agree", {"note": ""})
    assert missing.status == 422
    another = Sheet(office.other, page)
    assert looked_at.send("/agree").status == 303
    assert looked_at.send("/agree").status == 303  # sent twice: the answer of the first
    assert office.fresh().planned_cost == 5_000_000
    assert "settled in the meantime" in office.other.follow(another.send("/agree")).text


def test_an_event_that_moved_on_is_not_written_over(office):
    Sheet(office.planner, f"{office.url}/marking").send(marking="0")
    Sheet(office.approver, f"{office.url}/marking").send(marking="2")
    refused = office.decide(office.approver)
    assert refused.status == 422
    assert "the event itself has changed (Marking)" in refused.text
    assert office.fresh().marking is Marking.OFFICIAL_SENSITIVE


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"starts_on": "", "ends_on": ""}, "the dates or the period"),
        ({"place_0_town": "", "place_0_nation": ""}, "a place"),
        ({"partner_codes": ["AU"]}, "a partner nation"),
        ({"ends_on": "2030-01-01"}, "comes before the first"),
    ],
)
def test_what_an_approval_needs_is_not_proposed_away(office, values, sentence):
    refused = office.edit(office.planner, summary="Not saved either", **values)
    assert refused.status == 422
    assert sentence in refused.text
    assert office.proposal() is None
    assert office.fresh().summary == ""


def test_an_objective_goes_only_when_an_approver_agrees(office):
    key = office.event.links[0].objective_id
    other = make_objective(office.event.links[0].objective.line)
    office.edit(office.planner, **{f"objective_{key}": None, f"objective_{other.id}": "y"})
    assert [row.objective_id for row in office.fresh().links] == [key]
    office.decide(office.approver)
    assert [row.objective_id for row in office.fresh().links] == [other.id]


def test_a_desk_does_not_propose_its_nation_away(office, client_as):
    desk = client_as("country_desk", nations=["FR"])
    refused = office.edit(desk, partner_codes=["AU", "ID"])
    assert refused.status == 422
    assert "Add one of your nations" in refused.text
    assert office.proposal() is None


def test_an_approver_alone_changes_nothing_that_is_not_material(office):
    refused = office.edit(office.approver, summary="By the approver")
    assert refused.status == 422
    assert office.fresh().summary == ""


def test_withdrawing_the_approval_opens_the_event_and_asks_for_a_new_one(office):
    office.edit(office.planner, title="Proposed")
    move = f"{office.url}/move/planned"
    assert move in office.planner.get(office.url).links
    assert Sheet(office.planner, move).send(reason_code="").status == 422
    done = Sheet(office.planner, move).send(reason_code="plan_changes", note="Much to change")
    assert done.status == 303
    event = office.fresh()
    assert (event.state, event.baseline_starts_on) == (S.PLANNED, date(2030, 2, 4))
    assert "Much to change" in office.planner.get(office.url).text
    with acting_as(db.session, EVERYTHING):
        assert db.session.query(ProposedChange).one().state is ProposalState.LAPSED

    office.edit(office.planner, title="Freely", starts_on="2030-02-05", ends_on="2030-02-07")
    event = office.fresh()
    assert event.title == "Freely"
    assert "approve" not in [
        link.rpartition("/")[2] for link in office.approver.get(office.url).links
    ]


@pytest.mark.parametrize("to", ["postponed", "cancelled"])
def test_a_proposal_lapses_when_the_approval_ends(office, to):
    office.edit(office.planner, title="Proposed")
    sheet = Sheet(office.approver, f"{office.url}/move/{to}")
    assert sheet.send(reason_code="weather", note="Storm").status == 303
    with acting_as(db.session, EVERYTHING):
        assert db.session.query(ProposedChange).one().state is ProposalState.LAPSED


def test_a_closed_event_keeps_no_open_proposal(office):
    event = office.event
    event.state = S.REPORTED
    event.actual_starts_on, event.actual_ends_on = event.starts_on, event.ends_on
    db.session.commit()
    office.edit(office.planner, title="Proposed")
    with acting_as(db.session, EVERYTHING):
        assert db.session.query(ProposedChange).one().is_open
        move_event(office.fresh(), S.CLOSED, viewer=EVERYTHING, now=LATER)
        assert db.session.query(ProposedChange).one().state is ProposalState.LAPSED


@pytest.mark.parametrize("state", [S.CONCEPT, S.PLANNED, S.COORDINATED, S.POSTPONED])
def test_before_the_approval_a_planner_changes_everything_at_once(office, state):
    event = approved(office.event.author, state, title="Draft")
    drafts = Office(event, office.planner, office.approver, office.other)
    drafts.edit(office.planner, title="Better", planned_cost="5000000")
    assert (drafts.fresh().title, drafts.fresh().planned_cost) == ("Better", 5_000_000)
    assert db.session.query(ProposedChange).count() == 0


def test_a_quick_log_was_never_approved_and_stays_open(office):
    event = approved(office.event.author, S.EXECUTED, baselined_at=None)
    logged = Office(event, office.planner, office.approver, office.other)
    logged.edit(office.planner, title="Better")
    assert logged.fresh().title == "Better"


def test_those_whom_a_change_would_let_in_learn_nothing_of_it(office, client_as):
    desk = client_as("country_desk", nations=["ID"])
    low = client_as("viewer", ceiling=Marking.PUBLIC)
    office.edit(office.planner, partner_codes=["AU", "FR", "ID"], marking="0", title="Secret talks")
    page = f"{office.url}/changes/{office.proposal().id}"
    for reader in (desk, low):
        assert reader.get(office.url).status == 404
        assert reader.get(page).status == 404
        assert "Secret talks" not in reader.get("/").text
    assert office.decide(office.approver).status == 303
    for reader in (desk, low):
        assert reader.get(office.url).status == 200
        assert reader.get(page).status == 404
        assert "900,000" not in reader.get("/").text


def test_a_declined_proposal_is_not_told_to_those_who_came_later(office, client_as):
    office.edit(office.planner, title="Secret talks", change_note="Because of the minister")
    office.decide(office.approver, "decline", note="Too secret")
    Sheet(office.approver, f"{office.url}/marking").send(marking="0")
    low = client_as("planner", ceiling=Marking.PUBLIC)
    page = low.get(office.url)
    assert page.status == 200
    for words in ("Secret talks", "minister", "Too secret"):
        assert words not in page.text
    assert "Secret talks" in office.planner.get(office.url).text


def test_the_agreement_is_in_the_history_and_in_the_calendar(office):
    office.edit(office.planner, title="Northern Bridge", starts_on="2030-02-05")
    office.decide(office.approver, note="Good")
    history = office.other.get(f"/history/event/{office.event.id}").text
    for words in ("Proposed change", "Northern Bridge", "Agreed"):
        assert words in history
    ics = office.planner.get(f"{office.url}.ics")
    if ics.status == 200:
        assert b"Northern Bridge" in ics.body
    assert office.event.title in office.planner.get("/search?q=Northern").text


# Whoever wrote a material field of the draft may not approve it.


@pytest.fixture
def draft(office, client_as):
    event = approved(office.event.author, S.PLANNED, baselined_at=None, title="Draft")
    both = client_as("planner", user=make_user(roles=["planner", "approver"]))
    return Office(event, office.planner, both, office.other)


def ready(draft):
    """Bring the draft to where it is approved."""
    event = draft.fresh()
    event.state = S.COORDINATED
    db.session.commit()


WAYS_TO_WRITE = [
    *(name for name in MATERIAL if name not in {"marking", "releasable_to", "parts"}),
    "parts",
    "postponed",
]


@pytest.mark.parametrize("name", WAYS_TO_WRITE)
def test_whoever_wrote_a_material_field_does_not_approve(draft, name):
    both = draft.approver
    if name == "parts":
        Sheet(both, f"{draft.url}/nations").send(role_FR="observer")
    elif name == "postponed":
        days = {"new_starts_on": "2030-06-01", "new_ends_on": "2030-06-02"}
        Sheet(both, f"{draft.url}/move/postponed").send(reason_code="weather", note="", **days)
    else:
        values = values_of_every_field(draft.event)[name]
        values = {"planned_cost": "1"} if name == "planned_cost" else values
        assert draft.edit(both, **values).status == 303
    ready(draft)
    approve = f"{draft.url}/move/approved"

    assert approve not in both.get(draft.url).links
    assert "Draft" not in both.get("/").text.partition("Events to approve")[2][:200]
    refused = both.get(approve)
    assert refused.status == 403
    assert "somebody else has to approve it" in refused.text
    assert both.post(approve, {"note": ""}).status == 422
    bulk = both.post(f"/events/bulk?id={draft.event.id}", {"to": "approved", "note": ""})
    assert "You wrote this event" in bulk.text or bulk.status == 422
    assert draft.fresh().state is S.COORDINATED
    assert Sheet(draft.other, approve).send().status == 303


@pytest.mark.parametrize(
    "written", ["marking", "releasable_to", "comment", "headcount", "risk", "summary"]
)
def test_markings_comments_and_what_is_not_material_leave_an_approver_free(draft, written):
    both = draft.approver
    if written == "comment":
        Sheet(both, f"{draft.url}/comment").send(comment="Well planned")
    elif written == "headcount":
        Sheet(both, f"{draft.url}/nations").send(headcount_planned_FR="10")
    elif written == "risk":
        Sheet(both, f"{draft.url}/risks").send(category="weather")
    elif written == "summary":
        draft.edit(both, summary="Told better")
    else:
        draft.edit(both, **values_of_every_field(draft.event)[written])
    ready(draft)
    assert Sheet(both, f"{draft.url}/move/approved").send().status == 303
    assert draft.fresh().state is S.APPROVED


def test_a_new_approval_begins_a_new_count_of_writers(draft):
    both = draft.approver
    draft.edit(both, title="Better")
    ready(draft)
    Sheet(draft.other, f"{draft.url}/move/approved").send()
    assert draft.fresh().writer_ids == []
    Sheet(draft.planner, f"{draft.url}/move/planned").send(reason_code="plan_changes", note="")
    draft.edit(draft.planner, title="Better still")
    ready(draft)
    assert Sheet(both, f"{draft.url}/move/approved").send().status == 303


def test_an_approval_counts_for_what_was_looked_at(draft):
    ready(draft)
    page = Sheet(draft.other, f"{draft.url}/move/approved")
    event = draft.fresh()
    event.state = S.PLANNED
    db.session.commit()
    draft.edit(draft.planner, planned_cost="5000000")
    ready(draft)
    refused = page.send()
    assert refused.status == 422
    assert "changed since you opened this page" in refused.text
    assert draft.fresh().state is S.COORDINATED
    assert page.send().status == 303


# Below the views: no action can forget it.


def put(**values):
    """Return a change that sets columns of an event."""

    def change(event):
        for name, value in values.items():
            setattr(event, name, value)

    return change


def a_link():
    objective = make_objective()
    return ObjectiveLink(objective=objective, objective_id=objective.id)


FORGETFUL = {
    "add a nation": lambda event: event.partners.append(EventNation(nation_code="ID")),
    "add a nation apart": lambda event: db.session.add(
        EventNation(event_id=event.id, nation_code="ID")
    ),
    "drop a nation": lambda event: event.partners.remove(event.partners[1]),
    "let a nation observe": lambda event: setattr(event.partners[1], "role", PartnerRole.OBSERVER),
    "delete a link": lambda event: db.session.delete(event.links[0]),
    "add a link": lambda event: event.links.append(a_link()),
    "weigh a link": lambda event: setattr(event.links[0], "weight", 0.1),
    "move the place": lambda event: setattr(event.places[0], "town", "Elsewhere"),
    "name it": put(title="Other"),
    "spend more": put(planned_cost=Decimal(5_000_000)),
    "move the venue": put(details={"venue": "Stadium"}),
    "lower the marking": put(marking=Marking.PUBLIC),
    "release it": put(releasable_to=["AU", "FR"]),
}
"""Changes of material rows as an action would make them that forgot to ask."""


@pytest.fixture
def acting_planner():
    """Let the session act for a planner who wrote nothing yet."""
    viewer = make_user().as_viewer
    db.session.commit()
    db.session.info["viewer"] = viewer
    yield viewer
    db.session.rollback()
    db.session.info["viewer"] = EVERYTHING


@pytest.mark.parametrize("change", FORGETFUL.values(), ids=FORGETFUL)
def test_an_action_that_forgets_to_ask_is_stopped_at_the_database(office, acting_planner, change):
    change(office.fresh())
    with pytest.raises(NotAllowed, match="propose the change"):
        db.session.flush()


@pytest.mark.parametrize("change", FORGETFUL.values(), ids=FORGETFUL)
def test_an_action_that_forgets_to_note_the_writer_is_noted_at_the_database(
    office, acting_planner, change
):
    with acting_as(db.session, EVERYTHING):
        event = approved(office.event.author, S.PLANNED, baselined_at=None)
    change(event)
    db.session.flush()
    is_marking = change in (FORGETFUL["lower the marking"], FORGETFUL["release it"])
    assert event.writer_ids == ([] if is_marking else [acting_planner.user_id])


def test_actions_propose_without_any_page(office):
    planner = Viewer(office.planner.user_id, frozenset({Role.PLANNER}), Marking.OFFICIAL, None)
    event = office.fresh()
    edit_event(
        event,
        EventChange(
            title="Other",
            places=[PlannedPlace(town="Elsewhere", nation_code="FR")],
            links=[PlannedLink(objective_id=event.links[0].objective_id, weight=0.3)],
        ),
        viewer=planner,
        now=NOW,
    )
    db.session.commit()
    event = office.fresh()
    assert (event.title, event.places[0].town, event.links[0].weight) == (
        "Southern Bridge",
        "Town",
        1.0,
    )
    proposal = office.proposal()
    approver = office.approver.user.as_viewer
    with pytest.raises(RuleBroken, match="changed since you opened it"):
        agree_to_change(proposal, event, ProposalDecision(seen=99), viewer=approver, now=NOW)
    agree_to_change(
        proposal, event, ProposalDecision(seen=proposal.version), viewer=approver, now=NOW
    )
    db.session.commit()
    event = office.fresh()
    assert (event.title, event.places[0].town, event.links[0].weight) == ("Other", "Elsewhere", 0.3)


WITHOUT_APPROVAL = {"events.move"}
"""Routes that end the approval; the bulk move leads to the same action."""


def snapshot(event):
    """Return everything of an event that an approval binds."""
    return {
        **{name: getattr(event, name) for name in MATERIAL if hasattr(event, name)},
        "places": [(row.town, row.nation_code, row.phase) for row in event.places],
        "partners": sorted((row.nation_code, row.role) for row in event.partners),
        "links": sorted((row.objective_id, row.weight) for row in event.links),
        "venue": event.details.get("venue"),
    }


@pytest.mark.parametrize("role", ["planner", "country_desk", "approver"])
@pytest.mark.parametrize("state", BOUND)
def test_no_address_of_an_event_changes_what_was_approved(app, client_as, office, role, state):
    event = approved(make_user(), state)
    before = snapshot(event)
    client, url = client_as(role), f"/events/{event.id}"
    fields = {}
    for values in values_of_every_field(event).values():
        fields |= values
    fields |= {f"objective_{event.links[0].objective_id}": "y", "role_FR": "observer"}
    fields |= {"role_AU": "player", "detail_venue": "Stadium", "zone": "Asia/Jakarta"}
    fields |= {"happened": "It was held", "then": "", "note": "x", "starts_on": "2030-02-05"}
    if role == "approver":
        fields.pop("marking")  # lowering is the approver's own decision (DOMAIN 3)
    tried = 0
    for rule in app.url_map.iter_rules():
        if "POST" not in rule.methods or rule.arguments != {"event_id"}:
            continue
        _, path = rule.build({"event_id": event.id})
        fresh = db.session.get(Event, event.id, populate_existing=True)
        answer = client.post(path, fields | {"version": str(fresh.version)})
        assert answer.status < 500, path
        stored = db.session.get(Event, event.id, populate_existing=True)
        assert snapshot(stored) == before, path
        assert stored.state is state, path
        tried += 1
    assert tried > 10
    assert client.get(url).status == 200


def test_what_is_saved_at_once_is_in_the_calendar_though_a_change_is_proposed(office):
    programme = make_programme(name="Pacific series")
    office.edit(office.planner, title="Northern Bridge", programme_id=str(programme.id))
    assert office.fresh().programme_id == programme.id
    assert office.proposal().is_open
    assert faults() == []
    assert office.decide(office.approver).status == 303
    assert faults() == []


def test_a_proposal_out_of_sight_is_neither_told_nor_amended_nor_lost(office, client_as):
    event = office.fresh()
    event.marking = Marking.OFFICIAL_SENSITIVE
    db.session.commit()
    office.edit(office.planner, title="Secret talks", planned_cost="5000000")
    Sheet(office.approver, f"{office.url}/marking").send(marking="0")
    low = client_as("planner", ceiling=Marking.PUBLIC)
    assert "Secret talks" not in low.get(f"{office.url}/edit").html
    assert office.edit(low, summary="Of the other").status == 303
    assert office.fresh().summary == "Of the other"
    refused = office.edit(low, title="Open talks")
    assert "you may not see waits for an approver" in refused.text
    assert office.proposal().changes["title"][1] == "Secret talks"
    banner = office.planner.get(office.url).text
    assert "OFFICIAL-SENSITIVE" in banner


def told_of(office, client):
    """Return all that a reader is told of the event and its latest proposal."""
    pages = ["/", office.url, f"{office.url}/edit", f"/history/event/{office.event.id}"]
    pages += [f"{office.url}/changes/{office.proposal().id}", f"{office.url}/comment"]
    return " ".join(client.get(page).html for page in pages)


@pytest.mark.parametrize("step", ["amend", "decline", "withdraw"])
def test_what_is_said_of_a_proposal_later_stays_where_its_words_are(office, client_as, step):
    event = office.fresh()
    event.marking = Marking.OFFICIAL_SENSITIVE
    db.session.commit()
    office.edit(office.planner, title="Secret talks", planned_cost="5000000", change_note="Secret")
    Sheet(office.approver, f"{office.url}/marking").send(marking="0")

    if step == "amend":
        office.edit(office.planner, planned_cost="6000000")
        assert office.proposal().changes["planned_cost"][1] == "6000000"
    elif step == "decline":
        assert office.decide(office.other, "decline", note="Secret reason").status == 303
    else:
        office.planner.post(f"{office.url}/changes/{office.proposal().id}/withdraw")
        assert office.proposal().state is ProposalState.WITHDRAWN

    for role in ("viewer", "planner", "approver", "country_desk"):
        low = client_as(role, ceiling=Marking.PUBLIC)
        assert low.get(office.url).status == 200
        assert "Secret" not in told_of(office, low)
    assert "Secret" in told_of(office, client_as("approver"))


def test_an_amended_proposal_stays_with_those_who_were_let_in_at_every_step(office, client_as):
    office.edit(office.planner, title="Only for AU and FR")
    event = office.fresh()
    event.partners.append(EventNation(nation_code="ID"))  # as a load or an upkeep would
    db.session.commit()
    office.edit(office.planner, planned_cost="5000000")

    assert set(office.proposal().changes) == {"title", "planned_cost"}
    assert "Only for AU" not in told_of(office, client_as("planner", nations=["ID"]))
    assert "Only for AU" in told_of(office, client_as("planner", nations=["FR"]))


@pytest.mark.parametrize("state", list(ProposalState))
@pytest.mark.parametrize("role", ["viewer", "planner", "approver", "country_desk"])
def test_the_page_of_a_proposal_stays_whatever_became_of_it(office, client_as, state, role):
    office.edit(office.planner, title="Other", change_note="The partner asked")
    page = f"{office.url}/changes/{office.proposal().id}"
    if state is ProposalState.AGREED:
        office.decide(office.approver)
    elif state is ProposalState.DECLINED:
        office.decide(office.approver, "decline", note="Not this year")
    elif state is ProposalState.WITHDRAWN:
        office.planner.post(f"{page}/withdraw")
    elif state is ProposalState.LAPSED:
        move = Sheet(office.approver, f"{office.url}/move/postponed")
        assert move.send(reason_code="other", note="x").status == 303

    shown = client_as(role).get(page)

    assert shown.status == 200
    assert str(state.label) in shown.text
    assert "Other" in shown.text
    is_offered = role == "approver" and state is ProposalState.OPEN
    assert ("Decline it" in shown.text) is is_offered


def test_a_bulk_approval_counts_for_the_events_as_they_were_listed(client_as):
    make_own_nation("AU")
    make_nation("FR", is_partner=True)
    draft = {"state": S.COORDINATED, "baselined_at": None}
    moved, still = approved(make_user(), **draft), approved(make_user(), **draft)
    approver, planner = client_as("approver"), client_as("planner")
    url = f"/events/bulk?selected=1&id={moved.id}&id={still.id}"
    sent = {"to": "approved", "reason_code": "", "note": ""}

    def listed():
        return Sheet(approver, url).form("id=" + str(still.id))["values"] | sent

    before = listed()
    Sheet(planner, f"/events/{moved.id}/edit").send(planned_cost="5000000")
    answer = approver.post(url, before)

    assert answer.status == 200
    assert "changed since you opened this page" in answer.text
    states = [db.session.get(Event, e.id, populate_existing=True).state for e in (moved, still)]
    assert states == [S.COORDINATED, S.APPROVED]
    assert "1 event was changed" in approver.post(url, listed()).text
    assert db.session.get(Event, moved.id, populate_existing=True).state is S.APPROVED
