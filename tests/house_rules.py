"""The rules of the house on what a module may reach: by what a name means, however it came in.

Each rule takes a module (tests/meaning.py) and yields a sentence for each breach.
"""

import ast
import re

from planner.rooms import ROOMS

RULES = []


def rule(function):
    """Put a rule on the list that the tests walk."""
    RULES.append(function)
    return function


LOWEST = ("choices", "pictures", "presenters", "reference", "server", "shapes", "text")
KNOW_ROOMS = {"cli.py", "rooms.py", "app.py", "commands.py"}


def rooms_reached(module):
    """Yield (dotted name, room) of everything in a room that a module reaches."""
    for one in module.reached:
        parts = one.split(".")
        if parts[0] == "planner" and len(parts) > 1 and parts[1] in ROOMS:
            yield one, parts[1]


@rule
def a_room_reaches_its_own_step_or_lower_ones(module):
    if module.room not in ROOMS:
        return
    for one, other in rooms_reached(module):
        if ROOMS.index(other) > ROOMS.index(module.room):
            yield f"reaches {one}: let {other} register a panel, gate or condition instead"


@rule
def the_lowest_modules_know_no_room(module):
    if (module.room is None and module.name not in KNOW_ROOMS) or module.room in LOWEST:
        for one, _other in rooms_reached(module):
            yield f"reaches {one}: turn the arrow round"


@rule
def the_edge_knows_no_room(module):
    if module.room == "web":
        for one, _other in rooms_reached(module):
            yield f"reaches {one}: let the room register itself with the edge"


@rule
def shapes_and_presenters_know_neither_web_nor_rows(module):
    if module.room in {"shapes", "presenters", "pictures"}:
        for one in module.reaches("planner.web", "planner.db", "sqlalchemy", "flask"):
            yield f"reaches {one}: what the seams hand over knows only values"


MAY_BE_DELETED = ("sample", "benchmark")


@rule
def nobody_needs_what_may_be_deleted(module):
    if module.room not in MAY_BE_DELETED and module.name != "cli.py":
        for one in module.reaches(*(f"planner.{room}" for room in MAY_BE_DELETED)):
            yield f"reaches {one}: it may be deleted"


REPORTS = [f"planner.reports.{n}" for n in ("coverage", "figures", "gaps", "indicators", "behind")]


@rule
def measures_know_no_report(module):
    if module.name.startswith("reports/measures/"):
        for one in module.reaches(*REPORTS):
            yield f"reaches {one}: let the report ask the measure"


NAMES_KINDS = ("reference/", "sample/", "benchmark/", "partners/seeding.py", "kinds/seeding.py")
"""What fills an office names the kinds that it fills it with."""


@rule
def no_rule_names_a_kind(module):
    """A kind is a row of the office: a rule that names one is lost on the kinds it adds."""
    if not module.name.startswith(NAMES_KINDS):
        for one in module.reached:
            if one.startswith("planner.reference.shipped_kinds."):
                yield f"reaches {one}: ask the family of the kind (`of_family`, `kind_of`)"


MAY_SELECT = re.compile(
    r"((queries|visibility|measures|filtering|conditions|textsearch)\.py"
    r"|last_use\.py|rendering\.py|forgetting\.py|index_faults\.py)$"
)
SELECTS = re.compile(r".*\.(select|Query)|planner\.db\.db\.session\.query")
READ_TABLES = {
    "events/approval/binding.py",
    "history/looking.py",
    "web/nation_book.py",
    "web/nationnames.py",
}
"""What reads a table past the session: while a flush is under way, or for names on every page."""


@rule
def selects_stay_in_queries(module):
    may = MAY_SELECT.search(module.name) or module.room in {"reports", "benchmark"}
    may = may or module.name in READ_TABLES
    if not may and any(SELECTS.fullmatch(one) for one in module.reached):
        yield "selects: move the question to queries.py"


