"""One row of every mapped class, made from its columns: as empty or as full as it may be.

A new class or column is covered without being named. Named are only the values that a
constraint demands or that a column's words can be (MEANT), and rows the product makes itself.
"""

import re
from collections import defaultdict
from datetime import UTC, datetime, time
from decimal import Decimal
from functools import cache
from hashlib import sha256
from io import BytesIO
from itertools import count, cycle

from babel import Locale
from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Date,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    Numeric,
    String,
    Time,
    Uuid,
    select,
)
from sqlalchemy import Enum as EnumType
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import configure_mappers

from planner.attachments.arriving import arrive, arriving
from planner.attachments.models import HOLDERS
from planner.attachments.store import store
from planner.choices import (
    EXECUTED_STATES,
    WAYS_OF_DAYS,
    EventState,
    FollowUpState,
    Marking,
    WayKind,
)
from planner.db import Base, CodeList, KeyList, MarkingType, UtcDateTime, db
from planner.events.counted_details import COUNTED, LINKED
from planner.events.models import Event
from planner.kinds.queries import kind_of
from planner.reference.shipped_kinds import ShippedKind
from planner.shapes.fields_by_family import all_fields
from planner.shapes.kind_fields import FieldType
from planner.terms.queries import choices_of
from planner.text.reading import FIRST_DAY, LARGEST, LAST_DAY
from tests.factories import make_event

CODES = sorted(code for code in Locale("en").territories if re.fullmatch("[A-Z]{2}", code))
EMPTY, LONGEST = "empty", "longest"
MODES = (EMPTY, LONGEST)
NEXT_CODE = cycle(CODES)
MOMENT = datetime(2030, 3, 1, 12, 0, tzinfo=UTC)
MADE_BY_THE_PRODUCT = {
    *("calendar_entry", "history_entry", "rollup_cell", "rollup_part", "sign_in_failure"),
}
ONE_ROW = {"office"}
NO_SECOND_ROW = {"nation", *ONE_ROW}


def token(number):
    """Return the secret of the feed with a number."""
    return f"the-token-of-feed-{number:06}".encode()


MEANT = {
    "event_kind.asks": (None, None),
    "event_kind.looks_after": ((), (30, 90, 180)),
    "event_kind_objective.weight": (0.01, 1.0),
    "nation.code": (lambda _number: next(NEXT_CODE),) * 2,
    "event.zone": ("UTC", "America/Argentina/ComodRivadavia"),
    "event.currency": ("", "EUR"),
    "event.travel_days_before": (0, 365),
    "event.travel_days_after": (0, 365),
    "event.baseline_ends_on": (None, LAST_DAY),
    "nation_way.text": ("A", lambda number: words(20_000, number)),
    "coordination.party": ("partner", "partner"),
    "saved_filter.page": ("events", "events"),
    "saved_filter.position": (None, 1),
    "objective.outcome_window_days": (1, 3650),
    "indicator.parted_by": ([], ["armed_service"]),
    "requirement.number": (1, 9999),
    "requirement.year": (1900, 2199),
    "line_of_effort.position": (0, 100),
    "place.position": (0, 100),
    "objective_link.weight": (0.0, 100.0),
    "institution.founded_year": (None, 2199),
    "programme.started_year": (None, 1500),
    "programme.ended_year": (None, 2199),
    "institution.level": ("", "academy"),
    "feed.token_hash": (lambda number: sha256(token(number)).hexdigest(),) * 2,
    "value_link.token_hash": (lambda number: sha256(token(number)).hexdigest(),) * 2,
}
"""Table and column: its value when empty and at its longest, where the type does not say it."""


def is_over(values):
    """Give an executed event its actual days and any planned one its days."""
    state = values["state"]
    if state not in {EventState.CONCEPT, EventState.POSTPONED, EventState.CANCELLED}:
        values["starts_on"] = values["starts_on"] or FIRST_DAY
        values["ends_on"] = values["ends_on"] or LAST_DAY
    if state in EXECUTED_STATES:
        values["actual_starts_on"] = values["actual_starts_on"] or FIRST_DAY
        values["actual_ends_on"] = values["actual_ends_on"] or LAST_DAY
    if values["start_time"] and values["date_precision"] != "day":
        values["start_time"] = values["end_time"] = None


