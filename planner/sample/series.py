"""The series of the public events, as programmes of the sample office."""

from collections.abc import Sequence

from planner.choices import ProgrammeKind
from planner.partners.models import Programme
from planner.partners.programme_actions import add_programme, edit_programme
from planner.sample import queries
from planner.sample.rows import PublicEvent
from planner.shapes.organisation import WrittenProgramme
from planner.viewers import Viewer

PROGRAMME_OF_SERIES = {
    "ADMM-Plus": "ASEAN Defence Ministers' Meeting Plus",
    "CJEF": "Combined Joint Expeditionary Force",
    "IKAHAN": "IKAHAN alumni association",
    "Lancaster House": "Lancaster House treaties",
    "UK-France summits": "Lancaster House treaties",
}
"""Series whose programme has another name; the summits steer what the treaties founded."""

TAKING_TURNS = {"Yudh Abhyas", "Surya Kiran", "Nomadic Elephant", "Mitra Shakti"}
"""Series whose editions the two sides host in turn."""


def programme_name(row: PublicEvent) -> str:
    """Return the name of the programme that an event belongs to; empty where it has none."""
    return PROGRAMME_OF_SERIES.get(row.series, row.series)


def load_series(rows: Sequence[PublicEvent], viewer: Viewer) -> dict[str, Programme]:
    """Return the programmes by name; what no programme has the name of is added as a series."""
    programmes = queries.programmes_by_name()
    for name in TAKING_TURNS & programmes.keys():
        known = programmes[name]
        written = WrittenProgramme(
            name=name,
            kind=known.kind,
            main_kind=known.main_kind,
            lead_code=known.lead_code,
            partner_codes=tuple(known.partner_codes),
            is_host_alternating=True,
        )
        edit_programme(known, written, viewer=viewer)
    for row in rows:
        name = programme_name(row)
        if name and name not in programmes:
            series = WrittenProgramme(
                name=name,
                kind=ProgrammeKind.SERIES,
                main_kind=row.kind,
                is_host_alternating=name in TAKING_TURNS,
            )
            programmes[name] = add_programme(series, viewer=viewer)
    return programmes
