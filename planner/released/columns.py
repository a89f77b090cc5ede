"""The list of copies that left, declared once; the copies themselves are its files."""

from flask import url_for
from flask_babel import lazy_gettext as _l

from planner.accounts.labels import owner_name
from planner.web.lists.columns import ListColumn, RowList
from planner.web.nationnames import nation_name

COPIES = RowList(
    "released-copies",
    _l("Copies that left"),
    (
        ListColumn("name", _l("Copy"), "name", where="page"),
        ListColumn("of", _l("Of"), lambda one, _: nation_name(one.nation_code), where="page"),
        ListColumn("to", _l("To"), lambda one, _: nation_name(one.to_code), where="page"),
        ListColumn("by", _l("By"), lambda one, _: owner_name(one.by), where="page"),
        ListColumn("made", _l("Made"), "made_at", "moment", where="page"),
        ListColumn("marking", _l("Marking"), lambda one, _: one.marking.label, where="page"),
    ),
    address=lambda one: url_for("released.show", copy_id=one.id),
    endpoint="released.index",
)
