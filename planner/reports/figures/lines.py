"""Every figure of a scope in words: its value, its n, how it is counted, what it opens."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup

from planner.choices import STRENGTH_LABELS
from planner.office.queries import office
from planner.reports.coverage.matrix import anchor
from planner.reports.measures.counts import number as count
from planner.reports.measures.coverage import Coverage
from planner.reports.measures.effort import Activity
from planner.reports.measures.execution import breadth, execution, slip
from planner.reports.measures.scope import NOWHERE, Links, Scope
from planner.reports.measures.timeliness import Silence, promises, reports_in_time
from planner.reports.measures.yields import evidence_strength, outcome_yield
from planner.shapes.figure import Rate
from planner.web.filters import NONE, day, number, percent
from planner.web.nationnames import nation_name


@dataclass(frozen=True)
class Figure:
    """One line of the page of figures."""

    code: str
    label: str
    value: str
    n: str
    how: str
    href: str = ""
    linked: Markup | None = None
    """The words of n, each number opening its rows."""

    @property
    def counted(self) -> str:
        """Return the words of n as a page shows them."""
        return self.n if self.linked is None else self.linked

    @property
    def strip(self) -> tuple[str, str, str, str]:
        """Return the figure as the strip above a page wants it."""
        return (self.label, self.value, self.counted, self.href)


def share(code: str, label: str, rate: Rate, how: str, part: str, whole: str) -> Figure:
    """Return a rate with its n, both parts opening their rows; without data it is “–”."""
    above, below = number(rate.numerator), number(rate.denominator)
    n = part_words(rate, above, below)
    linked = opening(part_words(rate, anchor(part, above), anchor(whole, below)))
    return Figure(code, label, percent(rate.value), n, how, part, linked)


def part_words(rate: Rate, part: str, whole: str) -> str:
    """Return “3 of 4”, and that it is little where it is."""
    n = _("%(part)s of %(n)s", part=part, n=whole)
    return str(_("%(n)s, too few to read much into", n=n) if rate.is_small else n)


def opening(words: str) -> Markup:
    """Return words of ours, in which every number is a link already, as they are."""
    return Markup(words)  # noqa: S704 - numbers and addresses are escaped by `anchor`


def days_words(value: float | None) -> str:
    """Return days, or “–”."""
    if value is None:
        return NONE
    counted = int(value) if value == int(value) else 2
    return str(ngettext("%(number)s day", "%(number)s days", counted, number=number(value)))


def event_count(value: int) -> str:
    """Return how many events."""
    return str(ngettext("%(num)d event", "%(num)d events", value))


def activity_figures(scope: Scope, links: Links, found: Activity) -> list[Figure]:
    """Return M1 and M2."""
    effort = found.effort
    people = event_count(effort.events)
    if effort.estimated:
        people = _("%(events)s, %(number)s estimated", events=people, number=effort.estimated)
    return [
        Figure(
            "M1",
            _("Event-days"),
            number(found.event_days),
            event_count(found.exact),
            _("Days of executed events inside the period, both ends counted"),
            links.rows("on-days", scope),
        ),
        Figure(
            "M2",
            _("Person-days"),
            number(effort.person_days),
            people,
            _("Event-days × people who came; where nobody counted them, people planned"),
            links.rows("effort", scope),
        ),
    ]


def execution_figures(scope: Scope, links: Links) -> list[Figure]:
    """Return M5 with its shares, and M6."""
    found, late = execution(scope), slip(scope)

    def rows(measure: str) -> str:
        return links.rows(measure, scope)

    return [
        share(
            "M5",
            _("Execution rate"),
            found.rate,
            _("Planned for the period and executed in it ÷ planned for it"),
            rows("planned-executed"),
            rows("planned"),
        ),
        share(
            "M5",
            _("Unplanned share"),
            found.unplanned,
            _("Executed, not planned for the period ÷ executed"),
            rows("unplanned"),
            rows("executed"),
        ),
        share(
            "M5",
            _("Cancel rate"),
            found.cancelled,
            _("Planned for the period and cancelled ÷ planned for it"),
            rows("planned-cancelled"),
            rows("planned"),
        ),
        share(
            "M5",
            _("Postpone rate"),
            found.postponed,
            _("Planned for the period and now postponed ÷ planned for it"),
            rows("planned-postponed"),
            rows("planned"),
        ),
        Figure(
            "M6",
            _("Slip"),
            days_words(late.days),
            event_count(late.events),
            _("Median of actual start − first approved start"),
            rows("slipped"),
        ),
    ]


def coverage_figures(found: Coverage, links: Links, ids: Sequence[int]) -> list[Figure]:
    """Return M7, M9 and M10; the coverage is one by nation."""
    whole = found.figures[None, None]
    scope = found.scope
    gap = links.gap_rows(scope)
    required, linked = required_words(found, plainly), required_words(found, anchor, links)
    return [
        share(
            "M7",
            _("Breadth"),
            breadth(scope, ids, found.executed_by_objective),
            _("Objectives with an executed event that gives them a tenth or more ÷ objectives"),
            links.rows_of("served", scope),
            links.rows_of("objectives", scope),
        ),
        share(
            "M9",
            _("Cells covered"),
            found.cells_covered,
            _("Objective and partner with as many executed events as required ÷ with any required"),
            links.rows_of("cells-met", scope),
            links.rows_of("cells", scope),
        ),
        Figure(
            "M10",
            _("Gap"),
            number(whole.gap),
            required,
            _("Required − executed, never below 0, added over all cells"),
            gap,
            opening(linked),
        ),
        Figure(
            "M10",
            _("Residual gap"),
            number(whole.residual),
            required,
            _("Required − executed − approved and ahead, never below 0, added over all cells"),
            links.rows_of("residual", scope),
            opening(linked),
        ),
    ]


def plainly(_address: str, words: str) -> str:
    """Return a number that opens nothing: files have no links."""
    return words


def required_words(found: Coverage, show: Callable[[str, str], str], links: Links = NOWHERE) -> str:
    """Return of how many required events a gap is; of a part of a year, what was held of it too.

    Nothing where no requirement can be stated.
    """
    whole, scope = found.figures[None, None], found.scope
    if whole.required is None:
        return ""
    required = show(links.rows_of("required", scope), number(whole.required))
    if scope.period.is_of_whole_years:
        return str(_("of %(number)s required", number=required))
    to_date = links.rows("executed", scope.in_period(scope.period.to_date))
    return str(
        _(
            "of %(number)s required in %(years)s, %(filled)s of them met by %(day)s; "
            "%(held)s executed by then, %(added)s in the period",
            number=required,
            years=", ".join(year.name for year in scope.period.years),
            filled=number(whole.wanted.filled if whole.wanted else None),
            held=show(to_date, number(whole.held)),
            day=day(scope.period.last),
            added=show(links.rows("executed", scope), number(whole.executed)),
        )
    )


def outcome_figures(scope: Scope, links: Links) -> list[Figure]:
    """Return M11 and M12."""
    found, due = outcome_yield(scope), links.rows("yield-due", scope)
    lines = [
        share(
            "M11",
            _("Outcome yield"),
            found.rate,
            _(
                "Executed events with a verified, positive outcome of strength 2 or more ÷ "
                "executed events whose outcome window has closed"
            ),
            links.rows("yielded", scope),
            due,
        ),
        Figure(
            "M11",
            _("Negative outcomes"),
            number(found.harmed),
            _("of the same %(n)s events", n=number(found.rate.denominator)),
            _("Events with a verified negative outcome; shown beside, not netted"),
            links.rows("harmed", scope),
            opening(_("of the same %(n)s events", n=anchor(due, number(found.rate.denominator)))),
        ),
    ]
    for level, rate in evidence_strength(scope).items():
        label = _("Evidence %(level)s", level=STRENGTH_LABELS[level])
        how = _("Outcomes seen in the period at this level ÷ all that were seen")
        rows = links.rows_of(f"evidence-{level}", scope), links.rows_of("outcomes", scope)
        lines.append(share("M12", label, rate, how, *rows))
    return lines


def timeliness_figures(scope: Scope, links: Links) -> list[Figure]:
    """Return M13 and M14."""
    found = promises(scope)
    overdue = ngettext("%(num)d overdue", "%(num)d overdue", found.overdue)

    def rows(name: str) -> str:
        return links.rows_of(name, scope)

    return [
        share(
            "M13",
            _("Follow-ups on time"),
            found.rate,
            _("Due in the period: done or handed over by their day ÷ done, handed over or overdue"),
            rows("follow-ups-in-time"),
            rows("follow-ups"),
        ),
        Figure(
            "M13",
            _("Days late"),
            days_words(found.days_late),
            overdue,
            _("Median over those closed late or overdue today"),
            rows("follow-ups-late"),
        ),
        Figure(
            "M13",
            _("Oldest overdue"),
            day(found.oldest),
            overdue,
            _("Due day of the oldest that is still owed"),
            rows("follow-ups-overdue"),
        ),
        Figure(
            "M13",
            _("Dropped"),
            number(found.dropped),
            "",
            _("Due in the period and given up: neither kept nor owed"),
            rows("follow-ups-dropped"),
        ),
        share(
            "M14",
            _("Reports on time"),
            reports_in_time(scope),
            _(
                "Reported within %(days)s days of the end ÷ executed events of which these days "
                "have passed",
                days=number(office().report_days),
            ),
            links.rows("reported-in-time", scope),
            links.rows("report-due", scope),
        ),
    ]


def silence_figure(silent: Sequence[Silence], scope: Scope, links: Links) -> Figure:
    """Return M17: the partner longest without contact, “never” first."""
    label, how = _("Longest silence"), _("Days since the last executed contact with a partner")
    rows = links.rows_of("partners", scope)
    if not silent:
        return Figure("M17", label, NONE, "", how, rows)
    first = silent[0]
    value = _("never") if first.days is None else days_words(first.days)
    return Figure("M17", label, value, nation_name(first.nation.code), how, rows)


def left_out(scope: Scope, links: Links, found: Activity) -> list[tuple[str, int, str]]:
    """Return what figures could not count, as (words, number, rows): the data-quality box."""
    return [
        (
            _("known to the month or the year only: counted as events, never as days"),
            found.imprecise,
            links.rows("without-days", scope),
        ),
        (
            _("without any number of people: left out of person-days"),
            found.without_people,
            links.rows("without-people", scope),
        ),
        (
            _("with planned numbers of people only: person-days are estimated"),
            found.effort.estimated,
            links.rows("estimated-people", scope),
        ),
        (
            _("approved, with the last day passed, and nobody said whether they took place"),
            count(scope, "unanswered"),
            links.rows("unanswered", scope),
        ),
        (
            _("executed without a report"),
            count(scope, "unreported"),
            links.rows("unreported", scope),
        ),
        (
            _("executed without an objective: in totals, in no objective's figures"),
            count(scope, "unlinked"),
            links.rows("unlinked", scope),
        ),
        (
            _("executed with the outcome window still open: not in the outcome yield yet"),
            count(scope, "yield-waiting"),
            links.rows("yield-waiting", scope),
        ),
    ]
