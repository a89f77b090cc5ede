"""The reference data an office starts with."""

import pytest
from sqlalchemy import select

from planner.db import db
from planner.errors import RuleBroken
from planner.partners.actions import set_own_nation
from planner.partners.group_queries import expand_groups, group_choices
from planner.partners.models import Institution, Nation
from planner.partners.queries import nation_choices, own_nation, programme_choices
from planner.partners.seeding import setup_reference
from planner.terms.models import ArmedService
from tests.factories import NOW


def institutions():
    return db.session.scalars(select(Institution)).all()


@pytest.fixture
def reference():
    setup_reference("us")


def test_set_up_loads_everything_once(reference):
    counts = [len(x()) for x in (nation_choices, group_choices, institutions, programme_choices)]

    setup_reference("US")

    assert counts[0] == 250  # 249 of ISO 3166-1, and Kosovo
    assert counts[2:] == [111, 47]
    again = [len(x()) for x in (nation_choices, group_choices, institutions, programme_choices)]
    assert again == counts


def test_what_is_missing_is_added_though_its_service_is_used_no_more(reference):
    gone = next(one for one in institutions() if one.armed_service)
    db.session.get(ArmedService, gone.armed_service).retired_at = NOW
    name = gone.name
    db.session.delete(gone)
    db.session.commit()

    setup_reference("US")

    again = db.session.scalars(select(Institution).where(Institution.name == name)).one()
    assert again.armed_service is None


def test_the_groups_have_their_members_of_2026(reference):
    sizes = {group.code: len(group.members) for group in group_choices()}

    expected = {"NATO": 32, "EU": 27, "ASEAN": 11, "FPDA": 5, "QUAD": 4, "FVEY": 5, "AUKUS": 3}
    expected |= {"AU": 55, "GCC": 6, "CSTO": 6, "PIF": 18, "JEF": 10, "ECOWAS": 12, "SCO": 10}
    assert {code: sizes[code] for code in expected} == expected
    assert expand_groups(["FPDA", "AUKUS"]) == ["AU", "GB", "MY", "NZ", "SG", "US"]


def test_choices_are_sorted_by_name_whatever_the_accents(reference):
    names = list(nation_choices().values())

    assert names.index("Åland Islands") < names.index("Albania")
    assert list(nation_choices(["FR", "DE"])) == ["FR", "DE"]


def test_there_is_one_own_nation(reference):
    set_own_nation("FR")

    assert own_nation().code == "FR"
    assert db.session.query(Nation).filter(Nation.is_own).count() == 1


def test_an_own_nation_must_exist():
    with pytest.raises(RuleBroken, match="XX"):
        set_own_nation("XX")
