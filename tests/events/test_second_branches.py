"""Permissions and gates at their second branch: the other role, the state beside, the day after."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from planner.choices import CoordinationParty, DatePrecision, EventState, Marking, Role
from planner.errors import NotAllowed, RuleBroken
from planner.events.approval.material import binds, bound_names, is_binding, is_written
from planner.events.models import Coordination, Event, EventNation, ObjectiveLink, Place, Transition
from planner.events.page.coordination import nations_lacking, nations_to_ask, parties_lacking
from planner.events.page.headcount import attended, planned
from planner.events.plan.event_days import EventDays, months_later, period_later, snapped
from planner.events.plan.event_hours import check_times
from planner.events.states.calendar_gates import day_there, is_over, latest_day
from planner.events.states.gates import (
    agreements_open,
    approved_needs,
    coordinated_needs,
    has_log,
    planned_needs,
)
from planner.events.states.guards import check_edit, check_marking, check_scope
from planner.events.states.moves import MOVES, find_move, moves_from, shape_of
from planner.events.states.steps import STEPS, is_open
from planner.events.states.workflow import may_make, offered_moves
from planner.foureyes import add_writer, has_written
from planner.partners.models import Nation
from planner.shapes.event_moves import ReasonedMove, TookPlace
from planner.viewers import EVERYTHING, PERMISSIONS, Viewer

pytestmark = pytest.mark.no_database
S, M = EventState, Marking
DAY = timedelta(days=1)
TODAY = date(2030, 3, 1)
ROLES = {
    "v": Role.VIEWER, "p": Role.PLANNER, "a": Role.APPROVER, "d": Role.COUNTRY_DESK,
    "x": Role.ADMINISTRATOR,
}  # fmt: skip


def viewer(roles, ceiling=M.OFFICIAL_SENSITIVE, nations=None, user_id=7):
    """Return a viewer by the letters of their roles."""
    return Viewer(user_id, frozenset(ROLES[one] for one in roles), ceiling, nations)


def event(state=S.PLANNED, partners=("FR",), **fields):
    """Return an event that no database has met."""
    known = {"marking": M.PUBLIC, "zone": "UTC", "title": "Talks", "author_id": 1} | fields
    found = Event(state=state, **known)
    found.partners = [
        EventNation(nation_code=code, nation=Nation(code=code, is_own=code == "AU"))
        for code in partners
    ]
    return found


def is_refused(call, *arguments):
    """Say whether a check refuses."""
    try:
        call(*arguments)
    except RuleBroken:
        return True
    return False


def test_who_may_do_what_is_the_table_of_roles():
    table = {
        "see": "vpadx", "plan": "pd", "comment": "pad", "approve": "a", "report": "pd",
        "verify": "a", "propose_plan": "pd", "agree_plan": "ad", "set_plan": "d",
        "raise_marking": "pad", "lower_marking": "a", "see_people": "pad", "edit_people": "pd",
        "export_names": "d", "edit_partners": "pd", "edit_catalogue": "dx", "administer": "x",
        "feed": "vpad",
    }  # fmt: skip
    assert set(table) == set(PERMISSIONS)
    for permission, letters in table.items():
        for letter in ROLES:
            assert viewer(letter).may(permission) is (letter in letters), (permission, letter)


@pytest.mark.parametrize("letter", ROLES)
def test_a_marking_is_raised_by_who_works_with_events_and_lowered_by_an_approver(letter):
    someone = viewer(letter)
    for before, after, allowed in (
        (M.OFFICIAL, M.PUBLIC, "a"),
        (M.PUBLIC, M.OFFICIAL, "pad"),
        (M.OFFICIAL, M.OFFICIAL, "vpadx"),
    ):
        assert is_refused(check_marking, before, after, someone) is (letter not in allowed)


def test_scope_is_up_to_the_ceiling_and_one_nation_as_partner_or_host():
    french = viewer("p", M.OFFICIAL, frozenset({"FR"}))
    for found, refused in (
        (event(marking=M.OFFICIAL), False),
        (event(marking=M.OFFICIAL_SENSITIVE), True),
        (event(partners=("ID", "FR")), False),
        (event(partners=("ID",)), True),
        (event(partners=("ID",), host_code="FR"), False),
        (event(partners=("ID",), host_code="NZ"), True),
        (event(partners=()), True),
    ):
        assert is_refused(check_scope, found, french) is refused, found.partners
    assert not is_refused(check_scope, event(partners=()), viewer("p"))
    assert is_refused(check_scope, event(marking=M.OFFICIAL), viewer("p", M.PUBLIC))
    assert not is_refused(check_scope, event(marking=M.OFFICIAL_SENSITIVE), EVERYTHING)


def test_what_is_bound_may_be_proposed_by_an_approver_and_the_rest_takes_a_planner():
    """A marking is asked for apart; nothing at all is written about what is finished."""
    for state in S:
        for changed, bound, allowed in (
            ({"title"}, set(), "pd"),
            ({"title"}, {"title"}, "pad"),
            ({"title", "summary"}, {"title"}, "pd"),
            ({"marking"}, set(), "vpadx"),
            ({"marking"}, {"marking"}, "pad"),
        ):
            for letter in ROLES:
                refused = is_refused(check_edit, event(state), changed, bound, viewer(letter))
                is_finished = state in (S.CLOSED, S.CANCELLED)
                assert refused is (is_finished or letter not in allowed), (state, changed, letter)


RUNNING = {S.IN_PROGRESS, S.EXECUTED, S.REPORTED}
OPEN = set(S) - {S.CLOSED, S.CANCELLED}
BOUND = {S.APPROVED, S.IN_PROGRESS}
STEPS_OPEN = {
    # step: (roles that may take it in the states, those states)
    "edit": ("pd", OPEN),
    "new_like_it": ("pd", set(S)),
    "revive": ("pd", {S.CANCELLED}),
    "discard": ("pd", {S.CONCEPT}),
    "nations": ("pd", OPEN),
    "coordination": ("pd", OPEN),
    "risks": ("pad", OPEN),
    "no_risks": ("pad", OPEN),
    "actuals": ("pd", RUNNING),
    "marking": ("pad", set(S)),
    "comment": ("pad", set(S)),
    "ask_postponed": ("pd", {S.APPROVED}),
    "ask_cancelled": ("pd", {S.APPROVED}),
    "replacement": ("pad", {S.CANCELLED, S.POSTPONED}),
}


@pytest.mark.parametrize("name", STEPS_OPEN)
def test_a_step_is_open_to_its_roles_in_its_states_and_else_to_nobody(name):
    letters, states = STEPS_OPEN[name]
    for state in S:
        for roles in ("v", "p", "a", "d", "x", "pa"):
            wanted = state in states and not set(roles).isdisjoint(letters)
            if name == "edit" and roles == "a":
                wanted = state in BOUND
            if name.startswith("ask_") and "a" in roles:
                wanted = False
            assert is_open(name, event(state), viewer(roles)) is wanted, (state, roles)


def test_every_step_keeps_to_the_scope():
    abroad = viewer("pad", M.PUBLIC, frozenset({"ID"}))
    for state in S:
        assert [name for name in STEPS if is_open(name, event(state), abroad)] == []


def test_names_are_kept_by_the_desk_the_approver_and_who_wrote_or_was_given_the_event():
    for fields, roles, may_see, may_change in (
        ({}, "d", True, True),
        ({}, "a", True, False),
        ({}, "p", False, False),
        ({"author_id": 7}, "p", True, True),
        ({"author_id": 7}, "v", False, False),
        ({"owner_id": 7, "owner_keeps_names": True}, "p", True, True),
        ({"owner_id": 7, "owner_keeps_names": False}, "p", False, False),
        ({"owner_id": 8, "owner_keeps_names": True}, "p", False, False),
        ({"author_id": 7}, "x", False, False),
    ):
        found = event(**fields)
        assert is_open("see_names", found, viewer(roles)) is may_see, (fields, roles)
        assert is_open("people", found, viewer(roles)) is may_change, (fields, roles)
        found.state = S.CLOSED
        assert not is_open("people", found, viewer(roles))
    assert not is_open("see_names", event(author_id=None), viewer("p", user_id=None))


def test_moves_ask_the_permission_of_the_table_and_four_eyes():
    moves = {
        (S.CONCEPT, S.PLANNED): "pd", (S.CONCEPT, S.CANCELLED): "pd",
        (S.PLANNED, S.COORDINATED): "pd", (S.PLANNED, S.POSTPONED): "pd",
        (S.PLANNED, S.CANCELLED): "pd", (S.COORDINATED, S.APPROVED): "a",
        (S.COORDINATED, S.PLANNED): "pad", (S.COORDINATED, S.POSTPONED): "pd",
        (S.COORDINATED, S.CANCELLED): "pd", (S.APPROVED, S.IN_PROGRESS): "pd",
        (S.APPROVED, S.EXECUTED): "pd", (S.APPROVED, S.PLANNED): "pad",
        (S.APPROVED, S.POSTPONED): "a", (S.APPROVED, S.CANCELLED): "a",
        (S.IN_PROGRESS, S.EXECUTED): "pd", (S.IN_PROGRESS, S.CANCELLED): "a",
        (S.EXECUTED, S.REPORTED): "pd", (S.REPORTED, S.CLOSED): "pd",
        (S.REPORTED, S.EXECUTED): "pad", (S.CLOSED, S.REPORTED): "", (S.POSTPONED, S.PLANNED): "pd",
        (S.POSTPONED, S.CANCELLED): "pd",
    }  # fmt: skip
    assert {(state, one.to) for state in S for one in MOVES[state]} == set(moves)
    for (state, to), letters in moves.items():
        found = event(state)
        for letter in ROLES:
            is_so = may_make(found, find_move(found, to), viewer(letter))
            assert is_so is (letter in letters), (state, to, letter)
    closed = event(S.CLOSED)
    assert may_make(closed, find_move(closed, S.REPORTED), viewer("xv"))
    asks = {(state, one.to) for state in S for one in MOVES[state] if one.needs_reason}
    backwards = {(state, one.to) for state in S for one in MOVES[state] if one.is_back}
    assert backwards == {
        (S.COORDINATED, S.PLANNED), (S.APPROVED, S.PLANNED), (S.REPORTED, S.EXECUTED),
        (S.CLOSED, S.REPORTED),
    }  # fmt: skip
    assert asks == backwards | {pair for pair in moves if pair[1] in (S.CANCELLED, S.POSTPONED)}


def test_what_was_approved_once_is_cancelled_by_an_approver_and_planned_again_by_a_planner():
    never, once = event(S.POSTPONED), event(S.POSTPONED, baselined_at=datetime(2030, 1, 1))
    assert [one.permission for one in moves_from(never)] == ["plan", "plan"]
    assert [(one.to, one.permission) for one in moves_from(once)] == [
        (S.PLANNED, "plan"), (S.CANCELLED, "approve"),
    ]  # fmt: skip


def test_a_report_sent_back_says_why_and_no_new_days():
    sent_back = find_move(event(S.REPORTED), S.EXECUTED)
    assert shape_of(sent_back) is ReasonedMove
    assert shape_of(find_move(event(S.APPROVED), S.EXECUTED)) is TookPlace


def test_whoever_wrote_at_it_since_is_a_writer_and_nobody_is_none():
    found = event(author_id=1, writer_ids=[])
    for key in (2, 2, None):
        add_writer(found, key)
    assert found.writer_ids == [2]
    assert [has_written(found, key) for key in (1, 2, 3, None)] == [True, True, False, False]
    assert not has_written(event(author_id=None), None)
    approve = find_move(event(S.COORDINATED), S.APPROVED)
    for key, may in ((1, False), (2, False), (3, True)):
        assert may_make(found, approve, viewer("a", user_id=key)) is may
    assert may_make(found, find_move(event(S.COORDINATED), S.PLANNED), viewer("a", user_id=1))


@pytest.mark.parametrize(("days", "over"), [(-1, True), (0, False), (1, False), (None, False)])
def test_an_event_is_over_on_the_day_after_its_last_and_its_answers_are_offered_then(days, over):
    last = None if days is None else TODAY + days * DAY
    found = event(S.APPROVED, starts_on=last, ends_on=last)
    assert is_over(found, TODAY) is over
    offered = [one.to for one in offered_moves(found, viewer("pa"), TODAY)]
    assert (offered[0] is S.EXECUTED, S.EXECUTED in offered) == (over, over)


def test_the_day_is_that_of_the_office_or_of_the_event_whichever_is_further_on():
    moment = datetime(2030, 3, 1, 12, tzinfo=UTC)
    ahead, behind = event(zone="Pacific/Kiritimati"), event(zone="Pacific/Pago_Pago")
    assert day_there(ahead, moment) == TODAY + DAY
    early = moment.replace(hour=3)
    assert (day_there(behind, early), day_there(behind, moment)) == (TODAY, TODAY)
    assert latest_day([behind, ahead], moment) == TODAY + DAY
    assert (latest_day([behind], early), latest_day([], moment)) == (TODAY, TODAY)


def whole(**fields):
    """Return an event that lacks nothing to be planned."""
    known = {"starts_on": TODAY, "benefit_own": "A", "benefit_partner": "B"} | fields
    found = event(**known)
    found.places = [Place(town="", nation_code="FR")]
    found.links = [ObjectiveLink(objective_id=1, weight=1.0)]
    return found


def test_planned_needs_each_of_six_things_and_either_half_of_a_place():
    assert planned_needs(whole()) == []
    for name in ("benefit_own", "benefit_partner"):
        assert len(planned_needs(whole(**{name: "  "}))) == 1
    assert len(planned_needs(whole(starts_on=None))) == 1
    assert len(planned_needs(whole(partners=("AU",)))) == 1
    assert planned_needs(whole(partners=("AU", "FR"))) == []
    for place, lacks in ((Place(town="Lae"), 0), (Place(town="", nation_code=None), 1), (None, 1)):
        found = whole()
        found.places = [place] if place else []
        assert len(planned_needs(found)) == lacks
    bare = whole()
    bare.links = []
    assert len(planned_needs(bare)) == 1


def agreed(*parties, state=S.PLANNED, partners=("FR", "ID"), moves=(), **fields):
    """Return an event with agreements: a nation’s code, or a party."""
    found = event(state, partners, **{"risks_rated": True} | fields)
    names = {"agencies": CoordinationParty.AGENCIES, "funding": CoordinationParty.FUNDING}
    found.coordination = [
        Coordination(party=names.get(one, CoordinationParty.PARTNER),
                     nation_code=None if one == "some" or one in names else one)
        for one in parties
    ]  # fmt: skip
    found.transitions = [Transition(from_state=old, to_state=new) for old, new in moves]
    return found


def test_each_nation_agrees_for_itself_and_an_unnamed_agreement_means_the_only_one():
    assert nations_lacking(agreed("FR")) == ["ID"]
    assert nations_lacking(agreed("FR", "ID")) == []
    assert nations_lacking(agreed("some")) == ["FR", "ID"]
    assert nations_lacking(agreed("some", partners=("FR", "AU"))) == []
    assert nations_lacking(agreed("agencies", partners=("FR",))) == ["FR"]
    whose = CoordinationParty
    assert parties_lacking(agreed()) == [whose.PARTNER, whose.AGENCIES, whose.FUNDING]
    assert parties_lacking(agreed("FR", "ID", "funding")) == [whose.AGENCIES]
    assert parties_lacking(agreed(partners=("AU",))) == [
        whose.PARTNER,
        whose.AGENCIES,
        whose.FUNDING,
    ]
    assert parties_lacking(agreed("FR", "ID", "funding", "agencies")) == []
    assert nations_to_ask(agreed(partners=("AU", "FR")), ["NZ", "AU"]) == ["FR", "NZ"]


def test_coordination_lacks_are_named_by_their_party_until_the_approval_then_nations_only():
    found = agreed("FR")
    assert [(one.party, one.nation) for one in coordinated_needs(found)] == [
        ("partner", "ID"), ("agencies", None), ("funding", None),
    ]  # fmt: skip
    assert len(coordinated_needs(agreed("agencies", "funding", partners=("AU",)))) == 1
    for state in S:
        found = agreed("FR", state=state)
        number = len(agreements_open(found))
        if state in (S.CONCEPT, S.PLANNED, S.COORDINATED, S.POSTPONED):
            assert number == 3
        else:
            assert number == (1 if state in (S.APPROVED, S.IN_PROGRESS) else 0), state


def test_an_approval_needs_risks_and_the_nations_that_came_later_where_there_is_a_log():
    assert len(approved_needs(agreed())) == 0, "a load brought it in as coordinated"
    assert len(approved_needs(agreed("FR"))) == 1
    assert len(approved_needs(agreed("FR", "ID", risks_rated=False))) == 1
    assert len(approved_needs(agreed("FR", "ID"))) == 0
    here, loaded = (S.PLANNED, S.COORDINATED), (None, S.COORDINATED)
    assert [has_log(agreed(moves=[one])) for one in (here, loaded, (S.CONCEPT, S.PLANNED))] == [
        True, False, False,
    ]  # fmt: skip


def test_heads_are_the_events_number_else_the_nations_and_nought_is_a_number():
    found = event(partners=("FR", "ID"))
    assert (planned(found), attended(found), attended(found, 3)) == (None, None, 3)
    found.partners[0].headcount_planned = found.partners[0].headcount_actual = 0
    assert (planned(found), attended(found, 3)) == (0, 0)
    found.partners[1].headcount_planned, found.partners[1].headcount_actual = 4, 5
    assert (planned(found), attended(found)) == (4, 5)
    found.participants_planned = found.participants_actual = 0
    assert (planned(found), attended(found, 9)) == (0, 0)


COSTS = [(None, 1), (1, None), (1, 2), (0, 1), (Decimal("1.00"), Decimal("1.01"))]


def test_cost_binds_upwards_marking_downwards_and_release_to_more_nations():
    assert all(binds("planned_cost", pair, M.OFFICIAL) for pair in COSTS)
    assert not any(binds("planned_cost", pair, M.OFFICIAL) for pair in ((2, 1), (1, 0), (1, 1)))
    for before, after, bound in ((1, 0, True), (2, 1, True), (0, 1, False), (1, 1, False)):
        assert binds("marking", (M(before), M(after)), M.OFFICIAL) is bound
    for before, after, marking, bound in (
        ([], ["FR"], M.PUBLIC, False),
        ([], ["FR"], M.OFFICIAL, True),
        (["FR"], [], M.PUBLIC, True),
        (["FR"], [], M.OFFICIAL, False),
        (["FR"], ["FR", "ID"], M.PUBLIC, True),
        (["FR", "ID"], ["FR"], M.PUBLIC, False),
        (["FR"], ["ID"], M.OFFICIAL, True),
        (None, None, M.OFFICIAL, False),
    ):
        assert binds("releasable_to", (before, after), marking) is bound, (before, after, marking)
    moved = {"title": ("A", "B"), "summary": ("A", "B"), "details.venue": ("A", "B")}
    assert bound_names(moved | {"planned_cost": (2, 1)}, M.OFFICIAL) == {"title", "details.venue"}
    assert is_written({"title": ("A", "B")}) and is_written({"summary": 1, "details.venue": 2})
    assert not is_written({"marking": (1, 0), "releasable_to": ([], ["FR"]), "summary": (1, 2)})


@pytest.mark.parametrize("state", S)
def test_an_approval_binds_until_it_is_over_and_afterwards_what_was_approved(state):
    assert is_binding(state, was_approved=False) is (state in BOUND)
    after = {S.EXECUTED, S.REPORTED, S.CLOSED}
    assert is_binding(state, was_approved=True) is (state in BOUND | after)


def test_days_are_widened_to_what_is_known_and_stand_in_order():
    first, last = date(2028, 1, 31), date(2028, 2, 5)
    month, year = DatePrecision.MONTH, DatePrecision.YEAR
    assert snapped(EventDays(first, None)) == EventDays(first, first)
    assert snapped(EventDays(first, first)) == EventDays(first, first)
    assert snapped(EventDays(first, last, month)) == EventDays(
        date(2028, 1, 1), date(2028, 2, 29), month
    )
    assert snapped(EventDays(first, last, year)) == EventDays(
        date(2028, 1, 1), date(2028, 12, 31), year
    )
    assert snapped(EventDays(None, None, month)) == EventDays(None, None, month)
    for wrong in (EventDays(last, first), EventDays(None, first), EventDays(first, first - DAY)):
        with pytest.raises(RuleBroken):
            snapped(wrong)


def test_a_weekday_of_a_month_is_found_in_another_and_a_fifth_becomes_the_last():
    assert months_later(date(2030, 1, 7), 1) == date(2030, 2, 4)  # first Mondays
    assert months_later(date(2030, 1, 1), 12) == date(2031, 1, 7)  # first Tuesdays
    assert months_later(date(2030, 1, 29), 1) == date(2030, 2, 26)  # a fifth Tuesday
    assert months_later(date(2030, 1, 31), 2) == date(2030, 3, 28)  # a fifth Thursday
    assert months_later(date(2030, 12, 2), 1) == date(2031, 1, 6)
    later = period_later(EventDays(date(2030, 1, 7), date(2030, 1, 9)), 1)
    assert (later.starts_on, later.ends_on) == (date(2030, 2, 4), date(2030, 2, 6))
    month = EventDays(date(2030, 1, 1), date(2030, 1, 31), DatePrecision.MONTH)
    assert period_later(month, 1).ends_on == date(2030, 2, 28)


@pytest.mark.parametrize(
    ("start", "end", "days", "refused"),
    [
        (time(9), time(9, 1), 0, False), (time(9), time(9), 0, True), (time(9), time(8), 0, True),
        (time(9), time(8), 1, False), (time(9), time(9), 1, False), (None, time(8), 0, True),
        (time(9), None, 0, True), (None, None, 0, False), (time(9), time(10), None, True),
    ],
)  # fmt: skip
def test_times_stand_in_order_within_a_day(start, end, days, refused):
    first, last = (None, None) if days is None else (TODAY, TODAY + days * DAY)
    assert is_refused(check_times, first, last, start, end) is refused


def test_who_works_with_which_nations():
    french = viewer("d", nations=frozenset({"FR"}))
    assert [french.works_with(codes) for codes in (["FR", "ID"], ["ID"], [], [None])] == [
        True, False, True, True,
    ]  # fmt: skip
    assert viewer("d").works_with(["ID"])
    assert [viewer(one).sees_content for one in ("v", "p", "a", "d", "x", "xv")] == [
        True, True, True, True, False, True,
    ]  # fmt: skip
    with pytest.raises(NotAllowed, match="Only you"):
        replace(french, roles=frozenset()).require("see", "Only you")
