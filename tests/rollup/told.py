"""What the pages say of a scope, from the rollup and computed: the two have to be the same."""

from planner.db import db
from planner.reports.gaps import found as gaps
from planner.reports.measures import last_contacts, rolled, totals
from planner.reports.measures.execution import executed_by_objective
from planner.rollup.parts import OF_MONTHS
from planner.viewers import acting_as

OWN = "AU"
TOTALS = (
    *(name for name in OF_MONTHS if name not in ("approved", "backed")),
    *("ahead", "unanswered", "outcome-backed", "unlinked", "no-objective"),
    *("planned-executed", "yield-due"),
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
        assert kept == told(scope, objectives), (scope, viewer)
