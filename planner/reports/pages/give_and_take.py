"""Who hosts whom, and whose places are filled: the second half of the report on balance (M18)."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.presenters.table import Column, Table
from planner.reports.measures.concentration import reciprocity
from planner.reports.measures.hosting import Places, places
from planner.reports.measures.scope import Links, Scope
from planner.reports.measures.totals import numbers
from planner.reports.pages.weighed import Weighed, as_number, number_cell, partner_cell
from planner.shapes.figure import Count, Figure, Opened, Sentence, Unit
from planner.web.nationnames import nation_name

HOST_COLUMNS = (
    Column(_l("Partner")),
    Column(_l("Hosted by us"), "number"),
    Column(_l("Hosted by them"), "number"),
    Column(_l("Reciprocity (M18)"), "number"),
)


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
