"""What gaps and the rows behind numbers leave out, and why; each reason opens its rows."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l

from planner.choices import Standing
from planner.objectives.left_out import NOT_VERIFIED
from planner.objectives.readings import Reading
from planner.office.queries import office
from planner.reports.behind.shapes import Leaves
from planner.reports.figures.left_out import OF_REQUIREMENTS, left_out_of
from planner.reports.gaps.found import targets_read, unjudged_of, unlimited_of, untold_of
from planner.reports.measures.contacts import Silence, silences
from planner.reports.measures.coverage import objectives_of
from planner.reports.measures.requirements_listed import requirements_of
from planner.reports.measures.scope import Links, Scope
from planner.reports.measures.timeliness import number_owed_later, promises
from planner.reports.page_parts import silent_codes
from planner.shapes.figure import Label, LeftOut

NOT_DUE = _l("follow-ups owed, not due yet: neither kept nor late")


def together(*parts: Leaves) -> Leaves:
    """Return what several leave out."""
    return lambda scope, links: [one for part in parts for one in part(scope, links)]


def events(*measures: str) -> Leaves:
    """Return the events that measures count."""
    return lambda scope, links: left_out_of(measures, scope, links)


def leads(why: Label, number: int, name: str, scope: Scope, links: Links) -> LeftOut:
    """Return rows left out that stand on a page of rows of their own."""
    return LeftOut(why, number, links.rows_of(name, scope))


def proposed_objectives(scope: Scope, links: Links) -> list[LeftOut]:
    """Return objectives that are proposed; where some are chosen, only agreed ones can be."""
    if scope.objective_ids:
        return []
    found = objectives_of(scope, standing=Standing.PROPOSED)
    why = _l("objectives proposed, not yet agreed: in no number")
    return [leads(why, len(found), "objectives-proposed", scope, links)]


def proposed_requirements(scope: Scope, links: Links) -> list[LeftOut]:
    """Return the events that proposals would require."""
    number = sum(one.number for one in requirements_of(scope, Standing.PROPOSED))
    why = _l("events required in proposals, not yet agreed: asked of nobody")
    return [leads(why, number, "required-proposed", scope, links)]


def of_promises(scope: Scope, links: Links) -> list[LeftOut]:
    """Return what M13 leaves out of the follow-ups due in the period."""
    found = promises(scope)
    dropped = _l("follow-ups dropped: neither kept nor owed")
    return [
        leads(NOT_DUE, found.not_due, "follow-ups-not-due", scope, links),
        leads(dropped, found.dropped, "follow-ups-dropped", scope, links),
    ]


def owed_later(scope: Scope, links: Links) -> list[LeftOut]:
    """Return what is owed and not late, whenever it is due."""
    return [leads(NOT_DUE, number_owed_later(scope), "owed-not-due", scope, links)]


def of_targets(read: Sequence[Reading], scope: Scope, links: Links) -> list[LeftOut]:
    """Return the indicators that nobody can judge, and the amber ones if they are not told of."""
    grey = _l("indicators without a light: no value or target yet, or before its time")
    found = [
        leads(grey, len(unjudged_of(read)), "targets-unjudged", scope, links),
        leads(NOT_VERIFIED, sum(one.waiting for one in read), "values-waiting", scope, links),
    ]
    if not office().warns_at_amber:
        amber = _l("targets behind, not yet off track: the office asks to hear of red ones only")
        found.append(leads(amber, len(untold_of(read)), "targets-amber", scope, links))
    return found


def of_targets_of(scope: Scope, links: Links) -> list[LeftOut]:
    """Return what the targets at risk of a scope leave out."""
    return of_targets(targets_read(scope, objectives_of(scope)), scope, links)


def of_limits(found: Sequence[Silence], scope: Scope, links: Links) -> list[LeftOut]:
    """Return the partners that have no limit of days."""
    why = _l("partners met that have neither tier nor limit of days: never late")
    return [leads(why, len(unlimited_of(found)), "stale-unlimited", scope, links)]


def of_limits_of(scope: Scope, links: Links) -> list[LeftOut]:
    """Return what the partners not met in time leave out, within the viewer's nations."""
    return of_limits(silences(scope.today, silent_codes(scope)), scope, links)


OF_UNMET = together(events(*OF_REQUIREMENTS), proposed_requirements)
OF_SERVED = together(events("unlinked"), proposed_objectives)
OF_OUTCOMES = events("no-answer")
