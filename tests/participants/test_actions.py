"""What may and may not happen to a person's record."""

import pytest

from planner.choices import Marking, Role
from planner.db import db
from planner.errors import NotAllowed, RuleBroken
from planner.participants.actions import add_person, edit_person
from planner.participants.erasing_actions import delete_person, erase_person
from planner.participants.models import Person
from planner.participants.queries import suggested_people
from planner.shapes.person import WrittenPerson
from planner.viewers import EVERYTHING, Viewer
from tests.factories import NOW, make_attendance, make_nation, make_organisation, make_person

PLANNER = Viewer(None, frozenset({Role.PLANNER}), Marking.OFFICIAL, frozenset({"FR"}))


def add(name="Élodie Martin", nation="FR", viewer=EVERYTHING, **fields):
    make_nation(nation)
    return add_person(
        WrittenPerson(name=name, nation_code=nation, **fields), viewer=viewer, now=NOW
    )


def test_a_person_is_added_with_a_key_without_accents():
    person = add(" Élodie Martin ")

    assert (person.name, person.name_key) == ("Élodie Martin", "elodie martin")
    assert person.purpose == "Takes part in events"


def test_special_needs_wait_for_consent():
    with pytest.raises(RuleBroken, match="agreed"):
        add(special_needs="Wheelchair")

    assert add(special_needs="Wheelchair", has_consent=True).special_needs == "Wheelchair"


def test_consent_cannot_be_taken_back_while_the_needs_are_kept():
    person = add(special_needs="Wheelchair", has_consent=True)

    with pytest.raises(RuleBroken, match="agreed"):
        edit_person(
            person,
            WrittenPerson(name="E", nation_code="FR", has_consent=False),
            now=NOW,
            viewer=EVERYTHING,
        )


def test_a_planner_adds_nobody_outside_their_nations():
    with pytest.raises(NotAllowed, match="not one of your nations"):
        add(nation="ID", viewer=PLANNER)


def test_an_organisation_of_another_nation_is_refused():
    with pytest.raises(RuleBroken, match="belongs to"):
        add(organisation_id=make_organisation("ID").id)


def test_suggestions_follow_the_beginnings_of_words():
    add("Élodie Martin")
    add("Bruno Lodi")
    db.session.commit()

    assert [p.name for p in suggested_people("mar elo")] == ["Élodie Martin"]
    assert [p.name for p in suggested_people("lod")] == ["Bruno Lodi"]


def test_somebody_who_took_part_is_erased_not_deleted():
    person = make_person(name="Élodie Martin", email="e@example.org", post="Attaché")
    make_attendance(person=person)

    with pytest.raises(RuleBroken, match="took part"):
        delete_person(person, viewer=EVERYTHING)
    erase_person(person, viewer=EVERYTHING)

    assert (person.name, person.email, person.post) == (f"Erased person {person.id}", "", "")


def test_only_the_desk_erases():
    with pytest.raises(NotAllowed):
        erase_person(make_person(), viewer=PLANNER)


def test_somebody_who_never_took_part_can_be_deleted():
    person = make_person()

    delete_person(person, viewer=EVERYTHING)
    db.session.flush()

    assert db.session.get(Person, person.id) is None
