"""What is done to aims: added, changed, retired, reinstated, removed while no plan serves them."""

from datetime import date

from flask_babel import gettext as _

from planner.db import db
from planner.errors import RuleBroken
from planner.objectives import aim_queries
from planner.objectives.aim_models import Aim
from planner.objectives.models import Plan
from planner.shapes.aim import WrittenAim
from planner.shapes.writing import fill
from planner.viewers import Viewer
from planner.web.undoing import restored


def add_aim(written: WrittenAim) -> Aim:
    """Add an aim."""
    check_aim(written, None)
    aim = Aim()
    fill(aim, written)
    db.session.add(aim)
    db.session.flush()
    return aim


def edit_aim(aim: Aim, written: WrittenAim) -> Aim:
    """Change an aim."""
    check_aim(written, aim)
    fill(aim, written)
    return aim


def check_aim(written: WrittenAim, aim: Aim | None) -> None:
    """Refuse a time that ends before it starts, and the name of another aim."""
    first, last = written.starts_on, written.ends_on
    if first and last and last < first:
        raise RuleBroken(_("The period ends before it starts. Correct one of the two days."))
    check_aim_name(written.name, aim)


def check_aim_name(name: str, aim: Aim | None) -> None:
    """Refuse the name of another aim."""
    other = aim_queries.aim_by_name(name)
    if other is not None and other is not aim:
        raise RuleBroken(_("There is an aim “%(name)s” already. Choose another name.", name=name))


def retire_aim(aim: Aim, *, today: date) -> Aim:
    """Offer an aim no more; plans that serve it keep it."""
    if aim.retired_on is None:
        aim.retired_on = today
    return aim


def reinstate_aim(aim: Aim) -> Aim:
    """Offer a retired aim again."""
    aim.retired_on = None
    return aim


def remove_aim(aim: Aim) -> Aim:
    """Remove an aim that no plan serves; one that is served is retired instead."""
    if aim_queries.is_served(aim):
        raise RuleBroken(
            _("“%(name)s” is served by a plan, so it stays. Retire it instead.", name=aim.name)
        )
    db.session.delete(aim)
    return aim


@restored("aim")
def restored_aim(aim: Aim, _viewer: Viewer) -> None:
    """Refuse a name that another aim has taken meanwhile."""
    check_aim_name(aim.name, aim)


def serve_aims(plan: Plan, aim_ids: tuple[int, ...]) -> None:
    """Have a plan serve exactly these aims; one that is retired can be kept, not added."""
    kept = {aim.id for aim in plan.aims}
    found = aim_queries.aims_of_ids(set(aim_ids))
    if len(found) != len(set(aim_ids)) or any(
        aim.retired_on is not None and aim.id not in kept for aim in found
    ):
        raise RuleBroken(_("Choose among the aims that are in use."))
    plan.aims = found
