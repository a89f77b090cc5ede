"""Every form of this room hands a shape over, keeps to its limits, and says what is wrong."""

import ast
import html
import importlib
import re
from pathlib import Path

import pytest
from wtforms.widgets import TextArea, TextInput

from planner.choices import EventState, Marking
from planner.db import db
from planner.events.list.bulk_forms import BulkMoveForm
from planner.events.models import Event
from planner.events.page.agreement_forms import AgreementForm
from planner.events.page.joining_forms import NewPersonForm
from planner.events.page.nation_forms import nations_form
from planner.events.page.people_forms import people_form
from planner.events.page.record_forms import MarkingForm
from planner.events.page.row_forms import RowsForm
from planner.events.plan.folding_forms import FoldedRows
from planner.events.plan.forms import EventForm
from planner.events.plan.kind_forms import event_form
from planner.events.plan.offer import Offer
from planner.events.plan.quick_forms import QuickForm
from planner.events.states.move_forms import CancelForm, CutShortForm, ReplacementForm
from planner.reference.shipped_kinds import ShippedKind
from planner.web.day_fields import DayField
from planner.web.forms import ActionForm, PlannerForm
from planner.web.shape_flags import flags_of
from tests.declared import DECLARED
from tests.factories import (
    make_attendance,
    make_event,
    make_nation,
    make_objective,
    make_own_nation,
)
from tests.sheets import Sheet

ROOM = Path(__file__).parents[2] / "planner" / "events"
NAMES = {"AU": "Australia", "FR": "France"}
MORE = {
    BulkMoveForm: {"states": [EventState.EXECUTED]},
    MarkingForm: {"ceiling": Marking.OFFICIAL},
    AgreementForm: {"nations": NAMES},
    NewPersonForm: {"nations": NAMES},
    QuickForm: {"nations": NAMES, "groups": {}, "objectives": {}, "owners": {}},
    EventForm: {"offer": Offer(NAMES)},
    **{one: {"replacements": {}} for one in (CancelForm, CutShortForm, ReplacementForm)},
}
"""What a form has to be made with."""


def forms():
    """Return every class of a form of this room that writes."""
    for path in ROOM.rglob("*forms.py"):
        importlib.import_module(f"planner.{'.'.join(path.relative_to(ROOM.parent).parts)[:-3]}")
    todo, found = [PlannerForm], set()
    while todo:
        for one in todo.pop().__subclasses__():
            todo.append(one)
            if one.__module__.startswith("planner.events") and one.__name__ in vars(
                importlib.import_module(one.__module__)
            ):
                found.add(one)
    return sorted(found - {RowsForm, FoldedRows}, key=lambda one: one.__name__)


def test_no_action_takes_loose_values():
    """What is told who does it is an action, or stands before one."""
    for path in ROOM.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and node.args.kwarg:
                names = {one.arg for one in (*node.args.args, *node.args.kwonlyargs)}
                assert "viewer" not in names, (
                    f"{path.name}: {node.name} takes **{node.args.kwarg.arg}; give it a shape"
                )


def test_every_form_that_writes_names_its_shape():
    found = forms()
    assert len(found) > 15
    assert [one.__name__ for one in found if one.shape is None] == []


def limited(form):
    """Give each field of a form that its shape speaks of, with the limits it says."""
    for field in form:
        if field.short_name in form.shape.model_fields and field.short_name not in form.beside:
            yield field, flags_of(form.shape, field.short_name)


@pytest.mark.parametrize("form", forms(), ids=lambda one: one.__name__)
def test_a_browser_is_told_the_limits_that_the_shape_says(app, form):
    with app.test_request_context():
        fields = list(limited(form(**MORE.get(form, {}))))
    assert fields
    for field, flags in fields:
        with app.test_request_context():
            drawn = str(field()) if field.widget else ""
        if isinstance(field.widget, TextInput | TextArea) and "maxlength" in flags:
            assert f'maxlength="{flags["maxlength"]}"' in drawn, (form, field.name)
            assert ("required" in drawn) == bool(flags.get("required")), (form, field.name)
        if isinstance(field, DayField):
            assert f'min="{flags["min"]}"' in drawn
            assert f'max="{flags["max"]}"' in drawn
        for name in ("required", "min", "max"):
            assert getattr(field.flags, name) == flags.get(name), (form, field.name)


def test_the_rows_of_a_form_keep_to_the_limits_of_their_shapes(app):
    event = make_event(["AU", "FR"])
    row = make_attendance(event)
    offer = Offer(NAMES, objectives={1: "O1"})
    wanted = {
        nations_form(event): {"headcount_planned_FR": {"max": 10_000_000, "min": 0}},
        people_form([row]): {f"note_{row.id}": {"maxlength": 200}},
        event_form(DECLARED[ShippedKind.CEREMONY], offer, 1, 1): {
            "place_0_town": {"maxlength": 200},
            "place_0_phase": {"maxlength": 200},
            "objective_1_weight": {"min": 0, "max": 100},
            "objective_1_effect": {"maxlength": 2000},
            "newcomer_0_rank": {"maxlength": 60},
            "new_name": {"maxlength": 200},
        },
    }
    for form, fields in wanted.items():
        more = {"offer": offer} if issubclass(form, EventForm) else {}
        with app.test_request_context():
            made = form(**more)
        for name, flags in fields.items():
            assert {flag: getattr(made[name].flags, flag) for flag in flags} == flags, name


