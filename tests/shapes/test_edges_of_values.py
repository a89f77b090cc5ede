"""The least and the most that a value may be, and what stands for one that is left out."""

import pkgutil
from datetime import date, time
from decimal import Decimal
from importlib import import_module

import pytest
from pydantic_core import PydanticUndefined

import planner.shapes
from planner.choices import EventState, Family, Marking
from planner.shapes import lines, values
from planner.shapes.base import Misfit, Shape
from planner.shapes.details import as_kept, checked_details, is_empty, values_lost
from planner.shapes.document import Chart, Document, Fact, Note, Point, Section
from planner.shapes.event_kind import Position, ServedObjective
from planner.shapes.event_parts import PlannedLink, PlannedPlace
from planner.shapes.event_plan import PastEvent
from planner.shapes.fields_by_family import Kind, every_field
from planner.shapes.figure import Opened, Sentence, joined
from planner.shapes.indicator import WrittenIndicator
from planner.shapes.kind_fields import FieldType, KindField
from planner.shapes.nation import is_group_code
from planner.shapes.office import FirstChoice, Month
from planner.shapes.outcome import Strength
from planner.shapes.person import NamesExport
from planner.shapes.quick_log import QuickLog
from planner.text import reading

pytestmark = pytest.mark.no_database
DAY = date(2030, 2, 4)


def takes(kind, value):
    """Say whether a value of a type may be this."""
    one = type("One", (Shape,), {"__annotations__": {"value": kind}})
    try:
        one(value=value)
    except Misfit:
        return False
    return True


LIMITS = {
    "Money": (values.Money, 0, 10**13, Decimal("0.01")),
    "Heads": (values.Heads, 0, 10_000_000, 1),
    "Count": (values.Count, 0, 10_000_000, 1),
    "Key": (values.Key, 1, 2**31 - 1, 1),
    "Weight": (values.Weight, 0, 100, 0.5),
    "Share": (values.Share, 0, 100, 0.5),
    "Level": (values.Level, 1, 5, 1),
    "RowVersion": (values.RowVersion, 0, 2**31 - 1, 1),
    "Day": (values.Day, date(1900, 1, 1), date(2199, 12, 31), date.resolution),
    "DayCount": (lines.DayCount, 1, 3650, 1),
    "Whole": (lines.Whole, 0, 2**31 - 1, 1),
    "Measured": (lines.Measured, Decimal(1 - 10**12), Decimal(10**12 - 1), Decimal("0.0001")),
    "Position": (Position, 0, 10_000, 1),
    "Month": (Month, 1, 12, 1),
    "Strength": (Strength, 0, 4, 1),
}
LONGEST = {
    "AnyLine": (values.AnyLine, 200), "Text": (values.Text, 20_000), "Line": (lines.Line, 200),
    "Title": (lines.Title, 200), "Code": (lines.Code, 20), "Line40": (lines.Line40, 40),
    "Line60": (lines.Line60, 60), "Line500": (lines.Line500, 500), "Note": (lines.Note, 5000),
    "Telling": (lines.Telling, 20_000), "TermCode": (values.TermCode, 40),
}  # fmt: skip


@pytest.mark.parametrize("name", LIMITS)
def test_a_number_or_day_reaches_its_limits_and_no_further(name):
    kind, least, most, step = LIMITS[name]
    assert [takes(kind, value) for value in (least, most)] == [True, True]
    assert [takes(kind, value) for value in (least - step, most + step)] == [False, False]


@pytest.mark.parametrize(
    ("weight", "is_taken"),
    [(0, True), (1000, True), (-1, False), (1001, False), ("1.00001", False)],
)
def test_an_indicator_weighs_up_to_a_thousand(weight, is_taken):
    values = {"code": "I1", "name": "N", "unit": "u", "level": "output", "direction": "up"}
    if is_taken:
        assert WrittenIndicator(**values, value_weight=weight).value_weight == weight
    else:
        with pytest.raises(Misfit):
            WrittenIndicator(**values, value_weight=weight)


@pytest.mark.parametrize("name", LONGEST)
def test_a_text_may_be_as_long_as_its_limit_and_no_longer(name):
    kind, most = LONGEST[name]
    assert (takes(kind, "x" * most), takes(kind, "x" * (most + 1))) == (True, False)
    assert takes(kind, "") is (name not in {"Title", "Code", "Telling"})


def test_what_was_left_empty_is_no_weight_of_nought_and_no_days_are_nought():
    assert PlannedLink(objective_id=1, weight=None).weight == 1
    assert PlannedLink(objective_id=1, weight=0).weight == 0
    assert PlannedLink(objective_id=1).weight == 1
    plan = PastEvent(
        title="T", kind="talks", starts_on=DAY, ends_on=DAY,
        travel_days_before=None, participants_actual=0, actual_cost=0, planned_cost=0,
    )  # fmt: skip
    assert (plan.travel_days_before, plan.participants_actual) == (0, 0)
    assert (plan.actual_cost, plan.planned_cost, plan.participants_planned) == (0, 0, None)


