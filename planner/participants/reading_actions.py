"""What is noted when people’s records are read, and when their names leave the product."""

from datetime import datetime

from flask_babel import gettext as _

from planner.history.actions import record
from planner.participants.models import Person
from planner.participants.queries import was_viewed
from planner.shapes.person import NamesExport
from planner.viewers import Viewer


def note_view(person: Person, *, viewer: Viewer, since: datetime) -> bool:
    """Record that the viewer read a person's details, once a day; say whether it was new."""
    if was_viewed(person.id, viewer.user_id, since):
        return False
    record("viewed", "person", person.id)
    return True


def note_export(export: NamesExport, *, count: int, filter_text: str) -> str:
    """Record that names leave the product, how many, which and why; return the file's suffix.

    Whoever keeps the office reads it as of any file, so the filter holds no name searched for.
    """
    changes = {"reason": [None, export.reason], "rows": [None, count]}
    if filter_text:
        changes["filter"] = [None, filter_text]
    record("exported", "list", export.suffix, _("Names of people"), changes=changes)
    return export.suffix
