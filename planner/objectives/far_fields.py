"""The question about a value that lies far from its series, on the forms that record one."""

from decimal import Decimal, InvalidOperation
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Field
from wtforms.widgets import CheckboxInput

from planner.errors import RuleBroken
from planner.objectives.outliers import FarFromSeries
from planner.objectives.ratios import Ratio


class RightField(Field):
    """A tick that says of one value that it is right; of another value it says nothing."""

    widget = CheckboxInput()
    data: Decimal | None
    about: Decimal | None = None
    """The value that is asked about."""

    def process_data(self, _value: Any) -> None:
        """Begin without a tick."""
        self.data = None

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read of which value it was said; what is no number says nothing."""
        try:
            found = Decimal((valuelist or [""])[-1])
        except InvalidOperation:
            return
        self.data = found if found.is_finite() else None

    def _value(self) -> str:
        """Return the value that is asked about, as the tick carries it."""
        return "" if self.about is None else f"{self.about.normalize():f}"


class AsksAboutFarValues:
    """A form that records a value and asks again about one far from its series."""

    confirmed = RightField(_l("It is right"))
    asks = False
    """Whether the page asks now."""

    def validate(self, *args: Any, **how: Any) -> bool:
        """Take the tick for the value that is typed now, and for no other."""
        is_fine: bool = super().validate(*args, **how)  # type: ignore[misc]
        self.confirmed.about = self.typed_value()
        if self.confirmed.data != self.confirmed.about:
            self.confirmed.data = None
        return is_fine

    def typed_value(self) -> Decimal | None:
        """Return the value that is typed now: a number, or what two numbers make."""
        fields: Any = self._fields  # type: ignore[attr-defined]
        if "value" in fields:
            found: Decimal | None = fields["value"].data
            return found
        part, whole = fields["numerator"].data, fields["denominator"].data
        return Ratio(part, whole).percentage if part is not None and whole else None

    def refuse(self, broken: RuleBroken) -> None:
        """Ask when the value lies far."""
        self.asks = isinstance(broken, FarFromSeries)
        super().refuse(broken)  # type: ignore[misc]
