"""The order of the trials: quick ones in a running program first, what is left from the start."""

import sys
from collections.abc import Sequence

from tests.mutants.apart import HUNG, apart, asked_of_pytest
from tests.mutants.kept import LIVED, NOTICED, UNTESTED, Results
from tests.mutants.running import BEGIN_WITH, LEAVE_FOR, Running
from tests.mutants.trial import ALL_PASSED, ONE_FAILED, Trial, tried_from_the_start

AT_ONCE = 40
"""Faults that are tried in copies of one program: what became of them is known after each lot."""
RUNNING = "running"


def try_all(trials: Sequence[Trial], seconds: float, results: Results, asked: str) -> None:
    """Write down what becomes of each fault, and which tests were `asked`.

    A running program notices many in the time of one test. What it does not notice may be
    in what runs once, or be remembered from before: that is tried from the start.
    """
    known = results.known()
    for trial in trials:
        if not trial.judges:
            fate = known[trial.fault].fate if trial.fault in known else UNTESTED
            results.add(trial.verdict(fate, asked))
    judged = [trial for trial in trials if trial.judges]
    for begin in range(0, len(judged), AT_ONCE):
        lot = judged[begin : begin + AT_ONCE]
        print(f"Faults {begin + 1} to {begin + len(lot)} of {len(judged)} …", flush=True)
        apart(try_running, lot, seconds, results)
        for trial in lot:
            try_again(trial, seconds, results, asked)


def try_running(trials: Sequence[Trial], seconds: float, results: Results) -> int:
    """Try the faults in copies of one running program."""

    def note(trial: Trial, ended: int) -> None:
        if ended in (ONE_FAILED, HUNG):
            tell(results, trial, NOTICED, "does not end" if ended == HUNG else RUNNING)
        elif ended == ALL_PASSED:
            results.add(trial.verdict(LIVED, RUNNING))

    files = {name.partition("::")[0] for trial in trials for name in trial.judges}
    asked_of_pytest(sorted(files | {BEGIN_WITH, LEAVE_FOR}), Running(trials, seconds, note))
    return 0


def try_again(trial: Trial, seconds: float, results: Results, asked: str) -> None:
    """Try a fault from the start, by a few tests where they all passed in a running program."""
    known = results.known().get(trial.fault)
    if known and known.fate == NOTICED:
        return
    has_passed = known is not None and known.by == RUNNING
    judges = trial.judges[: len(trial.judges) // 4 + 1] if has_passed else trial.judges
    by = tried_from_the_start(trial, judges, seconds)
    tell(results, trial, NOTICED if by else LIVED, by or asked)


def tell(results: Results, trial: Trial, fate: str, by: str) -> None:
    """Write a verdict down and say it, while others go on."""
    results.add(trial.verdict(fate, by))
    print(f"[{by}] {fate}: {trial.fault}", file=sys.stderr, flush=True)
