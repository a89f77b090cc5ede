"""Changes that nothing could notice, and so say nothing about the tests: they are not drawn."""

from typing import Any

SAME_FOR_ONE_OF_A_KIND = frozenset(
    f"ReplaceComparisonOperator_{name}" for name in ("Is_Eq", "IsNot_NotEq", "Eq_Is", "NotEq_IsNot")
)
"""Identity and equality agree on None, truths, members, small numbers and interned words."""
ONLY_FASTER = ("@cache", "@lru_cache", "@override", "@final", "@overload", "@no_type_check")
"""What these decorators change is speed, or what a type checker says."""
ONLY_FOR_WRITERS = ("frozen", "slots", "strict", "kw_only")
"""Arguments that refuse mistakes of whoever writes code; right code runs the same without."""


def changes_nothing(operator: str, node: Any) -> bool:
    """Say whether what an operator makes of a node of the source behaves as before."""
    name = operator.rpartition("/")[2]
    if name in SAME_FOR_ONE_OF_A_KIND:
        return True
    if node.type == "decorator":
        return bool(node.get_code().strip().startswith(ONLY_FASTER))
    if node.type == "if_stmt":
        return "TYPE_CHECKING" in node.children[1].get_code()
    return names_argument(node) in ONLY_FOR_WRITERS


def names_argument(node: Any) -> str | None:
    """Return the name of the argument that a node is the whole value of, if it is one."""
    outer = node.parent
    if outer is not None and outer.type == "argument" and outer.children[-1] is node:
        return str(getattr(outer.children[0], "value", ""))
    return None
