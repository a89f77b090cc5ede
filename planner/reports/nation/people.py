"""The people of a partner by rank, and how long ago somebody of that rank was met (M17)."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.presenters.cell import Cell
from planner.presenters.table import Column, Table
from planner.reports.measures.ranks import NO_RANK, RankMet
from planner.reports.measures.scope import Links
from planner.reports.nation.story import NationStory
from planner.shapes.document import Section
from planner.terms.models import Rank
from planner.terms.queries import term_labels

COLUMNS = (
    Column(_l("Rank")),
    Column(_l("On record"), "number"),
    Column(_l("Met this year"), "number"),
    Column(_l("Last met"), "day"),
    Column(_l("Days since"), "number"),
    Column(_l("In time")),
)


def people_section(story: NationStory, links: Links) -> Section:
    """Return the people by rank; to those who may not see people it says why there are none."""
    if story.ranks is None:
        return Section(_("People"), absent=_("People are shown to those who work with people."))
    table = people_table(story, links)
    return Section(
        _("People"),
        tables=(table,) if table.rows else (),
        href=url_for("people.index", nation=story.nation.code),
        absent=_("Nobody of this nation is on record yet."),
    )


def people_table(story: NationStory, links: Links) -> Table:
    """Return a line for each rank of which somebody is on record, in the order of ranks."""
    found, names = story.ranks or {}, term_labels(Rank)
    ranks = [*(code for code in names if code in found), *({NO_RANK} & found.keys())]
    rows = [rank_row(code, names.get(code), found[code], story, links) for code in ranks]
    return Table(_("By rank"), COLUMNS, rows)


def rank_row(
    code: str, name: object, one: RankMet, story: NationStory, links: Links
) -> tuple[object, ...]:
    """Return the line of one rank."""
    since = (story.scope.today - one.last_on).days if one.last_on else None
    return (
        name or _("Other or not known"),
        Cell(one.known, links.rows_of("people-known", story.scope, code)),
        Cell(one.met, links.rows_of("people-met", story.scope, code)),
        one.last_on,
        since,
        in_time(since, story.silence.limit_days),
    )


def in_time(since: int | None, limit: int | None) -> str:
    """Return whether somebody of a rank was met within the partner's limit, in words."""
    if since is None:
        return str(_("Never met"))
    if limit is None:
        return ""
    return str(_("Late") if since > limit else _("In time"))
