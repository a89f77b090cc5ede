"""What a viewer may see: one criterion on every select."""

import pytest
from sqlalchemy import exists, func, select
from sqlalchemy.orm import aliased, selectinload

from planner.choices import Marking, Role
from planner.db import Base, db
from planner.events.models import Attendance, Event, EventNation, Place
from planner.outcomes.models import FollowUp, Outcome, outcome_event
from planner.viewers import NOBODY, Viewer, acting_as, restricted_entities
from tests.factories import (
    make_attendance,
    make_event,
    make_follow_up,
    make_objective,
    make_outcome,
    make_person,
    make_user,
)

FRENCH_DESK = Viewer(1, frozenset({Role.COUNTRY_DESK}), Marking.OFFICIAL, frozenset({"FR"}))


@pytest.fixture
def three_events():
    """One visible event, one too sensitive, one with another nation."""
    visible = make_event(title="Visible", marking=Marking.OFFICIAL)
    make_event(title="Too sensitive", marking=Marking.OFFICIAL_SENSITIVE)
    make_event(title="Elsewhere", partners=["ID"])
    key = visible.id
    db.session.commit()
    db.session.expunge_all()
    return key


def titles(statement):
    return list(db.session.scalars(statement))


def test_plain_aliased_and_column_selects_are_narrowed(three_events):
    other = aliased(Event)
    with acting_as(db.session, FRENCH_DESK):
        assert titles(select(Event.title)) == ["Visible"]
        assert titles(select(other.title)) == ["Visible"]
        assert [event.title for event in db.session.scalars(select(Event))] == ["Visible"]


def test_counts_subqueries_and_exists_are_narrowed(three_events):
    with acting_as(db.session, FRENCH_DESK):
        assert db.session.scalar(select(func.count(Event.id))) == 1
        inner = select(Event.id).subquery()
        assert db.session.scalar(select(func.count()).select_from(inner)) == 1
        hidden = exists(select(Event.id).where(Event.title == "Elsewhere"))
        assert db.session.scalar(select(hidden)) is False


def test_a_hidden_event_cannot_be_fetched_by_its_key(three_events):
    with acting_as(db.session, FRENCH_DESK):
        assert db.session.get(Event, three_events) is not None
        assert db.session.get(Event, three_events + 1) is None


def test_rows_that_hang_on_hidden_events_are_hidden():
    visible, hidden = make_event(), make_event(partners=["ID"])
    make_follow_up(event=visible, what="Seen")
    make_follow_up(event=hidden, what="Unseen")
    make_attendance(event=hidden)
    with acting_as(db.session, FRENCH_DESK):
        assert titles(select(FollowUp.what)) == ["Seen"]
        assert titles(select(Place.event_id)) == [visible.id]
        assert titles(select(EventNation.nation_code)) == ["FR"]
        assert titles(select(Attendance.id)) == []


def test_an_outcome_is_hidden_when_any_of_its_events_is():
    objective = make_objective()
    make_outcome(objective, [make_event()], title="Seen")
    make_outcome(objective, [make_event(), make_event(partners=["ID"])], title="Unseen")
    with acting_as(db.session, FRENCH_DESK):
        assert titles(select(Outcome.title)) == ["Seen"]


def test_planners_see_names_only_on_their_own_events():
    user = make_user()
    own, other = make_event(owner=user), make_event()
    seen = make_attendance(event=own, person=make_person())
    make_attendance(event=other, person=make_person())
    viewer = Viewer(user.id, frozenset({Role.PLANNER}), Marking.OFFICIAL, None)
    with acting_as(db.session, viewer):
        assert titles(select(Attendance.id)) == [seen.id]


@pytest.mark.parametrize("role", [Role.VIEWER, Role.ADMINISTRATOR])
def test_viewers_and_administrators_see_no_names(role):
    make_attendance()
    viewer = Viewer(9, frozenset({role}), Marking.OFFICIAL_SENSITIVE, None)
    with acting_as(db.session, viewer):
        assert titles(select(Attendance.id)) == []


def test_administrators_and_nobody_see_no_event(three_events):
    admin = Viewer(9, frozenset({Role.ADMINISTRATOR}), Marking.OFFICIAL_SENSITIVE, None)
    for viewer in (admin, NOBODY):
        with acting_as(db.session, viewer):
            assert titles(select(Event.title)) == []


def test_a_relationship_loads_only_what_may_be_seen(three_events):
    with acting_as(db.session, FRENCH_DESK):
        rows = db.session.scalars(select(Event).options(selectinload(Event.partners))).all()
        assert [len(row.partners) for row in rows] == [1]


def test_viewers_of_one_shape_never_meet_each_other_s_statements(three_events):
    """The statement cache must tell viewers apart: the same select, four viewers, in turn."""
    desk = frozenset({Role.COUNTRY_DESK})
    seen = {
        ("FR", Marking.OFFICIAL): ["Visible"],
        ("ID", Marking.OFFICIAL): ["Elsewhere"],
        ("FR", Marking.OFFICIAL_SENSITIVE): ["Too sensitive", "Visible"],
        ("FR", Marking.PUBLIC): [],
    }
    for _ in range(2):
        for (code, ceiling), expected in seen.items():
            with acting_as(db.session, Viewer(1, desk, ceiling, frozenset({code}))):
                assert sorted(titles(select(Event.title))) == expected


def test_a_session_without_a_viewer_fails(three_events):
    before = db.session.info.pop("viewer")
    try:
        with pytest.raises(KeyError):
            titles(select(Event.title))
    finally:
        db.session.info["viewer"] = before


def test_every_class_with_a_path_to_an_event_is_restricted():
    """A new table that hangs on events must be narrowed too (STYLE 5)."""
    restricted = restricted_entities()
    for mapper in Base.registry.mappers:
        reaches = {
            key.column.table.name for column in mapper.columns for key in column.foreign_keys
        } & {"event", "outcome", "attendance"}
        if reaches:
            assert issubclass(mapper.class_, restricted), f"{mapper.class_} has no criterion"
    assert {key.column.table.name for key in outcome_event.foreign_keys} == {"outcome", "event"}


def test_a_ready_statement_is_narrowed_for_each_who_asks(client_as):
    """It is kept narrowed by viewer: no one meets what another may see."""
    secret = make_event(title="Hidden talks", marking=Marking.OFFICIAL_SENSITIVE, partners=["FR"])
    insider, outsider = client_as("viewer"), client_as("viewer", ceiling=Marking.PUBLIC)
    elsewhere = client_as("viewer", nations=["ID"])
    for _ in range(2):
        assert insider.get(f"/events/{secret.id}").status == 200
        assert outsider.get(f"/events/{secret.id}").status == 404
        assert elsewhere.get(f"/events/{secret.id}").status == 404
