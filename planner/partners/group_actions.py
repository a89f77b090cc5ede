"""What the office does with partner groups."""

from flask_babel import gettext as _

from planner.db import db
from planner.errors import RuleBroken
from planner.partners.actions import known_nations, refuse_when_used
from planner.partners.group_queries import group_by_code
from planner.partners.models import PartnerGroup
from planner.shapes.nation import WrittenGroup


def add_group(written: WrittenGroup) -> PartnerGroup:
    """Add a partner group with the members named by their codes."""
    group = PartnerGroup()
    db.session.add(group)
    return edit_group(group, written)


def edit_group(group: PartnerGroup, written: WrittenGroup) -> PartnerGroup:
    """Change a group's code, name and members."""
    code = written.code
    with db.session.no_autoflush:
        same = group_by_code(code)
        if same is not None and same is not group:
            raise RuleBroken(
                _("The code “%(code)s” belongs to %(name)s.", code=code, name=same.name)
            )
        wanted = known_nations(written.members)
    if {nation.code for nation in wanted} != {nation.code for nation in group.members}:
        group.members = wanted
        group.version = (group.version or 0) + 1  # a change of members alone moves no column
    group.code, group.name = code, written.name
    db.session.flush()
    return group


def delete_group(group: PartnerGroup) -> PartnerGroup:
    """Delete a group; its members stay nations."""
    refuse_when_used("partner_group", group.id, group.name, but=("group_member",))
    db.session.delete(group)
    return group
