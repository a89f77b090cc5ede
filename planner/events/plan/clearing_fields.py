"""The part of an event's form that asks before a change of kind clears what was filled in."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField

from planner.shapes.fields_by_family import every_field
from planner.shapes.kind_fields import FieldType, KindField
from planner.terms.queries import choices_of
from planner.text.reading import day, or_none
from planner.web.day_words import day as in_words


class ClearsFields:
    """Keeps values for which the kind shown has no field, and asks whether they may go.

    They stay in the page, so that choosing the earlier kind again brings them back.
    """

    clearing: Any = StringField(_l("These values may be cleared"))
    """Ticked, it names the fields that the reader agreed to lose."""

    left_over: Mapping[str, list[str]] = {}
    """What was filled in for which the kind shown has no field, as a form sends it."""

    def may_clear(self) -> bool:
        """Say whether the reader agreed to lose what the kind has no field for; ask, if not."""
        if self.is_clearing_agreed:
            return True
        sentence = _("Tick this if the values may be cleared, or choose the earlier kind again.")
        self.clearing.errors = [*self.clearing.errors, sentence]
        return False

    @property
    def to_clear(self) -> str:
        """Return the names of the fields that would be lost, as the box for them sends them."""
        return as_clearing(name for name, sent in self.left_over.items() if sent)

    @property
    def is_clearing_agreed(self) -> bool:
        """Say whether the reader agreed to lose each of the values."""
        return set(self.to_clear.split()) <= set((self.clearing.data or "").split())

    @property
    def lost_rows(self) -> list[tuple[str, str]]:
        """Return the label and the value in words of each field that would be lost."""
        fields = every_field()
        rows = ((fields[name], sent) for name, sent in sorted(self.left_over.items()) if sent)
        return [(str(declared.label), sent_in_words(declared, sent)) for declared, sent in rows]


def as_clearing(names: Iterable[str]) -> str:
    """Return names of fields as the box for what is cleared sends them."""
    return " ".join(sorted(names))


def sent_in_words(declared: KindField, sent: list[str]) -> str:
    """Return what was sent for a field in words; what cannot be read, as it was typed."""
    if labels := choices_of(declared):
        return ", ".join(str(labels.get(code, code)) for code in sent)
    if declared.type is FieldType.YES_NO:
        return str(_("Yes"))
    if declared.type is FieldType.DAY and (found := or_none(day, sent[0])):
        return in_words(found)
    return sent[0]
