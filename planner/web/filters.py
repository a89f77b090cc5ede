"""Jinja filters: days, numbers and names the way this office’s readers write them."""

from flask import Flask

from planner.choices import Marking
from planner.choices.signs import state_css
from planner.web.bars import bar_of
from planner.web.controls import field_box, notes, picks, told_by
from planner.web.day_words import day, event_period, moment
from planner.web.nation_suggestions import suggestions_of
from planner.web.nationnames import nation_name
from planner.web.number_words import NONE, money, number, percent


def nations(codes: list[str]) -> str:
    """Return the names of nations by locale, with commas."""
    return ", ".join(nation_name(code) for code in codes) or NONE


def marking(value: int | None) -> str:
    """Return the words of a marking."""
    return str(Marking(value or 0).label)


def init_filters(app: Flask) -> None:
    """Register the filters under their names in templates."""
    app.jinja_env.filters.update(
        day=day,
        period=event_period,
        moment=moment,
        number=number,
        percent=percent,
        money=money,
        nation=nation_name,
        nations=nations,
        marking=marking,
        bar=bar_of,
        state_css=state_css,
    )
    app.jinja_env.globals["suggestions_of"] = suggestions_of
    app.jinja_env.globals.update(field_box=field_box, told_by=told_by, notes=notes, picks=picks)
