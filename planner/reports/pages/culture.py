"""Culture: what was shown of whose, with whom, how often none, and what was given."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from planner.choices import CulturalElement, CultureDirection, GiftDirection
from planner.objectives.computed import computed_numbers, computed_rows, computed_words
from planner.presenters.cell import Cell
from planner.presenters.table import Column, Table
from planner.reports.measures.culture import (
    UNDECLARED,
    elements_used,
    gifts_by_partner,
    parts_by_partner,
    undeclared_by_partner,
)
from planner.reports.measures.scope import Links, Scope
from planner.reports.measures.totals import numbers
from planner.reports.pages.asked import ReportAsked
from planner.reports.pages.registry import ReportPart, report
from planner.reports.pages.weighed import partner_cell
from planner.shapes.figure import Count, Figure, Rate, Sentence, Share, Unit
from planner.web.nationnames import nation_name

PREPARED = "O02.1"
COUNTED = ("executed", "with-culture", "without-culture")


@report(
    "culture",
    _l("Culture"),
    _l("Is culture met at our events, both ways with each partner, and what was given?"),
)
def culture(asked: ReportAsked, links: Links) -> Iterator[ReportPart]:
    """Give O02.2 with the events behind it, elements, directions by partner, and gifts."""
    scope = asked.scope
    figures = [*culture_figures(scope, links), *prepared_figure(scope)]
    yield ReportPart(_("Events with culture"), figures, [element_table(scope, links)])
    yield ReportPart(
        _("Ours and theirs"),
        tables=[direction_table(scope, links)],
        says=_(
            "Rapport grows where each side also learns the other’s ways: partners to whom ours is"
            " shown more often than theirs to us stand first."
        ),
    )
    yield ReportPart(_("Gifts"), tables=[gift_table(scope, links)])


def culture_figures(scope: Scope, links: Links) -> list[Figure]:
    """Return how many executed events had an element of culture, their share, and how many none."""
    found = numbers(scope, COUNTED)
    all_of, some = found["executed"], found["with-culture"]
    words = ngettext("%(n)s executed event", "%(n)s executed events", all_of, n="%(n)s")
    n = Count(all_of, Unit.EVENTS, Sentence(words, {"n": all_of}))
    return [
        Figure(
            "O02.2",
            _("Events with a cultural element"),
            Rate(some, all_of),
            Unit.RATE,
            _("Executed events with at least one cultural element, of all executed events."),
            links.rows("with-culture", scope),
            n,
            absent=_("none executed"),
        ),
        Figure(
            "O02.2",
            _("Events without any"),
            found["without-culture"],
            Unit.EVENTS,
            _("Executed events in which no cultural element was named."),
            links.rows("without-culture", scope),
            n,
        ),
    ]


def prepared_figure(scope: Scope) -> Iterator[Figure]:
    """Give O02.1, travellers prepared; an indicator is of the whole office, so of no filter."""
    is_narrowed = scope.objective_ids or scope.nation_codes or scope.kinds
    if is_narrowed or scope.owner_id is not None:
        return
    first, last = scope.period.first, scope.period.last
    found = computed_numbers((PREPARED,), first, last)[PREPARED]
    value = None if found.value is None else Share(float(found.value) / 100)
    n = Count(found.n or 0, Unit.EVENTS, found.n_words or Sentence(_("nobody went"), {}))
    rows = computed_rows(PREPARED, first, last) or ""
    how = str(computed_words(PREPARED))
    yield Figure(PREPARED, _("Travellers prepared"), value, Unit.RATE, how, rows, n)


def element_table(scope: Scope, links: Links) -> Table:
    """Return how many executed events used each element, the commonest first."""
    used = elements_used(scope)
    ranked = sorted(CulturalElement, key=lambda one: (-used[one], list(CulturalElement).index(one)))
    rows = [
        (one.label, Cell(used[one], links.rows(f"culture-{one.value}", scope))) for one in ranked
    ]
    columns = (Column(_("Element")), Column(_("Executed events"), "number"))
    note = _("An event may have several elements, so that they add up to more than the events.")
    return Table(_("Elements used"), columns, rows, (note,))


def direction_table(scope: Scope, links: Links) -> Table:
    """Return the parts of culture with each partner by direction, the most one-sided first."""
    found = parts_by_partner(scope)

    def one_sided(code: str) -> tuple[int, str]:
        ours = found[code].get(CultureDirection.OURS, 0)
        return found[code].get(CultureDirection.THEIRS, 0) - ours, nation_name(code)

    return parted_table(
        _("What was shown, by partner"),
        {code: found[code] for code in sorted(found, key=one_sided)},
        {one: one.label for one in CultureDirection},
        "culture-shown",
        scope,
        links,
    )


def gift_table(scope: Scope, links: Links) -> Table:
    """Return the gifts with each partner by the way they went, and those not declared."""
    gifts, undeclared = gifts_by_partner(scope), undeclared_by_partner(scope)
    table = parted_table(
        _("Gifts by partner"),
        {code: gifts[code] for code in sorted(gifts, key=nation_name)},
        {one: one.label for one in GiftDirection},
        "gifts",
        scope,
        links,
    )
    lacking = [
        Cell(number, links.rows_of("gifts-undeclared", scope.with_nation(code)))
        if (number := undeclared.get(code, {}).get(UNDECLARED))
        else None
        for code in sorted(gifts, key=nation_name)
    ]
    columns = (*table.columns, Column(_("Above the limit, not declared"), "number"))
    rows = [(*row, one) for row, one in zip(table.rows, lacking, strict=True)]
    return Table(table.title, columns, rows)


def parted_table(
    title: str,
    found: Mapping[str, Mapping[Any, int]],
    parts: Mapping[Any, Any],
    name: str,
    scope: Scope,
    links: Links,
) -> Table:
    """Return rows counted by partner and part; each number opens its rows."""
    rows = []
    for code, by_part in found.items():
        mine = scope.with_nation(code)
        cells = [
            Cell(by_part[one], links.rows_of(name, mine, one.value)) if by_part.get(one) else None
            for one in parts
        ]
        whole = Cell(sum(by_part.values()), links.rows_of(name, mine))
        rows.append((partner_cell(code), *cells, whole))
    columns = (
        Column(_("Partner")),
        *(Column(label, "number") for label in parts.values()),
        Column(_("In all"), "number"),
    )
    return Table(title, columns, rows)
