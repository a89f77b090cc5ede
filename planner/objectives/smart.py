"""The SMART check of an objective: which letter fails and why, from what is kept of it.

Nothing of it is typed; docs/decisions/smart-check.md says the rule of each letter.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from planner.choices import SmartLetter
from planner.objectives.smart_facts import Aimed, SmartFacts, SmartMeasure
from planner.shapes.figure import Duration, Sentence, joined


@dataclass(frozen=True)
class SmartFault:
    """A letter that fails, with the reason in one sentence."""

    letter: SmartLetter
    why: Sentence


@dataclass(frozen=True)
class SmartCheck:
    """The letters that fail, in the order of the word."""

    faults: tuple[SmartFault, ...] = ()

    @property
    def letters(self) -> tuple[SmartLetter, ...]:
        """Return the letters that fail."""
        return tuple(one.letter for one in self.faults)

    @property
    def words(self) -> str:
        """Return “M and T fail” as a list of letters, or that all hold."""
        failing = ", ".join(letter.letter for letter in self.letters)
        return str(_("%(letters)s fails", letters=failing) if failing else _("holds"))

    def why(self, letter: SmartLetter) -> Sentence | None:
        """Return why a letter fails; None where it holds."""
        return next((one.why for one in self.faults if one.letter is letter), None)

    @property
    def reasons(self) -> Sentence | None:
        """Return every reason with its letter; None where all letters hold."""
        found = [Sentence(f"{one.letter.letter}: %(why)s", {"why": one.why}) for one in self.faults]
        return joined(found) if found else None


def named(measures: Iterable[SmartMeasure]) -> dict[str, object]:
    """Return the codes of indicators as a value of a sentence."""
    return {"codes": ", ".join(one.code for one in measures)}


def specific(facts: SmartFacts) -> list[Sentence]:
    """Return why it is not specific: it lacks a statement, a category or an owner."""
    asked = (
        (facts.has_statement, _("a statement")),
        (facts.has_category, _("a soft-power category")),
        (facts.has_owner, _("an owner")),
    )
    missing = ", ".join(words for is_there, words in asked if not is_there)
    return [Sentence(_("it lacks %(missing)s"), {"missing": missing})] if missing else []


def measurable(facts: SmartFacts) -> list[Sentence]:
    """Return why it is not measurable: no indicator with unit, baseline and target."""
    if not facts.measures:
        return [Sentence(_("no indicator measures it"))]
    if not any(one.is_whole for one in facts.measures):
        return [Sentence(_("no indicator has a unit, a baseline and a target"))]
    return []


def achievable(facts: SmartFacts) -> list[Sentence]:
    """Return why it is not achievable: targets that make no sense, nothing to do it with."""
    found = []
    if not any(one.targets for one in facts.measures):
        found.append(Sentence(_("no target says what is to be reached")))
    if wrong := [one for one in facts.measures if not one.is_reachable]:
        words = _("a target of %(codes)s lies on the wrong side of the baseline")
        found.append(Sentence(words, named(wrong)))
    if passed := [one for one in facts.measures if one.is_reachable and one.was_there_before]:
        words = _("the target of %(codes)s was reached before its time began")
        found.append(Sentence(words, named(passed)))
    if not facts.required:
        is_whole = facts.is_told_all
        nothing = _("no number of events is agreed for it")
        found.append(
            Sentence(nothing if is_whole else _("no event is agreed for it with your nations"))
        )
    return found


def relevant(facts: SmartFacts) -> list[Sentence]:
    """Return why it is not relevant: nothing says to what it leads, or how."""
    found = []
    if not facts.has_aim:
        found.append(Sentence(_("its plan serves no aim")))
    if not facts.has_theory:
        found.append(Sentence(_("it has no theory of change")))
    return found


def time_bound(facts: SmartFacts) -> list[Sentence]:
    """Return why it is not time-bound: targets outside the plan or over, a window too long."""
    found = []
    timed = [one for one in facts.measures if one.targets]
    if not timed:
        found.append(Sentence(_("no target has a time")))
    if outside := [one for one in timed if not within(one.targets, facts)]:
        words = _("a target of %(codes)s lies outside the time of the plan")
        found.append(Sentence(words, named(outside)))
    if over := [one for one in timed if max(aim.last for aim in one.targets) < facts.today]:
        found.append(Sentence(_("the last target of %(codes)s is over"), named(over)))
    days = (facts.ends_on - facts.starts_on).days + 1
    if facts.window_days > days:
        values = {"window": Duration(facts.window_days), "plan": Duration(days)}
        words = _("outcomes may take %(window)s, the plan has %(plan)s")
        found.append(Sentence(words, values))
    return found


def within(targets: Iterable[Aimed], facts: SmartFacts) -> bool:
    """Say whether targets lie in the time of the plan."""
    return all(facts.starts_on <= one.first and one.last <= facts.ends_on for one in targets)


Rule = Callable[[SmartFacts], Sequence[Sentence]]
RULES: dict[SmartLetter, Rule] = {
    SmartLetter.SPECIFIC: specific,
    SmartLetter.MEASURABLE: measurable,
    SmartLetter.ACHIEVABLE: achievable,
    SmartLetter.RELEVANT: relevant,
    SmartLetter.TIME_BOUND: time_bound,
}
"""By letter, in the order of the word."""


def smart_check(facts: SmartFacts) -> SmartCheck:
    """Return which letters fail and why, each in one sentence."""
    found = ((letter, rule(facts)) for letter, rule in RULES.items())
    return SmartCheck(tuple(SmartFault(letter, joined(why)) for letter, why in found if why))
