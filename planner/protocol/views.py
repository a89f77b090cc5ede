"""The door of the room: the pages of timetables, parts of culture and gifts."""

from flask import Blueprint, Flask, Response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from planner.clock import now
from planner.events.choice_queries import own_code
from planner.events.plan.money import currency_of
from planner.outcomes.queries import highest
from planner.protocol import panel_views, steps  # noqa: F401 - they register themselves
from planner.protocol.actions import CULTURE_RULES, GIFT_RULES, TIMETABLE_RULES
from planner.protocol.columns import CULTURE, GIFTS, GIFTS_OF_EVENT, TIMETABLE
from planner.protocol.forms import CulturalPartForm, GiftForm, TimetableForm
from planner.protocol.gift_queries import all_gifts, gift_page
from planner.protocol.part_views import PartPages, PartWords, part_blueprint
from planner.protocol.timetable_days import next_item
from planner.web.access import may
from planner.web.lists.file_filters import filter_of_file
from planner.web.lists.files import respond_list
from planner.web.lists.shown import shown_filter
from planner.web.paging import Page, asked_keys

PARTS = (
    PartPages(
        name="timetable",
        path="timetable",
        key="timetable_item_id",
        permission="plan",
        rules=TIMETABLE_RULES,
        form=TimetableForm,
        table=TIMETABLE,
        words=PartWords(
            title=_l("Timetable"),
            lede=_l(
                "What happens when and where, in the time of the place. The programme on paper"
                " gives each day its page."
            ),
            one=_l("Item of the timetable"),
            add=_l("Add an item"),
            none=_l("No item yet."),
            added=_l("The item was added."),
            saved=_l("The item is saved."),
            removed=_l("The item was removed"),
        ),
        proposed=next_item,
    ),
    PartPages(
        name="cultural_parts",
        path="culture",
        key="cultural_part_id",
        permission="plan",
        rules=CULTURE_RULES,
        form=CulturalPartForm,
        table=CULTURE,
        words=PartWords(
            title=_l("Culture"),
            lede=_l(
                "What is shown of whose culture. The report “Culture” weighs ours against theirs"
                " for each partner."
            ),
            one=_l("Part of culture"),
            add=_l("Add a part"),
            none=_l("Nothing yet."),
            added=_l("The part was added."),
            saved=_l("The part is saved."),
            removed=_l("The part was removed"),
        ),
        proposed=lambda _event, _rows: {},
    ),
    PartPages(
        name="gifts",
        path="gifts",
        key="gift_id",
        permission="report",
        rules=GIFT_RULES,
        form=GiftForm,
        table=GIFTS_OF_EVENT,
        words=PartWords(
            title=_l("Gifts"),
            lede=_l(
                "Who gave what to whom, by post and not by name; what it is worth, whether it was"
                " declared, and where it is now."
            ),
            one=_l("Gift"),
            add=_l("Enter a gift"),
            none=_l("No gift yet."),
            added=_l("The gift is in the register."),
            saved=_l("The gift is saved."),
            removed=_l("The gift was taken off the register"),
        ),
        proposed=lambda _event, _rows: {"currency": currency_of(own_code())},
    ),
)
register_bp = Blueprint("gift_register", __name__)


@register_bp.route("/gifts/")
@may("see")
def index() -> ResponseReturnValue:
    """List the gifts that a filter lets through."""
    shown = shown_filter(GIFTS)
    page = Page(gift_page(shown.wanted, **asked_keys()))
    return render_template(
        "protocol/gifts.html",
        shown=shown,
        page=page,
        rows=GIFTS.page(page.items),
        page_marking=highest(gift.event for gift in page.items),
    )


@register_bp.route("/gifts.<suffix>")
@may("see")
def export(suffix: str) -> Response:
    """Download exactly the gifts that the filter lets through."""
    return respond_list(GIFTS, all_gifts(filter_of_file(GIFTS)), suffix, as_of=now())


def init_room(app: Flask) -> None:
    """Open the room."""
    for part in PARTS:
        app.register_blueprint(part_blueprint(part))
    app.register_blueprint(register_bp)
