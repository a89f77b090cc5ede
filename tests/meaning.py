"""What a name means in a module of the product, however it was brought in.

`from planner import clock`, `from planner.clock import now as moment`, `import planner.clock`,
`pick = sqlalchemy.select` and `getattr(clock, "now")` are all resolved to the dotted name of the
thing itself, through the modules that hand it on.
"""

import ast
from functools import cached_property
from pathlib import Path

HOUSE = Path(__file__).parent.parent
PLANNER = HOUSE / "planner"
UNKNOWN = "?"
IMPORTERS = {"importlib.import_module", "__import__"}


class Module:
    """A module, its syntax tree and what its names mean."""

    def __init__(self, name, source, path, known=None):
        self.dotted, self.source, self.path = name, source, path
        self.tree = ast.parse(source)
        self.known = {} if known is None else known
        self.nodes = list(ast.walk(self.tree))

    @property
    def name(self):
        """Return the path below `planner/`: “events/models.py”."""
        return str(self.path.relative_to(PLANNER))

    @property
    def room(self):
        """Return the folder directly below `planner/`; None for a module that lies beside them."""
        parts = self.path.relative_to(PLANNER).parts
        return parts[0] if len(parts) > 1 else None

    @cached_property
    def imported(self):
        """Return every dotted name that the module imports, as it is written."""
        found = set()
        for node in self.nodes:
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                found |= {f"{self.source_of(node)}.{alias.name}" for alias in node.names}
        return found

    def source_of(self, node):
        """Return the module from which a statement imports, whole also where it is relative."""
        if not node.level:
            return node.module
        base = self.dotted.split(".")
        is_package = self.path.name == "__init__.py"
        base = base[: len(base) - node.level + is_package]
        return ".".join([*base, *([node.module] if node.module else [])])

    @cached_property
    def names(self):
        """Return what each name was bound to by imports and plain assignments, as written."""
        found = {}
        for node in self.nodes:
            if isinstance(node, ast.Import):
                for alias in node.names:
                    whole = alias.name if alias.asname else alias.name.split(".")[0]
                    found.setdefault(alias.asname or whole, set()).add(whole)
            elif isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    whole = f"{self.source_of(node)}.{alias.name}"
                    found.setdefault(alias.asname or alias.name, set()).add(whole)
        for node in self.nodes:
            if isinstance(node, ast.Assign | ast.AnnAssign | ast.NamedExpr) and node.value:
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                for target in targets:
                    if isinstance(target, ast.Name) and leads_on(node.value):
                        found.setdefault(target.id, set()).add(node.value)
        return found

    def means(self, node, seen=frozenset()):
        """Return the dotted names that an expression may stand for; “?” begins an unknown one."""
        if isinstance(node, ast.Name):
            return self.name_means(node.id, seen)
        if isinstance(node, ast.Attribute):
            return {
                origin(f"{one}.{node.attr}", self.known) for one in self.means(node.value, seen)
            }
        if isinstance(node, ast.Call):
            return self.call_means(node, seen)
        return {UNKNOWN}

    def parts_of(self, whole, part, seen):
        """Return the dotted names of a part of what an expression stands for."""
        return {origin(f"{one}.{part}", self.known) for one in self.means(whole, seen)}

    def name_means(self, name, seen):
        """Return what a name was bound to; the name itself where nothing in the module binds it."""
        bound = self.names.get(name, set()) if name not in seen else set()
        found = set()
        for one in bound:
            if isinstance(one, str):
                found.add(origin(one, self.known))
            else:
                found |= self.means(one, seen | {name})
        return found or {name}

    def call_means(self, node, seen):
        """Return what `getattr(x, "y")` and `import_module("x")` give."""
        words = [a.value for a in node.args if isinstance(a, ast.Constant)]
        called = self.means(node.func, seen)
        if called & IMPORTERS and words:
            return {words[0]}
        if "getattr" in called and len(node.args) > 1 and words:
            return {
                origin(f"{one}.{words[0]}", self.known) for one in self.means(node.args[0], seen)
            }
        return {UNKNOWN}

    @cached_property
    def reached(self):
        """Return every dotted name that is imported or spoken of, as written and at its origin."""
        found = set(self.imported) | {origin(one, self.known) for one in self.imported}
        for node in self.nodes:
            if isinstance(node, ast.Name | ast.Attribute | ast.Call):
                found |= self.means(node)
        return found

    def reaches(self, *wholes):
        """Return what is reached of modules or names: the thing itself or something in it."""
        begin = tuple(f"{whole}." for whole in wholes)
        return {one for one in self.reached if f"{one}.".startswith(begin)}

    @cached_property
    def calls(self):
        """Return (dotted name, node) of everything that is called."""
        calls = [node for node in self.nodes if isinstance(node, ast.Call)]
        return [(one, node) for node in calls for one in self.means(node.func)]


def leads_on(value):
    """Say whether a value that is assigned may only be another name of something."""
    return isinstance(value, ast.Name | ast.Attribute | ast.Call)


def origin(dotted, known):
    """Follow a dotted name through the modules that import it to where it comes from."""
    seen = set()
    while dotted not in seen:
        seen.add(dotted)
        head, rest = split(dotted, known)
        if head is None or not rest:
            return dotted
        bound = known[head].names.get(rest[0], set())
        handed_on = [one for one in bound if isinstance(one, str)]
        if not handed_on:
            bound = [one for one in bound if not isinstance(one, ast.Call)]
            handed_on = [m for one in bound for m in known[head].means(one) if m[0] != UNKNOWN]
        if not handed_on:
            return dotted
        dotted = ".".join([handed_on[0], *rest[1:]])
    return dotted


def split(dotted, known):
    """Return the module that a dotted name begins with, and what follows; None when unknown."""
    parts = dotted.split(".")
    for length in range(len(parts), 0, -1):
        if (head := ".".join(parts[:length])) in known:
            return head, parts[length:]
    return None, parts


def dotted_name(path):
    """Return the name under which a file is imported."""
    return ".".join(path.relative_to(HOUSE).with_suffix("").parts).removesuffix(".__init__")


def read_house():
    """Return every module of the product by its dotted name."""
    known = {}
    for path in sorted(PLANNER.rglob("*.py")):
        name = dotted_name(path)
        known[name] = Module(name, path.read_text(), path, known)
    return known


KNOWN = read_house()
MODULES = list(KNOWN.values())


def pretend(path, source):
    """Return a module that is not there: what it would be at a path below `planner/`."""
    path = PLANNER / path
    return Module(dotted_name(path), source, path, KNOWN)
