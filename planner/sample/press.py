"""What the sample press wrote of partners, what others worried about, and what was answered."""

from datetime import timedelta

from planner.choices import (
    ConcernSource,
    Marking,
    MediaAnswer,
    MediaAudience,
    MediaKind,
    Role,
)
from planner.events.models import Event
from planner.outcomes.concern_actions import note_concern
from planner.outcomes.media_actions import log_media_item
from planner.sample.office import SampleOffice
from planner.shapes.concern import WrittenConcern
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


RAISED = (
    (
        "Who decides on joint plans, they or we?",
        ConcernSource.PARLIAMENT,
        "Defence committee (sample)",
        "Every plan carries both signatures; the committee saw one.",
    ),
    (
        "Noise at night near the school",
        ConcernSource.COMMUNITY,
        "Parents of the village (sample)",
        "No flights after nine; the head teacher has our number.",
    ),
    ("Are the drills aimed at us?", ConcernSource.NEIGHBOUR, "A neighbour’s daily (sample)", ""),
)
"""The concern, who raised it, in words, and the answer; the last waits for one."""


def raise_concerns(office: SampleOffice, partners: list[str], invented: list[Event]) -> None:
    """Note what others worried about: of partners, and of some events that were held or planned."""
    viewer, today = office.users[Role.COUNTRY_DESK].as_viewer, office.today
    abouts: list[tuple[Event | None, str | None]] = [(None, code) for code in partners[:2]]
    abouts += [(event, None) for event in invented[:4]]
    for place, (event, code) in enumerate(abouts):
        what, source, raised_by, answer = RAISED[place % len(RAISED)]
        raised_on = today - timedelta(days=30 - 4 * place)
        note_concern(
            event,
            WrittenConcern(
                what=f"{what} (sample)",
                source=source,
                raised_by=raised_by,
                raised_on=raised_on,
                nation_code=code,
                answered_on=raised_on + timedelta(days=3 + place) if answer else None,
                answer=answer,
                marking=Marking.OFFICIAL if event is None else None,
            ),
            viewer=viewer,
            today=today,
        )
