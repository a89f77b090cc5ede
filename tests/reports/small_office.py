"""A small office of 2025 in which every figure has something to count."""

from datetime import date

from planner.choices import EventState, Modality, NationTier, PartnerRole
from planner.clock import today
from planner.db import db
from planner.objectives.models import Objective
from tests.factories import (
    make_commitment,
    make_event,
    make_follow_up,
    make_nation,
    make_objective,
    make_outcome,
    make_own_nation,
    make_report,
    make_requirement,
    make_user,
    make_verified_outcome,
)


def kept_small_office(patterns):
    """Put it into the test's database, made once a day; return its first objective."""
    name = f"small office {today()}"
    return db.session.get(Objective, patterns.rows(name, lambda: make_small_office().id))


def promise_both_ways():
    """Make promises of both sides that stand in every way."""
    for code, side, due, state, settled in (
        ("FR", "ours", date(2025, 4, 1), "kept", date(2025, 4, 1)),
        ("FR", "ours", date(2025, 4, 2), "kept", date(2025, 4, 3)),
        ("FR", "theirs", date(2025, 4, 3), "open", None),
        ("FR", "theirs", date(2025, 12, 3), "open", None),
        ("ID", "ours", date(2025, 5, 1), "withdrawn", date(2025, 4, 3)),
        ("ID", "theirs", date(2025, 5, 2), "broken", date(2025, 6, 3)),
        ("ID", "theirs", date(2024, 5, 2), "kept", date(2024, 5, 2)),
    ):
        make_commitment(
            code, promised_by=side, promised_on=date(2024, 1, 1), due_on=due, state=state,
            settled_on=settled,
        )  # fmt: skip


def make_small_office():
    """Make it; return its first objective."""
    make_own_nation("AU")
    for code, tier in (("FR", NationTier.A), ("ID", NationTier.B), ("NZ", NationTier.C)):
        make_nation(code, is_partner=True, tier=tier)
    first = make_objective(code="N1", outcome_window_days=30)
    second = make_objective(line=first.line, code="N2")
    old = make_objective(code="N9", retired_on=date(2021, 1, 1))
    for objective in (first, old):
        objective.line.plan.starts_on = date(2020, 1, 1)
        objective.line.plan.ends_on = date(2027, 12, 31)
    wanted = ((first, "FR", 3), (first, "ID", 1), (second, "FR", 2), (old, "NZ", 4))
    for objective, code, number in wanted:
        make_requirement(objective, code, 2025, number)
    make_requirement(first, "FR", 2024, 1)
    for day in (date(2024, 3, 1), date(2024, 7, 1), date(2024, 12, 30)):
        make_event(["FR"], [first], day, 1, state=EventState.CLOSED)
    planned = {"baseline_starts_on": date(2025, 2, 3), "baseline_ends_on": date(2025, 2, 4)}
    held = make_event(
        ["AU", "FR"], [(first, 2), (second, 1)], date(2025, 2, 4), 2,
        state=EventState.CLOSED, participants_actual=20, **planned,
    )  # fmt: skip
    both = make_event(
        ["FR", "ID"], [(first, 1)], date(2025, 5, 5), 3,
        state=EventState.EXECUTED, participants_planned=9, modality=Modality.VIRTUAL,
    )  # fmt: skip
    make_event(["FR"], [(first, 1), (second, 0)], date(2025, 12, 30), 5, state=EventState.CLOSED)
    make_event(["NZ"], [old], date(2025, 6, 2), 1, state=EventState.CLOSED, participants_actual=4)
    make_event(["FR"], [], date(2025, 7, 1), 2, state=EventState.CLOSED, participants_actual=3)
    make_event(["ID"], [second], date(2025, 8, 1), 2, state=EventState.PLANNED)
    make_event(["FR"], [first], date(2025, 3, 1), 2, state=EventState.CANCELLED, **planned)
    invited = make_event(["ID"], [second], date(2025, 9, 1), 1, state=EventState.CLOSED)
    invited.partners[0].role = PartnerRole.INVITED
    make_report(held, reported_on=date(2025, 2, 20))
    make_verified_outcome(objective=first, events=[held], seen_on=date(2025, 3, 1), strength=3)
    make_outcome(first, [both], seen_on=date(2025, 6, 1), strength=1)
    promise_both_ways()
    user = make_user()
    for due, state, closed in (
        (date(2025, 4, 1), "done", date(2025, 3, 20)),
        (date(2025, 5, 1), "handed_over", date(2025, 5, 20)),
        (date(2025, 5, 2), "open", None),
        (date(2025, 6, 2), "dropped", date(2025, 5, 3)),
    ):
        make_follow_up(held, user, due_on=due, state=state, closed_on=closed)
    return first