MAY_COMMIT = {"web/forms.py", "web/log_commits.py", "cli.py", "jobs/running.py"}
COMMANDS = {"commands.py", "last_use.py", "rendering.py", "forgetting.py"}


@rule
def commits_stay_behind_their_doors(module):
    is_command = module.path.name in COMMANDS or module.room == "benchmark"
    may = is_command or module.name in MAY_COMMIT
    if not may and any(one.endswith(".commit") for one in module.reached):
        yield "commits: let form.submit do it"


THE_REQUEST = [
    f"{of}.{n}" for of in ("flask", "flask.globals") for n in ("request", "session", "g")
]
AT_THE_EDGE = ("request_ctx", "_request_ctx_stack", "app_ctx")


@rule
def only_the_web_edge_knows_the_request(module):
    at_edge = module.name.endswith("views.py") or module.room == "web" or module.name == "app.py"
    if not at_edge:
        for one in module.reaches(*THE_REQUEST, *(f"flask.globals.{n}" for n in AT_THE_EDGE)):
            yield f"reaches {one}: hand the value in from the view"


CLOCKS = [
    *(f"datetime.datetime.{name}" for name in ("now", "today", "utcnow")),
    "datetime.date.today",
    *(f"time.{name}" for name in ("time", "time_ns", "localtime", "gmtime", "strftime", "ctime")),
    *(f"sqlalchemy.func.{name}" for name in ("now", "current_date", "current_timestamp")),
    *(f"sqlalchemy.func.{name}" for name in ("localtime", "localtimestamp", "clock_timestamp")),
]
READS_SOCKETS = "server/receiving.py"
KEEPS_TIME = {
    "accounts/mail.py",
    "calendars/jobs.py",
    "calendars/touched.py",
    "documents/paper_job.py",
    "documents/slides_job.py",
    "events/list/long_file.py",
    "events/page/objective_panel.py",
    "history/listening.py",
    "jobs/ending.py",
    "jobs/heartbeat.py",
    "jobs/history_file.py",
    "jobs/running.py",
    "mailings/job.py",
    "mailings/making.py",
    "released/job.py",
    "jobs/working.py",
    "outbox/sending.py",
    "reports/coverage/objective_panel.py",
    "reports/coverage/panels.py",
    "reports/figures/chosen.py",
    "web/formkeys.py",
    "web/kept_reading.py",
    "web/kept_rows.py",
    "web/once.py",
    "web/session_limits.py",
    "web/sessions.py",
}
"""What nobody calls with a moment: listeners, workers, panels, and the edge of the web."""


@rule
def the_clock_is_read_in_one_place(module):
    if module.name in {"clock.py", READS_SOCKETS}:
        return
    for one in module.reaches(*CLOCKS):
        yield f"reads {one}: use planner.clock in the view, pass it down"


@rule
def nothing_below_a_view_asks_the_clock(module):
    begins = module.name.endswith(("views.py", "commands.py")) or module.room == "benchmark"
    if module.name not in {"clock.py", *KEEPS_TIME} and not begins:
        for one in module.reaches("planner.clock"):
            yield f"reaches {one}: take the moment as an argument"


@rule
def wtforms_stays_in_forms(module):
    is_form = module.name.endswith(("forms.py", "fields.py")) or module.room == "web"
    if not is_form and module.name not in {"app.py", "accounts/security.py"}:
        for one in module.reaches("wtforms", "flask_wtf"):
            yield f"reaches {one}: put the field into forms.py"


NUMBER_FIELDS = re.compile(
    r"wtforms\.(\w+\.)*(Date|DateTime|DateTimeLocal|Decimal|DecimalRange|Float|Integer|IntegerRange"
    r"|Month|Time|Week)Field|wtforms\.(\w+\.)*NumberInput"
)
READS_FILES = {
    "text/reading.py",
    "history/waiting.py",
    "web/page_keys.py",
    "reference/catalogue.py",
    "partners/seeding.py",
}
READS_NUMBERS = {"web/number_fields.py", "web/day_fields.py", "web/time_fields.py"}
BARE = {"int", "float", "datetime.date.fromisoformat"}
DIGITS = ("isdigit", "isdecimal", "isnumeric")


