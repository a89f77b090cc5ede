"""What the office does with nations, and what it asks of every catalogue."""

from collections.abc import Iterable

from flask_babel import gettext as _

from planner.db import db
from planner.errors import NotAllowed, RuleBroken
from planner.partners.catalogue_queries import uses_of
from planner.partners.labels import used_by
from planner.partners.models import Nation
from planner.partners.queries import nations_of, own_nation
from planner.shapes.nation import OwnNation, WrittenNation
from planner.shapes.writing import fill
from planner.viewers import Viewer
from planner.web.nationnames import nation_name, standard_name


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
