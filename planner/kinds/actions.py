"""What an office does with its kinds: add one, change it, retire it, remove one never used."""

from collections.abc import Iterable

from flask_babel import gettext as _

from planner.db import db
from planner.errors import RuleBroken
from planner.kinds.models import EventKind, KindObjective
from planner.kinds.queries import is_used
from planner.shapes.base import Misfit
from planner.shapes.event_kind import KindChange, ServedObjective, WrittenKind
from planner.shapes.writing import fill
from planner.terms.queries import term_label


def known_row(code: str) -> EventKind:
    """Return the row of a code; RuleBroken when there is none."""
    found = db.session.get(EventKind, code)
    if found is None:
        raise RuleBroken(_("There is no kind of event “%(code)s”.", code=code[:40]))
    return found


def add_kind(written: WrittenKind) -> EventKind:
    """Add a kind. Raises Misfit for a code that another one has: it would be that one."""
    if db.session.get(EventKind, written.code):
        words = _("There is a kind “%(code)s” already. Choose another code.", code=written.code)
        raise Misfit({"code": str(words)})
    kind = EventKind(is_name_edited=True)
    fill(kind, written, but=("objectives", "asks"))
    kind.asks = written.asks
    kind.objectives = served(kind, written.objectives)
    db.session.add(kind)
    db.session.flush()
    return kind


def change_kind(kind: EventKind, change: KindChange) -> EventKind:
    """Change a kind's name, its place, what it asks for, or the objectives it usually serves."""
    given = change.given()
    if "asks" in given:
        kind.asks = change.asks
    if "objectives" in given:
        kind.objectives = served(kind, change.objectives)
    if "name" in given:
        kind.is_name_edited = True
    fill(kind, change, but=("objectives", "asks"))
    db.session.flush()
    return kind


def served(kind: EventKind, wanted: Iterable[ServedObjective]) -> list[KindObjective]:
    """Return the rows of the objectives wanted: those that are there, with their new weight."""
    there = {row.objective_code: row for row in kind.objectives}
    weights = {one.objective_code: one.weight for one in wanted}
    for code, weight in weights.items():
        there.setdefault(code, KindObjective(objective_code=code)).weight = weight
    return [there[code] for code in weights]


def remove_kind(kind: EventKind) -> EventKind:
    """Remove a kind that nothing has. Raises RuleBroken for one that is in use."""
    if is_used(kind.code):
        raise RuleBroken(
            _(
                "Events or programmes are of the kind “%(name)s”, so it cannot be removed. "
                "Retire it: it is then no longer offered.",
                name=term_label(EventKind, kind.code),
            )
        )
    db.session.delete(kind)
    db.session.flush()
    return kind
