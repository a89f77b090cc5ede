"""Every field of everything that is written of an event refuses what it cannot be."""

import datetime
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, get_args, get_origin

import pytest

from planner.choices import EventState
from planner.events.plan.actions import edit_event, plan_event
from planner.events.plan.past_actions import record_past_event
from planner.events.plan.quick_actions import quick_log
from planner.shapes import event_moves, event_parts, event_plan, event_record
from planner.shapes import quick_log as logs
from planner.shapes.attendance import AttendanceRow, KnownPerson, NewParticipant
from planner.shapes.base import Misfit, Shape
from planner.shapes.event_moves import BulkMove, ProposalDecision, ReasonedMove
from planner.shapes.event_parts import Newcomer, PlannedLink, PromiseMade
from planner.shapes.event_plan import EventChange, EventPlan, PastEvent
from planner.shapes.event_record import (
    EventComment,
    FoundRisk,
    KeptAgreement,
    NationPart,
    NewAgreement,
    NewMarking,
    RiskAnswer,
)
from planner.shapes.quick_log import QuickLog
from planner.shapes.values import NationCode, Zone
from planner.viewers import EVERYTHING
from planner.web.shape_flags import flags_of
from tests.factories import NOW

pytestmark = pytest.mark.no_database

DAY = datetime.date(2030, 2, 4)
LEAST: dict[type[Shape], dict[str, Any]] = {
    EventPlan: {"title": "Talks", "kind": "ceremony"},
    PastEvent: {"title": "Talks", "kind": "ceremony", "starts_on": DAY, "ends_on": DAY},
    QuickLog: {"title": "Talks", "kind": "ceremony", "day": DAY, "partner_codes": ["FR"]},
    PlannedLink: {"objective_id": 1},
    Newcomer: {"name": "Ann", "nation_code": "FR"},
    NewParticipant: {"name": "Ann", "nation_code": "FR"},
    PromiseMade: {"what": "Minutes", "owner_id": 1, "due_on": DAY},
    ReasonedMove: {"reason_code": "weather"},
    BulkMove: {"to": "planned"},
    ProposalDecision: {"seen": 1},
    NationPart: {"nation_code": "FR", "role": "player"},
    NewMarking: {"marking": 1},
    EventComment: {"comment": "Fine"},
    FoundRisk: {"category": "logistics", "likelihood": 2, "impact": 2},
    RiskAnswer: {"mitigation": "Invite observers"},
    NewAgreement: {"party": "agencies", "agreed_on": DAY},
    KeptAgreement: {"party": "agencies", "agreed_on": DAY},
    AttendanceRow: {"attendance_id": 1, "role": "student", "state": "invited"},
    KnownPerson: {"person_id": 1},
}
"""What a shape cannot do without."""

NUMBERS = (-1, 10**15, "many", float("inf"), float("nan"), True)
BAD = {
    datetime.date: ("1899-12-31", "2200-01-01", "2030-02-30", "soon", 5, "20300204"),
    datetime.time: ("25:00", "noon", 5),
    int: (*NUMBERS, 1.5),
    float: NUMBERS,
    Decimal: (*NUMBERS, "0.001"),
    bool: ("perhaps", 7),
}
NAMED = {NationCode: ("Atlantis", "fr", "F\x00R", ""), Zone: ("Mars/Base", "", "UTC\x00")}


def shapes_of_events():
    rooms = (event_moves, event_parts, event_plan, event_record, logs)
    found = {
        one
        for room in rooms
        for one in vars(room).values()
        if isinstance(one, type) and issubclass(one, Shape) and one.__module__ == room.__name__
    }
    return sorted(found, key=lambda one: one.__name__)


def least(shape):
    known = [values for one, values in LEAST.items() if issubclass(shape, one)]
    return {name: value for values in known for name, value in values.items()}


def bad_values(kind):
    """Give what a value of a type cannot be."""
    if kind in NAMED:
        return NAMED[kind]
    if get_origin(kind) is Annotated:
        return bad_values(get_args(kind)[0])
    if get_origin(kind) is tuple:
        inner = get_args(kind)[0]
        return [[value] for value in bad_values(inner)] + ["x", 5]
    if type(None) in get_args(kind):
        return bad_values(next(one for one in get_args(kind) if one is not type(None)))
    if get_origin(kind) is dict:
        return ({"x": {"deep": 1}}, {"x": "y" * 20_001}, {"x": float("inf")}, "x")
    if isinstance(kind, type) and issubclass(kind, Shape):
        return ({"nonsense": 1}, "x", 5)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return ("nonsense", "", 77)
    return BAD.get(kind, ())


