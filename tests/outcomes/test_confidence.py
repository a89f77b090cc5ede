"""What an outcome changed in people, and how sure its writer is."""

import pytest

from planner.choices import ChangeKind, Confidence, EventState, OutcomeType
from planner.outcomes.queries import outcomes_of
from planner.shapes.base import Misfit
from planner.shapes.outcome import FoundOutcome
from tests.factories import NOW, make_event, make_objective, make_outcome

SAID = {"change_kind": "skill", "confidence": "medium"}


@pytest.fixture(autouse=True)
def still_clock(clock_at):
    clock_at(NOW)


def fields(**more):
    return {
        "title": "A drill is taught",
        "objective_id": make_objective().id,
        "kind": "economic_follow_on",
        "sign": "positive",
        "strength": "2",
    } | more


def test_both_forms_take_them_and_page_list_and_file_tell_them(client_as):
    event = make_event(state=EventState.EXECUTED)
    planner = client_as("planner")

    planner.post("/outcomes/new", fields(seen_on="2030-02-10", event_ids=[event.id], **SAID))
    report = {f"outcomes-0-{name}": value for name, value in fields(**SAID).items()}
    planner.post(
        f"/events/{event.id}/report", {"version": "0", "base": "{}", "happened": "Rain"} | report
    )

    said = [(one.kind, one.change_kind, one.confidence) for one in outcomes_of(event)]
    assert said == [(OutcomeType.ECONOMIC_FOLLOW_ON, ChangeKind.SKILL, Confidence.MEDIUM)] * 2
    page = planner.get(f"/outcomes/{outcomes_of(event)[0].id}").text
    assert "Skill" in page and "Medium" in page
    row = planner.get("/outcomes/").text.split("A drill is taught", 1)[1][:300]
    assert "Skill" in row and "Medium" in row
    assert ",Skill,Medium," in planner.get("/outcomes.csv").text


def test_they_may_be_left_open_and_taken_back(client_as):
    event = make_event(state=EventState.EXECUTED)
    outcome = make_outcome(events=[event], change_kind=ChangeKind.POLICY, confidence="high")
    planner = client_as("planner")
    url = f"/outcomes/{outcome.id}/edit"

    form = fields(seen_on="2030-02-20", event_ids=[event.id], kind="procedure_adopted")
    planner.post(url, form | {"version": "1", "base": "{}", "change_kind": "", "confidence": ""})

    found = outcomes_of(event)[0]
    assert (found.change_kind, found.confidence) == (None, None)


@pytest.mark.parametrize("wrong", [{"confidence": "sure"}, {"change_kind": "mood"}])
def test_what_no_list_holds_is_refused(client_as, wrong):
    event = make_event(state=EventState.EXECUTED)

    form = fields(seen_on="2030-02-10", event_ids=[event.id]) | wrong
    page = client_as("planner").post("/outcomes/new", form)

    assert page.status == 422 and not outcomes_of(event)
    with pytest.raises(Misfit):
        FoundOutcome(**(fields() | wrong))


def test_the_list_is_narrowed_by_either(client_as):
    make_outcome(title="Sure", confidence="high", change_kind="skill")
    make_outcome(title="Unsure", confidence="low", change_kind="attitude")
    make_outcome(title="Unsaid")
    viewer = client_as("viewer")

    for asked in ("confidence=high", "change=skill", "change=skill&change=policy_or_partnership"):
        page = viewer.get(f"/outcomes.csv?{asked}").text
        assert "Sure" in page and "Unsure" not in page and "Unsaid" not in page
