"""What is asked about nations, and the choices that pickers offer."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from flask_babel import get_locale
from sqlalchemy import select

from planner.db import db
from planner.office.queries import office
from planner.partners.models import Nation, Organisation, Programme
from planner.partners.names import by_name, without_marks
from planner.partners.organisation_queries import organisation_tree
from planner.viewers import Viewer
from planner.web.nationnames import edited_names, nation_name


def own_nation() -> Nation | None:
    """Return the nation whose office this is; None before it was chosen."""
    return db.session.scalars(select(Nation).where(Nation.is_own)).one_or_none()


@lru_cache(maxsize=64)
def _named(
    codes: tuple[str, ...], _locale: str, _edited: tuple[tuple[str, str], ...]
) -> dict[str, str]:
    return {code: nation_name(code) for code in by_name(codes)}


def nation_choices(codes: Iterable[str] | None = None) -> dict[str, str]:
    """Return code to name, by name in the reader's language; all nations without `codes`."""
    if codes is None:
        codes = db.session.scalars(select(Nation.code).order_by(Nation.code))
    edited = tuple(sorted(edited_names().items()))
    return dict(_named(tuple(sorted(codes)), str(get_locale() or "en"), edited))


def partner_nations() -> Sequence[Nation]:
    """Return the nations that the office works with, by name."""
    rows = db.session.scalars(select(Nation).where(Nation.is_partner, Nation.is_own.is_(False)))
    return sorted(rows, key=lambda nation: without_marks(nation_name(nation.code)))


def partner_choices(_viewer: Viewer) -> dict[str, str]:
    """Return code to name of the nations that the office works with, by name."""
    return nation_choices(nation.code for nation in partner_nations())


def all_nations() -> Sequence[Nation]:
    """Return every nation, by name."""
    rows = db.session.scalars(select(Nation))
    return sorted(rows, key=lambda nation: without_marks(nation_name(nation.code)))


def nation_codes() -> set[str]:
    """Return the codes of the nations there are."""
    return set(db.session.scalars(select(Nation.code)))


def nations_of(codes: Iterable[str]) -> list[Nation]:
    """Return the nations of codes."""
    return list(db.session.scalars(select(Nation).where(Nation.code.in_(list(codes)))))


def organisation_choices(nation: str | None = None) -> dict[int, str]:
    """Return id to path of one nation's organisations, or id to name and nation of all."""
    own = [Organisation.nation_code == nation] if nation else []
    branches = organisation_tree(own)
    if nation is not None:
        return {branch.organisation.id: branch.path for branch in branches}
    return {
        branch.organisation.id: f"{branch.path} ({nation_name(branch.organisation.nation_code)})"
        for branch in branches
    }


def programme_choices() -> dict[int, str]:
    """Return id to name of every programme."""
    rows = db.session.execute(select(Programme.id, Programme.name).order_by(Programme.name))
    return {row.id: row.name for row in rows}


def contact_limit(nation: Nation) -> int | None:
    """Return the days without contact after which a partner counts as stale (METRICS M17).

    Its own limit goes before that of its tier; None without either.
    """
    if nation.limit_days is not None:
        return nation.limit_days
    return office().contact_days(nation.tier)
