"""Downloads of the event list, and of the list as a partner may have it."""

from flask import Response, abort

from planner.clock import now, today
from planner.events.blueprint import bp
from planner.events.list.asked_views import filter_to_leave
from planner.events.list.columns import EVENTS
from planner.events.list.file_views import asked_sort
from planner.events.list.orders import DEFAULT_SORT
from planner.events.list.whole_queries import whole_list
from planner.events.list.words import ListWords
from planner.events.release.columns import partner_list
from planner.events.release.rule import check_partner
from planner.web.access import may, viewer
from planner.web.file_addresses import beside_the_list
from planner.web.lists.files import respond_list
from planner.web.tables import PRESENTERS


@may("see")
def export(suffix: str) -> Response:
    """Download every event that the filter stands for, in the order of the list."""
    if suffix not in PRESENTERS:
        abort(404)
    wanted = filter_to_leave()
    listed, sort, nation = EVENTS, asked_sort(), ""
    if wanted.partner:
        nation = check_partner(wanted.partner, viewer())
        listed, sort = partner_list(nation), DEFAULT_SORT
    rows = whole_list(wanted, today(), listed.file_columns, sort, nation)
    told = wanted.for_history()
    return respond_list(listed, rows, suffix, about=ListWords(), as_of=now(), filter_text=told)


beside_the_list(bp, "/events", export)
