"""The words of the event list, each looked up once a page: a page of rows must cost little."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from flask_babel import gettext as _

from planner.choices import DatePrecision, EventState, Modality
from planner.db import PreciseDate
from planner.kinds.queries import kind_names
from planner.terms.models import Term
from planner.terms.queries import term_labels
from planner.web.day_words import period
from planner.web.labels import labels, markings
from planner.web.language import locale
from planner.web.nationnames import nation_name, own_codes

NAMES_SHOWN = 4


@lru_cache(maxsize=8192)
def _when(first: date | None, last: date | None, precision: DatePrecision, _locale: str) -> str:
    if first is None or last is None:
        return str(_("No dates yet"))
    return period(PreciseDate(first, precision), PreciseDate(last, precision))


class ListWords:
    """The words of one page or file."""

    def __init__(self) -> None:
        self.locale = locale()
        self.kinds = kind_names()
        self.states = labels(EventState)
        self.precisions = labels(DatePrecision)
        self.modes = labels(Modality)
        self.markings = markings()
        self.names: dict[str, str] = {}
        self.own = own_codes()
        self.tables: dict[type[Term], tuple[tuple[str, str], ...]] = {}

    def nations(self, codes: Sequence[str]) -> str:
        """Return the first partners and how many more; our own nation when it is alone."""
        partners = [code for code in codes if code not in self.own] or codes
        shown = ", ".join(self.name(code) for code in partners[:NAMES_SHOWN])
        more = len(partners) - NAMES_SHOWN
        return f"{shown} +{more}" if more > 0 else shown

    def name(self, code: str) -> str:
        """Return a nation's name."""
        if code not in self.names:
            self.names[code] = nation_name(code)
        return self.names[code]

    def of_table(self, table: type[Term]) -> tuple[tuple[str, str], ...]:
        """Return code and name of each row of a reference table."""
        if table not in self.tables:
            self.tables[table] = tuple(term_labels(table).items())
        return self.tables[table]

    def all_names(self, codes: Sequence[str]) -> str:
        """Return the names of all nations of a list."""
        return ", ".join(self.name(code) for code in codes)

    def when(self, first: date | None, last: date | None, precision: DatePrecision) -> str:
        """Return a period as exactly as it is known."""
        return _when(first, last, precision, self.locale)

    def place(self, town: str, nation: str | None, phase: str) -> str:
        """Return a place as “Darwin, Australia (main phase)”; empty for one of which nothing is
        known. The phase alone is no place.
        """
        where = ", ".join(filter(None, (town, self.name(nation) if nation else "")))
        return f"{where} ({phase})" if where and phase else where
