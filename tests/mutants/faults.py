"""Where a fault can be put, and the source with it in."""

from collections.abc import Iterator
from itertools import islice
from typing import Any
from warnings import catch_warnings

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.provider import OperatorProvider

from tests.mutants.equivalents import changes_nothing
from tests.mutants.fault import Fault, Place, ranked

NEEDS_ARGUMENTS = ("VariableReplacer", "VariableInserter")
WORDS_OF_TYPES = ("annassign", "tfpdef")
"""Nodes that hold what a name is: nothing runs there."""


def with_fault(source: str, fault: Fault) -> str | None:
    """Return the source with a fault in it; None where the file has no such place."""
    operator = OperatorProvider()[fault.operator]()
    changed: str | None = mutate_code(source, operator, fault.occurrence)
    return changed


def faults_of(path: str, source: str) -> dict[Place, list[Fault]]:
    """Return every fault that can be put into a source, by its place: line and column."""
    nodes = list(ast_nodes(get_ast(source)))
    found: dict[Place, list[Fault]] = {}
    for name in OperatorProvider():
        if name in NEEDS_ARGUMENTS:
            continue
        for number, (node, start) in enumerate(places(nodes, OperatorProvider()[name]())):
            if not says_a_type(node) and not changes_nothing(name, node):
                found.setdefault(start, []).append(Fault(path, name, number, start[0]))
    return found


def places(nodes: list[Any], operator: Any) -> Iterator[tuple[Any, Place]]:
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
        place
        for path, source in sources.items()
        for place in ranked(path, source, faults_of(path, source), seed)
    ]
    found.sort(key=lambda place: place[0])
    fair = (
        next((one for one in faults if is_python(one, sources)), None) for _rank, faults in found
    )
    return list(islice((fault for fault in fair if fault is not None), number))


def is_python(fault: Fault, sources: dict[str, str]) -> bool:
    """Say whether the source with the fault in it can be read at all."""
    try:
        with catch_warnings(action="ignore"):
            compile(with_fault(sources[fault.path], fault) or "", fault.path, "exec")
    except SyntaxError:
        return False
    return True
