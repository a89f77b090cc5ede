"""Partner groups, and the office's own names of nations, as lists: each declared once."""

from typing import Any

from flask_babel import lazy_gettext as _l

from planner.partners.models import NationName, PartnerGroup
from planner.web.filters import nations
from planner.web.lists.columns import ListColumn, RowList
from planner.web.nationnames import nation_name


def members(group: PartnerGroup, _about: Any) -> str:
    """Return the names of the nations in a group."""
    return nations([nation.code for nation in group.members])


def meant(row: NationName, _about: Any) -> str:
    """Return the nation that a name means."""
    return nation_name(row.nation_code)


GROUPS = RowList(
    "partner-groups",
    _l("Partner groups"),
    (
        ListColumn("name", _l("Group"), "name", width=36),
        ListColumn("code", _l("Code"), "code"),
        ListColumn("number", _l("Nations"), lambda group, _: len(group.members), "number"),
        ListColumn("members", _l("Members"), members, width=80),
    ),
    endpoint="partner_groups.index_of_groups",
)
"""By name; the page folds the members of each under its name."""
NATION_NAMES = RowList(
    "names-of-nations",
    _l("Names of nations"),
    (
        ListColumn("name", _l("Name"), "name", width=36),
        ListColumn("nation", _l("Nation"), meant, width=30),
        ListColumn("code", _l("Code"), "nation_code"),
    ),
    endpoint="nation_names.index",
)
"""Those in use, by name; the page holds those that were taken away besides."""
