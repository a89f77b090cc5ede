"""Where the numbers of a partner's story lead that count no events."""

from typing import Any

from flask import url_for

from planner.choices import OutcomeSign
from planner.reports.nation.story import NationStory


def follow_ups_of(code: str, tab: str) -> str:
    """Return the address of the open follow-ups that concern a partner, or of the late ones."""
    states = ["open", "in_hand"] if tab == "all" else []
    return url_for("followups.index", tab=tab, nation=code, state=states)


def outcomes_of(story: NationStory, sign: OutcomeSign | None = None) -> str:
    """Return the address of the outcomes with a partner that were seen this year."""
    period = story.scope.period
    asked: dict[str, Any] = {"from": period.first, "to": period.last, "sign": sign}
    return url_for("outcomes.index", nation=story.nation.code, **asked)
