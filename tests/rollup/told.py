"""What the pages say of a scope, from the rollup and computed: the two have to be the same."""

from planner.db import db
from planner.reports.gaps import found as gaps
from planner.reports.indicators.all import values
from planner.reports.indicators.formula import FORMULAS
from planner.reports.measures import last_contacts, rolled, totals
from planner.reports.measures.effort import activity, effort_by_nation, effort_by_objective
from planner.reports.measures.execution import executed_by_objective, slip
from planner.reports.measures.timeliness import number_overdue, number_owed_later, promises
from planner.reports.measures.yields import evidence_strength, yield_by_objective
from planner.rollup.parts import OF_MONTHS
from planner.viewers import acting_as

OWN = "AU"
TOTALS = (
    *(name for name in OF_MONTHS if name not in ("approved", "backed")),
    *("ahead", "unanswered", "outcome-backed", "unlinked", "no-objective"),
    *("planned-executed", "unplanned", "yield-due", "yielded", "harmed", "yield-waiting"),
    *("report-due", "reported-in-time"),
)
LISTS = (
    gaps.events_without_objective,
    gaps.without_report,
    gaps.without_outcome,
    gaps.unanswered,
)


def told(scope, objectives):
    """Return all numbers of a scope that the rollup may be asked for."""
    chosen = [one for one in objectives if not scope.objective_ids or one.id in scope.objective_ids]
    contacts = last_contacts.last_contacts(scope.today).items()
    return {
        "totals": totals.numbers(scope, TOTALS),
        "executed": executed_by_objective(scope),
        "idle": [one.id for one in gaps.without_events(scope, chosen)],
        "contacts": {code: known for code, known in contacts if code != OWN},
        "activity": activity(scope),
        "effort": effort_by_objective(scope),
        "with": effort_by_nation(scope),
        "slip": slip(scope),
        "yields": yield_by_objective(scope, [one.id for one in objectives]),
        "strengths": evidence_strength(scope),
        "promises": promises(scope),
        "owed": (number_owed_later(scope), number_overdue(scope)),
        "indicators": values(FORMULAS, scope.period.first, scope.period.last),
        "lists": [([one.id for one in events], n) for events, n in (f(scope) for f in LISTS)],
    }


def compute(patch):
    """Let every number be computed from the events."""
    for module in (rolled, last_contacts):
        patch.setattr(module, "may_read_cells", lambda _viewer: False)


def compare_what_is_told(monkeypatch, scope, objectives, viewer):
    """Fail where a number from the rollup is not the one computed from the events."""
    with acting_as(db.session, viewer), monkeypatch.context() as patch:
        kept = told(scope, objectives)
        compute(patch)
        computed = told(scope, objectives)
        differing = {
            name: (kept[name], computed[name]) for name in kept if kept[name] != computed[name]
        }
        assert not differing, (scope, viewer)
