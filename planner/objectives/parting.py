"""The parts of a value: read from typed lines, checked against the whole, kept as one text."""

import json
import re
from collections.abc import Mapping
from decimal import Decimal

from flask_babel import gettext as _

from planner.choices import PartedBy, RankBand, Sex
from planner.errors import RuleBroken
from planner.objectives.models import Indicator, IndicatorTarget, IndicatorUpdate
from planner.shapes.base import Misfit
from planner.shapes.indicator import ValueSeen, WrittenTarget
from planner.shapes.parted import PartedTarget, PartedValue
from planner.terms.models import ArmedService
from planner.terms.queries import term_labels
from planner.text.reading import json_object
from planner.web.nationnames import nation_name
from planner.web.nationwords import nation_or_none
from planner.web.number_fields import typed_whole
from planner.web.number_words import number

Parts = dict[str, dict[str, int]]
"""Disaggregation to part to number, by codes."""
TYPED = frozenset(f"parts_{by}" for by in PartedBy)
"""The fields in which parts are typed."""
LINE = re.compile(r"(.+?)[\s:;=]+(\S+)")


def parts_read(text: str | None) -> Parts:
    """Return the parts that a row keeps."""
    found: Parts | None = json_object(text) if text else None
    return found or {}


def parts_written(parts: Mapping[str, Mapping[str, int]]) -> str:
    """Return parts as a row keeps them; the empty text of none."""
    kept = {by: dict(counts) for by, counts in parts.items() if counts}
    return json.dumps(kept, separators=(",", ":")) if kept else ""


def keep_parts(
    row: IndicatorUpdate | IndicatorTarget,
    indicator: Indicator,
    written: ValueSeen | WrittenTarget,
) -> None:
    """Set the parts that are typed, and refuse those that the indicator or the whole lacks."""
    if isinstance(written, PartedValue | PartedTarget):
        row.parts = parts_written(typed_parts(indicator, written))
    if not indicator.parted_by and (row.parts or any(texts_of(written).values())):
        raise RuleBroken(_("This indicator has no parts. Record the whole alone."))
    if isinstance(row, IndicatorUpdate) and indicator.parted_by:
        check_whole(row.value)
        check_sums(parts_read(row.parts), row.value)


def texts_of(written: ValueSeen | WrittenTarget) -> dict[PartedBy, str]:
    """Return the typed lines by disaggregation; none of what has no parts."""
    if not isinstance(written, PartedValue | PartedTarget):
        return {}
    return {
        PartedBy.NATION: written.parts_nation,
        PartedBy.ARMED_SERVICE: written.parts_armed_service,
        PartedBy.RANK_BAND: written.parts_rank_band,
        PartedBy.SEX: written.parts_sex,
    }


def check_whole(value: Decimal) -> None:
    """Refuse what is no count."""
    if value < 0 or value != int(value):
        raise Misfit({"value": _("Enter a whole number: this indicator counts, part by part.")})


def check_sums(parts: Parts, whole: Decimal) -> None:
    """Refuse parts that add up to more than the whole."""
    for by, counts in parts.items():
        if (total := sum(counts.values())) > whole:
            words = _(
                "These parts add up to %(total)s, but the whole is %(whole)s. Correct one of them.",
                total=number(total),
                whole=number(whole),
            )
            raise Misfit({f"parts_{by}": words})


def typed_parts(indicator: Indicator, written: PartedValue | PartedTarget) -> Parts:
    """Return the parts of typed lines; Misfit names the line that cannot be read."""
    texts = texts_of(written)
    return {by: lines_read(PartedBy(by), texts[PartedBy(by)]) for by in indicator.parted_by}


def lines_read(by: PartedBy, text: str) -> dict[str, int]:
    """Return part to number of lines such as “France 12”."""
    found: dict[str, int] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        parts = LINE.fullmatch(line)
        code = code_of(by, parts[1]) if parts else ""
        count = typed_whole(parts[2]) if parts else None
        if not code or count is None or count < 0 or code in found:
            words = _(
                "“%(line)s” cannot be taken. Write each part once, with its whole number behind"
                " it, such as “%(example)s 12”.",
                line=line[:60],
                example=label_of(by, next(iter(labels_of(by)), "FR")),
            )
            raise Misfit({f"parts_{by}": words})
        found[code] = count
    return found


def labels_of(by: PartedBy) -> dict[str, str]:
    """Return code to name of the parts that are known; of nations none, for any may be one."""
    if by is PartedBy.ARMED_SERVICE:
        return term_labels(ArmedService)
    choices = {PartedBy.RANK_BAND: RankBand, PartedBy.SEX: Sex}.get(by)
    return {code: str(label) for code, label in choices.choices().items()} if choices else {}


def label_of(by: PartedBy, code: str) -> str:
    """Return the name of a part; its code where it has none any more."""
    return nation_name(code) if by is PartedBy.NATION else labels_of(by).get(code, code)


def code_of(by: PartedBy, words: str) -> str:
    """Return the code of the part that words name; the empty text where they name none."""
    if by is PartedBy.NATION:
        return nation_or_none(words)
    known = labels_of(by)
    meant = {label.casefold(): code for code, label in known.items()}
    return words if words in known else meant.get(words.casefold(), "")


def lines_of(by: PartedBy, parts: Parts) -> str:
    """Return parts as they are typed."""
    counts = parts.get(by, {})
    return "\n".join(f"{label_of(by, code)} {count}" for code, count in counts.items())