def is_closed(values):
    """Give a follow-up a closing day exactly when it is closed."""
    is_open = values["state"] in {FollowUpState.OPEN, FollowUpState.IN_HAND}
    values["closed_on"] = None if is_open else values["closed_on"] or LAST_DAY


def is_settled(values):
    """Give a commitment the day of its end exactly when it has one, and a due day after it."""
    values["settled_on"] = None if values["state"] == "open" else LAST_DAY
    values["due_on"] = max(values["due_on"], values["promised_on"])


def is_taken(values):
    """Give a later look the day of its answer exactly when there is one."""
    values["looked_on"] = (values["looked_on"] or LAST_DAY) if values["lasted"] else None


def is_whole(values):
    """Let a document hang on one event alone, with its octets in the store."""
    event_id = values["event_id"] or db.session.scalar(select(Event.id)) or make_event().id
    values |= dict.fromkeys(HOLDERS) | {"event_id": event_id}
    octets = f"document of {values['name']}".encode()
    values["size"], values["sha256"] = len(octets), sha256(octets).hexdigest()
    with arriving() as files:
        files.append(arrive(BytesIO(octets)))
        store().put(files[0].path, files[0].digest)


def is_marked_once(values):
    """Mark for itself only what hangs on no event; each tells of an event here or of a nation."""
    if values["event_id"] is None and values["nation_code"] is None:
        values["event_id"] = db.session.scalar(select(Event.id)) or make_event().id
    values["marking"] = None if values["event_id"] else values["marking"] or Marking.PUBLIC


def is_answered(values):
    """Give a media item the way and the words of its answer exactly when it has its day."""
    is_marked_once(values)
    if not values["answered_on"]:
        values["answer_way"], values["answer"] = None, ""


def is_concern(values):
    """Give a concern the words of its answer exactly when it has its day."""
    is_marked_once(values)
    values["answer"] = (values["answer"] or "Yes") if values["answered_on"] else ""


def is_reopened(values):
    """Give a closed period a reason exactly when it was reopened."""
    values["reason"] = (values["reason"] or "Late") if values["reopened_at"] else ""


def is_of_its_kind(values):
    """Give days to days alone, and a limit to gifts alone."""
    if values["kind"] not in WAYS_OF_DAYS:
        values["first_on"] = values["last_on"] = None
    if values["kind"] != WayKind.GIFT:
        values["gift_limit"] = ""


DEMANDED = {
    "closed_period": is_reopened,
    "event": is_over,
    "follow_up": is_closed,
    "commitment": is_settled,
    "later_look": is_taken,
    "media_item": is_answered,
    "concern": is_concern,
    "attachment": is_whole,
    "nation_way": is_of_its_kind,
}
"""Constraints over several columns of a table: what puts a row's values right."""


def filler(length, number):
    """Return one word of a length that is no other row's, with what HTML and CSV stumble over."""
    start = f"{number}<b>&\"';="
    return (start + "Ǻ" * length)[:length]


