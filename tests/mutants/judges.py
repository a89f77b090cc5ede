"""Which tests are asked of a fault, and in which order."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.mutants.targets import room_of


def lines_of_functions(source: str) -> set[int]:
    """Return the lines inside functions: all others run once, while the module is loaded."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    inside = (node for node in ast.walk(ast.parse(source)) if isinstance(node, kinds))
    return {
        line for node in inside for line in range(node.body[0].lineno, (node.end_lineno or 0) + 1)
    }


@dataclass
class Baseline:
    """The tests that ran each line of each file, and the seconds of every test that passed."""

    by_line: dict[str, dict[int, set[str]]]
    took: dict[str, float]
    inside: Mapping[str, set[int]] = field(default_factory=dict)
    """The lines inside functions, by file."""

    def judges(self, path: str, line: int, seconds: float) -> list[str]:
        """Return the tests to ask of a fault in a line: those of its room first, quick ones first.

        What runs while modules are loaded belongs to no test, whichever was running then:
        there the tests of the room are asked, and all that run any line of the file.
        They take `seconds` of processor together at most.
        """
        lines = self.by_line.get(path, {})
        is_inside = line in self.inside.get(path, ())
        found = lines.get(line, set()) if is_inside else set()
        found = found or self.of_room(path).union(*lines.values())
        known = [name for name in found if name in self.took]
        known.sort(key=lambda name: (room_of(name) != room_of(path), self.took[name], name))
        chosen, spent = [], 0.0
        for name in known:
            spent += self.took[name]
            if spent > seconds:
                break
            chosen.append(name)
        return chosen

    def of_room(self, path: str) -> set[str]:
        """Return the tests of the room of a file."""
        return {name for name in self.took if room_of(name) == room_of(path)}
