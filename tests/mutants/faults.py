"""The faults themselves: where one can be put, and the source with it in."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any
from warnings import catch_warnings

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.provider import OperatorProvider

from tests.mutants.equivalents import changes_nothing

NEEDS_ARGUMENTS = ("VariableReplacer", "VariableInserter")
WORDS_OF_TYPES = ("annassign", "tfpdef")
"""Nodes that hold what a name is: nothing runs there."""


@dataclass(frozen=True)
class Fault:
    """One small change of one file: the how-manieth place of an operator, and its line."""

    path: str
    operator: str
    occurrence: int
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.operator} #{self.occurrence}"

    def put_into(self, source: str) -> str | None:
        """Return the source with the fault in it; None where the file has no such place."""
        changed: str | None = mutate_code(
            source, OperatorProvider()[self.operator](), self.occurrence
        )
        return changed


def faults_of(path: str, source: str) -> dict[tuple[int, int], list[Fault]]:
    """Return every fault that can be put into a source, by its place: line and column."""
    nodes = list(ast_nodes(get_ast(source)))
    found: dict[tuple[int, int], list[Fault]] = {}
    for name in OperatorProvider():
        if name in NEEDS_ARGUMENTS:
            continue
        for number, (node, start) in enumerate(places(nodes, OperatorProvider()[name]())):
            if not says_a_type(node) and not changes_nothing(name, node):
                found.setdefault(start, []).append(Fault(path, name, number, start[0]))
    return found


def places(nodes: list[Any], operator: Any) -> Iterator[tuple[Any, tuple[int, int]]]:
    """Yield each place where an operator can change something, in the order it counts them."""
    for node in nodes:
        for start, _end in operator.mutation_positions(node):
            yield node, start


def says_a_type(node: Any) -> bool:
    """Say whether a node stands in an annotation."""
    inner = node
    while (outer := inner.parent) is not None:
        if outer.type in WORDS_OF_TYPES and (outer.type == "tfpdef" or inner is outer.children[1]):
            return True
        if outer.type == "funcdef" and inner is outer.annotation:
            return True
        inner = outer
    return False


def drawn(sources: dict[str, str], number: int, seed: int) -> list[Fault]:
    """Return a sample of faults at different places, the same for the same sources and seed.

    A smaller sample is the beginning of a larger one.
    """
    found = [
        faults
        for path, source in sorted(sources.items())
        for _place, faults in sorted(faults_of(path, source).items())
    ]
    random = Random(seed)
    chosen = random.sample(found, len(found))[:number]
    drawn_ones = (random.sample(faults, len(faults)) for faults in chosen)
    fair = (next((one for one in ones if is_python(one, sources)), None) for ones in drawn_ones)
    return [fault for fault in fair if fault is not None]


def is_python(fault: Fault, sources: dict[str, str]) -> bool:
    """Say whether the source with the fault in it can be read at all."""
    try:
        with catch_warnings(action="ignore"):
            compile(fault.put_into(sources[fault.path]) or "", fault.path, "exec")
    except SyntaxError:
        return False
    return True
