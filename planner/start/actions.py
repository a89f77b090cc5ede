"""What the first steps do; each is one transaction, and can be taken again otherwise."""

from datetime import datetime

from flask_babel import gettext as _

from planner.accounts.actions import add_user
from planner.accounts.models import User
from planner.accounts.queries import user_by_email
from planner.db import db
from planner.errors import RuleBroken
from planner.history.actions import record, without_history
from planner.objectives.catalogue_actions import adopt_catalogue
from planner.objectives.models import Plan
from planner.objectives.requirement_actions import set_requirements
from planner.objectives.requirement_queries import CellKey, nations_shown
from planner.office.actions import change_settings
from planner.office.models import Office
from planner.office.queries import office
from planner.partners.actions import (
    check_nation,
    known_nations,
    refuse_when_used,
)
from planner.partners.models import Nation
from planner.partners.queries import own_nation
from planner.partners.seeding import setup_reference
from planner.shapes.nation import NamedPartners
from planner.shapes.objective import (
    RequirementsOfTiers,
    WantedNumber,
    WrittenPlan,
    WrittenRequirements,
)
from planner.shapes.office import FirstChoice
from planner.shapes.user import Invitation
from planner.start.queries import catalogue_plan
from planner.viewers import Viewer
from planner.web.nationnames import nation_name
from planner.years import Year


def set_up_office(chosen: FirstChoice, *, viewer: Viewer) -> Office:
    """Choose the own nation, load what every office starts with, and set its year.

    Taken again it adds what is missing and nothing twice. Raises RuleBroken for another own
    nation than before, unless somebody is sure.
    """
    viewer.require("administer", _("An administrator chooses the own nation."))
    code, before = chosen.code, own_nation()
    if before is not None and before.code != code and not chosen.is_sure:
        raise RuleBroken(
            _(
                "The own nation is %(nation)s. Tick that another one shall take its place.",
                nation=nation_name(before.code),
            )
        )
    with without_history(db.session):
        setup_reference(code)
    record("imported", "reference", code, f"Reference data for {code}")
    return change_settings(office(), chosen.year, viewer=viewer)


def set_partners(named: NamedPartners, *, viewer: Viewer) -> list[Nation]:
    """Make partners, with their tiers, of what was added to a page, and none of what left it.

    What others changed since the page was filled stays. Returns the nations changed.
    Raises NotAllowed for one that is not the viewer's.
    """
    viewer.require("edit_catalogue", _("The country desk or an administrator names partners."))
    tiers, before, own = named.tiers, named.before, own_nation()
    if own is not None and own.code in tiers:
        raise RuleBroken(
            _("%(nation)s is the own nation and no partner.", nation=nation_name(own.code))
        )
    nothing = object()
    moved = {
        code
        for code in tiers.keys() | before.keys()
        if tiers.get(code, nothing) != before.get(code, nothing)
    }
    changed = known_nations(moved)
    for nation in changed:
        check_nation(viewer, nation)
        nation.is_partner = nation.code in tiers
        if nation.is_partner:
            nation.tier = tiers[nation.code]
    db.session.flush()
    return changed


def adopt_once(written: WrittenPlan, *, viewer: Viewer) -> Plan:
    """Return the plan of the default catalogue; it is made when no plan holds it yet."""
    viewer.require("set_plan", _("The country desk sets the plan."))
    there = catalogue_plan()
    return there or adopt_catalogue(written)


def take_back_catalogue(plan: Plan, *, viewer: Viewer) -> Plan:
    """Remove a plan and its objectives, as long as nothing rests on them."""
    viewer.require("set_plan", _("The country desk sets the plan."))
    objectives = [objective for line in plan.lines for objective in line.objectives]
    for objective in objectives:
        refuse_when_used("objective", objective.id, objective.name, but=("indicator",))
        for indicator in objective.indicators:
            refuse_when_used("indicator", indicator.id, indicator.name, but=("indicator_target",))
    for objective in objectives:
        db.session.delete(objective)
    db.session.flush()
    db.session.expire(plan)
    db.session.delete(plan)
    return plan


def set_for_tiers(
    plan: Plan, year: Year, written: RequirementsOfTiers, *, viewer: Viewer
) -> list[CellKey]:
    """Set a number for every nation of a tier; a nation of another scope is left alone."""
    cells = [
        WantedNumber(
            objective_id=wanted.objective_id, nation_code=nation.code, number=wanted.number
        )
        for wanted in written.numbers
        for nation in nations_shown(None, "", viewer.nations)
        if nation.tier is wanted.tier
    ]
    return set_requirements(plan, year, WrittenRequirements(numbers=tuple(cells)), viewer=viewer)


def invite(invitation: Invitation, *, viewer: Viewer, now: datetime) -> list[tuple[User, str]]:
    """Add several users at once, all or none; return each with the one-time password."""
    viewer.require("administer", _("An administrator adds users."))
    if not invitation.colleagues:
        raise RuleBroken(_("Fill in at least one line: name and address."))
    added = []
    for one in invitation.colleagues:
        if user_by_email(one.email):
            raise RuleBroken(
                _("There is a user with the address %(email)s already.", email=one.email)
            )
        user, once = add_user(one, now=now)
        added.append((user, once or ""))
    return added