def words(length, number):
    """Return a text of a length: a word that does not break, then lines."""
    return (filler(300, number) + "\n" + "Lorem <i> ipsum\t,;\r\n" * (length // 18 + 1))[:length]


def details_of(kind, mode):
    """Return every field of a kind's own, filled."""
    if mode is EMPTY:
        return {}
    values = {
        FieldType.LINE: "Ǻ" * 200,
        FieldType.TEXT: words(20_000, 1),
        FieldType.NUMBER: 10_000_000,
        FieldType.YES_NO: True,
        FieldType.DAY: LAST_DAY.isoformat(),
    }
    return {field.name: values.get(field.type) or chosen(field) for field in all_fields(kind)}


def chosen(field):
    """Return everything that a field offers; of a choice the first."""
    if field.table:
        return sorted(choices_of(field))
    return list(field.choices) if field.type is FieldType.CHOICES else next(iter(field.choices))


class Rows:
    """Makes rows in one mode and knows them by table."""

    def __init__(self, mode):
        self.mode = mode
        self.made = defaultdict(list)
        self.number = count(1)
        self.second = mode is not EMPTY

    def every(self):
        """Make rows of every mapped class: one that others point to, one by itself, and one for
        each member of each enumeration."""
        self.firsts()
        for mapper in mappers():
            table = mapper.local_table
            for column in table.columns:
                members = column.type.enum_class if is_enum(column) else ()
                for member in members:
                    self.another(mapper, {column.key: member})
            if table.name == "event":
                for kind in ShippedKind:
                    self.another(mapper, {"kind": kind.value})
            if table.name not in NO_SECOND_ROW:
                self.another(mapper, {})
        db.session.commit()
        return self

    def firsts(self):
        """Make the first row of every class, in place of those that a new database has."""
        for name in ONE_ROW:
            db.session.execute(db.metadata.tables[name].delete())
        for mapper in mappers():
            self.first(mapper)
        self.link()

    def first(self, mapper):
        """Return the first row of a class; made when there is none yet."""
        name = mapper.local_table.name
        if not self.made[name]:
            self.made[name].append(None)
            self.made[name][0] = self.make(mapper, {})
        return self.made[name][0]

    def another(self, mapper, given):
        """Make one more row, unless the database allows only one beside the same parents."""
        try:
            with db.session.begin_nested():
                self.made[mapper.local_table.name].append(self.make(mapper, given))
        except IntegrityError as error:
            assert "UNIQUE" in str(error), error

    def make(self, mapper, given):
        """Make one row."""
        values = {}
        number = next(self.number)
        for attribute in mapper.column_attrs:
            column = attribute.columns[0]
            if column.primary_key and isinstance(column.type, Integer) and not column.foreign_keys:
                continue
            values[attribute.key] = self.value(mapper, column, number)
        values |= given
        if "more_details" in values:
            values = {k: v for k, v in values.items() if k not in {"more_details", *COUNTED}}
            told = details_of(kind_of(values["kind"]), self.mode)
            values["details"] = {name: told[name] for name in told.keys() - LINKED.keys()}
        if values.get("verified_by_id"):
            values["author_id"] = None  # whoever verifies is somebody else
        if fix := DEMANDED.get(mapper.local_table.name):
            fix(values)
        values = {key: value for key, value in values.items() if value is not UNSET}
        row = mapper.class_(**values)
        row.token = token(number).decode()
        db.session.add(row)
        db.session.flush()
        return row

    def link(self):
        """Give every list that is kept in a table of pairs one row."""
        for mapper in mappers():
            for relationship in mapper.relationships:
                if relationship.secondary is not None and not relationship.viewonly:
                    row = self.first(mapper)
                    getattr(row, relationship.key).append(self.first(relationship.mapper))
        db.session.flush()

    def value(self, mapper, column, number):
        """Return the value of a column in this mode."""
        is_longest = self.mode is LONGEST
        meant = MEANT.get(f"{column.table.name}.{column.key}")
        if meant is not None:
            found = meant[is_longest]
            return found(number) if callable(found) else found
        if column.foreign_keys:
            return self.parent(mapper, column)
        if column.nullable and not is_longest:
            return None
        if (bounds := bounds_of(column)) and isinstance(column.type, Integer):
            return bounds[is_longest]
        return full(column, number) if is_longest else least(column, number)

    def parent(self, mapper, column):
        """Return the key of the row that a foreign key points to."""
        target = next(iter(column.foreign_keys)).column.table
        other = next(m for m in mappers(everything=True) if m.local_table is target)
        if column.nullable and self.mode is EMPTY:
            return None
        row = self.made[target.name][0] if target is mapper.local_table else self.first(other)
        return None if row is None else row.__mapper__.primary_key_from_instance(row)[0]


UNSET = object()


def is_enum(column):
    return isinstance(column.type, EnumType) and column.type.enum_class is not None


@cache
def bounds_of(column):
    """Return the least and the most that a check lets a number be; None when none says so."""
    checks = [c for c in column.table.constraints if isinstance(c, CheckConstraint)]
    for check in checks:
        text = str(check.sqltext)
        if found := re.search(rf"\b{column.key} BETWEEN (-?[0-9]+) AND (-?[0-9]+)", text):
            return int(found[1]), int(found[2])
        if re.search(rf"\b{column.key} > 0", text):
            return 1, 10_000
    return None


def default_of(column):
    """Return the value that the column starts with; UNSET when Python makes one up."""
    default = column.default
    if default is None:
        return None
    return default.arg if default.is_scalar else UNSET


def least(column, number):
    """Return the least that a column takes."""
    found = default_of(column)
    if found is not None:
        return found
    kind = column.type
    if is_enum(column):
        return next(iter(kind.enum_class))
    if isinstance(kind, MarkingType):
        return Marking.PUBLIC
    if isinstance(kind, UtcDateTime | DateTime):
        return MOMENT
    if isinstance(kind, Date):
        return FIRST_DAY
    if isinstance(kind, CodeList | KeyList):
        return []
    if isinstance(kind, String):
        return "" if column.server_default is not None else str(number)
    for of, value in ((Boolean, False), (LargeBinary, b""), (JSON, {}), (Numeric, Decimal(0))):
        if isinstance(kind, of):
            return value
    return 0


def full(column, number):
    """Return the most that a column takes."""
    kind = column.type
    if is_enum(column):
        return list(kind.enum_class)[-1]
    if isinstance(kind, String) and not isinstance(kind, CodeList | KeyList):
        return longest_text(column, number)
    if isinstance(kind, Numeric) and not isinstance(kind, Float):
        return Decimal(10) ** (kind.precision - kind.scale) - 1
    for of, value in MOST:
        if isinstance(kind, of):
            return value(column.key) if callable(value) else value
    return 1 if column.key == "version" else LARGEST


MOST = (
    (MarkingType, Marking.OFFICIAL_SENSITIVE),
    (CodeList, CODES[:200]),
    (KeyList, [1, 2, 3]),
    (UtcDateTime, datetime.combine(LAST_DAY, time(23, 59), UTC)),
    (Date, lambda name: FIRST_DAY if "starts" in name else LAST_DAY),
    (Time, lambda name: time(0, 0) if "start" in name else time(23, 59)),
    (Uuid, UNSET),
    (Float, 1e9),
    (Boolean, True),
    (LargeBinary, b"x"),
    (JSON, {}),
)
"""The most that a type takes, in this order."""


def longest_text(column, number):
    """Return the longest text of a column; of a link, one that may be clicked."""
    length = column.type.length or 20_000
    start = "https://rapport.example/" if column.key.endswith("url") else ""
    text = filler(length, number) if column.type.length else words(length, number)
    return (start + text)[:length]


def mappers(everything=False):
    """Return the mapped classes, those that others point to first."""
    configure_mappers()
    order = {table: place for place, table in enumerate(db.metadata.sorted_tables)}
    return sorted(
        (
            mapper
            for mapper in Base.registry.mappers
            if everything or mapper.local_table.name not in MADE_BY_THE_PRODUCT
        ),
        key=lambda mapper: order[mapper.local_table],
    )


OTHER_NAMES = {
    "agreement_id": "coordination",
    "item_id": "media_item",
    "line_id": "line_of_effort",
    "group_id": "partner_group",
    "filter_id": "saved_filter",
    "target_id": "indicator_target",
    "update_id": "indicator_update",
    "user_id": "user_account",
    "session_id": "open_session",
    "proposal_id": "proposed_change",
    "look_id": "later_look",
    "link_id": "value_link",
    "closed_id": "closed_period",
    "copy_id": "released_copy",
    "mailed_id": "mailed_report",
    "way_id": "nation_way",
}
"""Parameters of addresses that are not called after their table."""


def table_of(parameter):
    """Return the table whose keys a parameter of addresses takes."""
    name = OTHER_NAMES.get(parameter, parameter.removesuffix("_id"))
    assert name in db.metadata.tables, f"say in tests/rows.py whose key <{parameter}> is"
    return name
