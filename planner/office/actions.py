"""What is done to the office's settings."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from planner.db import db
from planner.office.models import Office
from planner.shapes.office import OfficeYear
from planner.shapes.writing import fill
from planner.viewers import Viewer


def change_settings(office: Office, settings: OfficeYear, *, viewer: Viewer) -> Office:
    """Set how the office counts, or its year alone; what was agreed for other days keeps them.

    Raises NotAllowed for a role that does not look after the catalogue.
    """
    viewer.require("edit_catalogue", _("The country desk sets how the office counts."))
    fill(office, settings)
    db.session.add(office)
    return office


def settings_of(office: Office) -> Mapping[str, Any]:
    """Return the settings by the names of the form's fields."""
    return {
        column.key: getattr(office, column.key)
        for column in Office.__mapper__.column_attrs
        if column.key != "id"
    }
