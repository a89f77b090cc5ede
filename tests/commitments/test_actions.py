"""Commitments: what may be written, how they end, what is refused."""

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from planner.choices import CommitmentState, Marking, PromisedBy, PromiseStanding, Role
from planner.commitments.actions import (
    change_commitment,
    keep_commitment,
    note_commitment,
    reopen_commitment,
)
from planner.commitments.lines import line_of_commitment
from planner.commitments.standing import standing
from planner.db import db
from planner.errors import NotAllowed, RuleBroken
from planner.shapes.base import Misfit
from planner.shapes.commitment import WrittenCommitment
from planner.viewers import EVERYTHING, acting_as
from tests.factories import (
    NOW,
    make_commitment,
    make_event,
    make_nation,
    make_organisation,
    make_outcome,
    make_own_nation,
    make_person,
    make_user,
)

TODAY = NOW.date()


@pytest.fixture(autouse=True)
def partners():
    make_own_nation("AU")
    make_nation("FR", is_partner=True)
    make_nation("ID", is_partner=True)


def written(**fields):
    owner = fields.pop("owner", None) or make_user()
    return WrittenCommitment(**{
        "promised_by": PromisedBy.THEIRS, "nation_code": "FR", "what": "Send the maps",
        "promised_on": date(2030, 2, 1), "due_on": date(2030, 4, 1), "owner_id": owner.id,
        "marking": Marking.OFFICIAL, **fields,
    })  # fmt: skip


def noted(viewer=EVERYTHING, **fields):
    return note_commitment(written(**fields), viewer=viewer, now=NOW)


def test_a_promise_of_theirs_is_noted_open_with_whom_and_where_it_was_made():
    person, at = make_person("FR"), make_event(["FR"])
    made = noted(person_id=person.id, made_at_id=at.id, outcome_id=make_outcome(events=[at]).id)

    assert (made.state, made.settled_on, made.person, made.made_at) == ("open", None, person, at)


@pytest.mark.parametrize(
    ("fields", "at", "words"),
    [
        ({"due_on": date(2030, 1, 31)}, "due_on", "on or after that of the promise"),
        ({"promised_on": date(2030, 3, 2)}, "promised_on", "in the future"),
        ({"nation_code": "AU"}, "nation_code", "partner"),
        ({"what": " "}, "what", "what was promised"),
        ({"state": CommitmentState.BROKEN}, "reason", "why"),
        ({"state": CommitmentState.WITHDRAWN}, "reason", "why"),
        (
            {"state": CommitmentState.KEPT, "settled_on": date(2030, 3, 2)},
            "settled_on",
            "in the future",
        ),
        (
            {"state": CommitmentState.KEPT, "settled_on": date(2030, 1, 2)},
            "settled_on",
            "on or after that of the promise",
        ),
    ],
)
def test_what_does_not_fit_is_refused_beside_its_field(fields, at, words):
    with pytest.raises(Misfit) as refused:
        noted(**fields)
    assert words in refused.value.faults[at]


def test_whom_it_names_is_of_its_nation():
    with pytest.raises(Misfit, match="person of this nation"):
        noted(person_id=make_person("ID").id)
    with pytest.raises(Misfit, match="organisation of this nation"):
        noted(organisation_id=make_organisation("ID").id)


def test_it_is_marked_at_least_as_what_it_tells_of():
    at = make_event(["FR"], marking=Marking.OFFICIAL_SENSITIVE)
    with pytest.raises(Misfit, match="OFFICIAL-SENSITIVE"):
        noted(made_at_id=at.id)
    with pytest.raises(Misfit, match="OFFICIAL-SENSITIVE"):
        noted(outcome_id=make_outcome(events=[at]).id)
    assert noted(made_at_id=at.id, marking=Marking.OFFICIAL_SENSITIVE).marking == at.marking


def test_nobody_marks_it_beyond_their_ceiling_or_lowers_it_without_an_approver():
    low = make_user([Role.PLANNER], ceiling=Marking.OFFICIAL).as_viewer
    with pytest.raises(Misfit, match="up to OFFICIAL"):
        noted(low, marking=Marking.OFFICIAL_SENSITIVE)
    made = noted(marking=Marking.OFFICIAL_SENSITIVE)
    planner = make_user([Role.PLANNER]).as_viewer
    with pytest.raises(NotAllowed, match="lower"):
        change_commitment(made, written(), viewer=planner, now=NOW)


def test_a_viewer_notes_none_and_nobody_notes_one_beyond_their_nations():
    with pytest.raises(NotAllowed):
        noted(make_user([Role.VIEWER]).as_viewer)
    with pytest.raises(NotAllowed, match="do not work with"):
        noted(make_user([Role.PLANNER], nations=["ID"]).as_viewer)


def test_what_a_viewer_may_not_see_cannot_be_named():
    hidden = make_event(["FR"], marking=Marking.OFFICIAL_SENSITIVE).id
    user = make_user([Role.PLANNER], ceiling=Marking.OFFICIAL)
    asked, viewer = written(made_at_id=hidden, owner=user), user.as_viewer
    db.session.commit()
    db.session.expunge_all()
    with acting_as(db.session, viewer), pytest.raises(Misfit, match="not there any more"):
        note_commitment(asked, viewer=viewer, now=NOW)


def test_its_owner_settles_it_and_others_without_the_role_do_not():
    owner = make_user([Role.VIEWER])
    made = make_commitment(owner=owner)
    with pytest.raises(NotAllowed):
        keep_commitment(made, viewer=make_user([Role.VIEWER]).as_viewer, now=NOW)
    keep_commitment(made, viewer=owner.as_viewer, now=NOW)
    assert (made.state, made.settled_on) == (CommitmentState.KEPT, TODAY)
    with pytest.raises(RuleBroken, match="settled already"):
        keep_commitment(made, viewer=owner.as_viewer, now=NOW)
    reopen_commitment(made, viewer=owner.as_viewer)
    assert (made.state, made.settled_on) == (CommitmentState.OPEN, None)


@pytest.mark.parametrize(
    ("state", "settled", "stands"),
    [
        ("open", None, PromiseStanding.OPEN),
        ("kept", date(2030, 3, 1), PromiseStanding.KEPT),
        ("kept", date(2030, 3, 2), PromiseStanding.LATE),
        ("broken", date(2030, 3, 1), PromiseStanding.BROKEN),
        ("withdrawn", date(2030, 3, 1), PromiseStanding.WITHDRAWN),
    ],
)
def test_how_it_stands_on_its_due_day_and_that_it_is_overdue_on_the_next(state, settled, stands):
    due = date(2030, 3, 1)
    state = CommitmentState(state)
    assert standing(state, due, settled, due) is stands
    later = standing(state, due, settled, date(2030, 3, 2))
    assert later is (PromiseStanding.OVERDUE if state == "open" else stands)


def test_the_database_holds_the_day_of_an_end_and_the_order_of_days():
    for fields in (
        {"state": CommitmentState.KEPT},
        {"settled_on": TODAY},
        {"due_on": date(2030, 1, 9)},
    ):
        with db.session.begin_nested(), pytest.raises(IntegrityError):
            make_commitment(**fields)
        db.session.rollback()
        make_nation("FR")


def test_a_line_tells_the_higher_marking_of_it_and_its_event(app):
    at = make_event(["FR"], marking=Marking.OFFICIAL)
    made = make_commitment(made_at=at)
    at.marking = Marking.OFFICIAL_SENSITIVE
    with app.test_request_context():
        assert line_of_commitment(made).marking == Marking.OFFICIAL_SENSITIVE
