"""The order of the trials: quick ones in a running program first, what is left from the start."""

import sys

from tests.mutants.apart import apart, asked_of_pytest
from tests.mutants.kept import NOTICED, Results, Verdict
from tests.mutants.running import BEGIN_WITH, LEAVE_FOR, Running
from tests.mutants.trial import Trial, tried_from_the_start


def try_all(trials: list[Trial], seconds: float, results: Results) -> None:
    """Write down what becomes of each fault.

    A running program notices many in the time of one test. What it does not notice may be
    in what runs once, or be remembered from before: that is tried from the start.
    """
    apart(try_running, trials, seconds, results)
    noticed = {fault for fault, known in results.known().items() if known.fate == NOTICED}
    left = [trial for trial in trials if trial.fault not in noticed]
    for number, trial in enumerate(left, 1):
        verdict = tried_from_the_start(trial, seconds)
        results.add(verdict)
        tell(verdict, f"{number} of {len(left)} from the start")


def try_running(trials: list[Trial], seconds: float, results: Results) -> int:
    """Try the faults in copies of one running program."""

    def note(verdict: Verdict) -> None:
        results.add(verdict)
        tell(verdict, "running")

    files = {name.partition("::")[0] for trial in trials for name in trial.judges}
    asked_of_pytest(sorted(files | {BEGIN_WITH, LEAVE_FOR}), Running(trials, seconds, note))
    return 0


def tell(verdict: Verdict, place: str) -> None:
    """Say how a trial went, while others go on."""
    print(f"[{place}] {verdict.fate}: {verdict.fault}", file=sys.stderr, flush=True)
