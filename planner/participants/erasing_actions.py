"""People’s records deleted, brought back, or erased for good (DOMAIN 3)."""

from flask_babel import gettext as _

from planner.choices import RetentionClass
from planner.db import db
from planner.errors import RuleBroken
from planner.history.actions import record, without_history
from planner.participants.actions import note_rows_named
from planner.participants.forgetting import forget_in_history
from planner.participants.models import Person
from planner.participants.names import name_key
from planner.participants.queries import is_in_use
from planner.participants.record_checks import check_scope
from planner.viewers import Viewer
from planner.web.undoing import restored

PERSONAL = {
    "rank": "",
    "rank_code": None,
    "name_native": "",
    "armed_service": "",
    "armed_service_code": None,
    "organisation_id": None,
    "post": "",
    "languages": "",
    "email": "",
    "phone": "",
    "tour_ends_on": None,
    "is_cleared": False,
    "clearance_expires_on": None,
    "special_needs": "",
    "has_consent": False,
    "purpose": "",
}
"""What goes when a record is erased; the nation stays, for the counts."""


def delete_person(person: Person, *, viewer: Viewer) -> Person:
    """Delete somebody who never took part; erase the record of one who did."""
    check_scope(viewer, person.nation_code)
    if is_in_use(person):
        raise RuleBroken(
            _("%(name)s took part in events. Erase the record instead.", name=person.name)
        )
    db.session.delete(person)
    return person


@restored("person")
def restored_person(person: Person, viewer: Viewer) -> None:
    """Refuse to bring a record back of a nation that the viewer no longer works with."""
    check_scope(viewer, person.nation_code)
    note_rows_named(person)


def erase_person(person: Person, *, viewer: Viewer) -> Person:
    """Take everything personal out of a record; attendance stays, so that counts stay right."""
    viewer.require("export_names", _("Only the country desk may erase a record."))
    with without_history(db.session):
        for field, nothing in PERSONAL.items():
            setattr(person, field, nothing)
        person.name = _("Erased person %(number)s", number=person.id)
        person.name_key = name_key(person.name)
        person.retention = RetentionClass.TRAVEL
    forget_in_history(person)
    record("erased", "person", person.id, person.name)
    return person
