"""Results as pictures: bullets of indicators, and how strong the evidence is."""

from collections.abc import Sequence
from fractions import Fraction

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from planner.choices import STRENGTH_LABELS
from planner.objectives.assessment import ObjectiveFigures
from planner.objectives.progress import Light
from planner.objectives.readings import Reading
from planner.objectives.reasons import light_label
from planner.shapes.figure import Figure, Rate
from planner.shapes.pictures import Bullet, Bullets, PartsOfOne, Picture, Piece


def indicator_pictures(found: Sequence[ObjectiveFigures]) -> list[Picture]:
    """Return the bullets of the indicators that have a target; none of none."""
    readings = [one for figures in found for one in figures.readings if one.target]
    return [indicator_bullets(readings)] if readings else []


def indicator_bullets(readings: Sequence[Reading]) -> Bullets:
    """Return each indicator's progress to its target beside what is expected by now (M20, M21)."""
    good = sum(one.light is Light.GREEN for one in readings)
    says = ngettext(
        "%(good)s of %(num)s indicator with a target is on track; the stroke is today’s due.",
        "%(good)s of %(num)s indicators with a target are on track; the stroke is today’s due.",
        len(readings),
        good=good,
    )
    bullets = tuple(bullet(one) for one in readings)
    return Bullets("indicators", _("Indicators to their targets"), says, _("Indicator"), bullets)


def bullet(one: Reading) -> Bullet:
    """Return the bullet of one indicator, which leads to it."""
    indicator = one.indicator
    reached = as_float(one.p)
    expected = float(one.x) if one.p is not None else None
    label = f"{indicator.code} {indicator.name}"
    if reached is None:
        told = _("%(indicator)s: no data", indicator=label)
    else:
        told = _(
            "%(indicator)s: %(reached)s %% of the way, %(expected)s %% expected by now, %(light)s",
            indicator=label,
            reached=round(reached * 100),
            expected=round((expected or 0) * 100),
            light=light_label(one.light),
        )
    address = url_for("objectives.show", objective_id=indicator.objective_id)
    return Bullet(
        label, reached, expected, one.light.value, told, f"{address}#indicator-{indicator.id}"
    )


def as_float(value: Fraction | None) -> float | None:
    """Return a fraction as a number; None stays."""
    return None if value is None else float(value)


def evidence_pictures(figures: Sequence[Figure]) -> list[Picture]:
    """Return the bar of M12; nothing where no outcome was seen."""
    picture = evidence_whole(figures)
    return [picture] if any(one.number for one in picture.pieces) else []


def evidence_whole(figures: Sequence[Figure]) -> PartsOfOne:
    """Return the outcomes seen by the strength of their evidence, the weakest first (M12)."""
    pieces = tuple(
        Piece(STRENGTH_LABELS[level], found.value.numerator, level, found.rows)
        for level, found in enumerate(figures)
        if isinstance(found.value, Rate)
    )
    strong = sum(one.number for one in pieces[2:])
    whole = sum(one.number for one in pieces)
    says = ngettext(
        "%(strong)s of %(num)s outcome has evidence of level 2 or more.",
        "%(strong)s of %(num)s outcomes have evidence of level 2 or more.",
        whole,
        strong=strong,
    )
    return PartsOfOne("evidence", _("Strength of evidence"), says, _("Evidence"), pieces)