@rule
def what_was_typed_is_read_in_one_place(module):
    """`int("²")`, `int("1_000")`, 2 to the 63rd, `1e999999999` and 9999-12-31 all once broke."""
    if module.room in {"sample", "benchmark"} or module.name in READS_NUMBERS:
        return
    for one in filter(NUMBER_FIELDS.fullmatch, module.reached):
        yield f"reaches {one}: use those of planner.web.number_fields"
    for called, node in module.calls:
        yield from reads_by_itself(module, called, node)


def reads_by_itself(module, called, node):
    """Yield what is wrong with one call that reads text."""
    last = called.rsplit(".", 1)[-1]
    if last in DIGITS and "isascii" not in ast.unparse(node.func) and module.name != "config.py":
        yield f"asks {last}: read the text with planner.text.reading"
    for keyword in node.keywords:
        if keyword.arg in {"coerce", "type"} and module.means(keyword.value) & BARE:
            yield f"reads with {ast.unparse(keyword.value)}: use planner.text.reading"
    if (called in BARE or last == "fromisoformat") and asks_the_request(module, node):
        yield f"reads {ast.unparse(node)}: use planner.text.reading"
    if called in {"json.loads", "json.load"} and module.name not in READS_FILES:
        yield "reads JSON: use planner.text.reading.json_object"


def asks_the_request(module, node):
    """Say whether an expression takes something from the request."""
    return any(
        one.startswith(("flask.request", "flask.globals.request", "?.request."))
        for part in ast.walk(node)
        if isinstance(part, ast.Name | ast.Attribute)
        for one in module.means(part)
    )


NUMBER_BASES = ("NumberField", "DayField", "TimeOfDayField")


@rule
def there_is_one_field_for_numbers(module):
    """Money was read otherwise than counts, and “1,000” was stored as 1."""
    for node in module.nodes:
        if isinstance(node, ast.ClassDef):
            bases = {one.rsplit(".", 1)[-1] for base in node.bases for one in module.means(base)}
            if bases & set(NUMBER_BASES):
                yield f"makes {node.name}: give NumberField what it needs"


REDIRECTS = {"flask.redirect", "flask.helpers.redirect", "werkzeug.utils.redirect"}
CHECKED = "planner.web.targets.local_target"


@rule
def no_request_says_where_a_redirect_leads(module):
    """The target is an address of our own, or has been through `local_target`."""
    if module.name == "web/to_sign_in.py":
        return
    for called, node in module.calls:
        if called not in REDIRECTS:
            continue
        target = (node.args or [node.keywords[0].value])[0]
        is_checked = isinstance(target, ast.Call) and CHECKED in module.means(target.func)
        is_ours = isinstance(target, ast.Call | ast.Constant | ast.JoinedStr)
        if not is_checked and (not is_ours or asks_the_request(module, target)):
            yield f"redirects to {ast.unparse(target)}: hand it to {CHECKED}"


BULK = re.compile(r"sqlalchemy\.(\w+\.)*(update|delete|insert)")


@rule
def actions_change_rows_one_by_one(module):
    """Bulk statements go past the history and the calendar; only upkeep may use them."""
    if module.name.endswith("actions.py"):
        for one in filter(BULK.fullmatch, module.reached):
            yield f"uses {one}: change the mapped rows instead"


LOADS = ("sample/", "partners/seeding.py", "start/commands.py", "accounts/commands.py")
"""What writes an office from files, or from words typed at a terminal."""
WRITES_ROWS = {"partners/seeding.py"}
"""The nations are the rows of ISO 3166: nobody adds one, so there is no action to go through."""
ROW = re.compile(r"planner\.(\w+\.)*models(\.\w+)?\.[A-Z]\w+|.*session\.(add|add_all|delete|merge)")


