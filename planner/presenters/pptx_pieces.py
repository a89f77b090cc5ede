"""The pieces of a slide as DrawingML: boxes of words and tables, put together in one go.

The library makes them too, one call for each cell and run; a quarter's tables would take most
of the time that way. Every word is escaped here and nowhere else.
"""

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from planner.presenters.cell import plain_text
from planner.presenters.fitting import MARGIN, Laid

EMU = 12700
"""English metric units of a point."""
NAMES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
INK, SOFT, HEAD_FILL, STRIPE = "1B2430", "4A5568", "DCE5EF", "F5F8FB"
Place = tuple[float, float, float, float]
"""Left, top, width and height in points."""


def emu(points: float) -> int:
    """Return points in the unit of slides."""
    return round(points * EMU)


def run(words: object, size: float, language: str, *, bold: bool = False, ink: str = INK) -> str:
    """Return words as one run of text."""
    looks = f'lang={quoteattr(language)} sz="{round(size * 100)}" b="{int(bold)}"'
    fill = f'<a:solidFill><a:srgbClr val="{ink}"/></a:solidFill>'
    return f"<a:r><a:rPr {looks}>{fill}</a:rPr><a:t>{escape(plain_text(words))}</a:t></a:r>"


def paragraph(runs: str, align: str = "l", *, is_point: bool = False) -> str:
    """Return a paragraph, with a bullet where it is one of several points."""
    looks, mark = "", "<a:buNone/>"
    if is_point:
        looks, mark = ' marL="228600" indent="-228600"', '<a:buChar char="•"/>'
    after = '<a:spcAft><a:spcPts val="600"/></a:spcAft>' if is_point else ""
    return f'<a:p><a:pPr algn="{align}"{looks}>{after}{mark}</a:pPr>{runs}</a:p>'


def box(number: int, name: str, place: Place, paragraphs: str) -> str:
    """Return a box of words at its place."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(name)}/>'
        '<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
        f"<p:spPr>{transform('a', place)}"
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>'
        '<p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0"/>'
        f"<a:lstStyle/>{paragraphs}</p:txBody></p:sp>"
    )


def transform(prefix: str, place: Place) -> str:
    """Return a place as an element of slides."""
    left, top, across, down = map(emu, place)
    return (
        f'<{prefix}:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{across}" cy="{down}"/>'
        f"</{prefix}:xfrm>"
    )


def slide_number(size: float, language: str) -> str:
    """Return the number of the slide, which stays right when slides are moved."""
    return (
        '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
        f'<a:rPr lang={quoteattr(language)} sz="{round(size * 100)}"/><a:t>‹#›</a:t></a:fld>'
    )


def table(
    number: int, name: str, place: Place, laid: Laid, looks: Sequence[str], size: float, lang: str
) -> str:
    """Return a native table; `looks` says of each column whether it stands left or right."""
    grid = "".join(f'<a:gridCol w="{emu(one)}"/>' for one in laid.widths)
    rows = "".join(
        table_row(row, height, looks, size, lang, place)
        for place, (row, height) in enumerate(zip(laid.rows, laid.heights, strict=True))
    )
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{number}" '
        f"name={quoteattr(name)} descr={quoteattr(name)}/><p:cNvGraphicFramePr>"
        '<a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
        f"{transform('p', place)}"
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table">'
        f'<a:tbl><a:tblPr firstRow="1" bandRow="1"/><a:tblGrid>{grid}</a:tblGrid>{rows}</a:tbl>'
        "</a:graphicData></a:graphic></p:graphicFrame>"
    )


def table_row(
    row: Sequence[str], height: float, looks: Sequence[str], size: float, lang: str, place: int
) -> str:
    """Return a row; the heading is bold, every second row below it is tinted."""
    is_head = place == 0
    fill = HEAD_FILL if is_head else (STRIPE if place % 2 == 0 else "FFFFFF")
    cells = "".join(
        cell_of(words, size, lang, align, fill, bold=is_head)
        for words, align in zip(row, looks, strict=True)
    )
    return f'<a:tr h="{emu(height)}">{cells}</a:tr>'


def cell_of(words: str, size: float, lang: str, align: str, fill: str, *, bold: bool) -> str:
    """Return one cell of a table."""
    side, over = emu(MARGIN), emu(MARGIN / 2)
    runs = run(words, size, lang, bold=bold)
    line = '<a:solidFill><a:srgbClr val="C3CEDA"/></a:solidFill>'
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{paragraph(runs, align)}</a:txBody>"
        f'<a:tcPr marL="{side}" marR="{side}" marT="{over}" marB="{over}" anchor="ctr">'
        f'<a:lnB w="6350">{line}</a:lnB>'
        f'<a:solidFill><a:srgbClr val="{fill}"/></a:solidFill></a:tcPr></a:tc>'
    )
