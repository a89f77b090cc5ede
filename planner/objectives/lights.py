"""The one light of an objective, said by the room that counts and shown on every page alike."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _l

from planner.objectives.models import Objective
from planner.objectives.progress import Light
from planner.shapes.figure import Sentence

LABELS = {
    Light.GREEN: _l("On track"),
    Light.AMBER: _l("Behind"),
    Light.RED: _l("Off track"),
    Light.GREY: _l("No light"),
}
ORDER = (Light.GREEN, Light.AMBER, Light.RED)


@dataclass(frozen=True)
class ObjectiveLight:
    """A light with the reason for it, codes and values; the colour is never alone."""

    light: Light
    reason: Sentence

    @property
    def kind(self) -> str:
        """Return good, warn, bad or none: the name that pages draw it by."""
        return str(self.light.value)

    @property
    def label(self) -> str:
        """Return the word beside the light."""
        return str(LABELS[self.light])


Lit = Callable[[Sequence[Objective], date], Mapping[int, ObjectiveLight]]
_lit: list[Lit] = []


def lights_objectives(function: Lit) -> Lit:
    """Register the function that gives each objective its light on a day, by id."""
    _lit[:] = [function]
    return function


def lights_of(objectives: Sequence[Objective], day: date) -> Mapping[int, ObjectiveLight]:
    """Return the light of each objective in the present year of the office, by id."""
    return _lit[0](objectives, day) if _lit else {}


def worst(lights: Sequence[Light]) -> Light:
    """Return the worst of the lights that say something; grey where none does."""
    told = [light for light in lights if light in ORDER]
    return max(told, key=ORDER.index, default=Light.GREY)