@rule
def what_loads_an_office_goes_through_the_actions(module):
    """It hands their shape to the actions of a room: it makes no row and sets no column."""
    if not module.name.startswith(LOADS):
        return
    rows = {called for called, _node in module.calls if ROW.fullmatch(called)}
    if module.name in WRITES_ROWS:
        rows = {one for one in rows if not one.endswith((".Nation", ".add_all"))}
    for one in rows | {one for one in module.reached if BULK.fullmatch(one)}:
        yield f"calls {one}: hand the shape to the room’s action"
    for node in module.nodes:
        for target in getattr(node, "targets", [getattr(node, "target", None)]):
            if isinstance(target, ast.Attribute):
                yield f"sets {ast.unparse(target)}: hand the value to the room’s action"


ANSWERS_A_REPORT = ("reports/", "objectives/", "web/")
TABLES = ("planner.presenters.table.Table", "planner.web.tables.respond_table")


@rule
def files_of_lists_are_made_from_their_declaration(module):
    """A page and its file had columns of their own once, and drifted apart."""
    if not module.name.startswith((*ANSWERS_A_REPORT, "presenters/", "pictures/")):
        for one in module.reaches(*TABLES):
            yield f"makes a table by {one}: declare a RowList and answer with respond_list"


SENTENCE = re.compile(r"^(flask_babel\.)?(lazy_|l?n?)*gettext$")
STRAIGHT = re.compile(r"[A-Za-z]'[A-Za-z]")


@rule
def sentences_have_the_apostrophe_of_print(module):
    """Every other sentence has it, and a search for words would find one of two."""
    for called, node in module.calls:
        if SENTENCE.match(called):
            for part in ast.walk(node):
                if isinstance(part, ast.Constant) and STRAIGHT.search(str(part.value)):
                    yield f"says “{part.value}”: write ’"


SAYS_IT_IS_HTML = {"web/markup.py", "web/language.py"}
"""The pieces, and the sentences of our own catalogue, whose values are escaped."""


@rule
def one_file_says_of_a_text_that_it_is_html(module):
    """What is put together by hand stands in one file, which says why (`planner/web/markup.py`)."""
    if module.name in SAYS_IT_IS_HTML:
        return
    for called, node in module.calls:
        if called == "markupsafe.Markup" and node.args:
            yield f"marks {ast.unparse(node)} as HTML: draw it with a macro, or ask web.markup"


LONGEST, NINETIETH, MEDIAN = 300, 180, 70
"""Lines of the longest file, of nine files in ten, and of the one in the middle."""
PASSES_ON = (ast.Import, ast.ImportFrom)


def what_is_wrong_with_lengths(modules):
    """Yield a sentence for each breach of the lengths of files, over the whole house.

    Files that only pass names on do not count: a hundred of them would move the middle.
    """
    lengths = {one.name: one.source.count("\n") for one in modules if holds_something(one)}
    for name, lines in lengths.items():
        if lines > LONGEST:
            yield f"{name} has {lines} lines: split it by what it is about"
    in_order = sorted(lengths.values())
    for share, most in ((0.5, MEDIAN), (0.9, NINETIETH)):
        if (found := in_order[int(len(in_order) * share)]) > most:
            yield f"of ten files {share * 10:.0f} have up to {found} lines: let it be {most}"


def holds_something(module):
    """Say whether a module says anything itself, besides its docstring and its imports."""
    body = module.tree.body[ast.get_docstring(module.tree) is not None :]
    return any(not isinstance(one, PASSES_ON) and not says_what_is_public(one) for one in body)


def says_what_is_public(node):
    """Say whether a statement sets `__all__`."""
    targets = getattr(node, "targets", [getattr(node, "target", None)])
    return any(getattr(one, "id", "") == "__all__" for one in targets)
