"""Form fields for nations: whatever is sent, a code or a name, goes through one function."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from flask_babel import gettext as _
from wtforms import Field, SelectField
from wtforms.fields.choices import Choice
from wtforms.validators import StopValidation
from wtforms.widgets import TextInput

from planner.web.fields import ChoicesField, named
from planner.web.nationnames import nation_name, own_codes, partner_codes
from planner.web.nationwords import (
    TICKED_BY,
    NoNation,
    meanings_of,
    nation_of,
    other_names,
    shorter,
    why_none,
)

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


class NationBoxField(NationSelectField):
    """One nation typed into a box, as a code or by any of its names, with suggestions.

    For forms that ask for a nation several times: the page holds the names once, in the list
    of suggestions that `macros/nations.html` draws.
    """

    widget = TextInput()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, render_kw=dict(SUGGESTED), **kwargs)

    def _value(self) -> str:
        if self.process_errors and self.raw_data:
            return str(self.raw_data[0])
        return self.words_of(self.data)

    def words_of(self, value: Any) -> str:
        """Return the name of a nation as this form offers it; nothing for none."""
        if value in (None, *NONE):
            return ""
        offered = (choice for choice in self._iter_choices_normalized())
        name = next((choice.label for choice in offered if choice.value == value), None)
        return str(name or nation_name(value))


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
        for choice in super().iter_choices():
            names = others.get(str(choice.value), "")
            yield choice._replace(render_kw={**choice.render_kw, "data-names": names})

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


class NearNationsField(NationTicksField):
    """Several nations: boxes for those near to the office and those chosen, the rest typed.

    What is typed goes by the same name as the boxes: names or codes, with commas.
    """

    @property
    def typed_words(self) -> str:
        """Return what was typed and means no nation: it stays to be seen, and corrected."""
        offered = {str(choice.value) for choice in self._iter_choices_normalized()}
        sent = [str(words) for words in self.raw_data or ()] if self.unread else []
        return ", ".join(words for words in sent if words not in offered)

    def iter_choices(self) -> Iterator[Any]:
        """Give the boxes of the nations near and chosen."""
        near = {*partner_codes(), *own_codes()}
        for choice in super().iter_choices():
            if choice.selected or choice.value in near:
                names = shorter(choice.label, choice.render_kw["data-names"], TICKED_BY)
                yield choice._replace(render_kw={**choice.render_kw, "data-names": names})


class NationsField(Field):
    """Nations typed into one box: names or codes, or groups that add their members."""

    widget = TextInput()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names: Mapping[str, str] = {}
        self.groups: Mapping[str, list[str]] = {}

    @property
    def other_names(self) -> Mapping[str, str]:
        """Return code to the names by which the browser's suggestions find a nation as well."""
        return other_names()

    def _value(self) -> str:
        if self.raw_data:
            return ", ".join(str(words) for words in self.raw_data)
        return ", ".join(self.names.get(code) or nation_name(code) for code in self.data or ())

    def process_data(self, value: Iterable[str] | None) -> None:
        """Take the codes."""
        self.data = list(value or ())

    def process_formdata(self, valuelist: list[str]) -> None:
        """Keep the words; `pre_validate` turns them into codes once the groups are known."""
        if valuelist:
            self.data = [words for words in valuelist if words.strip()]

    def pre_validate(self, _form: Any) -> None:
        """Turn the words into codes, or say which of them is not known."""
        found: list[str] = []
        for meaning in meanings_of("\n".join(self.data or ()), self.groups):
            if not meaning.codes:
                raise StopValidation(why_none(meaning, takes_groups=True))
            strange = [code for code in meaning.codes if code not in self.names]
            if strange and meaning.word.casefold() not in map(str.casefold, self.groups):
                raise StopValidation(not_offered([meaning.word]))
            found += [code for code in meaning.codes if code not in found]
        self.data = found
