"""What a found row of each kind says of itself: title, link, detail, words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from planner.attachments.holders import held_by
from planner.kinds.queries import kind_name
from planner.terms.models import ArmedService
from planner.terms.queries import term_label
from planner.ways.columns import address_of
from planner.web.day_words import day, event_period
from planner.web.nationnames import nation_name

LONGEST_TITLE = 120
"""Signs of a row’s text that name it."""


@dataclass(frozen=True)
class HitWords:
    """What a row says of itself: title, address, detail and text."""

    title: str
    href: str
    detail: str
    text: str = ""


def of_event(row: Any) -> HitWords:
    """Tell of an event."""
    text = f"{row.summary} {row.benefit_own} {row.benefit_partner} {row.source_note}"
    detail = f"{kind_name(row.kind)} · {event_period(row)} · {row.state.label}"
    return HitWords(row.title, url_for("events.show", event_id=row.id), detail, text)


def of_person(row: Any) -> HitWords:
    """Tell of a person."""
    title = f"{row.full_name} {row.name_native}".strip()
    href = url_for("people.show", person_id=row.id)
    return HitWords(title, href, nation_name(row.nation_code), f"{row.post} {row.armed_service}")


def of_way(row: Any) -> HitWords:
    """Tell of a way of a nation."""
    title = row.text.splitlines()[0][:LONGEST_TITLE]
    return HitWords(
        title, address_of(row), f"{nation_name(row.nation_code)} · {row.kind.label}", row.text
    )


def of_organisation(row: Any) -> HitWords:
    """Tell of an organisation."""
    detail = f"{row.kind.label} · {nation_name(row.nation_code)}"
    href = url_for("organisations.show", organisation_id=row.id)
    short = f" ({row.short_name})" if row.short_name else ""
    return HitWords(f"{row.name}{short}", href, detail, f"{row.town} {row.note}")


def of_nation(row: Any) -> HitWords:
    """Tell of a nation."""
    name, tier = nation_name(row.code), row.tier.label if row.tier else ""
    detail = " · ".join(part for part in (row.code, str(tier)) if part)
    return HitWords(name, url_for("nations.show", code=row.code), detail)


def of_objective(row: Any) -> HitWords:
    """Tell of an objective, by the indicator that was found too."""
    names = " · ".join(f"{one.code} {one.name}" for one in row.indicators)
    href = url_for("objectives.show", objective_id=row.id)
    reasons = (row.smart, row.theory_of_change, row.assumptions, row.risks, names)
    text = " · ".join(part for part in reasons if part)
    return HitWords(f"{row.code} {row.name}", href, row.line.plan.name, text)


def of_plan(row: Any) -> HitWords:
    """Tell of a plan, by the line of effort that was found too."""
    whose = nation_name(row.nation_code) if row.nation_code else _("for the office")
    detail = f"{whose} · {day(row.starts_on)} – {day(row.ends_on)}"
    text = " · ".join(part for part in (row.note, *(one.name for one in row.lines)) if part)
    return HitWords(row.name, url_for("objectives.index", plan=row.id), detail, text)


def of_aim(row: Any) -> HitWords:
    """Tell of an aim; one that is retired says so."""
    detail = f"{row.agency} · {_('retired')}" if row.retired_on else row.agency
    text = " · ".join(part for part in (row.agency, row.note) if part)
    return HitWords(row.name, url_for("aims.show", aim_id=row.id), detail, text)


def of_programme(row: Any) -> HitWords:
    """Tell of a programme."""
    href = url_for("programmes.show", programme_id=row.id)
    return HitWords(row.name, href, str(row.kind.label), f"{row.description} {row.source_note}")


def of_institution(row: Any) -> HitWords:
    """Tell of an institution."""
    href = url_for("institutions.show", institution_id=row.id)
    service = term_label(ArmedService, row.armed_service)
    text = " · ".join(part for part in (row.town, service, row.source_note) if part)
    return HitWords(row.name, href, nation_name(row.nation_code), text)


def of_outcome(row: Any) -> HitWords:
    """Tell of an outcome."""
    href = url_for("outcomes.show", outcome_id=row.id)
    return HitWords(row.title, href, f"{row.kind.label} · {day(row.seen_on)}", row.evidence)


def of_follow_up(row: Any) -> HitWords:
    """Tell of a follow-up."""
    due = _("due %(day)s", day=day(row.due_on))
    detail = f"{row.event.title} · {due} · {row.state.label}"
    return HitWords(row.what, url_for("followups.show", follow_up_id=row.id), detail, row.note)


def of_commitment(row: Any) -> HitWords:
    """Tell of a commitment."""
    due = _("due %(day)s", day=day(row.due_on))
    detail = f"{row.promised_by.label} · {nation_name(row.nation_code)} · {due}"
    href = url_for("commitments.show", commitment_id=row.id)
    return HitWords(row.what, href, detail, row.reason)


def of_lesson(row: Any) -> HitWords:
    """Tell of a lesson."""
    detail = f"{row.event.title} · {row.state.label}"
    return HitWords(row.what, url_for("lessons.show", lesson_id=row.id), detail, row.recommendation)


def of_report(row: Any) -> HitWords:
    """Tell of a report; it is read on the page of its event."""
    text = " · ".join(
        part for part in (row.planned, row.happened, row.why, row.sustain, row.improve) if part
    )
    href = url_for("events.show", event_id=row.event_id, _anchor="report")
    return HitWords(row.event.title, href, _("filed %(day)s", day=day(row.reported_on)), text)


def of_media(row: Any) -> HitWords:
    """Tell of a publication."""
    about = row.event.title if row.event else nation_name(row.nation_code)
    parts = (str(row.kind.label), row.outlet, day(row.published_on), about)
    href = url_for("media.show", item_id=row.id)
    text = " · ".join(part for part in (row.campaign, row.answer, row.url) if part)
    return HitWords(row.title, href, " · ".join(part for part in parts if part), text)


def of_concern(row: Any) -> HitWords:
    """Tell of a concern."""
    about = row.event.title if row.event else nation_name(row.nation_code)
    parts = (str(row.source.label), row.raised_by, day(row.raised_on), about)
    href = url_for("concerns.show", concern_id=row.id)
    text = " · ".join(part for part in (row.detail, row.answer) if part)
    return HitWords(row.what, href, " · ".join(part for part in parts if part), text)


def of_timetable(row: Any) -> HitWords:
    """Tell of an item of a timetable; it is read on the page of its event."""
    href = url_for("events.show", event_id=row.event_id, _anchor="timetable")
    text = " · ".join(part for part in (row.place, row.lead, row.dress) if part)
    return HitWords(row.what, href, f"{day(row.on_day)} · {row.event.title}", text)


def of_culture(row: Any) -> HitWords:
    """Tell of a part of culture; it is read on the page of its event."""
    href = url_for("events.show", event_id=row.event_id, _anchor="cultural_parts")
    detail = f"{row.element.label} · {row.direction.label} · {row.event.title}"
    text = " · ".join(part for part in (row.place, row.note) if part)
    return HitWords(row.what, href, detail, text)


def of_gift(row: Any) -> HitWords:
    """Tell of a gift; it is read on the page of its event."""
    href = url_for("events.show", event_id=row.event_id, _anchor="gifts")
    detail = f"{row.direction.label} · {row.place.label} · {row.event.title}"
    text = " · ".join(part for part in (row.giver, row.receiver, row.note) if part)
    return HitWords(row.what, href, detail, text)


def of_attachment(row: Any) -> HitWords:
    """Tell of an attachment by what it hangs on."""
    href = url_for("attachments.show", attachment_id=row.id)
    return HitWords(row.name, href, f"{row.kind.label} · {held_by(row).title}")


READERS: dict[str, Callable[[Any], HitWords]] = {
    "event": of_event,
    "person": of_person,
    "organisation": of_organisation,
    "nation": of_nation,
    "objective": of_objective,
    "plan": of_plan,
    "aim": of_aim,
    "programme": of_programme,
    "institution": of_institution,
    "report": of_report,
    "outcome": of_outcome,
    "follow_up": of_follow_up,
    "commitment": of_commitment,
    "lesson": of_lesson,
    "way": of_way,
    "media": of_media,
    "timetable": of_timetable,
    "culture": of_culture,
    "gift": of_gift,
    "concern": of_concern,
    "attachment": of_attachment,
}
