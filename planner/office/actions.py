"""What is done to the office's settings."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from planner.db import db
from planner.office.models import Office
from planner.viewers import Viewer


def change_settings(office: Office, *, viewer: Viewer, **values: Any) -> Office:
    """Set how the office counts; what was agreed for other days keeps them.

    Raises NotAllowed for a role that does not look after the catalogue.
    """
    viewer.require("edit_catalogue", _("The country desk sets how the office counts."))
    for name, value in values.items():
        setattr(office, name, value)
    db.session.add(office)
    return office


def settings_of(office: Office) -> Mapping[str, Any]:
    """Return the settings by the names of the form's fields."""
    return {
        column.key: getattr(office, column.key)
        for column in Office.__mapper__.column_attrs
        if column.key != "id"
    }
