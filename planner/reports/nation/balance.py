"""Who hosted whom, whose places were filled, and a partner's share of it all (M15, M16, M18)."""

from fractions import Fraction

from flask import url_for
from flask_babel import gettext as _

from planner.reports.measures.concentration import reciprocity
from planner.reports.measures.scope import Links
from planner.reports.nation.story import NationStory
from planner.shapes.document import Fact, Section
from planner.shapes.figure import Label, Sentence, Share
from planner.web.cells import sentence


def balance_section(story: NationStory, links: Links) -> Section:
    """Return the balance of the year as a part of the page."""
    facts = (*hosting_facts(story, links), *place_facts(story, links), *share_facts(story, links))
    return Section(
        _("Balance %(year)s", year=story.scope.period.name),
        facts,
        href=url_for("reports.balance", nation=story.nation.code),
        absent=_("Nothing was executed this year, and nothing is wanted: there is no balance yet."),
    )


def hosting_facts(story: NationStory, links: Links) -> list[Fact]:
    """Return who hosted, where anybody is known to have."""
    home, away = story.hosting.hosted, story.hosting.visited
    found = reciprocity(home, away)
    if found is None:
        return []
    n = said(_("%(home)s to %(away)s"), home=home, away=away)
    return [
        Fact(_("Hosted by us"), home, links.rows("hosted", story.scope)),
        Fact(_("Hosted by them"), away, links.rows("visited", story.scope)),
        Fact(_("Reciprocity (M18)"), float(found), links.rows("hosted", story.scope), n),
    ]


def place_facts(story: NationStory, links: Links) -> list[Fact]:
    """Return the places given and received at courses and exchanges, where there were any."""
    given, received = story.places.given, story.places.received
    if not given + received:
        return []
    return [
        Fact(_("Places given"), given, links.rows("places-given", story.scope)),
        Fact(_("Places received"), received, links.rows("places-received", story.scope)),
    ]


def share_facts(story: NationStory, links: Links) -> list[Fact]:
    """Return the partner's shares of what the office did with all, and what was wanted."""
    found, scope = story.shared, story.scope
    days = said(_("of %(days)s person-days"), days=round(found.days_of_all))
    events = said(_("of %(number)s executed, by partner"), number=found.events_of_all)
    wanted = said(_("of %(number)s wanted"), number=found.wanted_of_all)
    parts = (
        (_("Share of person-days (M4)"), found.person_days, links.rows("effort-with", scope), days),
        (_("Share of events"), found.events, links.rows("executed", scope), events),
        (_("Wanted share (M16)"), found.wanted, links.rows_of("required", scope), wanted),
    )
    return [Fact(label, share(part), rows, n) for label, part, rows, n in parts if part is not None]


def share(found: Fraction) -> Share:
    """Return a part of a whole as pages and files show it."""
    return Share(float(found))


def said(words: str, **values: Label) -> str:
    """Return an n in words."""
    return sentence(Sentence(words, values))
