"""What the sample press wrote of partners apart from any event, and how it was answered."""

from datetime import timedelta

from planner.choices import Marking, MediaAnswer, MediaAudience, MediaKind, Role
from planner.outcomes.media_actions import log_media_item
from planner.sample.office import SampleOffice
from planner.shapes.media_item import WrittenMediaItem
from planner.terms.models import Theme
from planner.terms.queries import offered

WRITTEN = (
    ("Friends in uniform: a portrait of two services", MediaKind.DOCUMENTARY, 2, 90),
    ("Who decides when guests bring their own plans?", MediaKind.NEWS_REPORT, -1, 40),
    ("Soldiers rebuild a school together", MediaKind.SOCIAL_MEDIA, 1, 25),
    ("What the attaché’s office does all day", MediaKind.BROADCAST, 0, 12),
    ("Are joint drills aimed at the neighbours?", MediaKind.NEWS_REPORT, -2, 5),
)
"""Headline, kind, tone, and how many days ago it was published; the last waits for an answer."""
NATIONS = 3
CAMPAIGN = "Partners in peace (sample)"


def publish_of_nations(office: SampleOffice, partners: list[str]) -> None:
    """Log what was written of the most frequent partners; the latest harsh words wait."""
    themes = list(offered(Theme))
    for place, code in enumerate(partners[:NATIONS]):
        for number, (title, kind, tone, days) in enumerate(WRITTEN):
            published_on = office.today - timedelta(days=days + place)
            is_answered = tone < 0 and number + 1 < len(WRITTEN)
            log_media_item(
                None,
                WrittenMediaItem(
                    title=f"{title} (sample)",
                    kind=kind,
                    outlet="Sample Courier",
                    campaign=CAMPAIGN if tone > 0 else "",
                    published_on=published_on,
                    tone=tone,
                    nation_code=code,
                    audience=MediaAudience.PARTNER_PUBLIC,
                    reach=20_000 * (number + 1),
                    theme_codes=tuple(themes[(place + number) % len(themes) :][:2]),
                    answered_on=published_on + timedelta(days=1 + place) if is_answered else None,
                    answer_way=MediaAnswer.INTERVIEW if is_answered else None,
                    answer="Background talk on who plans what (sample)." if is_answered else "",
                    marking=Marking.PUBLIC if tone > 0 else Marking.OFFICIAL,
                ),
                viewer=office.users[Role.COUNTRY_DESK].as_viewer,
                today=office.today,
            )
