"""What the list of concerns is narrowed to, part by part."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement

from planner.choices import ConcernSource
from planner.outcomes.concern_models import Concern
from planner.outcomes.filtering import objectives_offered
from planner.outcomes.press_conditions import (
    belongs_to,
    is_late_concern,
    is_open_concern,
    of_event_that_may_go,
    serves,
)
from planner.partners.queries import partner_choices
from planner.web.lists.asking import (
    DAY,
    one_of,
    receiver,
    several_codes,
    several_nations,
    several_rows,
)
from planner.web.lists.filters import FilterPart, ListFilter, given, holds, matches

ANSWERS = {
    "open": _l("Open"),
    "late": _l("Open for more than 14 days"),
    "answered": _l("Answered"),
}


def stands(answer: str, today: date) -> ColumnElement[bool]:
    """Return the condition on how a concern was answered."""
    if answer == "late":
        return is_late_concern(today)
    return is_open_concern() if answer == "open" else ~is_open_concern()


@dataclass(frozen=True)
class ConcernFilter(ListFilter):
    """Which concerns are wanted; an empty part does not narrow. It is asked about the day."""

    parts: ClassVar = (
        FilterPart("q", _l("Text"), holds("concern", Concern.id)),
        FilterPart(
            "nation",
            _l("Nation"),
            given("nation", lambda codes: belongs_to(Concern, codes)),
            several_nations(partner_choices),
        ),
        FilterPart(
            "source",
            _l("Raised by"),
            matches(Concern.source, "source"),
            several_codes(ConcernSource),
        ),
        FilterPart(
            "answer",
            _l("Answer"),
            lambda w, today: (stands(w.answer, today),) if w.answer else (),
            one_of(ANSWERS),
        ),
        FilterPart(
            "objective",
            _l("Objective of the event"),
            given("objective", lambda keys: serves(Concern, keys)),
            several_rows(objectives_offered),
        ),
        FilterPart(
            "releasable",
            _l("Releasable to"),
            given("releasable", lambda code: of_event_that_may_go(Concern, code)),
            receiver(partner_choices),
        ),
        FilterPart(
            "from",
            _l("Raised from"),
            given("since", lambda day: Concern.raised_on >= day),
            DAY,
            "since",
        ),
        FilterPart(
            "to",
            _l("Raised until"),
            given("until", lambda day: Concern.raised_on <= day),
            DAY,
            "until",
        ),
    )

    q: str = ""
    nation: tuple[str, ...] = ()
    source: tuple[ConcernSource, ...] = ()
    answer: str = ""
    objective: tuple[int, ...] = ()
    releasable: str = ""
    since: date | None = None
    until: date | None = None
