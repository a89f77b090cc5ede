"""Balance: how evenly effort is shared, against what is wanted, and who hosts whom (M15 to M18)."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from planner.presenters.cell import Cell
from planner.presenters.table import Column, Table
from planner.reports.measures.concentration import (
    Concentration,
    concentration,
    imbalance,
    shares,
)
from planner.reports.measures.effort import Effort, effort_by_objective
from planner.reports.measures.scope import Links
from planner.reports.pages.asked import ReportAsked
from planner.reports.pages.give_and_take import host_figures, host_table
from planner.reports.pages.registry import ReportPart, report
from planner.reports.pages.weighed import (
    Weighed,
    as_number,
    number_cell,
    partner_cell,
    weighed,
)
from planner.reports.pictures.of_partners import hosting_pictures
from planner.shapes.figure import Count, Figure, Label, Sentence, Share, Unit

SHARE_COLUMNS = (
    Column(_l("Partner")),
    Column(_l("Person-days (M4)"), "number"),
    Column(_l("Share of person-days"), "percent"),
    Column(_l("Executed"), "number"),
    Column(_l("Share of events"), "percent"),
    Column(_l("Wanted share"), "percent"),
    Column(_l("Above or below"), "percent"),
)


@report(
    "balance",
    _l("Balance"),
    _l("Is effort shared as it is wanted, and do we host as often as we are hosted?"),
    "without-days",
    "without-people",
    "without-host",
)
def balance(asked: ReportAsked, links: Links) -> Iterator[ReportPart]:
    """Give M15 and M16 with shares by partner, and M18 with who hosted whom."""
    found = weighed(asked.scope)
    spread = [*partner_figures(found, links), objective_figure(asked, links)]
    yield ReportPart(_("Shares"), spread, [share_table(found, links)])
    yield ReportPart(
        _("Give and take"),
        host_figures(found, links),
        [host_table(found, links)],
        pictures=hosting_pictures(found.hosting, found.scope, links),
    )


def partner_figures(found: Weighed, links: Links) -> list[Figure]:
    """Return M15 of person-days over partners, and M16 of events against what is required."""
    scope = found.scope
    number = len(found.partners)
    words = ngettext("%(partners)s partner", "%(partners)s partners", number, partners="%(n)s")
    n = Count(number, Unit.PARTNERS, Sentence(words, {"n": number}))
    spread = concentration(list(found.person_days.values()), number)
    return [
        *spread_figures(_("Concentration on partners"), spread, links.rows("effort", scope), n),
        Figure(
            "M16",
            _("Imbalance against what is wanted"),
            as_number(imbalance(found.executed, found.wanted)),
            Unit.INDEX,
            _("Half the sum of differences between a partner’s share of events and of required"),
            links.rows("executed", scope),
            n,
            absent=_("nothing required") if not found.wanted else "",
        ),
    ]


def objective_figure(asked: ReportAsked, links: Links) -> Figure:
    """Return M15 of person-days over objectives; what serves none is not among them."""
    effort = effort_by_objective(asked.scope)
    days = [one.person_days for key, one in effort.items() if key is not None]
    number = max(len(asked.objectives), len(days))
    words = ngettext("%(n)s objective", "%(n)s objectives", number, n="%(n)s")
    n = Count(number, Unit.OBJECTIVES, Sentence(words, {"n": number}))
    label, rows = _("Concentration on objectives"), links.rows("effort", asked.scope)
    return spread_figures(label, concentration(days, number), rows, n)[0]


def spread_figures(
    label: Label, found: Concentration | None, rows: str, n: Count
) -> tuple[Figure, Figure]:
    """Return M15, normalised and in words, and the number of equal parts that it is like."""
    band = f", {found.band}" if found else ""
    said = Count(n.number, n.unit, Sentence(f"%(n)s{band}", {"n": n.words}))
    how = _("Sum of squared shares of person-days, 0 when all are equal, 1 when one has all")
    like = _("As many equal parts would be as concentrated")
    return (
        Figure(
            "M15",
            label,
            as_number(found.normalised if found else None),
            Unit.INDEX,
            how,
            rows,
            said,
        ),
        Figure(
            "M15",
            _("Effective number of partners"),
            as_number(found.effective if found else None),
            Unit.PARTNERS,
            like,
            rows,
            n,
        ),
    )


def share_table(found: Weighed, links: Links) -> Table:
    """Return each partner's shares beside the wanted one."""
    days, held, wanted = (
        shares(found.person_days),
        shares(found.executed),
        shares(found.wanted),
    )
    rows = [
        (
            partner_cell(code),
            days_cell(found, code, links),
            share_of(days, code),
            number_cell(found.executed.get(code, 0), "executed", code, found.scope, links),
            share_of(held, code),
            share_of(wanted, code),
            apart(held, wanted, code),
        )
        for code in found.told
    ]
    note = _("Wanted shares are those of the events required with each partner in these years.")
    return Table(_("By partner"), SHARE_COLUMNS, rows, (note, *idle_note(found)))


def idle_note(found: Weighed) -> tuple[str, ...]:
    """Return how many partners have no line, for nothing was held with them or is required."""
    number = len(found.partners) - len(found.told)
    words = ngettext(
        "One more partner: nothing executed, nothing required.",
        "%(num)s more partners: nothing executed, nothing required.",
        number,
    )
    return (words,) if number else ()


def apart(held: Mapping[str, Fraction], wanted: Mapping[str, Fraction], code: str) -> Share | None:
    """Return how far a partner's share of events lies above the wanted one, or below it."""
    if not held or not wanted:
        return None
    none = Fraction(0)
    return Share(float(held.get(code, none) - wanted.get(code, none)))


def share_of(found: Mapping[str, Fraction], code: str) -> Share | None:
    """Return a part of a whole; nothing where there is no whole."""
    return Share(float(found.get(code, Fraction(0)))) if found else None


def days_cell(found: Weighed, code: str, links: Links) -> Cell:
    """Return M4 of a partner, opening the events it adds up."""
    days = found.effort.get(code, Effort()).person_days
    return Cell(round(days, 1), links.rows("effort-with", found.scope.with_nation(code)))
