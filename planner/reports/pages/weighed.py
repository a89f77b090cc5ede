"""What the balance of a scope is weighed from, by partner, and how its lines begin."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from flask import url_for

from planner.partners.queries import partner_nations
from planner.presenters.cell import Cell
from planner.reports.measures.effort import Effort, effort_by_nation
from planner.reports.measures.hosting import Hosting, hosting_by_nation
from planner.reports.measures.required_years import required_numbers
from planner.reports.measures.scope import Links, Scope
from planner.web.nationnames import nation_name


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


def as_number(value: Fraction | None) -> float | None:
    """Return a fraction as a number; nothing of nothing."""
    return None if value is None else float(value)


def partner_cell(code: str) -> Cell:
    """Return a partner's name, leading to its page."""
    return Cell(nation_name(code), url_for("nations.show", code=code))


def number_cell(number: int, measure: str, code: str, scope: Scope, links: Links) -> Cell:
    """Return a number of events with a partner, opening them."""
    return Cell(number, links.rows(measure, scope.with_nation(code)))
