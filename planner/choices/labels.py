"""The labelled enumeration, and the two that every room needs: marking and role."""

from enum import IntEnum, StrEnum
from typing import Any, Self

from flask_babel import lazy_gettext as _l


class Labelled(StrEnum):
    """A code kept in the database and the words a reader sees for it."""

    label: Any

    def __new__(cls, code: str, label: object = None) -> Self:
        """Keep the code as the value and the lazy label beside it."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member

    @classmethod
    def choices(cls) -> dict[str, Any]:
        """Return value to label, in the order of the catalogue."""
        return {member.value: member.label for member in cls}


class Marking(IntEnum):
    """How restricted a row is; higher is more restricted (DOMAIN 3)."""

    PUBLIC = 0
    OFFICIAL = 1
    OFFICIAL_SENSITIVE = 2

    @property
    def label(self) -> Any:
        """Return the words printed in the banner."""
        return MARKING_LABELS[self]

    @classmethod
    def choices(cls) -> dict[str, Any]:
        """Return value to label, least restricted first."""
        return {str(int(member)): member.label for member in cls}


MARKING_LABELS = {
    Marking.PUBLIC: _l("PUBLIC"),
    Marking.OFFICIAL: _l("OFFICIAL"),
    Marking.OFFICIAL_SENSITIVE: _l("OFFICIAL-SENSITIVE"),
}


class Role(Labelled):
    """What a user does in the office (DOMAIN 3)."""

    VIEWER = "viewer", _l("Viewer")
    PLANNER = "planner", _l("Planner")
    APPROVER = "approver", _l("Approver")
    COUNTRY_DESK = "country_desk", _l("Country desk")
    ADMINISTRATOR = "administrator", _l("Administrator")
