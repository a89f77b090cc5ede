"""Pages of nations, groups, organisations, institutions and programmes."""

import pytest

from planner.db import db
from planner.partners.models import Institution, Nation, Organisation, PartnerGroup, Programme
from planner.partners.queries import own_nation
from planner.partners.seeding import setup_reference
from tests.factories import make_event, make_nation, make_organisation, make_person, make_programme


@pytest.fixture
def reference():
    setup_reference("AU")
    db.session.commit()


def test_the_list_of_nations_shows_partners_first_and_all_on_request(client_as):
    make_nation("FR", is_partner=True, desk="Europe desk")
    make_nation("TD")
    reader = client_as("viewer")

    partners, everyone = reader.get("/nations/"), reader.get("/nations/?show=all")

    assert "Europe desk" in partners.text
    assert "Chad" not in partners.text
    assert "Chad" in everyone.text


def test_the_desk_edits_a_nation_and_others_may_not(client_as):
    make_nation("FR")
    data = {"name": "La France", "tier": "A", "is_partner": "y"}

    assert client_as("planner").post("/nations/FR/edit", data).status == 403
    desk = client_as("country_desk")
    page = desk.follow(desk.post("/nations/FR/edit", data | {"version": "1"}))

    assert "La France" in page.text
    assert "90 days without contact" in page.text


def test_two_people_editing_one_nation_choose_whose_words_stay(client_as):
    nation = make_nation("FR", desk="One")
    desk = client_as("country_desk")
    desk.post("/nations/FR/edit", {"desk": "Two", "version": "1"})
    base = '{"desk": "One", "name": "", "tier": ""}'

    page = desk.post("/nations/FR/edit", {"desk": "Three", "version": "1", "base": base})

    assert page.status == 422
    assert "Two" in page.text
    assert nation.desk == "Two"


def test_the_administrator_changes_the_own_nation_after_confirming(client_as, reference):
    admin = client_as("administrator")

    refused = admin.post("/nations/own", {"code": "FR"})
    admin.post("/nations/own", {"code": "FR", "is_sure": "y"})

    assert refused.status == 422
    assert own_nation().code == "FR"
    assert client_as("country_desk").get("/nations/own").status == 403


def test_an_unknown_nation_is_not_found(client_as):
    assert client_as("viewer").get("/nations/ZZ").status == 404


def test_a_group_is_made_edited_and_deleted(client_as):
    make_nation("FR")
    make_nation("ID")
    desk = client_as("country_desk")

    desk.post("/partner-groups/new", {"code": "DUO", "name": "Duo", "members": ["FR", "ID"]})
    group = db.session.query(PartnerGroup).one()
    key, version = group.id, group.version
    desk.post(
        f"/partner-groups/{key}/edit",
        {"code": "DUO", "name": "Two", "members": ["FR"], "version": version},
    )
    assert [nation.code for nation in db.session.get(PartnerGroup, key).members] == ["FR"]
    desk.post(f"/partner-groups/{key}/delete")

    assert db.session.query(PartnerGroup).count() == 0
    assert client_as("planner").post("/partner-groups/new", {}).status == 403


def test_an_organisation_is_added_shown_in_the_tree_and_kept_while_in_use(client_as):
    parent = make_organisation("FR", name="Ministère")
    parent_id = parent.id
    planner = client_as("planner")
    data = {"name": "Navy", "kind": "armed_service", "nation_code": "FR", "parent_id": parent_id}

    shown = planner.follow(planner.post("/organisations/new", data))
    refused = planner.follow(planner.post(f"/organisations/{parent_id}/delete"))

    assert "Ministère" in shown.text
    assert "is in use by: organisations below it" in refused.text
    assert "Navy" in planner.get("/organisations/?q=NAVY").text
    assert "Ministère" in planner.get("/organisations/?q=ministere&nation=FR").text
    assert "Nothing fits" in planner.get("/organisations/?kind=media").text
    assert client_as("viewer").post("/organisations/new", data).status == 403


def test_a_circle_in_the_tree_is_a_sentence_on_the_form(client_as):
    top = make_organisation("FR", name="Top")
    below = make_organisation("FR", name="Below", parent=top)
    data = {"name": "Top", "kind": "unit", "nation_code": "FR", "parent_id": below.id}
    data |= {"version": top.version}

    page = client_as("planner").post(f"/organisations/{top.id}/edit", data)

    assert page.status == 422
    assert "Below stands below Top" in page.text


def test_institutions_are_filtered_by_nation_level_and_text(client_as, reference):
    reader = client_as("viewer")

    page = reader.get("/institutions/?q=war&nation=US&kind=war_college")

    assert "War College" in page.text
    assert "NATO Defense College" not in page.text
    assert reader.get("/institutions/").links != page.links


def test_an_institution_is_added_and_edited(client_as):
    make_nation("FR")
    planner = client_as("planner")

    planner.post("/institutions/new", {"name": "École", "nation_code": "FR", "level": "academy"})
    institution = db.session.query(Institution).one()
    planner.post(f"/institutions/{institution.id}/edit", {"name": "École navale", "version": "1"})

    assert db.session.query(Institution).one().name == "École navale"


def test_a_programme_is_added_filtered_and_kept_while_it_has_events(client_as):
    make_nation("FR")
    planner = client_as("planner")
    data = {"name": "Garuda", "kind": "series", "main_kind": "joint_exercise"}
    planner.post("/programmes/new", data | {"partner_codes": ["FR"], "started_year": "2003"})
    programme = db.session.query(Programme).one()
    make_event(programme=programme)

    refused = planner.follow(planner.post(f"/programmes/{programme.id}/delete"))

    assert "is in use by: events" in refused.text
    assert "since 2003" in planner.get("/programmes/?nation=FR&kind=series&q=garuda").text
    assert "Nothing fits" in planner.get("/programmes/?nation=ID").text


def test_a_programme_name_given_twice_is_refused_with_a_sentence(client_as):
    make_programme(name="Garuda")

    page = client_as("planner").post("/programmes/new", {"name": "Garuda", "kind": "series"})

    assert page.status == 422
    assert "clashes" in page.text


@pytest.mark.parametrize(
    ("url", "limit"),
    [
        ("/nations/?show=all", 8),
        ("/partner-groups/", 8),
        ("/organisations/", 9),
        ("/institutions/", 9),
        ("/programmes/", 9),
    ],
)
def test_lists_ask_few_questions(client_as, reference, queries, url, limit):
    for _number in range(5):
        make_person(organisation=make_organisation("FR"))
    reader = client_as("country_desk")

    with queries() as seen:
        assert reader.get(url).status == 200

    assert len(seen) <= limit, seen


def test_nobody_sees_nothing(client_as):
    for url in ("/nations/", "/organisations/", "/institutions/", "/programmes/", "/people/"):
        assert client_as(None).get(url).status == 303


def test_a_renamed_nation_is_sorted_by_its_new_name(client_as):
    make_nation("FR", is_partner=True, name="Zebra", is_name_edited=True)
    make_nation("VN", is_partner=True)

    text = client_as("viewer").get("/nations/").text

    assert text.index("Vietnam") < text.index("Zebra")
    assert db.session.query(Nation).count() == 2
    assert db.session.query(Organisation).count() == 0
