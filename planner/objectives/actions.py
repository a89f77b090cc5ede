"""What is done to plans, lines of effort and objectives."""

from collections.abc import Iterable
from datetime import date

from flask_babel import gettext as _

from planner.db import db
from planner.errors import NotAllowed, RuleBroken
from planner.objectives import queries
from planner.objectives.aim_actions import serve_aims
from planner.objectives.models import (
    LineOfEffort,
    Plan,
)
from planner.partners.models import Nation
from planner.shapes.objective import WrittenLine, WrittenPlan
from planner.shapes.writing import fill
from planner.viewers import Viewer
from planner.web.undoing import restored


def check_period(starts_on: date, ends_on: date) -> None:
    """Refuse a period that ends before it starts."""
    if ends_on < starts_on:
        raise RuleBroken(_("The period ends before it starts. Correct one of the two days."))


def add_plan(written: WrittenPlan) -> Plan:
    """Make an empty plan."""
    check_period(written.starts_on, written.ends_on)
    check_plan_name(written.name, written.nation_code, None)
    check_plan_nation(written.nation_code)
    plan = Plan()
    fill(plan, written, but={"aim_ids"})
    serve_aims(plan, written.aim_ids)
    db.session.add(plan)
    db.session.flush()
    return plan


def edit_plan(plan: Plan, written: WrittenPlan) -> Plan:
    """Change a plan's name, period, note or aims."""
    check_period(written.starts_on, written.ends_on)
    check_plan_name(written.name, written.nation_code, plan)
    if written.nation_code != plan.nation_code:
        check_plan_nation(written.nation_code)
        refuse_other_numbers(plan, written.nation_code)
    fill(plan, written, but={"aim_ids"})
    serve_aims(plan, written.aim_ids)
    return plan


def check_plan_nation(code: str | None) -> None:
    """Refuse a plan for the own nation, for one there is not, or one out of the writer's scope."""
    if code is None:
        return
    nation = db.session.get(Nation, code)
    if nation is None or nation.is_own:
        raise RuleBroken(_("Choose a partner nation, or none for a plan of the office."))
    if not db.session.info["viewer"].works_with([code]):
        raise NotAllowed(_("You do not work with this nation, so you make no plan for it."))


def refuse_other_numbers(plan: Plan, code: str | None) -> None:
    """Refuse to give a plan to a nation while it requires events with others."""
    if code is not None and queries.requires_others(plan, code):
        raise RuleBroken(
            _("The plan requires events with other nations. Take these numbers away first.")
        )


def check_plan_name(name: str, nation_code: str | None, plan: Plan | None) -> None:
    """Refuse the name of another plan of the office, or of the same nation."""
    other = queries.plan_by_name(name, nation_code)
    if other is not None and other is not plan:
        raise RuleBroken(_("There is a plan “%(name)s” already. Choose another name.", name=name))


def remove_plan(plan: Plan) -> Plan:
    """Remove a plan that has no objective."""
    if queries.objective_count(plan):
        raise RuleBroken(
            _("“%(name)s” holds objectives, so it stays. Retire the objectives.", name=plan.name)
        )
    db.session.delete(plan)
    return plan


@restored("plan")
def restored_plan(plan: Plan, _viewer: Viewer) -> None:
    """Refuse a name that another plan has taken meanwhile."""
    check_plan_name(plan.name, plan.nation_code, plan)


def add_line(plan: Plan, written: WrittenLine, *, viewer: Viewer) -> LineOfEffort:
    """Add a line of effort at the end of the plan."""
    viewer.require("set_plan", _("Lines of effort are set by the country desk."))
    check_line_name(plan, written.name, None)
    last = max((line.position for line in plan.lines), default=-1)
    line = LineOfEffort(plan=plan, name=written.name, position=last + 1)
    db.session.add(line)
    db.session.flush()
    return line


def edit_line(line: LineOfEffort, written: WrittenLine) -> LineOfEffort:
    """Rename a line of effort."""
    check_line_name(line.plan, written.name, line)
    line.name = written.name
    return line


def check_line_name(plan: Plan, name: str, line: LineOfEffort | None) -> None:
    """Refuse the name of another line of the plan."""
    if any(other.name == name and other is not line for other in plan.lines):
        raise RuleBroken(_("The plan has a line of effort of this name already."))


def move_line(line: LineOfEffort, *, step: int) -> LineOfEffort:
    """Move a line of effort up (-1) or down (1) in its plan."""
    lines = sorted(line.plan.lines, key=lambda other: (other.position, other.id))
    place = lines.index(line)
    lines.insert(max(0, place + step), lines.pop(place))
    put_in_order(lines)
    return line


def put_in_order(lines: Iterable[LineOfEffort]) -> None:
    """Number lines of effort in the order given."""
    for position, line in enumerate(lines):
        line.position = position


def remove_line(line: LineOfEffort) -> LineOfEffort:
    """Remove a line of effort that has no objective."""
    if line.objectives:
        raise RuleBroken(
            _("“%(name)s” holds objectives. Move them to another line first.", name=line.name)
        )
    line.plan.lines.remove(line)
    return line
