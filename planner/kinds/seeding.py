"""The usual objectives of the kinds that an office starts with."""

from planner.db import db
from planner.kinds.models import EventKind, KindObjective
from planner.reference.catalogue import shipped_links
from planner.reference.shipped_kinds import SHIPPED_KINDS
from planner.terms.queries import terms
from planner.terms.seeding import seed_terms


def seed_kinds() -> int:
    """Add the shipped rows that are missing; a kind that comes with them has its objectives.

    What an office made of a kind that is there stays, down to objectives taken away.
    """
    missing = [one.code for one in SHIPPED_KINDS if one.code not in terms(EventKind)]
    added = seed_terms()
    db.session.add_all(
        KindObjective(kind_code=code, objective_code=objective, weight=weight)
        for code in missing
        for objective, weight in shipped_links(code).items()
    )
    db.session.flush()
    return added
