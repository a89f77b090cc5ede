"""Names of the product that nothing uses: `python -m tests.unused` names them and fails.

Vulture reads the code; what templates use counts as used too, so does what the columns of a list
name, and what a decorator registers (a view, a panel, a gate, a measure …). What a library calls
by its name, or what is written down for those who read the database, stands below with its
reason.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from vulture import Vulture
from vulture.core import Item

HOUSE = Path(__file__).parent.parent
PLACES = [HOUSE / "planner", HOUSE / "wsgi.py", HOUSE / "gunicorn.conf.py"]
MAKES_NO_USE = {
    *("property", "cached_property", "classmethod", "staticmethod", "abstractmethod"),
    *("lru_cache", "cache", "contextmanager", "wraps", "dataclass", "pass_eval_context"),
}
"""Decorators that hand a function to nobody; every other one registers it somewhere."""
CALLED_BY_LIBRARIES = {
    *(
        "process_data",
        "pre_validate",
        "bind_field",
        "generate_csrf_token",
        "csrf_class",
        "csrf",
    ),  # WTForms
    *("render_field",),
    *("ifield",),  # Flask-Security's sign-in form
    *("impl", "cache_ok", "inherit_cache"),  # SQLAlchemy's types and elements
    *("get_bind", "_flush"),  # its sessions
    *("process_bind_param", "process_result_value", "process_compile_state_replaced_entities"),
    *("mapper_entities", "autocommit", "created_by_id", "insertmanyvalues_implicit_sentinel"),
    *("list_commands", "get_command"),  # Click
    *("request_class", "undefined", "lstrip_blocks", "trim_blocks", "get_cookie_path"),  # Flask
    *("ensure_sync", "max_content_length"),
    *("preprocess", "template_class", "_get_default_module"),  # Jinja
    *("get_json", "log_exception", "url_rule", "csrf_valid", "_login_user"),
    *("last_modified", "content_type", "direct_passthrough", "regex", "to_python", "to_url"),
    *("worker_class", "logger_class", "timeout", "control_socket_disable", "loglevel"),  # gunicorn
    *("ServerLog", "ReceivingWorker", "req"),
    *("getfile", "parser_class", "task_class", "error_task_class", "channel_class"),  # waitress
    *("will_close", "completed"),
    *("slide_width", "slide_height", "keywords", "_blob", "_open_worksheet"),  # python-pptx
    *("has_title", "include_in_layout", "gap_width", "has_data_labels", "show_value"),
    *("number_format_is_linked", "reverse_order", "tick_label_position", "minimum_scale"),
    *("has_major_gridlines",),
    *("asctime", "_value_"),  # logging, enum
    *("model_config", "__pydantic_base_init__", "all_values"),  # pydantic
    *("handle_starttag", "handle_data", "handle_endtag"),  # html.parser
}
READ_IN_THE_DATABASE = {"added_at", "said_by_id", "said_at", "created_by_id"}
"""Who wrote a row and when: kept for those who look into what happened."""
READ_AS_TEXT = {
    *("asks_for_note", "least_marking", "marking_reason"),  # traits of rows of reference tables
    *("theme_rows", "topic_rows"),  # named in LINKED
    "coordination_id",  # named by its holder, in attachments/holders.py
}
"""Columns and relationships whose names stand in a declaration as text."""
READ_BY_TESTS = {
    *("plain_rows", "PARAMETERS"),  # what a table and a filter hold, for comparing
    "unguarded",  # the way back of a guarded cell, beside the way there
    "not_due",  # what a rate leaves out, beside what it counts
    "promised_nation",  # relationships that make rows
    "PARAMETERS",  # of the event filter, from which a test draws addresses
    "restricted_entities",  # the register that a test compares with the mappers
}
READ_ELSEWHERE = READ_IN_THE_DATABASE | READ_BY_TESTS


def words_of_templates() -> set[str]:
    """Return every word of the expressions and statements of templates."""
    found: set[str] = set()
    for path in (HOUSE / "templates").rglob("*.*"):
        for code in re.findall(r"\{[{%](.*?)[%}]\}", path.read_text(), flags=re.S):
            found |= set(re.findall(r"[A-Za-z_]\w*", code))
    return found


def words_of_request() -> set[str]:
    """Return the names by which something is asked of what a request carries."""
    asked = re.compile(r"\bg\.(?:get|pop)\(\"(\w+)\"")
    files = (HOUSE / "planner").rglob("*.py")
    return {name for path in files for name in asked.findall(path.read_text())}


def words_of_columns() -> set[str]:
    """Return what the columns of declared lists name of their rows, as texts."""
    found: set[str] = set()
    for path in (HOUSE / "planner").rglob("*columns.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found |= (
                    set(re.findall(r"[a-z]\w*", node.value)) if " " not in node.value else set()
                )
    return found


def registered(path: Path) -> Iterator[int]:
    """Yield the first line of everything in a file that a decorator registers."""
    for node in ast.walk(ast.parse(path.read_text())):
        decorators = getattr(node, "decorator_list", [])
        names = {re.match(r"[\w.]+", ast.unparse(one))[0] for one in decorators}
        if {name.rsplit(".", 1)[-1] for name in names} - MAKES_NO_USE:
            yield min(one.lineno for one in decorators)


DECLARED = {"Enum", "StrEnum", "IntEnum", "Labelled", "IntLabelled", "Term"}


def members(path: Path) -> Iterator[int]:
    """Yield the lines of what is read by declaration: members of enumerations, counted fields,
    columns of reference tables.
    """
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ClassDef):
            bases = {ast.unparse(base) for base in node.bases}
            if bases & DECLARED or node.name == "CountedDetails":
                yield from (part.lineno for part in node.body)


def is_excused(item: Item) -> bool:
    """Say whether something counts as used although no line of the product names it."""
    is_member = item.typ == "variable" and item.first_lineno in set(members(item.filename))
    is_named = item.name in CALLED_BY_LIBRARIES | READ_AS_TEXT | READ_ELSEWHERE
    is_import = item.typ == "import"  # of a file that registers its views; ruff minds the others
    return (
        is_member
        or is_named
        or is_import
        or item.name.startswith("validate_")  # WTForms, by the field's name
        or item.first_lineno in set(registered(item.filename))
    )


def unused() -> list[str]:
    """Return a line for each name that nothing uses."""
    look = Vulture()
    look.scavenge(PLACES)
    look.used_names |= words_of_templates() | words_of_request() | words_of_columns()
    found = [item for item in look.get_unused_code() if not is_excused(item)]
    return [
        f"{item.filename.relative_to(HOUSE)}:{item.first_lineno}: nothing uses {item.typ} "
        f"“{item.name}”: remove it"
        for item in found
    ]


if __name__ == "__main__":
    sys.exit("\n".join(unused()) or None)
