"""Form fields for nations: whatever is sent, a code or a name, goes through one function."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from flask_babel import gettext as _
from wtforms import SelectField
from wtforms.fields.choices import Choice
from wtforms.validators import StopValidation

from planner.web.fields import ChoicesField, named
from planner.web.nation_suggestions import other_names
from planner.web.nationwords import meanings_of, nation_of
from planner.web.no_nation import NoNation, why_none

NONE = ("", "None")
SUGGESTED = {"list": "nations", "autocomplete": "off"}
"""What ties a box to the page's suggestions."""


def not_offered(words: Iterable[str]) -> str:
    """Return the sentence on nations that there are and that this form does not offer."""
    return str(
        _(
            "“%(values)s” is not among the choices. Check it, or leave it out.",
            values=named(words),
        )
    )


class NationSelectField(SelectField):
    """One nation out of those offered, sent as its code or by any of its names."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the nation, or say why it is none."""
        if not valuelist:
            return
        word = valuelist[0].strip()
        self.data = self.coerce("")
        if word in NONE:
            return
        try:
            self.data = self.coerce(nation_of(word))
        except NoNation as why:
            raise ValueError(str(why)) from None

    def pre_validate(self, _form: Any) -> None:
        """Refuse what could not be read, and a nation that is not offered."""
        if self.process_errors:
            raise StopValidation
        if not self.validate_choice or self.data in (None, ""):
            return
        if not any(choice.selected for choice in self._iter_choices_normalized()):
            raise StopValidation(not_offered(self.raw_data or [self.data]))

    def iter_choices(self) -> list[Any]:
        """Return the options; what was sent and is no nation stays to be seen, and corrected."""
        offered: list[Any] = super().iter_choices()
        if self.process_errors and self.raw_data:
            offered.append(Choice(self.raw_data[0], self.raw_data[0], True, {}))
        return offered


class NationTicksField(ChoicesField):
    """Several nations out of those offered, sent as codes or names, one or more in a value.

    `beside` are codes of no nation that links of the product's own carry; they pass as they are.
    """

    def __init__(self, *args: Any, beside: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.beside = beside

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the nations; keep the sentences on what means none."""
        self.unread = ()
        self.typed: dict[str, str] = {}
        for value in valuelist:
            if value in self.beside:
                self.typed.setdefault(value, value)
                continue
            for meaning in meanings_of(value):
                if not meaning.codes:
                    self.unread = (*self.unread, why_none(meaning))
                for code in meaning.codes:
                    self.typed.setdefault(code, meaning.word)
        self.data = [self.coerce(code) for code in self.typed]

    def iter_choices(self) -> Iterator[Any]:
        """Give the boxes, each with the other names that it is found by."""
        others = other_names()
        for choice in self.choices_shown():
            names = self.found_by(str(choice.label), others.get(str(choice.value), ""))
            yield choice._replace(render_kw={**choice.render_kw, "data-names": names})

    def choices_shown(self) -> Iterable[Any]:
        """Return the nations that have a box."""
        offered: Iterable[Any] = super().iter_choices()
        return offered

    def found_by(self, _name: str, others: str) -> str:
        """Return those of a nation's other names by which its box is found."""
        return others

    def pre_validate(self, _form: Any) -> None:
        """Say what means no nation, and which nations are not offered."""
        if self.unread:
            raise StopValidation(self.unread[0])
        if self.validate_choice and (
            unknown := [code for code in self.not_offered() if code not in self.beside]
        ):
            raise StopValidation(
                not_offered(self.typed.get(str(code), str(code)) for code in unknown)
            )
