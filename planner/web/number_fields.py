"""Form fields for numbers, days and times of day: what they take is what every room can use."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from babel import Locale
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _
from wtforms import Field, Form
from wtforms.validators import StopValidation
from wtforms.widgets import HiddenInput, TextInput

from planner.text import numerals, reading

EXAMPLE = Decimal("1250.5")


def page_language() -> Locale:
    """Return the language that the page is in, which says how its numbers are read."""
    return get_locale() or Locale("en")


class StopsAtFirst(Field):
    """A field that says one thing: when what was typed cannot be read, nothing else is checked."""

    def pre_validate(self, _form: Any) -> None:
        """Stop after what could not be read."""
        if self.process_errors:
            raise StopValidation


class NumberField(StopsAtFirst):
    """Any number: whole ones, amounts of money, figures, weights.

    It is read by the language of the page (`planner.text.numerals`), and what was typed stays in
    the box. `places` is how many decimals it may have, `padded` how many are always shown.
    Without places its data is an int, else a Decimal, or what `kind` makes of it.
    """

    widget = TextInput()

    def __init__(
        self,
        label: Any = None,
        validators: Any = None,
        *,
        places: int = 0,
        padded: int = 0,
        most: int = reading.LARGEST,
        kind: Callable[[Decimal], Any] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, validators, **kwargs)
        self.places, self.padded, self.most = places, padded, most
        self.kind = kind or (Decimal if places else int)
        if not isinstance(self.widget, HiddenInput):
            keys = {"inputmode": "decimal" if places else "numeric", "autocomplete": "off"}
            self.render_kw: dict[str, Any] = keys | (kwargs.get("render_kw") or {})

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        if self.data is None:
            return ""
        return numerals.written(Decimal(str(self.data)), page_language(), self.padded)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number, or say what is wrong with it and how it is written."""
        if not valuelist:
            return
        self.data = None
        if valuelist[0].strip():
            self.data = self.kind(self.fitting(self.read(valuelist[0])))

    def read(self, text: str) -> Decimal:
        """Return the number that was typed."""
        try:
            return numerals.read(text, page_language())
        except numerals.TwoWays as found:
            ways = [self.as_told(way) for way in found.ways if self.takes(way)]
            if not ways:
                raise ValueError(self.how_to_write()) from None
            raise ValueError(
                _(
                    "“%(text)s” can be read two ways. Write %(ways)s.",
                    text=text.strip(),
                    ways=_(" or ").join(ways),
                )
            ) from None
        except numerals.WrongGroups as found:
            if found.meant is None or not self.takes(found.meant):
                raise ValueError(self.how_to_write()) from None
            raise ValueError(
                _(
                    "“%(text)s” is no number here. Write %(number)s if that is meant.",
                    text=text.strip(),
                    number=self.as_told(found.meant),
                )
            ) from None
        except numerals.NotANumber:
            raise ValueError(self.how_to_write()) from None

    def fitting(self, number: Decimal) -> Decimal:
        """Return the number; ValueError when it has too many decimals or is too large."""
        if abs(number) > self.most:
            raise ValueError(
                _("Enter a number up to %(most)s.", most=self.as_told(Decimal(self.most)))
            )
        if number != round(number, self.places):
            if not self.places:
                raise ValueError(self.how_to_write())
            raise ValueError(
                ngettext(
                    "Enter at most %(num)d decimal, such as %(number)s.",
                    "Enter at most %(num)d decimals, such as %(number)s.",
                    self.places,
                    number=self.example(),
                )
            )
        return number

    def takes(self, number: Decimal) -> bool:
        """Say whether a number would be taken if it were written well."""
        return abs(number) <= self.most and number == round(number, self.places)

    def as_told(self, number: Decimal) -> str:
        """Return a number as a sentence tells it; it is read back as the same."""
        return numerals.shown(number, page_language())

    def example(self) -> str:
        """Return a number that the field takes."""
        return self.as_told(EXAMPLE if self.places else Decimal(1250))

    def how_to_write(self) -> str:
        """Return the sentence on how a number is written here."""
        if self.widget and isinstance(self.widget, HiddenInput):
            return str(_("Part of the form did not arrive whole. Open the page again, then save."))
        if self.places:
            return str(
                _("Enter the number alone, in digits, such as %(number)s.", number=self.example())
            )
        return str(
            _("Enter a whole number, in digits alone, such as %(number)s.", number=self.example())
        )


def typed_whole(text: str) -> int | None:
    """Return the whole number of a cell of a table; None for what is none, or too large."""
    field = NumberField().bind(Form(), "cell")
    try:
        field.process_formdata([text])
    except ValueError:
        return None
    return None if field.data is None else int(field.data)
