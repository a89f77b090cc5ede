"""What the office does with organisations: a tree for each nation."""

from flask_babel import gettext as _

from planner.db import db
from planner.errors import RuleBroken
from planner.partners.actions import check_scope, refuse_when_used
from planner.partners.models import Organisation
from planner.partners.organisation_queries import parents_of
from planner.shapes.organisation import (
    WrittenOrganisation,
)
from planner.shapes.writing import fill
from planner.viewers import Viewer
from planner.web.nationnames import nation_name
from planner.web.undoing import restored


def add_organisation(written: WrittenOrganisation, *, viewer: Viewer) -> Organisation:
    """Add an organisation to the tree."""
    return edit_organisation(Organisation(name=""), written, viewer=viewer)


def edit_organisation(
    organisation: Organisation, written: WrittenOrganisation, *, viewer: Viewer
) -> Organisation:
    """Change an organisation; its parent is of the same nation and not below it."""
    nation_code, parent_id = written.nation_code, written.parent_id
    check_scope(viewer, [organisation.nation_code])
    check_scope(viewer, [nation_code])
    if parent_id is not None:
        check_parent(organisation, nation_code, parent_id)
    if organisation.id and nation_code != organisation.nation_code:
        refuse_when_used("organisation", organisation.id, organisation.name)
    organisation.nation_code, organisation.parent_id = nation_code, parent_id
    fill(organisation, written)
    db.session.add(organisation)
    db.session.flush()
    return organisation


def check_parent(organisation: Organisation, nation_code: str | None, parent_id: int) -> None:
    """Refuse a parent of another nation, the organisation itself and what stands below it."""
    parent = db.session.get(Organisation, parent_id)
    if parent is None:
        raise RuleBroken(_("The organisation above this one no longer exists. Choose another."))
    if parent.nation_code != nation_code:
        raise RuleBroken(
            _(
                "%(parent)s belongs to %(nation)s. Choose an organisation of the same nation.",
                parent=parent.name,
                nation=nation_name(parent.nation_code),
            )
        )
    line_up = [parent.id, *(above.id for above in parents_of(parent))]
    if organisation.id in line_up:
        raise RuleBroken(
            _(
                "%(parent)s stands below %(name)s and cannot stand above it as well.",
                parent=parent.name,
                name=organisation.name,
            )
            if organisation.id != parent.id
            else _("An organisation cannot stand above itself.")
        )


def delete_organisation(organisation: Organisation, *, viewer: Viewer) -> Organisation:
    """Delete an organisation that nothing uses."""
    check_scope(viewer, [organisation.nation_code])
    refuse_when_used("organisation", organisation.id, organisation.name)
    db.session.delete(organisation)
    return organisation


@restored("organisation")
def restored_organisation(organisation: Organisation, viewer: Viewer) -> None:
    """Refuse to bring one back of nations that the viewer no longer works with."""
    check_scope(viewer, [organisation.nation_code])
