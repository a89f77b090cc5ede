"""Which objectives of a scope fail a letter of the SMART check."""

from collections.abc import Sequence

from planner.choices import SmartLetter
from planner.db import db
from planner.objectives.models import Objective
from planner.objectives.smart import SmartCheck
from planner.objectives.smart_queries import objectives_to_check, smart_checks
from planner.reports.measures.coverage import objectives_of
from planner.reports.measures.scope import NOBODY, Scope

Checked = Sequence[tuple[Objective, SmartCheck]]


def objectives_checked(scope: Scope) -> Checked:
    """Return the agreed objectives of a scope with their check today.

    A scope of one owner is of that owner's objectives.
    """
    found = objectives_to_check([one.id for one in objectives_of(scope)])
    if scope.owner_id is not None:
        found = [one for one in found if (one.owner_id or NOBODY) == scope.owner_id]
    checks = smart_checks(found, scope.today, db.session.info["viewer"])
    return [(one, checks[one.id]) for one in found]


def failing(checked: Checked, letter: SmartLetter) -> Checked:
    """Return those of which a letter fails."""
    return [pair for pair in checked if pair[1].why(letter)]
