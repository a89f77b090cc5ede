"""Kinds as rows: what an office may do with them, and what is refused in a sentence."""

import pytest
from sqlalchemy.exc import IntegrityError

from planner.choices import Family
from planner.cli import run
from planner.db import db
from planner.errors import RuleBroken
from planner.events.plan.actions import plan_event
from planner.history.models import HistoryEntry
from planner.kinds.actions import add_kind, change_kind, known_row, remove_kind
from planner.kinds.commands import kind as kind_command
from planner.kinds.models import EventKind, KindObjective
from planner.kinds.queries import kind_name, kind_of, kinds_offered, usual_kind, usual_links
from planner.kinds.seeding import seed_kinds
from planner.partners.models import Programme
from planner.partners.programme_actions import add_programme
from planner.reference.catalogue import shipped_links
from planner.reference.shipped_kinds import SHIPPED_KINDS, ShippedKind
from planner.shapes.base import Misfit
from planner.shapes.event_kind import KindChange, WrittenKind
from planner.shapes.event_plan import EventPlan
from planner.shapes.fields_by_family import FAMILY_FIELDS, all_fields, kind_fields
from planner.shapes.organisation import WrittenProgramme
from planner.terms.actions import retire_term
from tests.declared import DECLARED
from tests.factories import NOW, add, make_event, make_programme, make_user


def staff_talks(**more):
    """Return a kind that an office adds under the family of talks."""
    written = {"code": "staff_talks", "family": Family.DIALOGUE, "name": "Staff talks"} | more
    return add_kind(WrittenKind(**written))


def test_a_new_database_has_the_shipped_kinds_with_their_fields_and_objectives():
    for one in SHIPPED_KINDS:
        assert kind_of(one.code) == DECLARED[one.code]
        assert usual_links(one.code) == shipped_links(one.code)
    assert {kind.family for kind in DECLARED.values()} == set(Family) == FAMILY_FIELDS.keys()


def test_setting_up_again_brings_back_what_is_missing_and_changes_nothing():
    change_kind(known_row("ceremony"), KindChange(name="Parade", objectives=[]))
    db.session.delete(known_row("agreement"))
    db.session.flush()
    assert (seed_kinds(), seed_kinds()) == (1, 0)
    assert kind_name("ceremony") == "Parade"
    assert (usual_links("ceremony"), usual_links("agreement")) == ({}, shipped_links("agreement"))


def test_a_kind_asks_for_what_its_family_declares():
    kind = staff_talks(asks=["agenda"])
    assert [one.name for one in kind_fields(kind_of("staff_talks"))] == ["agenda"]
    change_kind(kind, KindChange(asks=None))
    assert kind_fields(kind_of("staff_talks")) == FAMILY_FIELDS[Family.DIALOGUE]
    assert len(all_fields(kind_of("staff_talks"))) > len(FAMILY_FIELDS[Family.DIALOGUE])
    with pytest.raises(Misfit, match="“Talks” declares no field “troops, ships”"):
        staff_talks(code="more_talks", asks=["agenda", "troops", "ships"])
    with pytest.raises(Misfit, match="declares no field “troops”"):
        change_kind(kind, KindChange(asks=["troops"]))
    db.session.rollback()
    with pytest.raises(Misfit, match="declares no field"):
        add(EventKind(code="x", name="X", family=Family.MEDIA, asks=("troops",)))


@pytest.mark.parametrize("code", ["Staff talks", "", "1st", "x" * 41, "naïve", 7])
def test_a_code_is_small_letters_digits_and_underscores(code):
    with pytest.raises(Misfit) as refused:
        WrittenKind(code=code, family=Family.DIALOGUE, name="X")
    assert list(refused.value.faults) == ["code"]
    with pytest.raises(Misfit) as refused:
        EventPlan(title="X", kind=code)
    assert list(refused.value.faults) == ["kind"]


