"""What the office does with institutions."""

from planner.db import db
from planner.partners.actions import check_scope
from planner.partners.models import Institution
from planner.shapes.organisation import WrittenInstitution
from planner.shapes.writing import fill
from planner.terms.checks import check_term
from planner.terms.models import ArmedService
from planner.viewers import Viewer


def add_institution(written: WrittenInstitution, *, viewer: Viewer) -> Institution:
    """Add a place of learning."""
    return edit_institution(Institution(), written, viewer=viewer)


def edit_institution(
    institution: Institution, written: WrittenInstitution, *, viewer: Viewer
) -> Institution:
    """Change an institution."""
    check_scope(viewer, [institution.nation_code])
    check_scope(viewer, [written.nation_code])
    had = institution.armed_service
    check_term(ArmedService, written.armed_service, "armed_service", had)
    fill(institution, written)
    institution.nation_code = written.nation_code
    db.session.add(institution)
    db.session.flush()
    return institution
