"""What may and may not happen to nations, groups, organisations and programmes."""

import pytest

from planner.choices import OrganisationKind, ProgrammeKind
from planner.db import db
from planner.errors import RuleBroken
from planner.partners.actions import edit_nation
from planner.partners.group_actions import add_group, edit_group
from planner.partners.models import Organisation
from planner.partners.organisation_actions import (
    add_organisation,
    delete_organisation,
    edit_organisation,
)
from planner.partners.programme_actions import add_programme, delete_programme
from planner.partners.queries import organisation_choices
from planner.shapes.nation import WrittenGroup, WrittenNation
from planner.shapes.organisation import WrittenOrganisation, WrittenProgramme
from planner.viewers import EVERYTHING
from tests.factories import (
    make_event,
    make_nation,
    make_organisation,
    make_own_nation,
    make_person,
    make_programme,
)


def edited(organisation, **fields):
    fields = {"nation_code": "FR", "name": organisation.name} | fields
    return edit_organisation(
        organisation, WrittenOrganisation(kind=OrganisationKind.UNIT, **fields), viewer=EVERYTHING
    )


def test_a_nations_name_is_edited_and_goes_back_to_the_standard_one():
    nation = make_nation("TR", name="Turkey")

    edit_nation(nation, WrittenNation(name=" Turkey "), viewer=EVERYTHING)
    was_edited = nation.is_name_edited
    edit_nation(nation, WrittenNation(name=""), viewer=EVERYTHING)

    assert was_edited
    assert (nation.name, nation.is_name_edited) == ("Türkiye", False)


def test_the_own_nation_is_never_a_partner():
    own = make_own_nation("AU")

    edit_nation(own, WrittenNation(name="", is_partner=True), viewer=EVERYTHING)

    assert not own.is_partner


def test_a_groups_code_is_unique_and_its_version_moves_with_its_members():
    make_nation("FR")
    make_nation("ID")
    group = add_group(WrittenGroup(code="duo", name="Duo", members=["FR"]))
    before = group.version

    edit_group(group, WrittenGroup(code="DUO", name="Duo", members=["FR", "ID"]))

    assert group.code == "DUO"
    assert group.version > before
    with pytest.raises(RuleBroken, match="belongs to Duo"):
        add_group(WrittenGroup(code="duo", name="Other", members=[]))


def test_an_organisation_is_added_below_another():
    ministry = make_organisation("FR", name="Ministry")

    add_organisation(
        WrittenOrganisation(
            nation_code="FR",
            parent_id=ministry.id,
            name="Navy",
            kind=OrganisationKind.ARMED_SERVICE,
        ),
        viewer=EVERYTHING,
    )

    assert list(organisation_choices("FR").values()) == ["Ministry", "Ministry › Navy"]


def test_the_tree_of_organisations_has_no_circle():
    top = make_organisation("FR", name="Top")
    middle = make_organisation("FR", name="Middle", parent=top)
    bottom = make_organisation("FR", name="Bottom", parent=middle)

    with pytest.raises(RuleBroken, match="Bottom stands below Top"):
        edited(top, parent_id=bottom.id)
    with pytest.raises(RuleBroken, match="above itself"):
        edited(top, parent_id=top.id)


def test_the_organisation_above_is_of_the_same_nation():
    with pytest.raises(RuleBroken, match="same nation"):
        edited(make_organisation("FR"), parent_id=make_organisation("ID").id)


def test_an_organisation_in_use_stays_and_the_sentence_says_what_uses_it():
    organisation = make_organisation("FR")
    make_person(organisation=organisation)
    make_organisation("FR", parent=organisation)

    with pytest.raises(RuleBroken, match="organisations below it, people"):
        delete_organisation(organisation, viewer=EVERYTHING)
    with pytest.raises(RuleBroken, match="in use"):
        edited(organisation, nation_code="ID")


def test_an_unused_organisation_is_deleted():
    organisation = make_organisation()

    delete_organisation(organisation, viewer=EVERYTHING)
    db.session.flush()

    assert db.session.query(Organisation).count() == 0


def test_a_programme_with_events_stays():
    programme = make_programme()
    make_event(programme=programme)

    with pytest.raises(RuleBroken, match="events"):
        delete_programme(programme, viewer=EVERYTHING)


def test_a_programme_takes_in_the_members_of_a_group_and_refuses_years_turned_round():
    for code in ("AU", "FR", "ID"):
        make_nation(code)
    add_group(WrittenGroup(code="TRIO", name="Trio", members=["AU", "FR", "ID"]))
    fields = {"name": "Series", "kind": ProgrammeKind.SERIES, "lead_code": "AU"}

    programme = add_programme(
        WrittenProgramme(group_code="TRIO", partner_codes=[], **fields), viewer=EVERYTHING
    )

    assert programme.partner_codes == ["FR", "ID"]
    with pytest.raises(RuleBroken, match="before the first"):
        add_programme(
            WrittenProgramme(started_year=2020, ended_year=2010, partner_codes=[], **fields),
            viewer=EVERYTHING,
        )
