"""Form fields for days and numbers: what they take is what every room can work with."""

from flask_babel import gettext as _
from wtforms import DateField, DecimalField, FloatField, IntegerField

from planner import reading


class DayField(DateField):
    """A day between 1900 and 2199."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the day, or say which days are taken."""
        if not valuelist:
            return
        self.data = None
        try:
            self.data = reading.day(valuelist[0])
        except reading.OutOfRange:
            raise ValueError(_("Enter a day between 1900 and 2199.")) from None
        except reading.NotReadable:
            raise ValueError(self.gettext("Not a valid date value.")) from None


class WholeField(IntegerField):
    """A whole number that a column can hold."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number, or say that it is none."""
        if not valuelist:
            return
        self.data = None
        try:
            self.data = reading.whole(valuelist[0])
        except reading.NotReadable:
            raise ValueError(self.gettext("Not a valid integer value.")) from None


class AmountField(DecimalField):
    """A decimal number, written out."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number, or say that it is none."""
        if not valuelist:
            return
        self.data = None
        try:
            self.data = reading.decimal(valuelist[0])
        except reading.NotReadable:
            raise ValueError(self.gettext("Not a valid decimal value.")) from None


class WeightField(FloatField):
    """A number that may be broken, written out."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number, or say that it is none."""
        if not valuelist:
            return
        self.data = None
        try:
            self.data = float(reading.decimal(valuelist[0]))
        except reading.NotReadable:
            raise ValueError(self.gettext("Not a valid float value.")) from None
