"""Who is looking, and the one place that decides what they may see (STYLE 5, DOMAIN 3)."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar
from weakref import WeakValueDictionary

from sqlalchemy import ColumnElement, ForeignKey, event, or_, true
from sqlalchemy.orm import (
    Mapped,
    ORMExecuteState,
    Session,
    mapped_column,
    with_loader_criteria,
)
from sqlalchemy.orm.interfaces import CriteriaOption
from sqlalchemy.sql.visitors import InternalTraversal

from planner.choices import Marking, Role
from planner.errors import NotAllowed

PERMISSIONS: dict[str, frozenset[Role]] = {
    "see": frozenset(Role),
    "plan": frozenset({Role.PLANNER, Role.COUNTRY_DESK}),
    "comment": frozenset({Role.PLANNER, Role.APPROVER, Role.COUNTRY_DESK}),
    "approve": frozenset({Role.APPROVER}),
    "report": frozenset({Role.PLANNER, Role.COUNTRY_DESK}),
    "verify": frozenset({Role.APPROVER}),
    "propose_plan": frozenset({Role.PLANNER, Role.COUNTRY_DESK}),
    "agree_plan": frozenset({Role.APPROVER, Role.COUNTRY_DESK}),
    "set_plan": frozenset({Role.COUNTRY_DESK}),
    "raise_marking": frozenset({Role.PLANNER, Role.APPROVER, Role.COUNTRY_DESK}),
    "lower_marking": frozenset({Role.APPROVER}),
    "see_people": frozenset({Role.PLANNER, Role.APPROVER, Role.COUNTRY_DESK}),
    "edit_people": frozenset({Role.PLANNER, Role.COUNTRY_DESK}),
    "export_names": frozenset({Role.COUNTRY_DESK}),
    "edit_partners": frozenset({Role.PLANNER, Role.COUNTRY_DESK}),
    "edit_catalogue": frozenset({Role.COUNTRY_DESK, Role.ADMINISTRATOR}),
    "administer": frozenset({Role.ADMINISTRATOR}),
    "feed": frozenset({Role.VIEWER, Role.PLANNER, Role.APPROVER, Role.COUNTRY_DESK}),
}
"""Which roles may do what: the table of DOMAIN 3."""

CONTENT_ROLES = frozenset(Role) - {Role.ADMINISTRATOR}


@dataclass(frozen=True)
class Viewer:
    """One person looking: roles, marking ceiling and nations in scope (None is all)."""

    user_id: int | None
    roles: frozenset[Role]
    ceiling: Marking
    nations: frozenset[str] | None

    def may(self, permission: str) -> bool:
        """Say whether a role of this person holds the permission."""
        return not self.roles.isdisjoint(PERMISSIONS[permission])

    def require(self, permission: str, sentence: object) -> None:
        """Raise NotAllowed with the sentence unless the permission is held.

        A sentence that is made when it is read costs nothing as long as nobody is refused.
        """
        if not self.may(permission):
            raise NotAllowed(str(sentence))

    def works_with(self, codes: Iterable[str | None]) -> bool:
        """Say whether one of the nations is in scope; what belongs to none is everybody's."""
        named = {code for code in codes if code}
        return self.nations is None or not named or not self.nations.isdisjoint(named)

    @property
    def sees_content(self) -> bool:
        """Say whether any role lets this person see events at all."""
        return not self.roles.isdisjoint(CONTENT_ROLES)


NOBODY = Viewer(None, frozenset(), Marking.PUBLIC, frozenset())
EVERYTHING = Viewer(None, frozenset(Role), Marking.OFFICIAL_SENSITIVE, None)
"""For commands and the product's own upkeep; never for a request's user."""

S = TypeVar("S")
Criterion = Callable[[Viewer, Any], ColumnElement[bool]]
_criteria: dict[type, Criterion] = {}


class EventBound:
    """A row that hangs on one event and is seen only by those who may see the event."""

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)


class EventOrNation:
    """A row that tells of one event, or of a nation alone.

    Of an event it is seen by those who may see the event. Of a nation alone it has a marking of
    its own (`OwnMarked`), and is seen by those in whose scope the nation is. A row of an event
    may name a nation beside it.
    """

    event_id: Mapped[int | None] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), index=True
    )
    nation_code: Mapped[str | None] = mapped_column(ForeignKey("nation.code"), index=True)


