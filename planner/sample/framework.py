"""What stands around the sample plan: the aims that it serves, and who owns its objectives."""

from collections.abc import Mapping
from datetime import date

from planner.accounts.models import User
from planner.choices import Role, SoftPower
from planner.objectives.actions import add_line, add_plan
from planner.objectives.aim_actions import add_aim
from planner.objectives.models import Objective
from planner.objectives.objective_actions import add_objective, edit_objective
from planner.sample.office import SampleOffice
from planner.shapes.aim import WrittenAim
from planner.shapes.objective import WrittenLine, WrittenObjective, WrittenPlan

AIMS = (
    (
        "Partners that keep their own region safe",
        "Ministry of foreign affairs (sample)",
        "Partners who can act, and who act together, need less help and invite no others in.",
    ),
    (
        "Sea lanes and air routes that stay open",
        "Ministry of trade (sample)",
        "Trade goes by routes that several navies keep open; each has to know the others.",
    ),
    (
        "A country that is welcome where it goes",
        "Embassies of the region (sample)",
        "What people think of us decides what their governments can afford to do with us.",
    ),
)
"""Name, agency and note of each."""
UNOWNED = frozenset({"O09", "O11"})
"""Objectives that the sample leaves without an owner, so that the SMART check has something."""


def add_aims() -> tuple[int, ...]:
    """Add the aims; return their keys."""
    written = (WrittenAim(name=name, agency=agency, note=note) for name, agency, note in AIMS)
    return tuple(add_aim(one).id for one in written)


def give_owners(objectives: Mapping[str, Objective], users: Mapping[Role, User]) -> None:
    """Give most objectives an owner, the desk and the planner in turn."""
    owners = (users[Role.COUNTRY_DESK], users[Role.PLANNER])
    for place, code in enumerate(sorted(set(objectives) - UNOWNED)):
        owner, desk = owners[place % len(owners)], users[Role.COUNTRY_DESK].as_viewer
        found = objectives[code]
        kept = {name: getattr(found, name) for name in WrittenObjective.model_fields}
        edit_objective(found, WrittenObjective(**(kept | {"owner_id": owner.id})), viewer=desk)


def plan_for_one(office: SampleOffice, nation: str) -> None:
    """Make a plan for the partner met most often, with an objective of its own."""
    desk = office.users[Role.COUNTRY_DESK].as_viewer
    plan = add_plan(
        WrittenPlan(
            name="Two years side by side (sample)",
            starts_on=date(office.today.year, 1, 1),
            ends_on=date(office.today.year + 1, 12, 31),
            nation_code=nation,
            note="Made for one partner (sample).",
            aim_ids=tuple(office.plan.aim_ids[:1]),
        )
    )
    line = add_line(plan, WrittenLine(name="Staffs that know each other"), viewer=desk)
    written = WrittenObjective(
        code="N01",
        name="Staff officers who plan together",
        smart="Hold two planning weeks of both staffs a year, one on each side.",
        soft_power=SoftPower.ENGAGEMENT,
        theory_of_change="Officers who planned together ask each other first the next time.",
        assumptions="Both staffs free the same people twice.",
        risks="A change of command ends the series (sample).",
        line_id=line.id,
        owner_id=office.users[Role.COUNTRY_DESK].id,
        outcome_window_days=180,
    )
    add_objective(plan, written, viewer=desk)
