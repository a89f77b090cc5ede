"""Which tests are asked of a fault, and in which order."""

from dataclasses import dataclass

from tests.mutants.targets import room_of


@dataclass
class Baseline:
    """The tests that ran each line of each file, and the seconds of every test that passed."""

    by_line: dict[str, dict[int, set[str]]]
    took: dict[str, float]

    def judges(self, path: str, line: int, seconds: float) -> list[str]:
        """Return the tests to ask of a fault in a line: those of its room first, quick ones first.

        What runs while modules are loaded belongs to no test: there all tests that run any
        line of the file are asked. They take `seconds` of processor together at most.
        """
        lines = self.by_line.get(path, {})
        found = lines.get(line) or set().union(*lines.values()) if lines else set()
        known = [name for name in found if name in self.took]
        known.sort(key=lambda name: (room_of(name) != room_of(path), self.took[name], name))
        chosen, spent = [], 0.0
        for name in known:
            spent += self.took[name]
            if spent > seconds:
                break
            chosen.append(name)
        return chosen