OF_EVENT_OR_NATION = "event_id IS NOT NULL OR nation_code IS NOT NULL"
MARKED_WITHOUT_EVENT = "(event_id IS NULL) = (marking IS NOT NULL)"
"""What the database holds of such rows."""


class OwnMarked:
    """A row that may be marked higher than the events that it tells of, never lower."""

    marking: Mapped[Marking | None]
    """Its own marking; none where it is marked as its events are."""


def within_ceiling(viewer: Viewer, entity: Any) -> ColumnElement[bool]:
    """Return the condition that the own marking of a row is none, or one that a viewer may see."""
    if viewer.ceiling == max(Marking):
        return true()
    return or_(entity.marking.is_(None), entity.marking <= viewer.ceiling)


def restrict(entity: type) -> Callable[[Criterion], Criterion]:
    """Register the criterion that narrows every select on an entity to what a viewer may see.

    The decorated function takes the viewer and the mapped class and returns the SQL
    condition. A criterion for a mixin goes to every mapped class that inherits it.
    """

    def register(criterion: Criterion) -> Criterion:
        _criteria[entity] = criterion
        _options.cache_clear()
        return criterion

    return register


def restricted_entities() -> tuple[type, ...]:
    """Return the entities that have a criterion."""
    return tuple(_criteria)


def _mapped_heirs(entity: type) -> Iterator[type]:
    if hasattr(entity, "__mapper__"):
        yield entity
        return
    heirs: list[type] = entity.__subclasses__()
    for heir in heirs:
        yield from _mapped_heirs(heir)


@lru_cache(maxsize=512)
def _options(viewer: Viewer) -> tuple[Any, ...]:
    # Expressions, not lambdas: SQLAlchemy would cache a lambda's result across viewers.
    return tuple(
        with_loader_criteria(heir, criterion(viewer, heir), include_aliases=True)
        for entity, criterion in _criteria.items()
        for heir in _mapped_heirs(entity)
    )


class ViewerCriteria(CriteriaOption):
    """All criteria of one viewer as one statement option.

    Its place in SQLAlchemy's statement cache is the viewer, so a statement costs the same
    however many classes are restricted, and no viewer meets another's statement.
    """

    __slots__ = ("viewer",)
    _traverse_internals = [("viewer", InternalTraversal.dp_plain_obj)]

    def __init__(self, viewer: Viewer) -> None:
        self.viewer = viewer

    def process_compile_state(self, compile_state: Any) -> None:
        """Add the criteria when the statement is first compiled."""
        self.get_global_criteria(compile_state.global_attributes)

    def process_compile_state_replaced_entities(
        self,
        compile_state: Any,
        mapper_entities: Any,
    ) -> None:
        """Add the criteria when the entities were replaced, as by a legacy count."""
        self.process_compile_state(compile_state)

    def get_global_criteria(self, attributes: dict[Any, Any]) -> None:
        """Add every class's criterion."""
        for option in _options(self.viewer):
            option.get_global_criteria(attributes)


_ready: WeakValueDictionary[int, Any] = WeakValueDictionary()
"""Statements that never change, by identity, as long as somebody keeps them."""


def ready(statement: S) -> S:
    """Have a statement that its maker keeps narrowed once for each viewer, not at every use.

    SQLAlchemy looks through a statement that it has not met to find what it compiled.
    """
    _ready[id(statement)] = statement
    return statement


@lru_cache(maxsize=1024)
def narrowed(statement: Any, viewer: Viewer) -> Any:
    """Return a ready statement with the viewer's criteria."""
    return statement.options(ViewerCriteria(viewer))


@event.listens_for(Session, "do_orm_execute")
def only_what_the_viewer_may_see(state: ORMExecuteState) -> None:
    """Narrow every select to what the session's viewer may see.

    A session without a viewer raises KeyError: never everything by accident.
    """
    viewer = state.session.info["viewer"]
    if not state.is_select or state.is_column_load or viewer is EVERYTHING:
        return
    if id(state.statement) in _ready:
        state.statement = narrowed(state.statement, viewer)
    else:
        state.statement = state.statement.options(ViewerCriteria(viewer))


@contextmanager
def acting_as(session: Any, viewer: Viewer) -> Iterator[None]:
    """Give the session another viewer for a while; its loaded rows are forgotten."""
    before = session.info.get("viewer")
    session.info["viewer"] = viewer
    try:
        yield
    finally:
        if before is None:
            session.info.pop("viewer", None)
        else:
            session.info["viewer"] = before