def faulty(shape):
    """Give each field of a shape with a value that it cannot be."""
    for name, field in shape.model_fields.items():
        kind, flags = field.annotation, flags_of(shape, name)
        values = list(NAMED.get(Annotated[kind, *field.metadata], ())) if field.metadata else []
        values += bad_values(kind)
        if most := flags.get("maxlength"):
            values += ["x" * (most + 1), 5, ["x"]]
        if flags.get("required") and (kind is str or field.is_required()):
            values += [None, "", " \u200b"] if kind is str else [None]
        for value in values:
            yield name, value


@pytest.mark.parametrize("shape", shapes_of_events(), ids=lambda one: one.__name__)
def test_every_field_refuses_what_it_cannot_be_in_a_sentence(shape):
    tried = {"is_primary"}  # a tick that is not sent is none
    for name, value in faulty(shape):
        with pytest.raises(Misfit) as found:
            shape(**(least(shape) | {name: value}))
        faults = found.value.faults
        assert {path.split(".")[0] for path in faults} == {name}, (name, value)
        assert all(words[0].isupper() or words[0] == "“" for words in faults.values()), faults
        assert not any("Input should" in words for words in faults.values()), faults
        tried.add(name)
    assert tried >= shape.model_fields.keys()


@pytest.mark.parametrize("shape", shapes_of_events(), ids=lambda one: one.__name__)
def test_a_misspelt_name_is_refused(shape):
    with pytest.raises(Misfit) as found:
        shape(**least(shape), misspelt="x")
    assert found.value.faults == {"misspelt": "There is no such field."}


WRONG = {
    "title": "x" * 500,
    "currency": "dollars",
    "zone": "Mars/Base",
    "releasable_to": ["Atlantis"],
    "partner_codes": ["FR", "Atlantis"],
    "participants_planned": -1,
    "planned_cost": float("inf"),
    "starts_on": "1899-12-31",
    "tilte": "Misspelt",
}


@pytest.mark.parametrize("name", WRONG)
@pytest.mark.parametrize(
    ("action", "shape"),
    [(plan_event, EventPlan), (edit_event, EventChange), (record_past_event, PastEvent)],
)
def test_no_action_is_reached_by_what_does_not_fit(action, shape, name):
    subject = [None] if action is edit_event else []
    with pytest.raises(Misfit) as found:
        action(*subject, shape(**least(shape) | {name: WRONG[name]}), viewer=EVERYTHING, now=NOW)
    assert [path.split(".")[0] for path in found.value.faults] == [name]
    with pytest.raises(TypeError):
        action(*subject, **{name: WRONG[name]}, viewer=EVERYTHING, now=NOW)


@pytest.mark.parametrize("shape", [EventPlan, EventChange, PastEvent])
def test_a_kinds_own_field_is_refused_by_its_place(shape):
    values = least(shape) | {"kind": "joint_exercise", "details": {"troops": "many", "tropes": 1}}
    with pytest.raises(Misfit) as found:
        shape(**values)
    assert set(found.value.faults) == {"details.troops", "details.tropes"}


def test_texts_lose_what_no_text_holds():
    plan = EventPlan(
        title="Staff\x00 talks\n", kind="ceremony", summary="One\x07\ntwo",
        places=[{"town": "Par\x1bis"}], details={"in_kind": "Te\x00nts"},
    )  # fmt: skip
    assert (plan.title, plan.summary) == ("Staff talks", "One\ntwo")
    assert (plan.places[0].town, plan.details) == ("Paris", {"in_kind": "Tents"})


def test_a_change_says_only_what_is_given():
    assert EventChange(title="Other").given() == {"title": "Other"}
    with pytest.raises(Misfit):
        EventChange(title=None)


@pytest.mark.parametrize("state", [one for one in EventState if one not in event_plan.ENDS])
def test_a_past_event_is_recorded_in_a_state_in_which_it_can_have_ended(state):
    with pytest.raises(Misfit, match="Choose whether it took place"):
        PastEvent(**least(PastEvent), ended=state)


def test_the_table_of_reasons_is_closed():
    assert ReasonedMove(reason_code="weather").reason_code == "weather"
    with pytest.raises(Misfit, match="Choose a reason"):
        ReasonedMove(note="Why not")


def test_the_quick_log_makes_either_of_two_shapes():
    assert quick_log.__annotations__["log"] is QuickLog
    assert set(QuickLog.model_fields) - {"day", "line", "cost", "objective_ids", "promise"} <= (
        set(EventPlan.model_fields) & set(PastEvent.model_fields)
    )
