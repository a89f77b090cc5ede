"""Form fields of nations and groups typed as one text."""

from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import Field
from wtforms.validators import StopValidation
from wtforms.widgets import TextInput

from planner.web.nation_fields import NationTicksField, not_offered
from planner.web.nation_suggestions import TICKED_BY, other_names, shorter
from planner.web.nationnames import nation_name, own_codes, partner_codes
from planner.web.nationwords import meanings_of
from planner.web.no_nation import why_none


class NearNationsField(NationTicksField):
    """Several nations: boxes for those near to the office and those chosen, the rest typed.

    What is typed goes by the same name as the boxes: names or codes, with commas.
    """

    @property
    def typed_words(self) -> str:
        """Return what was typed and means no nation: it stays to be seen, and corrected."""
        if not self.unread:
            return ""
        offered = {str(choice.value) for choice in self.iter_choices()}
        sent = [str(words) for words in self.raw_data or ()]
        return ", ".join(words for words in sent if words not in offered)

    def choices_shown(self) -> Iterable[Any]:
        """Return the nations near and chosen."""
        near = {*partner_codes(), *own_codes()}
        return [one for one in super().choices_shown() if one.selected or one.value in near]

    def found_by(self, name: str, others: str) -> str:
        """Return the few of its other names that are written most."""
        return shorter(name, others, TICKED_BY)


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
