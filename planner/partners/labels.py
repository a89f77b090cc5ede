"""Words for codes of the reference data that are not fixed lists of the catalogue."""

from typing import Any

from flask_babel import lazy_gettext as _l

INSTITUTION_LEVELS: dict[str, Any] = {
    "academy": _l("Academy"),
    "nco_academy": _l("Academy for non-commissioned officers"),
    "staff_college": _l("Staff college"),
    "war_college": _l("War college"),
    "defence_university": _l("Defence university"),
    "language_school": _l("Language school"),
    "training_centre": _l("Training centre"),
    "peacekeeping_centre": _l("Peacekeeping centre"),
    "regional_centre": _l("Regional centre"),
    "centre_of_excellence": _l("Centre of excellence"),
    "international": _l("International college"),
}

USES: dict[str, Any] = {
    "event": _l("events"),
    "person": _l("people"),
    "organisation": _l("organisations below it"),
    "follow_up": _l("follow-ups"),
    "attendance": _l("attendance lists"),
}
"""What a table that points at a row is called in a sentence."""


def level_label(code: str) -> str:
    """Return an institution's level in words."""
    return str(INSTITUTION_LEVELS.get(code, code))


def used_by(tables: list[str]) -> str:
    """Return the tables that use a row as words for a sentence."""
    return ", ".join(str(USES.get(name, name.replace("_", " "))) for name in tables)
