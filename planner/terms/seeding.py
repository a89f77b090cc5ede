"""The rows that every office starts with."""

from typing import Any

from flask_babel import LazyString, force_locale

from planner.db import db
from planner.reference.shipped import ShippedTerm
from planner.reference.terms import SHIPPED
from planner.terms.models import Term
from planner.terms.queries import term_kinds, terms


def seed_terms() -> int:
    """Add the shipped rows that are missing, and change none that is there; return how many."""
    with force_locale("en"):
        missing = [row for kind in term_kinds() for row in missing_rows(kind)]
    db.session.add_all(missing)
    db.session.flush()
    return len(missing)


def missing_rows(kind: type[Term]) -> list[Term]:
    """Return the shipped rows that a table lacks, ten places apart in their order."""
    there = terms(kind)
    return [
        kind(**{"code": one.code, "name": str(one.name), "position": 10 * place, **said(one)})
        for place, one in enumerate(SHIPPED.get(kind.__tablename__, ()), 1)
        if one.code not in there
    ]


def said(one: ShippedTerm) -> dict[str, Any]:
    """Return the columns that rules read, their texts as the database keeps them."""
    return {k: str(v) if isinstance(v, LazyString) else v for k, v in one.traits.items()}
