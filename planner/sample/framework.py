"""What stands around the sample plan: the aims that it serves, and who owns its objectives."""

from collections.abc import Mapping

from planner.accounts.models import User
from planner.choices import Role
from planner.objectives.aim_actions import add_aim
from planner.objectives.models import Objective
from planner.objectives.objective_actions import edit_objective
from planner.shapes.aim import WrittenAim
from planner.shapes.objective import WrittenObjective

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