def test_places_that_say_anything_are_not_empty():
    assert PlannedPlace().is_empty
    for said in ({"town": "Lae"}, {"nation_code": "FR"}, {"phase": "Second week"}):
        assert not PlannedPlace(**said).is_empty


@pytest.mark.parametrize(
    ("weight", "is_taken"), [(0.01, True), (1, True), (0.009, False), (1.01, False)]
)
def test_an_objective_usually_served_has_a_weight_up_to_one(weight, is_taken):
    try:
        ServedObjective(objective_code="O1", weight=weight)
    except Misfit:
        assert not is_taken
    else:
        assert is_taken


def test_the_reason_for_names_to_leave_is_ten_to_two_hundred_characters():
    for length, words in ((0, "Say what"), (1, "Say it in"), (9, "Say it in"), (201, "200")):
        with pytest.raises(Misfit, match=words):
            NamesExport(reason="x" * length, suffix="csv")
    for length in (10, 200):
        assert len(NamesExport(reason="x" * length, suffix="print").reason) == length


def test_a_quick_log_has_at_least_one_nation():
    log = {"title": "Talks", "kind": "ceremony", "day": DAY}
    assert QuickLog(**log, partner_codes=["FR"]).partner_codes == ("FR",)
    for none in ({}, {"partner_codes": []}):
        with pytest.raises(Misfit, match="Enter at least one nation"):
            QuickLog(**log, **none)


@pytest.mark.parametrize("state", EventState)
def test_a_past_event_ended_in_one_of_three_ways(state):
    ended = {EventState.EXECUTED, EventState.CANCELLED, EventState.POSTPONED}
    past = {"title": "T", "kind": "talks", "starts_on": DAY, "ends_on": DAY, "ended": state}
    if state in ended:
        assert PastEvent(**past).ended is state
    else:
        with pytest.raises(Misfit):
            PastEvent(**past)


def test_a_time_and_a_day_are_of_no_zone_and_no_number():
    assert takes(values.TimeOfDay, time(23, 59)) and takes(values.TimeOfDay, "00:00")
    assert not takes(values.TimeOfDay, time.fromisoformat("10:00+01:00"))
    assert not any(takes(values.TimeOfDay, one) for one in ("24:00", 5, None))
    assert not any(takes(values.Day, one) for one in (5, None, "", "2030-02-30"))
    assert (values.FIRST_DAY, values.LAST_DAY) == (reading.FIRST_DAY, reading.LAST_DAY)


def test_a_group_has_letters_digits_hyphens_plus_and_blanks():
    assert is_group_code("asean+ 3-x") == "ASEAN+ 3-X"
    for code in ("a_b", "é", "a/b"):
        with pytest.raises(Exception, match="letters, digits"):
            is_group_code(code)


DEFAULTS = {
    "OfficeYear.is_year_named_by_end": True,
    "OfficeSettings.warns_at_amber": True,
    "WrittenOutcome.makes_follow_on": True,
}
"""The only yes-or-no that is yes where nothing is said."""


def shapes():
    """Give every shape there is."""
    for module in pkgutil.iter_modules(planner.shapes.__path__):
        room = import_module(f"planner.shapes.{module.name}")
        for one in vars(room).values():
            if isinstance(one, type) and issubclass(one, Shape) and one.__module__ == room.__name__:
                yield one


def test_what_is_left_out_is_no_and_nothing():
    """A tick that is not sent is none, rows that are not sent are none, a text is empty."""
    seen = 0
    for shape in shapes():
        for name, field in shape.model_fields.items():
            if field.default is PydanticUndefined or f"{shape.__name__}.{name}" in DEFAULTS:
                continue
            owner = next(
                one for one in shape.__mro__ if name in vars(one).get("__annotations__", {})
            )
            if f"{owner.__name__}.{name}" in DEFAULTS:
                continue
            if field.annotation is bool or isinstance(field.default, bool):
                assert field.default is False, f"{shape.__name__}.{name}"
                seen += 1
            elif isinstance(field.default, tuple | dict) or field.default == "":
                assert not field.default, f"{shape.__name__}.{name}"
    assert seen >= 15
    for place, value in DEFAULTS.items():
        shape, name = place.split(".")
        (one,) = (each for each in shapes() if each.__name__ == shape)
        assert one.model_fields[name].default is value


def test_the_first_choice_hands_on_the_year_as_it_was_given():
    given = FirstChoice(code="AU", is_sure=True, year_month=10, is_year_named_by_end=False).year
    assert given.given() == {"year_month": 10, "is_year_named_by_end": False}
    assert FirstChoice(code="AU").year.given() == {}


