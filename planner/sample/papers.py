"""Documents on the sample engagements: a programme, and a list of seats."""

from collections.abc import Sequence
from io import BytesIO

from planner.attachments.actions import Looked, attach
from planner.attachments.arriving import arrive, arriving
from planner.attachments.holders import BY_NAME, HeldRow
from planner.choices import FileKind
from planner.events.models import Event
from planner.sample.office import SampleOffice
from planner.shapes.attachment import NewAttachments

MOST = 6
PROGRAMME = """{title} (sample)

09:00  Arrival and welcome
10:00  Talks
12:30  Lunch
14:00  Visit
16:30  What was agreed, and by whom it is done
"""
SEATS = (
    "seat;side;role\n1;host;head of delegation\n2;guest;head of delegation\n3;host;interpreter\n"
)


def attach_papers(office: SampleOffice, events: Sequence[Event]) -> None:
    """Attach a programme to some engagements, and a list of seats to every second."""
    for place, event in enumerate(events[:MOST]):
        papers = [("Programme (sample).txt", FileKind.TXT, PROGRAMME.format(title=event.title))]
        if place % 2:
            papers.append(("Seats (sample).csv", FileKind.CSV, SEATS))
        for name, kind, words in papers:
            attach_paper(office, event, name, kind, words)


def attach_paper(office: SampleOffice, event: Event, name: str, kind: FileKind, words: str) -> None:
    """Attach one document as the planner would."""
    with arriving() as files:
        files.append(arrive(BytesIO(words.encode())))
        attach(
            HeldRow(BY_NAME["event"], event),
            [Looked(name, kind, files[0])],
            NewAttachments(),
            viewer=office.planner.as_viewer,
            now=office.now,
        )
