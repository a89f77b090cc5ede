"""Balance: how evenly effort is shared, against what is wanted, and who hosts whom (M15 to M18)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from planner.partners.queries import partner_nations
from planner.presenters.cell import Cell
from planner.presenters.table import Column, Table
from planner.reports.measures.concentration import (
    Concentration,
    concentration,
    imbalance,
    reciprocity,
    shares,
)
from planner.reports.measures.effort import Effort, effort_by_nation, effort_by_objective
from planner.reports.measures.hosting import Hosting, Places, hosting_by_nation, places
from planner.reports.measures.required_years import required_numbers
from planner.reports.measures.scope import Links, Scope
from planner.reports.measures.totals import numbers
from planner.reports.pages.asked import ReportAsked
from planner.reports.pages.registry import ReportPart, report
from planner.shapes.figure import Count, Figure, Label, Opened, Sentence, Share, Unit
from planner.web.nationnames import nation_name

SHARE_COLUMNS = (
    Column(_l("Partner")),
    Column(_l("Person-days (M4)"), "number"),
    Column(_l("Share of person-days"), "percent"),
    Column(_l("Executed"), "number"),
    Column(_l("Share of events"), "percent"),
    Column(_l("Wanted share"), "percent"),
    Column(_l("Above or below"), "percent"),
)
HOST_COLUMNS = (
    Column(_l("Partner")),
    Column(_l("Hosted by us"), "number"),
    Column(_l("Hosted by them"), "number"),
    Column(_l("Reciprocity (M18)"), "number"),
)


@dataclass(frozen=True)
class Weighed:
    """What the balance of a scope is weighed from, by partner."""

    scope: Scope
    partners: list[str]
    """The partners it tells of, by name."""
    effort: Mapping[str, Effort]
    hosting: Mapping[str, Hosting]
    wanted: Mapping[str, int]

    @property
    def told(self) -> list[str]:
        """Return the partners with anything to tell."""
        return [
            code
            for code in self.partners
            if code in self.effort or code in self.hosting or code in self.wanted
        ]

    @property
    def person_days(self) -> dict[str, float]:
        """Return M4 by partner."""
        return {code: found.person_days for code, found in self.effort.items()}

    @property
    def executed(self) -> dict[str, int]:
        """Return the executed events by partner; one with two partners counts for both."""
        return {code: found.executed for code, found in self.hosting.items()}


def weighed(scope: Scope) -> Weighed:
    """Return what the balance of a scope is weighed from."""
    effort, hosting, wanted = effort_by_nation(scope), hosting_by_nation(scope), wanted_of(scope)
    chosen = scope.nation_codes or tuple(one.code for one in partner_nations())
    codes = {*chosen, *effort, *hosting, *wanted}
    return Weighed(scope, sorted(codes, key=nation_name), effort, hosting, wanted)


def wanted_of(scope: Scope) -> dict[str, int]:
    """Return how many events are required with each partner in the years of the period."""
    found: dict[str, int] = {}
    for (_objective, code, _year), number in (required_numbers(scope) or {}).items():
        found[code] = found.get(code, 0) + number
    return found


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
    yield ReportPart(_("Give and take"), host_figures(found, links), [host_table(found, links)])


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


def as_number(value: Fraction | None) -> float | None:
    """Return a fraction as a number; nothing of nothing."""
    return None if value is None else float(value)


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


def partner_cell(code: str) -> Cell:
    """Return a partner's name, leading to its page."""
    return Cell(nation_name(code), url_for("nations.show", code=code))


def days_cell(found: Weighed, code: str, links: Links) -> Cell:
    """Return M4 of a partner, opening the events it adds up."""
    days = found.effort.get(code, Effort()).person_days
    return Cell(round(days, 1), links.rows("effort-with", found.scope.with_nation(code)))


def number_cell(number: int, measure: str, code: str, scope: Scope, links: Links) -> Cell:
    """Return a number of events with a partner, opening them."""
    return Cell(number, links.rows(measure, scope.with_nation(code)))


def host_figures(found: Weighed, links: Links) -> list[Figure]:
    """Return M18: events hosted against events visited, and places received for places given."""
    scope = found.scope
    held, given = numbers(scope, ("hosted", "visited")), places(scope)
    home, away = held["hosted"], held["visited"]
    return [
        Figure(
            "M18",
            _("Reciprocity of hosting"),
            as_number(reciprocity(home, away)),
            Unit.INDEX,
            _("(hosted − visited) ÷ (hosted + visited): 1 only we host, −1 only they do"),
            links.rows("hosted", scope),
            hosted_n(home, away, scope, links),
        ),
        places_figure(given, scope, links),
    ]


def hosted_n(home: int, away: int, scope: Scope, links: Links) -> Count:
    """Return how many executed events each side hosted."""
    words = _("%(home)s hosted by us, %(away)s by partners")
    parts = {
        "home": Opened(home, links.rows("hosted", scope)),
        "away": Opened(away, links.rows("visited", scope)),
    }
    return Count(home + away, Unit.EVENTS, Sentence(words, parts))


def places_figure(found: Places, scope: Scope, links: Links) -> Figure:
    """Return places received ÷ places given at courses and exchanges."""
    words = Sentence(
        _("%(received)s received, %(given)s given"),
        {"received": found.received, "given": found.given},
    )
    return Figure(
        "M18",
        _("Places received for each given"),
        found.ratio,
        Unit.PLACES,
        _("Places at courses and exchanges hosted by others ÷ at those hosted by us; filled"),
        links.rows("places-received", scope),
        Count(found.received + found.given, Unit.PLACES, words),
        absent=_("none given") if found.received else "",
    )


def host_table(found: Weighed, links: Links) -> Table:
    """Return who hosted whom, by partner."""
    rows = []
    for code in sorted(found.hosting, key=nation_name):
        one = found.hosting[code]
        back = reciprocity(one.hosted, one.visited)
        rows.append(
            (
                partner_cell(code),
                number_cell(one.hosted, "hosted", code, found.scope, links),
                number_cell(one.visited, "visited", code, found.scope, links),
                as_number(back),
            )
        )
    return Table(_("Hosted and visited, by partner"), HOST_COLUMNS, rows)
