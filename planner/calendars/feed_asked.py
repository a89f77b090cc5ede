"""What a feed asks for at this moment: whose, which filter, which days, how much is told."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement

from planner.calendars.audiences import Audience
from planner.calendars.subscription_queries import Subscription
from planner.calendars.windows import Window
from planner.events.list.filtering import EventFilter
from planner.officetime import office_day


@dataclass(frozen=True)
class FeedAsked:
    """What a feed asks for at this moment."""

    feed: Subscription
    now: datetime
    window: Window
    told: Audience
    """The most that is told of events above OFFICIAL."""

    @property
    def partner(self) -> str:
        """Return the code of the nation that the feed is for; empty for the usual feed."""
        return EventFilter.from_query(self.feed.query).partner

    @property
    def conditions(self) -> list[ColumnElement[bool]]:
        """Return the stored filter and the window as conditions."""
        wanted = EventFilter.from_query(self.feed.query)
        return [*wanted.conditions(office_day(self.now)), self.window.condition]
