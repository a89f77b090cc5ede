"""What the office does with nations, partner groups, organisations and programmes."""

from collections.abc import Iterable

from flask_babel import gettext as _

from planner.db import db
from planner.errors import NotAllowed, RuleBroken
from planner.partners.catalogue_queries import uses_of
from planner.partners.labels import used_by
from planner.partners.models import Institution, Nation, Organisation, PartnerGroup, Programme
from planner.partners.organisation_queries import parents_of
from planner.partners.queries import expand_groups, group_by_code, nations_of, own_nation
from planner.partners.seeding import seed_groups, seed_institutions, seed_nations, seed_programmes
from planner.shapes.nation import OwnNation, WrittenGroup, WrittenNation
from planner.shapes.organisation import (
    WrittenInstitution,
    WrittenOrganisation,
    WrittenProgramme,
)
from planner.shapes.writing import fill
from planner.viewers import Viewer
from planner.web.nationnames import nation_name, standard_name
from planner.web.undoing import restored


def setup_reference(nation: str) -> Nation:
    """Load all reference data and choose the own nation; run again, it adds what is missing."""
    seed_nations()
    own = set_own_nation(nation.upper())
    seed_groups()
    seed_institutions()
    seed_programmes()
    return own


def set_own_nation(code: str) -> Nation:
    """Make one nation the office's own; the nation that was it before no longer is."""
    nation = db.session.get(Nation, code)
    if nation is None:
        raise RuleBroken(_("There is no nation with the code “%(code)s”.", code=code))
    before = own_nation()
    if before is not None and before.code != code:
        before.is_own = False
        db.session.flush()  # the database allows one own nation at a time
    nation.is_own = True
    nation.is_partner = False
    db.session.flush()
    return nation


def choose_own_nation(chosen: OwnNation) -> Nation:
    """Make one nation the office's own, as somebody sure of it chose."""
    return set_own_nation(chosen.code)


def known_nations(codes: Iterable[str]) -> list[Nation]:
    """Return the nations of codes; RuleBroken naming a code that none has."""
    wanted = set(codes)
    found = nations_of(wanted)
    if unknown := wanted - {nation.code for nation in found}:
        code = ", ".join(sorted(unknown))
        raise RuleBroken(_("There is no nation with the code “%(code)s”.", code=code))
    return found


def check_scope(viewer: Viewer, codes: Iterable[str | None]) -> None:
    """Raise NotAllowed when something belongs to nations of which none is the viewer's."""
    codes = list(codes)
    if not viewer.works_with(codes):
        names = ", ".join(nation_name(code) for code in codes if code)
        raise NotAllowed(_("You do not work with %(names)s.", names=names))


def check_nation(viewer: Viewer, nation: Nation) -> None:
    """Raise NotAllowed unless the nation is in scope or the viewer keeps all catalogues."""
    if not viewer.may("administer"):
        check_scope(viewer, [nation.code])


def edit_nation(nation: Nation, written: WrittenNation, *, viewer: Viewer) -> Nation:
    """Change what the office knows of a nation; an empty name is the standard name again."""
    check_nation(viewer, nation)
    name = written.name
    fill(nation, written)
    nation.is_name_edited = bool(name) and name != standard_name(nation.code)
    nation.name = name if nation.is_name_edited else standard_name(nation.code, "en")
    if nation.is_own:
        nation.is_partner = False
    db.session.flush()
    return nation


# --- partner groups -----------------------------------------------------------------------


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


# --- organisations ------------------------------------------------------------------------


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


def refuse_when_used(table: str, key: int, name: str, but: tuple[str, ...] = ()) -> None:
    """Refuse what would tear a row out from under others, and say what uses it."""
    if uses := [use for use in uses_of(table, key) if use not in but]:
        raise RuleBroken(
            _(
                "“%(name)s” is in use by: %(uses)s. Change those first.",
                name=name,
                uses=used_by(uses),
            )
        )


# --- institutions and programmes ----------------------------------------------------------


def add_institution(written: WrittenInstitution, *, viewer: Viewer) -> Institution:
    """Add a place of learning."""
    return edit_institution(Institution(), written, viewer=viewer)


def edit_institution(
    institution: Institution, written: WrittenInstitution, *, viewer: Viewer
) -> Institution:
    """Change an institution."""
    check_scope(viewer, [institution.nation_code])
    check_scope(viewer, [written.nation_code])
    fill(institution, written)
    institution.nation_code = written.nation_code
    db.session.add(institution)
    db.session.flush()
    return institution


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
