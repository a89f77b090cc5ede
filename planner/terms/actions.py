"""What an office does with the rows of a reference table: add one, change it, retire it."""

from datetime import datetime

from flask_babel import gettext as _

from planner.db import db
from planner.errors import RuleBroken
from planner.shapes.base import Misfit
from planner.shapes.term import TermChange, WrittenTerm
from planner.shapes.writing import fill
from planner.terms.models import Term


def known_term(kind: type[Term], code: str) -> Term:
    """Return the row of a code; RuleBroken when there is none."""
    found = db.session.get(kind, code)
    if found is None:
        raise RuleBroken(_("There is no row “%(code)s” in this list.", code=code[:40]))
    return found


def add_term(kind: type[Term], written: WrittenTerm) -> Term:
    """Add a row. Raises Misfit for a code that another one has: it would be that one."""
    if db.session.get(kind, written.code):
        words = _("There is a row “%(code)s” already. Choose another code.", code=written.code)
        raise Misfit({"code": str(words)})
    row = kind(is_name_edited=True)
    fill(row, written)
    db.session.add(row)
    db.session.flush()
    return row


def change_term(row: Term, change: TermChange) -> Term:
    """Give a row another name or place."""
    if "name" in change.given():
        row.is_name_edited = True
    fill(row, change)
    db.session.flush()
    return row


def retire_term(row: Term, *, now: datetime) -> Term:
    """Offer a row no more; what has it keeps it."""
    row.retired_at = row.retired_at or now
    db.session.flush()
    return row


def bring_term_back(row: Term) -> Term:
    """Offer a retired row again."""
    row.retired_at = None
    db.session.flush()
    return row
