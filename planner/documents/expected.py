"""Who comes to an event, as a part of a document: by name by right, else by rank and number."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from planner.choices import AttendanceRole
from planner.documents.event_parts import rows_section
from planner.documents.expected_queries import expected, expected_count
from planner.events.models import Attendance, Event
from planner.shapes.document import Section
from planner.shapes.figure import Sentence
from planner.terms.models import Rank
from planner.terms.queries import term_labels
from planner.web.lists.columns import ListColumn, RowList
from planner.web.nationnames import nation_name

FIRST = (AttendanceRole.HEAD_OF_DELEGATION, AttendanceRole.GUEST_OF_HONOUR)
"""Who stands at the head of a delegation; the others follow by rank."""
LAST_PLACE = 1000
"""Behind everybody who has a place in the order of precedence."""


class OfRank(NamedTuple):
    """How many of a nation and a rank are expected; an empty code for a rank not known here."""

    nation_code: str
    rank_code: str
    number: int


def post(row: Attendance, _about: Any) -> str:
    """Return the post and the organisation."""
    organisation = row.person.organisation
    return ", ".join(filter(None, (row.person.post, organisation.name if organisation else "")))


BY_NAME = RowList(
    "expected",
    _l("Who comes"),
    (
        ListColumn(
            "name",
            _l("Name"),
            "person.full_name",
            detail=lambda row, _about: row.person.name_native,
        ),
        ListColumn("nation", _l("Nation"), lambda row, _about: nation_name(row.person.nation_code)),
        ListColumn("post", _l("Post"), post),
        ListColumn("part", _l("Part"), lambda row, _about: str(row.role.label)),
        ListColumn("state", _l("State"), lambda row, _about: str(row.state.label)),
    ),
)
BY_RANK = RowList(
    "expected-by-rank",
    _l("Who comes"),
    (
        ListColumn("nation", _l("Nation"), lambda row, _about: nation_name(row.nation_code)),
        ListColumn(
            "rank",
            _l("Rank"),
            lambda row, ranks: ranks.get(row.rank_code) or _("Other or not known"),
        ),
        ListColumn("number", _l("Number"), "number", "number"),
    ),
)


def who_comes(event: Event, *, has_names: bool) -> Section:
    """Return who is expected: by name, or by rank for those who keep the names, else a number."""
    rows, number = in_order(expected(event)), expected_count(event)
    said = ngettext(
        "%(num)s person on the list is expected.",
        "%(num)s people on the list are expected.",
        number,
    )
    listed: Sequence[Any] = rows if has_names else by_rank(rows)
    ranks = term_labels(Rank)
    hidden = _("People of nations that you do not work with are counted alone.")
    return Section(
        _("Who comes"),
        tables=rows_section(BY_NAME if has_names else BY_RANK, listed, ranks).tables,
        told=(Sentence(said),) if number else (),
        remarks=(hidden,) if 0 < len(rows) < number else (),
    )


def in_order(rows: Sequence[Attendance]) -> list[Attendance]:
    """Return people by nation, heads of delegations first, then by precedence, then by rank."""
    places = {code: place for place, code in enumerate(term_labels(Rank))}

    def key(row: Attendance) -> tuple[str, bool, int, int]:
        rank = places.get(row.person.rank_code or "", len(places))
        nation = nation_name(row.person.nation_code)
        return nation, row.role not in FIRST, row.precedence or LAST_PLACE, rank

    return sorted(rows, key=key)


def by_rank(rows: Sequence[Attendance]) -> list[OfRank]:
    """Return how many there are of each nation and rank, in the order of the lists."""
    places = {code: place for place, code in enumerate(term_labels(Rank))}
    counted = Counter((row.person.nation_code, row.person.rank_code or "") for row in rows)
    found = [OfRank(*key, number) for key, number in counted.items()]
    return sorted(
        found,
        key=lambda one: (nation_name(one.nation_code), places.get(one.rank_code, len(places))),
    )
