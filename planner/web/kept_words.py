"""The words of a form that was sent, and which of them were typed."""

from dataclasses import dataclass
from datetime import datetime

from werkzeug.datastructures import MultiDict

from planner.web.formkeys import ONCE
from planner.web.masked_tokens import TOKEN

ARG = "typed"
"""The part of an address, and the hidden field, that says which kept form is shown."""
NOT_TYPED = {ONCE, TOKEN, ARG, "version", "base", "next"}
"""Fields that a page sends by itself."""

Fields = list[tuple[str, str]]


@dataclass(frozen=True)
class SentForm:
    """A form as it was sent: where to, and every field in its order."""

    address: str
    fields: Fields
    ref: str = ""
    at: datetime | None = None

    @property
    def form(self) -> MultiDict[str, str]:
        """Return the fields as a request has them."""
        return MultiDict(self.fields)

    @property
    def typed(self) -> Fields:
        """Return what somebody typed or chose."""
        return [(name, value) for name, value in self.fields if is_typed(name, value)]


def is_typed(name: str, value: str) -> bool:
    """Say whether a field holds what somebody typed or chose."""
    return bool(value.strip()) and name.rpartition("-")[2] not in NOT_TYPED
