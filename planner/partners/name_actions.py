"""What the office does with its own names of nations."""

from flask_babel import gettext as _

from planner.db import db
from planner.errors import RuleBroken
from planner.partners.actions import check_nation, known_nations
from planner.partners.models import NationName
from planner.partners.name_queries import name_with_key
from planner.reference.spelling import key_of
from planner.shapes.nation import WrittenNationName
from planner.viewers import Viewer
from planner.web.nationnames import nation_name
from planner.web.nationwords import meaning_of


def add_nation_name(written: WrittenNationName, *, viewer: Viewer) -> NationName:
    """Give a nation one more name, which from now on means it in every box and address.

    Raises RuleBroken for a name that means a nation already: an office may settle what can
    mean two, and add what is not known, but not turn one nation's name into another's.
    """
    name, key = written.name, key_of(written.name)
    (nation,) = known_nations([written.nation_code])
    check_nation(viewer, nation)
    if not any(sign.isalpha() for sign in key):
        raise RuleBroken(_("Enter a name with letters in it."))
    if (meant := meaning_of(name)).codes:
        raise RuleBroken(
            _(
                "“%(name)s” means %(nation)s already.",
                name=name,
                nation=nation_name(meant.codes[0]),
            )
        )
    row = name_with_key(key) or NationName(key=key)
    row.name, row.nation_code, row.is_used = name, nation.code, True
    db.session.add(row)
    db.session.flush()
    return row


def put_name_away(row: NationName, *, viewer: Viewer) -> NationName:
    """Take a name away; it stays to be given back."""
    check_nation(viewer, row.nation)
    row.is_used = False
    return row


def give_name_back(row: NationName, *, viewer: Viewer) -> NationName:
    """Give a nation a name back that was taken away."""
    if row.is_used:
        return row
    same = WrittenNationName(name=row.name, nation_code=row.nation_code)
    return add_nation_name(same, viewer=viewer)
