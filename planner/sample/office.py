"""What the steps of loading the sample office share."""

from dataclasses import dataclass
from datetime import date, datetime

from planner.accounts.models import User
from planner.choices import Role
from planner.db import db
from planner.objectives.models import Objective, Plan
from planner.officetime import office_day
from planner.partners.models import Nation, Programme


@dataclass(frozen=True)
class Office:
    """What the loading steps share: the own nation, the users, the plan, the moment."""

    nation: str
    users: dict[Role, User]
    plan: Plan
    objectives: dict[str, Objective]
    programmes: dict[str, Programme]
    now: datetime

    @property
    def today(self) -> date:
        """Return the office's day of loading."""
        return office_day(self.now)

    @property
    def planner(self) -> User:
        """Return the demo user who owns the events."""
        return self.users[Role.PLANNER]

    def name_of(self, code: str) -> str:
        """Return a nation's stored name."""
        nation = db.session.get(Nation, code)
        return nation.name if nation else code
