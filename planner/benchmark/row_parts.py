"""What the benchmark’s rows are made of: days, moments, partners and markings by number."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from uuid import UUID

from planner.choices import Marking

if TYPE_CHECKING:
    from planner.benchmark.office import FilledOffice

PARTNERS = (
    *("ID", "IN", "JP", "FR", "GB", "US", "PG", "FJ"),
    *("SG", "MY", "TH", "PH", "NZ", "KR", "DE"),
)
SPAN_DAYS = 5 * 365
EVERY = 10
"""One event of so many has an outcome and a follow-up."""
Row = dict[str, Any]


def uid_of(n: int) -> UUID:
    """Return the same UID for the same event in every run."""
    return UUID(sha256(str(n).encode()).hexdigest()[:32])


def days_of(office: FilledOffice, n: int) -> tuple[date, date]:
    """Return the first and the last day of one event."""
    starts_on = office.first_day + timedelta(days=n * 7919 % SPAN_DAYS)
    return starts_on, starts_on + timedelta(days=n % 5)


def moment_of(office: FilledOffice) -> datetime:
    """Return the moment at which everything was written."""
    return datetime(office.first_day.year, 1, 1, tzinfo=UTC)


def partners_of(n: int) -> tuple[str, str]:
    """Return the two partner nations of one event."""
    first = n % len(PARTNERS)
    second = (first + 1 + n // len(PARTNERS) % (len(PARTNERS) - 1)) % len(PARTNERS)
    return PARTNERS[first], PARTNERS[second]


def marking_of(n: int) -> Marking:
    """Return the marking of one event."""
    return Marking.OFFICIAL if n % 3 else Marking.PUBLIC
