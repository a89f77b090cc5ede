"""What the office does with programmes."""

from flask_babel import gettext as _

from planner.db import db
from planner.errors import RuleBroken
from planner.kinds.models import EventKind
from planner.partners.actions import check_scope, refuse_when_used
from planner.partners.group_queries import expand_groups
from planner.partners.models import Programme
from planner.shapes.organisation import WrittenProgramme
from planner.shapes.writing import fill
from planner.terms.checks import check_term
from planner.viewers import Viewer
from planner.web.undoing import restored


def add_programme(written: WrittenProgramme, *, viewer: Viewer) -> Programme:
    """Add a series, an agreement or a scheme."""
    return edit_programme(Programme(), written, viewer=viewer)


def nations_in(programme: Programme) -> list[str | None]:
    """Return the codes of the nations of a programme, the leading one first."""
    return [programme.lead_code, *(programme.partner_codes or [])]


def edit_programme(programme: Programme, written: WrittenProgramme, *, viewer: Viewer) -> Programme:
    """Change a programme; it cannot end before it began. A group's members become partners."""
    check_scope(viewer, nations_in(programme))
    partners = list(written.partner_codes)
    if written.group_code:
        members = {*partners, *expand_groups([written.group_code])}
        partners = sorted(members - {written.lead_code})
    check_scope(viewer, [written.lead_code, *partners])
    started, ended = written.started_year, written.ended_year
    if started and ended and ended < started:
        raise RuleBroken(_("The last year is before the first. Correct one of them."))
    check_term(EventKind, written.main_kind, "main_kind", programme.main_kind)
    fill(programme, written, but={"group_code"})
    programme.partner_codes = partners
    programme.lead_code, programme.main_kind = written.lead_code, written.main_kind
    db.session.add(programme)
    db.session.flush()
    return programme


@restored("programme")
def restored_programme(programme: Programme, viewer: Viewer) -> None:
    """Refuse to bring one back of nations that the viewer no longer works with."""
    check_scope(viewer, nations_in(programme))


def delete_programme(programme: Programme, *, viewer: Viewer) -> Programme:
    """Delete a programme without editions."""
    check_scope(viewer, nations_in(programme))
    refuse_when_used("programme", programme.id, programme.name)
    db.session.delete(programme)
    return programme
