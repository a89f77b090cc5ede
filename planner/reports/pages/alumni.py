"""Alumni: how many, from where, of which year and rank now, and how many were met again."""

from collections.abc import Callable, Iterator, Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.presenters.cell import Cell
from planner.presenters.table import Column, Table
from planner.reports.behind.alumni_rows import PARTS, is_met_again
from planner.reports.measures.alumni import NOT_NAMED, Alumnus, alumni_of, grouped
from planner.reports.measures.scope import Links, Scope
from planner.reports.pages.asked import ReportAsked
from planner.reports.pages.registry import ReportPart, report
from planner.shapes.figure import Rate
from planner.terms.models import Rank
from planner.terms.queries import term_labels
from planner.web.access import viewer
from planner.web.nationnames import nation_name


@report(
    "alumni",
    _l("Alumni"),
    _l("Who studied with us, where do they serve now, and whom did we meet again?"),
)
def alumni(asked: ReportAsked, links: Links) -> Iterator[ReportPart]:
    """Give alumni up to the end of the period by institution, nation, year and rank."""
    if not viewer().may("see_people"):
        why = _("Alumni are counted for those who work with people.")
        yield ReportPart(
            _("Alumni"), tables=[Table(_("Alumni"), columns_of(_("Nation")), [])], says=why
        )
        return
    found, scope = alumni_of(asked.scope), asked.scope
    ranks = term_labels(Rank)
    places = {code: place for place, code in enumerate(ranks)}
    yield ReportPart(
        _("From where"),
        tables=[
            table_of("institution", _("Institution"), found, scope, links, institution_name),
            table_of("nation", _("Nation"), found, scope, links, nation_name),
        ],
        says=_(
            "Partners’ people who came to executed courses whose graduates become alumni, up to"
            " the end of the period; each counts with the last. Met again are those who"
            " graduated over a year before its end and came to an event in its last 12 months."
        ),
    )
    yield ReportPart(
        _("Since when"), tables=[table_of("year", _("Year"), found, scope, links, str, reverse)]
    )
    yield ReportPart(
        _("At what rank now"),
        tables=[
            table_of(
                "rank",
                _("Rank"),
                found,
                scope,
                links,
                lambda code: ranks.get(code, _("Other or not known")),
                lambda codes: sorted(codes, key=lambda code: places.get(code, len(places))),
            )
        ],
    )


def institution_name(name: str) -> str:
    """Return the institution of courses, or that none is named."""
    return str(_("Not named")) if name == NOT_NAMED else name


def reverse(names: Sequence[str]) -> list[str]:
    """Return the latest first."""
    return sorted(names, reverse=True)


def table_of(
    name: str,
    heading: str,
    found: Sequence[Alumnus],
    scope: Scope,
    links: Links,
    words: Callable[[str], str],
    order: Callable[[Sequence[str]], list[str]] | None = None,
) -> Table:
    """Return alumni by one part of what is known of them; each number opens the people."""
    groups = grouped(found, PARTS[name])
    names = order(list(groups)) if order else sorted(groups, key=words)
    rows = []
    for one in names:
        of_part = groups[one]
        met = sum(map(is_met_again, of_part))
        since_long = sum(person.is_since_long for person in of_part)
        rows.append(
            (
                words(one),
                Cell(len(of_part), links.rows_of(f"alumni-by-{name}", scope, one)),
                since_long,
                Cell(met, links.rows_of(f"alumni-met-by-{name}", scope, one)) if met else None,
                Rate(met, since_long),
            )
        )
    columns = columns_of(heading)
    return Table(_("Alumni by %(part)s", part=heading.lower()), columns, rows)


def columns_of(heading: str) -> tuple[Column, ...]:
    """Return the columns of alumni by one part of what is known of them."""
    return (
        Column(heading),
        Column(_("Alumni"), "number"),
        Column(_("Graduated over a year ago"), "number"),
        Column(_("Of these, met again"), "number"),
        Column(_("Share"), "figure"),
    )
