"""What the figures of a partner say, in sentences: nothing else, and each number opens its rows."""

from collections.abc import Iterator

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from planner.choices import OutcomeSign
from planner.reports.figures.parts import in_days
from planner.reports.measures.scope import Links
from planner.reports.nation.addresses import follow_ups_of, outcomes_of
from planner.reports.nation.story import NationStory
from planner.shapes.figure import Opened, Sentence, joined
from planner.web.nationnames import nation_name


def sentences_of(story: NationStory, links: Links) -> Iterator[Sentence]:
    """Give the story of a partner from the last meeting to the next."""
    yield last_met(story, links)
    yield joined(list(wanted_and_done(story, links)))
    yield from hosted(story, links)
    yield from places_filled(story, links)
    yield from people_known(story, links)
    yield from owed(story)
    yield from came_of_it(story)
    yield from next_event(story)


def last_met(story: NationStory, links: Links) -> Sentence:
    """Say when the partner was last met, and the limit if that is too long ago (M17)."""
    silence, name = story.silence, nation_name(story.nation.code)
    if silence.last_on is None:
        return Sentence(_("%(nation)s was never met."), {"nation": name}, "never-met")
    words = _("%(nation)s was last met %(since)s ago, on %(day)s.")
    if silence.first_on is not None:
        words = _("%(nation)s was last met %(since)s ago, between %(first)s and %(day)s.")
    if silence.is_stale:
        words += " " + _("That is longer than the limit of %(limit)s.")
    values = {
        "nation": name,
        "since": Opened(in_days(silence.days), links.contacts(story.nation.code)),
        "first": silence.first_on,
        "day": silence.last_on,
        "limit": in_days(silence.limit_days),
    }
    return Sentence(words, values, "last-met")


def wanted_and_done(story: NationStory, links: Links) -> Iterator[Sentence]:
    """Say what is wanted of the year, what of it was held, and what is lacking (M10)."""
    wanted, year = story.whole.wanted, story.scope.period.name
    if wanted is None or not wanted.required:
        number = story.whole.executed
        words = ngettext(
            "No number of events is wanted in %(year)s; %(number)s was executed.",
            "No number of events is wanted in %(year)s; %(number)s were executed.",
            number,
            year="%(year)s",
            number="%(number)s",
        )
        opened = Opened(number, links.rows("executed", story.scope))
        yield Sentence(words, {"year": year, "number": opened}, "nothing-wanted")
        return
    words = ngettext(
        "%(required)s event is wanted in %(year)s",
        "%(required)s events are wanted in %(year)s",
        wanted.required,
        required="%(required)s",
        year="%(year)s",
    )
    opened = Opened(wanted.required, links.rows_of("required", story.scope))
    yield Sentence(words, {"required": opened, "year": year}, "wanted")
    yield filled(story, links)
    yield lacking(story, links)


def filled(story: NationStory, links: Links) -> Sentence:
    """Say how many of the wanted events were held."""
    wanted = story.whole.wanted
    number = wanted.filled if wanted else 0
    words = ngettext(
        "%(held)s of them was held",
        "%(held)s of them were held",
        number,
        held="%(held)s",
    )
    return Sentence(words, {"held": Opened(number, links.rows("executed", story.scope))}, "held")


def lacking(story: NationStory, links: Links) -> Sentence:
    """Say how many of the wanted events are neither held nor approved and ahead."""
    residual = story.whole.residual or 0
    if not residual:
        return Sentence(_("nothing is lacking."), {}, "nothing-lacking")
    words = ngettext(
        "%(residual)s is neither held nor approved.",
        "%(residual)s are neither held nor approved.",
        residual,
        residual="%(residual)s",
    )
    return Sentence(
        words, {"residual": Opened(residual, links.rows_of("residual", story.scope))}, "lacking"
    )


