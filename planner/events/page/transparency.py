"""Whether an exercise or an operation is open to the public and to others, and what lacks.

The list of events asks the same of rows (`events/list/transparency_conditions.py`).
"""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.choices import Family
from planner.events.models import Event
from planner.kinds.queries import kind_of

OPEN_FAMILIES = (Family.EXERCISE, Family.OPERATION)
"""Of events that others may take for a threat, openness is asked."""
ASKED: dict[str, Any] = {
    "announced_on": _l("the day on which it was announced"),
    "observers_invited": _l("the invitation of observers"),
    "peaceful_purpose": _l("its purpose in words for the public"),
    "told_before": _l("who was told beforehand"),
}
"""The fields that are asked of both, with the words for one that lacks."""
MANDATE = "mandate"
"""Asked of an operation alone: the mandate or request behind it."""


@dataclass(frozen=True)
class Transparency:
    """How open an event is: what lacks, in words; nothing lacks where it is open."""

    lacks: tuple[str, ...]

    @property
    def light(self) -> str:
        """Return the light: all there, some of it, or none."""
        if not self.lacks:
            return "good"
        return "bad" if len(self.lacks) >= len(ASKED) else "warn"

    @property
    def label(self) -> str:
        """Return the words beside the light."""
        return str(_("Not yet open to others") if self.lacks else _("Open to others"))

    @property
    def reason(self) -> str:
        """Return why, as a sentence."""
        if not self.lacks:
            return str(_("Announced, observers invited, its purpose said, others told."))
        return str(_("Not said: %(lacks)s.", lacks="; ".join(self.lacks)))


def transparency_of(event: Event) -> Transparency | None:
    """Return how open an exercise or operation is; None for an event of another family."""
    family = kind_of(event.kind).family
    if family not in OPEN_FAMILIES:
        return None
    told = event.plain_details
    lacks = [str(words) for name, words in ASKED.items() if not told.get(name)]
    if family is Family.OPERATION and not told.get(MANDATE):
        lacks.append(_("the mandate or request behind it"))
    return Transparency(tuple(lacks))