def test_an_action_refuses_a_kind_that_there_is_not_and_one_that_is_retired():
    planner = make_user().as_viewer
    retire_term(known_row("ceremony"), now=NOW)
    for code, words in (("party", "Choose one of"), ("ceremony", "“Ceremony” is no longer used")):
        with pytest.raises(Misfit) as refused:
            plan_event(EventPlan(title="X", kind=code), viewer=planner, now=NOW)
        assert words in refused.value.faults["kind"]
        written = WrittenProgramme(name="X", kind="series", main_kind=code)
        with pytest.raises(Misfit) as refused:
            add_programme(written, viewer=make_user(["administrator"]).as_viewer)
        assert words in refused.value.faults["main_kind"]
    assert "ceremony" not in {kind.code for kind in kinds_offered()}


def test_a_field_of_another_kind_is_refused_by_the_action_and_a_wrong_value_by_the_shape():
    with pytest.raises(Misfit) as refused:
        EventPlan(title="X", kind="ceremony", details={"troops": "many", "trops": 1})
    assert refused.value.faults.keys() == {"details.troops", "details.trops"}
    plan = EventPlan(title="X", kind="ceremony", details={"troops": 9})
    with pytest.raises(Misfit) as refused:
        plan_event(plan, viewer=make_user().as_viewer, now=NOW)
    assert refused.value.faults == {"details.troops": "There is no such field."}


def test_one_in_use_is_never_removed():
    staff_talks(objectives=[{"objective_code": "O08", "weight": 1}])
    remove_kind(known_row("staff_talks"))
    assert db.session.query(KindObjective).filter_by(kind_code="staff_talks").count() == 0
    make_event(kind="ceremony")
    make_programme(main_kind="port_visit")
    for code in ("ceremony", "port_visit"):
        with pytest.raises(RuleBroken, match="cannot be removed"):
            remove_kind(known_row(code))
    db.session.delete(known_row("ceremony"))
    with pytest.raises(IntegrityError):
        db.session.flush()


def test_the_first_of_a_family_is_proposed_and_none_is_said_so():
    assert usual_kind(Family.VISIT) == ShippedKind.OFFICIAL_VISIT
    change_kind(known_row("port_visit"), KindChange(position=1))
    assert usual_kind(Family.VISIT) == "port_visit"
    retire_term(known_row("port_visit"), now=NOW)
    assert usual_kind(Family.VISIT) == ShippedKind.OFFICIAL_VISIT
    for code in ShippedKind:
        retire_term(known_row(code), now=NOW)
    with pytest.raises(RuleBroken, match="No kind of event is offered"):
        usual_kind(Family.VISIT)


def test_the_commands_keep_kinds(capsys):
    del db.session.info["viewer"]  # a terminal has none until a command says so
    run(kind_command, "add", "staff_talks", "--family", "dialogue", "--name", "Staff talks",
        "--objective", "O08:0.7", "--ask", "agenda", "--position", "65")  # fmt: skip
    assert usual_links("staff_talks") == {"O08": 0.7}
    run(kind_command, "change", "staff_talks", "--name", "Talks", "--ask-all")
    assert (kind_name("staff_talks"), kind_of("staff_talks").asks) == ("Talks", None)
    assert usual_links("staff_talks") == {"O08": 0.7}
    run(kind_command, "retire", "staff_talks")
    run(kind_command, "list")
    assert "   65  staff_talks  [dialogue]  Talks (retired)" in capsys.readouterr().out
    run(kind_command, "bring-back", "staff_talks")
    run(kind_command, "remove", "staff_talks")
    for wrong in (["change", "party"], ["add", "ceremony", "--family", "culture", "--name", "X"]):
        with pytest.raises(RuleBroken):
            run(kind_command, *wrong)
    told = db.session.query(HistoryEntry.verb).filter_by(subject_id="staff_talks").all()
    assert {verb for (verb,) in told} == {"added", "changed", "deleted"}
    assert db.session.query(Programme).count() == 0
