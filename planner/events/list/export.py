"""The event list as a table for files."""

from collections.abc import Sequence
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from planner.accounts.labels import named
from planner.choices import DatePrecision, EventKind, EventState, Marking, Modality
from planner.db import PreciseDate
from planner.events.list.export_queries import ExportRow
from planner.events.list.line_words import LineWords, labels
from planner.events.release.together import release_notes
from planner.presenters.table import Column, Table
from planner.web.addresses import absolute


def columns() -> tuple[Column, ...]:
    """Return the headings."""
    return (
        Column(_("Number")),
        Column(_("Event"), width=40),
        Column(_("Kind"), width=20),
        Column(_("State"), width=14),
        Column(_("First day"), "precise_day"),
        Column(_("Last day"), "precise_day"),
        Column(_("Dates known to"), width=14),
        Column(_("Starts at (local)"), "time"),
        Column(_("Ends at (local)"), "time"),
        Column(_("Time zone"), width=18),
        Column(_("Starts at (UTC)"), "moment"),
        Column(_("Ends at (UTC)"), "moment"),
        Column(_("First approved start"), "day"),
        Column(_("First approved end"), "day"),
        Column(_("Host"), width=16),
        Column(_("Nations"), width=30),
        Column(_("Places"), width=24),
        Column(_("How they meet"), width=12),
        Column(_("Meeting link"), width=30),
        Column(_("Objectives"), width=20),
        Column(_("Programme"), width=24),
        Column(_("Edition"), width=12),
        Column(_("Owner"), width=20),
        Column(_("Participants planned"), "number"),
        Column(_("Participants actual"), "number"),
        Column(_("Planned cost"), "money"),
        Column(_("Actual cost"), "money"),
        Column(_("Currency"), width=8),
        Column(_("Marking"), width=18),
        Column(_("Releasable to"), width=20),
        Column(_("Summary"), width=60),
        Column(_("Address"), width=40),
    )


def place_words(words: LineWords, town: str, nation: str | None, phase: str) -> str:
    """Return a place as “Darwin, Australia (main phase)”; empty for one of which nothing is known.

    The phase alone is no place.
    """
    where = ", ".join(filter(None, (town, words.name(nation) if nation else "")))
    return f"{where} ({phase})" if where and phase else where


def as_table(rows: Sequence[ExportRow], *, as_of: datetime) -> Table:
    """Return the table; its marking is the highest of its rows."""
    words = LineWords()
    known, modes = labels(DatePrecision), labels(Modality)
    kinds, states = labels(EventKind), labels(EventState)
    marking = max((row.marking for row in rows), default=None)
    return Table(
        title=_("Events"),
        columns=columns(),
        rows=[
            (
                row.id,
                row.title,
                kinds[row.kind],
                states[row.state],
                row.first and PreciseDate(row.first, row.precision),
                row.last and PreciseDate(row.last, row.precision),
                known[row.precision],
                row.start_time,
                row.end_time,
                row.zone if row.start_time else None,
                row.starts_at,
                row.ends_at,
                row.baseline_first,
                row.baseline_last,
                words.name(row.host_code) if row.host_code else None,
                ", ".join(words.name(code) for code in row.nations),
                "; ".join(filter(None, (place_words(words, *place) for place in row.places))),
                modes[row.modality],
                row.meeting_link,
                ", ".join(row.objectives),
                row.programme,
                row.edition,
                named(row.owner, row.owner_is_here) or None,
                row.participants_planned,
                row.participants_actual,
                row.planned_cost,
                row.actual_cost,
                row.currency,
                words.markings[row.marking],
                ", ".join(words.name(code) for code in row.releasable_to),
                row.summary,
                absolute(url_for("events.show", event_id=row.id)),
            )
            for row in rows
        ],
        notes=release_notes(rows),
        marking=words.markings[marking] if isinstance(marking, Marking) else "",
        as_of=as_of,
    )
