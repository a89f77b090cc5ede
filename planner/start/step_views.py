"""A page for each step: its form, what it saves, and the way on."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask import request as sent
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from planner import clock
from planner.events.choice_queries import groups_with_members, own_code
from planner.objectives.forms import AdoptForm
from planner.objectives.queries import current_plan
from planner.objectives.requirement_queries import grid, nations_shown, year_shown
from planner.office.queries import office, year_style
from planner.officetime import office_zone
from planner.partners.queries import nation_choices
from planner.reference.languages import standard_nations
from planner.reports.choice import matrix_rows
from planner.reports.measures.coverage import coverage
from planner.reports.measures.coverage import objectives_of as objectives_in
from planner.reports.measures.coverage_cells import Coverage
from planner.reports.measures.scope import Scope
from planner.reports.periods import period_of
from planner.start import queries
from planner.start.actions import (
    adopt_once,
    invite,
    set_for_tiers,
    set_partners,
    set_up_office,
)
from planner.start.colleague_forms import ColleaguesForm
from planner.start.forms import StartForm
from planner.start.partner_forms import PartnersForm
from planner.start.steps import Step, around
from planner.start.tier_forms import TIERS, TierForm, tier_key, tier_label
from planner.web.access import viewer
from planner.web.forms import ActionForm, PlannerForm
from planner.web.nationnames import standard_name

Page = tuple[str, int]


def page(one: Step, form: PlannerForm | None, template: str = "", **more: Any) -> Page:
    """Return the page of a step; 422 when something has to be corrected."""
    found = queries.progress(viewer())
    before, after = around(one)
    context: dict[str, Any] = {
        "step": one,
        "form": form,
        "found": found,
        "is_done": one.is_done(found),
        "words": one.words(found),
        "before": before,
        "after": after,
        "colleagues": [] if form else queries.who_may(one.permissions[0]),
    }
    is_wrong = bool(form is not None and (form.errors or form.form_errors))
    name = template or ("start/waits.html" if form is None else f"start/{one.name}.html")
    return render_template(name, **context | more), 422 if is_wrong else 200


def onward(one: Step) -> ResponseReturnValue:
    """Go to the next step once this one is saved; the last one stays."""
    return redirect(url_for(".step", step=(around(one)[1] or one).name), 303)


def office_step(one: Step) -> ResponseReturnValue:
    """Choose the own nation and the year."""
    own, set_before = own_code(), office()
    form = StartForm(
        nations=nation_choices() or {code: standard_name(code) for code in standard_nations()},
        own=own,
        data={
            "code": own or "",
            "year_month": set_before.year_month,
            "is_year_named_by_end": set_before.is_year_named_by_end,
        },
    )
    if form.submit(set_up_office, viewer=viewer()):
        flash(_("The office is set up. What every office starts with is loaded."), "success")
        return onward(one)
    return page(one, form, zone=office_zone().key)


def users_step(one: Step) -> ResponseReturnValue:
    """Add several colleagues; their one-time passwords are shown once."""
    form = ColleaguesForm(nations=nation_choices(), groups=groups_with_members())
    if added := form.submit(invite, viewer=viewer(), now=clock.now()):
        return page(one, form, "start/passwords.html", added=added)
    return page(one, form)


def partners_step(one: Step) -> ResponseReturnValue:
    """Name the partner nations in one go, with their tiers."""
    form = PartnersForm(
        nations=nation_choices(),
        groups=groups_with_members(),
        stored=queries.tiers_of_partners(),
    )
    changed = form.submit(set_partners, viewer=viewer())
    if changed is not None:
        words = ngettext("%(num)s nation changed.", "%(num)s nations changed.", len(changed))
        flash(words, "success")
        return onward(one)
    return page(one, form, limits=office())


def catalogue_step(one: Step) -> ResponseReturnValue:
    """Adopt the default catalogue, or go on with the plan that is there."""
    first = year_style().holding(clock.today())
    last = first.style.beginning_in(first.begins + 2)
    name = _("Engagement plan %(first)s–%(last)s", first=first.name, last=last.name)
    form = AdoptForm(data={"name": name, "starts_on": first.first, "ends_on": last.last})
    if form.submit(adopt_once, viewer=viewer()):
        flash(_("The default catalogue is your plan. Edit it to fit."), "success")
        return onward(one)
    adopted = queries.catalogue_plan()
    plan = adopted or current_plan(clock.today())
    return page(one, form, plan=plan, is_adopted=adopted is not None)


def requirements_step(one: Step) -> ResponseReturnValue:
    """Set one number per objective and tier for all nations of the tier."""
    plan = current_plan(clock.today())
    partners = nations_shown(None, "", viewer().nations)
    if plan is None or not partners:
        return page(one, ActionForm(), "start/requirements_later.html", plan=plan)
    year = year_shown(plan, year_style(), clock.today())
    whole = grid(plan, year, partners)
    tiers = [tier for tier in TIERS if any(nation.tier is tier for nation in partners)]
    form = TierForm(
        objectives=whole.objectives,
        tiers=tiers,
        stored={
            (objective.id, tier): common([whole.number(objective, n) for n in of_tier])
            for tier in tiers
            for of_tier in [[nation for nation in partners if nation.tier is tier]]
            for objective in whole.objectives
        },
        typed=sent.form,
    )
    changed = form.submit(set_for_tiers, plan, year, viewer=viewer())
    if changed is not None:
        words = ngettext("%(num)s number is saved.", "%(num)s numbers are saved.", len(changed))
        flash(words, "success")
        return onward(one)
    numbers = {tier: sum(nation.tier is tier for nation in partners) for tier in tiers}
    context: dict[str, Any] = {
        "plan": plan,
        "year": year,
        "objectives": whole.objectives,
        "tiers": tiers,
    }
    return page(one, form, numbers=numbers, tier_key=tier_key, tier_label=tier_label, **context)


def common(numbers: list[int]) -> int | None:
    """Return the number that all nations of a tier have; None where they differ."""
    return numbers[0] if len(set(numbers)) == 1 else None


def event_step(one: Step) -> ResponseReturnValue:
    """Lead to the first event, and show the first number of coverage."""
    found = covered()
    return page(one, ActionForm(), coverage=found, total=found.figures[None, None])


def covered() -> Coverage:
    """Return the coverage of the present year as this viewer sees it."""
    scope = Scope(period_of(year_style().holding(clock.today())), clock.today())
    return coverage(scope, matrix_rows(objectives_in(scope), "objective"))


PAGES: dict[str, Callable[[Step], ResponseReturnValue]] = {
    "office": office_step,
    "users": users_step,
    "partners": partners_step,
    "catalogue": catalogue_step,
    "requirements": requirements_step,
    "event": event_step,
}
