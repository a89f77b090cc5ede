"""The lines of the gaps page: each gap with its details and its next step."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from planner.choices import IndicatorSource
from planner.events.models import Event
from planner.objectives.models import Objective
from planner.objectives.progress import Light
from planner.objectives.readings import Reading
from planner.outcomes.models import FollowUp
from planner.reports.gaps.details import compared_words, owed, risk, silent
from planner.reports.gaps.fillers import Filler, Fillers
from planner.reports.gaps.found import Unmet
from planner.reports.measures.contacts import Silence
from planner.reports.measures.lights import in_hand
from planner.reports.measures.scope import Links, Scope
from planner.reports.measures.wanted import Wanted
from planner.shapes.figure import Sentence
from planner.web.access import viewer
from planner.web.ages import age_words
from planner.web.nationnames import nation_name


@dataclass(frozen=True)
class GapLine:
    """One gap: its words, where it is, what to do about it."""

    text: str
    href: str = ""
    detail: Sentence | None = None
    action: str = ""
    action_url: str = ""
    kind: str = ""
    event: Event | None = None
    answers: Sequence[tuple[str, str]] = ()
    """What may be answered: words and where; where a line asks instead of wanting a step."""
    more: Sequence[tuple[Sentence, str]] = ()
    """Further details that open rows: words and where."""
    group: str = ""
    """What it stands under on the page, with others alike."""
    short: str = ""
    """What is left of its words under the name of the group."""
    again: Filler | None = None
    """An event that was held, to be planned anew."""

    @property
    def details(self) -> Sentence | None:
        """Return all details for a file, those that open rows among them."""
        if self.detail is None or not self.more:
            return self.detail
        more = {f"more{number}": words for number, (words, _url) in enumerate(self.more)}
        template = "; ".join(f"%({name})s" for name in ("detail", *more))
        return Sentence(template, {"detail": self.detail, **more})

    @property
    def step(self) -> tuple[str, str]:
        """Return the next step for a file: its words and its address."""
        if self.answers:
            return " / ".join(words for words, _url in self.answers), self.answers[-1][1]
        if self.more and not self.action:
            return _("See what there is"), self.more[0][1]
        return self.action, self.action_url


def plan_step(links: Links, objective_id: int | None, nation: str | None, start: date) -> Any:
    """Return the next step that closes a gap: the form filled in, for those who may plan."""
    if not viewer().may("plan"):
        return {}
    url = links.plan(objective_id, nation, start)
    return {"action": _("Plan an event for this gap"), "action_url": url}


def unmet_line(line: Unmet, scope: Scope, links: Links, start: date, held: Fillers) -> GapLine:
    """Return a requirement that is not met."""
    nation = nation_name(line.nation)
    words = _("%(objective)s with %(nation)s", objective=line.objective, nation=nation)
    href = url_for("objectives.show", objective_id=line.objective_id)
    kind = "late" if line.wanted.residual else "soon"
    own = scope.of_objective(line.objective_id).with_nation(line.nation)
    step: dict[str, Any] = {}
    if line.wanted.unplanned:
        step = plan_step(links, line.objective_id, line.nation, start)
        step["again"] = held.get((line.objective_id, line.nation))
    elif not line.wanted.residual:
        step = closing_step(own, links)
    more = in_hand_links(line.wanted, own, links)
    return GapLine(
        words,
        href,
        compared_words(line.wanted),
        kind=kind,
        more=more,
        group=line.objective,
        short=nation,
        **step,
    )


def closing_step(own: Scope, links: Links) -> dict[str, str]:
    """Return what closes a gap by itself: later events of the year, approved or held since."""
    is_over = own.period.last < own.today
    words = _("See what was held later") if is_over else _("See what is approved")
    years = own.in_period(own.period.around)
    return {"action": words, "action_url": links.rows("executed" if is_over else "ahead", years)}


def in_hand_links(wanted: Wanted, own: Scope, links: Links) -> list[tuple[Sentence, str]]:
    """Return what would close a gap of the years of a scope, with the events: words, address.

    So nothing is planned twice: neither what waits for approval nor what may have taken place.
    """
    years = own.in_period(own.period.around)
    return [(words, links.rows(measure, years)) for words, measure in in_hand(wanted)]


def idle_line(objective: Objective, links: Links, start: date, held: Fillers) -> GapLine:
    """Return an objective that nothing serves in the period."""
    href = url_for("objectives.show", objective_id=objective.id)
    step = plan_step(links, objective.id, None, start)
    again = held.get((objective.id, None))
    return GapLine(f"{objective.code} {objective.name}", href, again=again, **step)


def risk_line(reading: Reading, scope: Scope) -> GapLine:
    """Return an indicator whose target is at risk: why, and the value that is due next."""
    key = reading.indicator.id
    href = url_for("indicators.show", indicator_id=key)
    kind = "late" if reading.light is Light.RED else "soon"
    words, step = f"{reading.indicator.code} {reading.indicator.name}", _("Open the indicator")
    if reading.indicator.source is IndicatorSource.MANUAL and viewer().may("report"):
        enter = url_for("indicators.new_update", indicator_id=key)
        return GapLine(words, href, risk(reading, scope), _("Enter a value"), enter, kind)
    return GapLine(words, href, risk(reading, scope), step, href, kind)


def owed_line(follow_up: FollowUp, present: date) -> GapLine:
    """Return a follow-up that is overdue."""
    url = url_for("followups.show", follow_up_id=follow_up.id)
    return GapLine(
        follow_up.what,
        url,
        owed(follow_up, present),
        _("Open it"),
        url,
        "late",
        follow_up.event,
        group=age_words((present - follow_up.due_on).days),
    )


def stale_line(silence: Silence, links: Links, present: date, held: Fillers) -> GapLine:
    """Return a partner not met within the limit of its tier."""
    code = silence.nation.code
    href = url_for("nations.show", code=code)
    return GapLine(
        nation_name(code),
        href,
        silent(silence),
        kind="late" if silence.is_stale else "",
        group=_("Met longer ago than its limit") if silence.last_on else _("Never met"),
        again=held.get((None, code)),
        **plan_step(links, None, code, present),
    )