OF_ITS_TIME = {
    "customs_checked", "vetting", "travel_order", "are_prepared", "places_filled", "guest_needs",
    "joint_statement", "community_consulted", "request", "people_assisted", "hours_to_agree",
    "personnel_certified", "consent", "agreed_wording", "told_before", "announced_on",
    "meeting_link", "marking_looked_at",
}  # fmt: skip
"""Clearances, releases, results and what was agreed for this one event: no copy has them."""


def test_what_tells_of_one_event_alone_is_declared_so_and_the_venue_is_material():
    declared = every_field().values()
    assert {one.name for one in declared if one.is_of_its_time} == OF_ITS_TIME
    assert {one.name for one in declared if one.is_material} == {"venue"}


def test_a_field_holds_as_much_as_its_type_unless_it_says_less():
    def most(kind, limit=None):
        return KindField("x", "X", kind, limit=limit).most

    assert [most(kind) for kind in FieldType] == [200, 20_000, 10_000_000, 0, 0, 0, 0]
    assert (most(FieldType.LINE, 5), most(FieldType.NUMBER, 0)) == (5, 0)


def test_nought_is_a_value_of_a_kinds_own_field_and_an_unticked_box_none():
    kind = Kind("drill", Family.EXERCISE)
    given = {"troops": 0, "observers_invited": False, "domains": [], "main_conference_on": DAY}
    found = checked_details(kind, given | {"scenario": "", "procedure_tested": "Y"})
    assert found["troops"] == 0
    assert found["main_conference_on"] == "2030-02-04"
    assert found["procedure_tested"] == "Y"
    assert [found[one] for one in ("observers_invited", "domains", "scenario")] == [None] * 3
    assert [is_empty(one) for one in (None, False, "", [], 0, True, "0", [0])] == [True] * 4 + [
        False
    ] * 4
    assert (as_kept(0), as_kept(False), as_kept(True)) == (0, None, True)
    other = Kind("talks", Family.DIALOGUE)
    assert values_lost(other, {"troops": 0, "agenda": "A", "tanks": None}) == {"troops": 0}


@pytest.mark.parametrize("name", ["troops", "tanks"])
def test_a_number_of_a_kind_is_whole_up_to_its_limit_and_no_yes(name):
    kind = Kind("drill", Family.EXERCISE)
    for value in (0, 10_000_000):
        assert checked_details(kind, {name: value}) == {name: value}
    for value in (-1, 10_000_001, True, 1.5):
        with pytest.raises(Misfit):
            checked_details(kind, {name: value})


def test_choices_of_a_kind_are_those_offered_each_once_in_their_order():
    kind = Kind("drill", Family.EXERCISE)
    assert checked_details(kind, {"domains": ["air", "land", "air"]}) == {
        "domains": ["land", "air"]
    }
    for wrong in ("land", ["moon"], ["land", "moon"], 5):
        with pytest.raises(Misfit):
            checked_details(kind, {"domains": wrong})


def test_a_document_tells_what_is_known_and_nought_is_known():
    facts = tuple(Fact("x", value) for value in (None, "", 0, False, "a"))
    assert [fact.value for fact in Document("D", facts=facts).known_facts] == [0, False, "a"]
    notes = (Note("a", ""), Note("b", "text"))
    assert [note.title for note in Document("D", notes=notes).written_notes] == ["b"]
    assert Section("s").is_empty and Section("s", facts=facts[:2], notes=notes[:1]).is_empty
    table = type("Table", (), {"title": "t", "rows": [[1]]})()
    bare = type("Table", (), {"title": "t", "rows": []})()
    chart = Chart("c", "events", ())
    assert Section("s", tables=(bare,)).is_empty
    for told in (
        {"facts": facts},
        {"notes": notes},
        {"tables": (bare, table)},
        {"charts": (chart,)},
    ):
        assert not Section("s", **told).is_empty
    assert chart.most == 0
    points = tuple(Point("p", value) for value in (1, None, 2.5, 2))
    assert Chart("c", "events", points).most == 2.5


def test_a_sentence_gives_its_codes_and_its_values_from_the_inside_too():
    inner = Sentence("%(n)s", {"n": Opened(3, "/rows")}, "inner")
    outer = Sentence("%(a)s %(span)s", {"a": inner, "span": (1, 2), "plain": 0}, "outer")
    assert outer.codes == ("outer", "inner")
    assert Sentence("x", {"a": inner}).codes == ("inner",)
    assert outer.leaves() == {"n": 3, "span_first": 1, "span_last": 2, "plain": 0}
    assert joined([inner]) is inner
    both = joined([inner, outer])
    assert (both.template, both.values) == (
        "%(part0)s; %(part1)s",
        {"part0": inner, "part1": outer},
    )
    assert joined([inner, inner, inner]).template == "%(part0)s; %(part1)s; %(part2)s"


def test_markings_rise_with_what_they_restrict():
    assert sorted(Marking) == [Marking.PUBLIC, Marking.OFFICIAL, Marking.OFFICIAL_SENSITIVE]
