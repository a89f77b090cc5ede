"""What the office does with what it knows of the ways of nations."""

from collections.abc import Iterable
from datetime import date

from flask_babel import gettext as _

from planner.choices import WAYS_OF_DAYS, Marking
from planner.db import db
from planner.errors import NotAllowed, RuleBroken
from planner.events.states.guards import check_marking
from planner.partners.actions import check_scope
from planner.partners.models import Nation
from planner.shapes.way import WrittenWay
from planner.shapes.writing import fill
from planner.viewers import Viewer
from planner.ways.models import Way
from planner.web.undoing import restored

SAID = ("kind", "text", "first_on", "last_on", "is_yearly", "is_expected", "gift_limit")
"""What a reader of the brief is told: a change of it makes the brief another one."""


def check_keeps(viewer: Viewer, nation: Nation) -> None:
    """Raise NotAllowed unless the viewer keeps what is known of a nation."""
    viewer.require("edit_partners", _("Your role does not keep what is known of nations."))
    if not nation.is_own:
        check_scope(viewer, [nation.code])


def add_way(nation: Nation, written: WrittenWay, *, viewer: Viewer, today: date) -> Way:
    """Note one thing to know of a nation."""
    check_keeps(viewer, nation)
    check_ceiling(written.marking, viewer)
    way = Way(nation_code=nation.code)
    write_way(way, written, viewer, today)
    way.changed_on = today
    db.session.add(way)
    db.session.flush()
    return way


def change_way(way: Way, written: WrittenWay, *, viewer: Viewer, today: date) -> Way:
    """Change what is known; the brief is another one from today on when it says otherwise."""
    check_keeps(viewer, way.nation)
    check_ceiling(written.marking, viewer)
    check_marking(way.marking or Marking.PUBLIC, written.marking or Marking.PUBLIC, viewer)
    before = [getattr(way, name) for name in SAID]
    write_way(way, written, viewer, today)
    if before != [getattr(way, name) for name in SAID]:
        way.changed_on = today
    db.session.flush()
    return way


def check_ceiling(marking: Marking | None, viewer: Viewer) -> None:
    """Raise NotAllowed for a marking that the viewer may not give."""
    if marking is not None and marking > viewer.ceiling:
        raise NotAllowed(
            _(
                "You may mark up to %(marking)s. Ask somebody who may mark higher.",
                marking=viewer.ceiling.label,
            )
        )


def write_way(way: Way, written: WrittenWay, viewer: Viewer, today: date) -> None:
    """Set what is written; one day is a span of its own, and what is no day has none."""
    if written.looked_on > today:
        raise RuleBroken(_("The day of the last look lies in the future."))
    looked_before = way.looked_on
    fill(way, written)
    way.last_on = written.last_on or written.first_on
    if written.kind not in WAYS_OF_DAYS or written.first_on is None:
        way.is_yearly = way.is_expected = False
    if looked_before != written.looked_on:
        way.looked_by_id = viewer.user_id


def remove_way(way: Way, *, viewer: Viewer) -> Way:
    """Take a row away; the notice brings it back."""
    check_keeps(viewer, way.nation)
    db.session.delete(way)
    return way


def look_through(nation: Nation, ways: Iterable[Way], *, viewer: Viewer, today: date) -> Nation:
    """Note that somebody looked at all rows of a nation today and found that they still hold."""
    check_keeps(viewer, nation)
    for way in ways:
        way.looked_on, way.looked_by_id = today, viewer.user_id
    return nation


@restored("nation_way")
def restored_way(way: Way, viewer: Viewer) -> None:
    """Refuse to bring back a row of a nation that the viewer does not keep any more."""
    check_keeps(viewer, way.nation)
