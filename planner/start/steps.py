"""The steps of a first start, in their order: who takes them, and whether they are done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from planner.start.queries import MANY, Progress
from planner.viewers import Viewer
from planner.web.nationnames import nation_name


@dataclass(frozen=True)
class Step:
    """One step: its name in the address, its title, who may take it, and when it is done."""

    name: str
    title: Any
    permissions: tuple[str, ...]
    who: Any
    is_done: Callable[[Progress], bool]
    words: Callable[[Progress], str]

    def may_take(self, viewer: Viewer) -> bool:
        """Say whether a role of the viewer takes the step."""
        return any(viewer.may(permission) for permission in self.permissions)


def own_words(found: Progress) -> str:
    """Return whose office it is."""
    return nation_name(found.own) if found.own else str(_("No own nation yet"))


def user_words(found: Progress) -> str:
    """Return how many may sign in."""
    return str(ngettext("%(num)s user", "%(num)s users", found.users))


def partner_words(found: Progress) -> str:
    """Return how many partners there are."""
    return str(ngettext("%(num)s partner", "%(num)s partners", found.partners))


def objective_words(found: Progress) -> str:
    """Return how many objectives there are."""
    return str(ngettext("%(num)s objective", "%(num)s objectives", found.objectives))


def requirement_words(found: Progress) -> str:
    """Return how many numbers are set."""
    return str(ngettext("%(num)s number set", "%(num)s numbers set", found.requirements))


def event_words(found: Progress) -> str:
    """Return how many events count for coverage, to those who see events."""
    if not found.sees_events:
        return str(_("Seen by those who work with events"))
    if found.executed == MANY:
        return str(_("%(num)s events or more that took place serve an objective", num=MANY))
    words = ngettext(
        "%(num)s event that took place serves an objective",
        "%(num)s events that took place serve an objective",
        found.executed,
    )
    return str(words)


STEPS = (
    Step(
        "office",
        _l("Own nation and year"),
        ("administer",),
        _l("an administrator"),
        lambda found: found.own is not None,
        own_words,
    ),
    Step(
        "users",
        _l("Colleagues"),
        ("administer",),
        _l("an administrator"),
        lambda found: found.users > 1,
        user_words,
    ),
    Step(
        "partners",
        _l("Partner nations"),
        ("edit_catalogue",),
        _l("the country desk or an administrator"),
        lambda found: found.partners > 0,
        partner_words,
    ),
    Step(
        "catalogue",
        _l("Plan and objectives"),
        ("set_plan",),
        _l("the country desk"),
        lambda found: found.objectives > 0,
        objective_words,
    ),
    Step(
        "requirements",
        _l("Requirements"),
        ("propose_plan",),
        _l("the country desk, or a planner who proposes"),
        lambda found: found.requirements > 0,
        requirement_words,
    ),
    Step(
        "event",
        _l("First event, first coverage"),
        ("plan",),
        _l("a planner or the country desk"),
        lambda found: found.executed > 0,
        event_words,
    ),
)
NAMES = tuple(step.name for step in STEPS)


def step_named(name: str) -> Step | None:
    """Return the step of a name; None when there is none."""
    return next((step for step in STEPS if step.name == name), None)


def around(step: Step) -> tuple[Step | None, Step | None]:
    """Return the step before and the step after."""
    place = STEPS.index(step)
    before = STEPS[place - 1] if place else None
    return before, STEPS[place + 1] if place + 1 < len(STEPS) else None


def next_open(found: Progress, viewer: Viewer) -> Step | None:
    """Return the first step to be taken: the viewer's own before those of others."""
    waiting = [step for step in STEPS if not step.is_done(found)]
    mine = [step for step in waiting if step.may_take(viewer)]
    return next(iter([*mine, *waiting]), None)