@pytest.fixture
def office(client_as):
    make_own_nation("AU")
    make_nation("FR", is_partner=True)
    return make_objective(name="Trust")


def beside(page, name):
    """Return the sentence that stands beside a field."""
    found = re.search(rf'id="{name}-error">.*?</span>\s*(.*?)</p>', page.html, re.S)
    return html.unescape(found[1]).strip() if found else None


LONG = "x" * 500
NEW = {
    "title": (LONG, "Keep it under 200 characters."),
    "edition": ("e" * 61, "Keep it under 60 characters."),
    "summary": ("s" * 20_001, "Keep it under 20,000 characters."),
    "zone": ("Mars/Base", "Choose a time zone from the list, such as Europe/Paris."),
    "currency": ("DOLLARS", "Enter three letters such as USD."),
    "starts_on": ("1899-12-31", "Enter a day between 1900 and 2199."),
    "participants_planned": ("-1", "Enter a number from 0 to 10,000,000."),
    "travel_days_before": ("20000000", "Enter a number from 0 to 10,000,000."),
    "planned_cost": ("-5", "Enter a number of 0 or more."),
    "place_0_town": (LONG, "Keep it under 200 characters."),
    "detail_in_kind": ("k" * 20_001, "Keep it under 20,000 characters."),
    "releasable_to": ("Atlantis", "“Atlantis”"),
}


def test_the_form_of_an_event_says_everything_at_once_and_keeps_what_was_typed(office, client_as):
    sheet = Sheet(client_as("planner"), "/events/new")
    key = f"objective_{office.id}"
    more = {key: "y", f"{key}_weight": "101", f"{key}_effect": "e" * 2001}
    sent = {name: typed for name, (typed, _words) in NEW.items()}
    page = sheet.send(**sent, **more)
    assert page.status == 422
    for name, (typed, words) in NEW.items():
        assert words in (beside(page, name) or ""), (name, beside(page, name))
        assert typed in html.unescape(page.html), name
    assert beside(page, f"{key}_weight") == "Enter a number from 0 to 100."
    assert beside(page, f"{key}_effect") == "Keep it under 2,000 characters."
    assert db.session.query(Event).count() == 0


QUICK = {
    "title": (LONG, "Keep it under 200 characters."),
    "line": ("l" * 501, "Keep it under 500 characters."),
    "currency": ("DOLLARS", "Enter three letters such as USD."),
    "day": ("", "Enter the day."),
    "cost": ("-5", "Enter a number of 0 or more."),
    "partner_codes": ("", "Enter at least one nation."),
    "place_town": (LONG, "Keep it under 200 characters."),
}


def test_the_quick_log_says_everything_at_once_and_keeps_what_was_typed(office, client_as):
    sent = {name: typed for name, (typed, _words) in QUICK.items()}
    page = client_as("planner").post("/events/quick", {"kind": "ceremony"} | sent)
    assert page.status == 422
    for name, (typed, words) in QUICK.items():
        assert beside(page, name) == words, name
        assert typed in page.html
    assert db.session.query(Event).count() == 0


RECORDS = [
    ("comment", "approved", {"comment": ""}, "Write something first."),
    ("comment", "approved", {"comment": "c" * 2001}, "Keep it under 2,000 characters."),
    ("risks", "planned", {"category": "logistics", "mitigation": "m" * 20_001}, "20,000"),
    ("actuals", "executed", {"participants_actual": "-1"}, "from 0 to 10,000,000"),
    ("actuals", "executed", {"currency": "DOLLARS"}, "Enter three letters such as USD."),
    ("coordination", "planned", {"agreed_on": ""}, "Enter the day."),
    ("nations", "planned", {"headcount_planned_FR": "20000000"}, "from 0 to 10,000,000"),
    ("move/cancelled", "planned", {"reason_code": ""}, "Choose a reason."),
    ("move/cancelled", "planned", {"reason_code": "weather", "actual_cost": "-1"}, "0 or more"),
]


@pytest.mark.parametrize(("path", "state", "sent", "words"), RECORDS)
def test_what_is_kept_beside_a_plan_is_refused_beside_its_field(
    office, client_as, path, state, sent, words
):
    event = make_event(["AU", "FR"], [office], state=EventState(state))
    db.session.commit()
    page = Sheet(client_as("planner"), f"/events/{event.id}/{path}").send(**sent)
    assert page.status == 422
    *_others, (name, typed) = sent.items()
    assert words in (beside(page, name) or ""), page.text[:300]
    assert typed in page.html


def test_a_button_has_no_values(app):
    with app.test_request_context():
        assert ActionForm().values == {}
