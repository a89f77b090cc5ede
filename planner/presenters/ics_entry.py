"""What a calendar shows of one engagement, before it becomes octets."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal, TypeAlias

from planner.presenters.ics_text import one_line

Status: TypeAlias = Literal["CONFIRMED", "TENTATIVE", "CANCELLED"]
AccessClass: TypeAlias = Literal["PUBLIC", "PRIVATE"]


@dataclass(frozen=True)
class VEvent:
    """One line in somebody's calendar: days (the last one included) or aware moments.

    The uid is random and stays; the sequence and modified_at rise when the digest changes.
    The cancelled word, in the reader's language, leads the summary of a cancelled entry.
    """

    uid: str
    sequence: int
    modified_at: datetime
    summary: str
    starts: date | datetime
    ends: date | datetime
    description: str = ""
    location: str = ""
    url: str = ""
    conference: str = ""
    """Where those meet who join from afar; other than a web address it stands in no CONFERENCE."""
    status: Status = "CONFIRMED"
    categories: tuple[str, ...] = ()
    contact: str | None = None
    transparent: bool = False
    geo: tuple[float, float] | None = None
    color: str | None = None
    cancelled_word: str = "Cancelled"

    def __post_init__(self) -> None:
        """Refuse what no calendar could show rightly."""
        if not self.uid or self.uid != one_line(self.uid):
            raise ValueError(f"The UID {self.uid!r} is empty, too long or has forbidden characters")
        if self.is_all_day is isinstance(self.ends, datetime):
            raise ValueError("An entry starts and ends either on days or at moments")
        first, after = self.span
        if first >= after:
            raise ValueError(f"The entry ends ({self.ends}) before it has begun ({self.starts})")

    @property
    def is_all_day(self) -> bool:
        """Say whether the entry is a bar of whole days."""
        return not isinstance(self.starts, datetime)

    @property
    def span(self) -> tuple[date, date]:
        """Give DTSTART and DTEND: the day after the last one, or moments in UTC."""
        if isinstance(self.starts, datetime) and isinstance(self.ends, datetime):
            return whole_utc(self.starts), whole_utc(self.ends)
        return self.starts, self.ends + timedelta(days=1)

    @property
    def title(self) -> str:
        """Give the summary line; a cancelled entry says so, for not every client shows it."""
        title = one_line(self.summary) or "–"
        if self.status == "CANCELLED":
            return one_line(f"{self.cancelled_word}: {title}")
        return title

    @property
    def is_free(self) -> bool:
        """Say whether the time stays free in the reader's calendar."""
        return self.transparent or self.status == "CANCELLED"


def whole_utc(moment: datetime) -> datetime:
    """Give the moment in UTC to the second; a naive one raises ValueError."""
    if moment.tzinfo is None:
        raise ValueError(f"The moment {moment} has no time zone")
    return moment.astimezone(UTC).replace(microsecond=0)
