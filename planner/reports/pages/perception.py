"""Perception: what the press said over time, and which concerns were raised and answered (M23)."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.choices import ConcernSource, MediaAudience, MediaKind
from planner.events.choice_queries import own_code
from planner.outcomes.concern_models import Concern
from planner.presenters.cell import Cell
from planner.presenters.table import Column, Table
from planner.reports.measures.press import (
    PressItems,
    by_nation,
    by_theme,
    concerns_of,
    days_to_answer,
    open_ones,
    press_of,
    told_in_press,
)
from planner.reports.measures.scope import Links, Scope, query
from planner.reports.pages.asked import ReportAsked
from planner.reports.pages.registry import ReportPart, report
from planner.reports.pictures.press import MOST, tone_marks
from planner.shapes.figure import Label
from planner.terms.models import Theme
from planner.terms.queries import terms
from planner.web.nationnames import nation_name

TONE = (
    Column(_l("Items"), "number"),
    Column(_l("Mean tone (M23)"), "number"),
    Column(_l("Favourable"), "number"),
    Column(_l("Neutral"), "number"),
    Column(_l("Critical or hostile"), "number"),
)
SIDES = ((1, "for"), (0, "neutral"), (-1, "against"))
Pairs = tuple[tuple[str, str], ...]


@report(
    "perception",
    _l("Perception"),
    _l("What does the press say, in which tone, and are concerns answered openly?"),
    told=told_in_press,
)
def perception(asked: ReportAsked, _links: Links) -> Iterator[ReportPart]:
    """Give M23 by quarter, nation and theme, reach, and the answers to the press and concerns."""
    scope, press = asked.scope, press_of(asked.scope)
    latest = sorted(press.items, key=lambda one: (one.published_on, one.id))[-MOST:]
    yield ReportPart(
        _("Tone over time"),
        tables=[quarter_table(press, scope)],
        pictures=[tone_marks(latest, scope)] if latest else [],
        says=_("A mean tone stands from three items on; below that only their number."),
    )
    nations, themes = by_nation(press, scope, own_code()), by_theme(press)
    yield ReportPart(
        _("By nation"),
        tables=[nation_table(nations, scope), over_time(_("Nation"), nation_lines(nations), scope)],
        says=_("An item of an event that names no nation stands at each nation of the event."),
    )
    yield ReportPart(
        _("Themes used"),
        tables=[theme_table(themes, scope), over_time(_("Theme"), theme_lines(themes), scope)],
        says=_("An item that carries two themes stands in both lines."),
    )
    yield ReportPart(_("Reach"), tables=[audience_table(press, scope), kind_table(press, scope)])
    yield ReportPart(_("Answers to critical stories"), tables=[answer_table(press, scope)])
    yield ReportPart(_("Concerns"), tables=[concern_table(concerns_of(scope), scope)])


def list_address(endpoint: str, scope: Scope, *more: tuple[str, str]) -> str:
    """Return the address of a list, of the rows of a scope; what is more replaces the scope’s."""
    named = {name for name, _value in more}
    pairs: list[tuple[str, object]] = [("objective", key) for key in scope.objective_ids]
    if "nation" not in named:
        pairs += [("nation", code) for code in scope.nation_codes]
    pairs += [*more, ("from", scope.period.first), ("to", scope.period.last)]
    return f"{url_for(endpoint)}?{query(pairs)}"


def media_address(scope: Scope, *more: tuple[str, str]) -> str:
    """Return the address of the media items of a scope."""
    return list_address("media.index", scope, *more)


def rounded(tone: Fraction | None) -> float | None:
    """Return a mean tone to two decimals; none of too few."""
    return None if tone is None else round(float(tone), 2)


def tone_cells(press: PressItems, scope: Scope, *more: tuple[str, str]) -> tuple[object, ...]:
    """Return number, mean tone and sides of some publications, each number opening its rows."""
    return (
        Cell(len(press.items), media_address(scope, *more)),
        rounded(press.tone),
        *(
            Cell(press.of_side(side), media_address(scope, *more, ("tone", name)))
            for side, name in SIDES
        ),
    )


def within(press: PressItems, scope: Scope) -> PressItems:
    """Return those of some publications that lie in the period of a scope."""
    first, last = scope.period.first, scope.period.last
    return PressItems([one for one in press.items if first <= one.published_on <= last])


def quarter_table(press: PressItems, scope: Scope) -> Table:
    """Return the tone of each quarter of the period."""
    rows = [
        (quarter.name, *tone_cells(within(press, own), own))
        for quarter in scope.period.quarters
        for own in [scope.in_period(quarter)]
    ]
    return Table(_("Tone by quarter"), (Column(_("Quarter")), *TONE), rows)


Lines = Sequence[tuple[str, PressItems, Pairs]]


def nation_lines(found: Mapping[str, PressItems]) -> Lines:
    """Return name, publications and filter of each nation, by name."""
    named = sorted((nation_name(code), code) for code in found)
    return [(name, found[code], (("nation", code),)) for name, code in named]


def theme_lines(found: Mapping[str, PressItems]) -> Lines:
    """Return name, publications and filter of each theme, in the order of themes."""
    known = terms(Theme)
    return [(known[code].label, found[code], (("theme", code),)) for code in known if code in found]


def nation_table(found: Mapping[str, PressItems], scope: Scope) -> Table:
    """Return the tone by nation over the whole period."""
    rows = [
        (Cell(name, url_for("nations.show", code=pairs[0][1])), *tone_cells(press, scope, *pairs))
        for name, press, pairs in nation_lines(found)
    ]
    return Table(_("Tone by nation"), (Column(_("Nation")), *TONE), rows)


def theme_table(found: Mapping[str, PressItems], scope: Scope) -> Table:
    """Return the tone by theme over the whole period."""
    rows = [(name, *tone_cells(press, scope, *pairs)) for name, press, pairs in theme_lines(found)]
    return Table(_("Tone by theme"), (Column(_("Theme")), *TONE), rows)


def over_time(first: str, lines: Lines, scope: Scope) -> Table:
    """Return lines quarter by quarter; quarters in which nothing was published are left out."""
    rows = [
        (name, quarter.name, *tone_cells(inner, own, *pairs))
        for name, press, pairs in lines
        for quarter in scope.period.quarters
        for own in [scope.in_period(quarter)]
        for inner in [within(press, own)]
        if inner.items
    ]
    columns = (Column(first), Column(_("Quarter")), *TONE)
    return Table(_("%(what)s by quarter", what=first), columns, rows)


REACHED = (
    Column(_l("Items"), "number"),
    Column(_l("Reach known of"), "number"),
    Column(_l("People reached"), "number"),
)


def reach_row(
    name: Label, press: PressItems, scope: Scope, *more: tuple[str, str]
) -> tuple[object, ...]:
    """Return number and reach of some publications."""
    reach = press.reach if press.with_reach else None
    return (name, Cell(len(press.items), media_address(scope, *more)), press.with_reach, reach)


def audience_table(press: PressItems, scope: Scope) -> Table:
    """Return the reach by audience, those whose audience is not known at the end."""
    rows = [
        reach_row(audience.label, PressItems(items), scope, ("audience", audience.value))
        for audience in MediaAudience
        for items in [[one for one in press.items if one.audience is audience]]
        if items
    ]
    unknown = PressItems([one for one in press.items if one.audience is None])
    if unknown.items:
        reach = unknown.reach if unknown.with_reach else None
        rows.append((_("Audience not known"), len(unknown.items), unknown.with_reach, reach))
    return Table(_("By audience"), (Column(_("Audience")), *REACHED), rows)


def kind_table(press: PressItems, scope: Scope) -> Table:
    """Return the reach by kind of publication."""
    rows = [
        reach_row(kind.label, PressItems(items), scope, ("kind", kind.value))
        for kind in MediaKind
        for items in [[one for one in press.items if one.kind is kind]]
        if items
    ]
    return Table(_("By kind"), (Column(_("Kind")), *REACHED), rows)


def answer_table(press: PressItems, scope: Scope) -> Table:
    """Return how critical stories were answered, and in how many days."""
    answered = len(press.answered)
    waiting = press.unanswered(scope.today)
    late = press.unanswered(scope.today, late=True)
    let_be = len(press.critical) - answered - waiting
    rows: list[tuple[object, ...]] = [
        (_("Critical or hostile"), Cell(len(press.critical), opened(scope, tone="against"))),
        (_("Answered"), Cell(answered, opened(scope, answer="answered"))),
        (_("Let be, for a reason"), Cell(let_be, opened(scope, answer="let-be"))),
        (_("Not answered yet"), Cell(waiting, opened(scope, answer="open"))),
        (_("Not answered after 2 days"), Cell(late, opened(scope, answer="late"))),
        (_("Days to the answer, the middle of three and more"), press.days_to_answer),
    ]
    columns = (Column(_("Critical stories")), Column(_("Number"), "number"))
    return Table(_("Critical stories and their answers"), columns, rows)


def opened(scope: Scope, **more: str) -> str:
    """Return the address of the media items of a scope with something more."""
    return media_address(scope, *more.items())


def concern_table(found: Sequence[Concern], scope: Scope) -> Table:
    """Return the concerns by who raised them: open, late, answered, and days to the answer."""
    columns = (
        Column(_("Raised by")),
        Column(_("Raised"), "number"),
        Column(_("Answered"), "number"),
        Column(_("Open"), "number"),
        Column(_("Open for more than 14 days"), "number"),
        Column(_("Days to the answer, the middle of three and more"), "number"),
    )
    rows = [
        (source.label, *concern_cells(rows, scope, ("source", source.value)))
        for source in ConcernSource
        for rows in [[one for one in found if one.source is source]]
        if rows
    ]
    if rows:
        rows.append((_("Together"), *concern_cells(found, scope)))
    return Table(_("Concerns raised and answered"), columns, rows)


def concern_cells(
    rows: Sequence[Concern], scope: Scope, *more: tuple[str, str]
) -> tuple[object, ...]:
    """Return the numbers of some concerns, each opening its rows."""

    def address(*also: tuple[str, str]) -> str:
        return list_address("concerns.index", scope, *more, *also)

    waiting = open_ones(rows, scope.today)
    late = open_ones(rows, scope.today, late=True)
    return (
        Cell(len(rows), address()),
        Cell(len(rows) - waiting, address(("answer", "answered"))),
        Cell(waiting, address(("answer", "open"))),
        Cell(late, address(("answer", "late"))),
        days_to_answer(rows),
    )
