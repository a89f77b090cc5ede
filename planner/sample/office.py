"""What the steps of loading the sample office share."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from planner.accounts.models import User
from planner.choices import Role
from planner.db import db
from planner.objectives.models import Objective, Plan
from planner.officetime import office_day
from planner.partners.models import Nation, Programme

WITH_ARTICLE = frozenset({"AE", "BS", "DO", "GB", "GM", "MH", "MV", "NL", "PH", "SB", "SC", "US"})
"""Nations whose English name has an article: “staff talks with the Netherlands”."""


@dataclass(frozen=True)
class SampleOffice:
    """What the loading steps share: the own nation, the users, the plan, the moment."""

    nation: str
    users: dict[Role, User]
    plan: Plan
    objectives: dict[str, Objective]
    programmes: dict[str, Programme]
    colleges: dict[str, str]
    """The name of a college by the nation that it stands in."""
    now: datetime
    ministries: dict[str, int] = field(default_factory=dict)
    """The key of the sample ministry of each nation whose people were invented."""

    @property
    def today(self) -> date:
        """Return the office's day of loading."""
        return office_day(self.now)

    @property
    def planner(self) -> User:
        """Return the demo user who owns the events."""
        return self.users[Role.PLANNER]

    def moment(self, day: date) -> datetime:
        """Return the morning of a day, or the moment of loading where that comes first."""
        return min(self.now, datetime.combine(day, time(9), UTC))

    def evening(self, day: date) -> datetime:
        """Return the end of a day, when what was planned for it can be said to be over."""
        return min(self.now, datetime.combine(day, time(20), UTC))

    def college_of(self, nation: str) -> str:
        """Return a staff college of a nation, or one that teaches all nations."""
        return self.colleges.get(nation, "NATO Defense College")

    def ministry_of(self, nation: str | None) -> int | None:
        """Return the key of a nation's sample ministry; None where none was invented."""
        return self.ministries.get(nation or "")

    def name_of(self, code: str) -> str:
        """Return a nation's stored name as a sentence has it, with its article."""
        nation = db.session.get(Nation, code)
        name = nation.name if nation else code
        return f"the {name}" if code in WITH_ARTICLE else name
