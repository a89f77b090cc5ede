"""A whole slide with its notes as parts of the package, written in one go.

The library copies every placeholder one by one, which takes longer than all the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from planner.presenters.cell import plain_text
from planner.presenters.pptx_pieces import NAMES, Place, paragraph, run, transform

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide as WrittenSlide

TREE = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
    '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/>'
    '<a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
IMAGE = (
    '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" '
    'noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr>'
    "<p:spPr/></p:sp>"
)


def title_box(words: str, place: Place, size: float, language: str) -> str:
    """Return the title, which programs list and read out as the name of the slide."""
    text = paragraph(run(words, size, language, bold=True))
    return (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Title"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
        '</p:cNvSpPr><p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr>'
        f"<p:spPr>{transform('a', place)}</p:spPr><p:txBody>"
        '<a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t">'
        f"<a:noAutofit/></a:bodyPr><a:lstStyle/>{text}</p:txBody></p:sp>"
    )


def notes_box(lines: list[str], language: str) -> str:
    """Return the words of the speaker, a paragraph for each line."""
    spoken = "".join(
        f"<a:p><a:r><a:rPr lang={quoteattr(language)}/><a:t>{escape(plain_text(one))}</a:t>"
        "</a:r></a:p>"
        for one in lines
    )
    return (
        '<p:sp><p:nvSpPr><p:cNvPr id="3" name="Notes"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
        '</p:cNvSpPr><p:nvPr><p:ph type="body" idx="1"/></p:nvPr></p:nvSpPr><p:spPr/>'
        f"<p:txBody><a:bodyPr/><a:lstStyle/>{spoken}</p:txBody></p:sp>"
    )


def sheet(kind: str, pieces: str) -> bytes:
    """Return a slide or its notes as a document."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f"<p:{kind} {NAMES} "
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        f"<p:cSld><p:spTree>{TREE}{pieces}</p:spTree></p:cSld>"
        f"<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:{kind}>"
    ).encode()


def add_slide(book: Presentation, pieces: str, notes: list[str], language: str) -> WrittenSlide:
    """Return a new slide with its pieces, and its notes beside it."""
    from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from pptx.opc.packuri import PackURI
    from pptx.oxml import parse_xml
    from pptx.parts.slide import NotesSlidePart, SlidePart

    listed, package = book.slides._sldIdLst, book.part.package
    number = len(listed) + 1

    def part(kind: Any, folder: str, content: str, octets: bytes) -> Any:
        name = PackURI(f"{book.part.partname.baseURI}/{folder}s/{folder}{number}.xml")
        return kind(name, content, package, parse_xml(octets))

    page = part(SlidePart, "slide", CONTENT_TYPE.PML_SLIDE, sheet("sld", pieces))
    page.relate_to(book.slide_layouts[0].part, RELATIONSHIP_TYPE.SLIDE_LAYOUT)
    spoken = sheet("notes", IMAGE + notes_box(notes, language))
    beside = part(NotesSlidePart, "notesSlide", CONTENT_TYPE.PML_NOTES_SLIDE, spoken)
    beside.relate_to(book.part.notes_master_part, RELATIONSHIP_TYPE.NOTES_MASTER)
    beside.relate_to(page, RELATIONSHIP_TYPE.SLIDE)
    page.relate_to(beside, RELATIONSHIP_TYPE.NOTES_SLIDE)
    listed.add_sldId(book.part.relate_to(page, RELATIONSHIP_TYPE.SLIDE))
    made: WrittenSlide = page.slide
    return made