def hosted(story: NationStory, links: Links) -> Iterator[Sentence]:
    """Say who hosted how many of the executed events, where anybody did (M18)."""
    home, away = story.hosting.hosted, story.hosting.visited
    if not home + away:
        return
    ours = ngettext(
        "We hosted %(home)s executed event",
        "We hosted %(home)s executed events",
        home,
        home="%(home)s",
    )
    theirs = _("%(nation)s hosted %(away)s.")
    values = {
        "home": Opened(home, links.rows("hosted", story.scope)),
        "nation": nation_name(story.nation.code),
        "away": Opened(away, links.rows("visited", story.scope)),
    }
    yield Sentence(f"{ours}; {theirs}", values, "hosted")


def places_filled(story: NationStory, links: Links) -> Iterator[Sentence]:
    """Say how many places at courses and exchanges each side filled (M18)."""
    given, received = story.places.given, story.places.received
    if not given + received:
        return
    words = ngettext(
        "We gave %(given)s place at courses and exchanges",
        "We gave %(given)s places at courses and exchanges",
        given,
        given="%(given)s",
    )
    values = {
        "given": Opened(given, links.rows("places-given", story.scope)),
        "received": Opened(received, links.rows("places-received", story.scope)),
    }
    yield Sentence(f"{words}; {_('we received %(received)s.')}", values, "places")


def people_known(story: NationStory, links: Links) -> Iterator[Sentence]:
    """Say how many people are on record and were met this year, to those who may see people."""
    if not story.ranks:
        return
    number = sum(one.known for one in story.ranks.values())
    met = sum(one.met for one in story.ranks.values())
    words = ngettext(
        "%(number)s person is on record",
        "%(number)s people are on record",
        number,
        number="%(number)s",
    )
    came = ngettext(
        "%(met)s was met in %(year)s.",
        "%(met)s were met in %(year)s.",
        met,
        met="%(met)s",
        year="%(year)s",
    )
    values = {
        "number": Opened(number, links.rows_of("people-known", story.scope)),
        "met": Opened(met, links.rows_of("people-met", story.scope)),
        "year": story.scope.period.name,
    }
    yield Sentence(f"{words}; {came}", values, "people")


def owed(story: NationStory) -> Iterator[Sentence]:
    """Say what is still owed, and how much of it is late."""
    number, late, code = story.owed.number, story.owed.late, story.nation.code
    if not number:
        return
    words = ngettext(
        "%(number)s follow-up is open",
        "%(number)s follow-ups are open",
        number,
        number="%(number)s",
    )
    overdue = _("none of them is late.")
    if late:
        overdue = ngettext(
            "%(late)s of them is late.", "%(late)s of them are late.", late, late="%(late)s"
        )
    values = {
        "number": Opened(number, follow_ups_of(code, "all")),
        "late": Opened(late, follow_ups_of(code, "overdue")),
    }
    yield Sentence(f"{words}; {overdue}", values, "owed")


def came_of_it(story: NationStory) -> Iterator[Sentence]:
    """Say how many outcomes were seen, and how many of them harm."""
    number, harmful = story.seen, story.outcomes[OutcomeSign.NEGATIVE]
    if not number:
        return
    words = ngettext(
        "%(number)s outcome was seen in %(year)s",
        "%(number)s outcomes were seen in %(year)s",
        number,
        number="%(number)s",
        year="%(year)s",
    )
    against = _("none of them harms an objective.")
    if harmful:
        against = ngettext(
            "%(harmful)s of them harms an objective.",
            "%(harmful)s of them harm an objective.",
            harmful,
            harmful="%(harmful)s",
        )
    values = {
        "number": Opened(number, outcomes_of(story)),
        "year": story.scope.period.name,
        "harmful": Opened(harmful, outcomes_of(story, OutcomeSign.NEGATIVE)),
    }
    yield Sentence(f"{words}; {against}", values, "outcomes")


def next_event(story: NationStory) -> Iterator[Sentence]:
    """Say which event is next, and when."""
    found = story.next_event
    if found is None:
        yield Sentence(_("No event is planned."), {}, "nothing-planned")
        return
    values = {
        "event": Opened(found.title, url_for("events.show", event_id=found.id)),
        "days": (found.start, found.end),
    }
    yield Sentence(_("Next is “%(event)s”, %(days)s."), values, "next")
