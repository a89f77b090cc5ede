"""Documents made for tests, each as small as it can be."""

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

OPEN_XML = "application/vnd.openxmlformats-officedocument."
MAIN = {
    "docx": f"{OPEN_XML}wordprocessingml.document.main+xml",
    "xlsx": f"{OPEN_XML}spreadsheetml.sheet.main+xml",
    "pptx": f"{OPEN_XML}presentationml.presentation.main+xml",
}


def pdf(words="Programme"):
    return f"%PDF-1.7\n1 0 obj\n({words})\nendobj\ntrailer\n%%EOF\n".encode()


def archive(parts):
    """Return an archive of parts, by name."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as file:
        for name, octets in parts.items():
            file.writestr(name, octets)
    return made.getvalue()


def office(kind="docx", main="", **more):
    """Return an Open XML document; `more` are parts, `__` in their names stands for a slash."""
    types = f'<Types><Override PartName="/m.xml" ContentType="{main or MAIN[kind]}"/></Types>'
    parts = {
        name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"): part
        for name, part in more.items()
    }
    return archive({"[Content_Types].xml": types, "m.xml": "<w/>"} | parts)


def open_document(kind="text", **parts):
    """Return an OpenDocument."""
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    return archive({"mimetype": mimetype, "content.xml": "<office/>"} | parts)


def chunk(kind, octets):
    check = zlib.crc32(kind + octets)
    return struct.pack(">I", len(octets)) + kind + octets + struct.pack(">I", check)


def png(wide=2, high=1):
    frame = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", frame) + chunk(b"IDAT", zlib.compress(b"\0" * 7)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def jpeg(wide=2, high=1):
    start = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    frame = b"\xff\xc0\x00\x0b\x08" + struct.pack(">HH", high, wide) + b"\x01\x01\x11\x00"
    return start + frame + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x00\xff\xd9"


def webp():
    body = b"WEBPVP8X\x0a\x00\x00\x00" + b"\x00" * 4 + b"\x01\x00\x00" + b"\x00\x00\x00"
    return b"RIFF" + struct.pack("<I", len(body)) + body


def heic():
    return b"\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00mif1heic" + b"\x00" * 20


ICS = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
GOOD = {
    "programme.pdf": (pdf(), "pdf"),
    "order.docx": (office("docx"), "docx"),
    "list.xlsx": (office("xlsx"), "xlsx"),
    "brief.pptx": (office("pptx"), "pptx"),
    "order.odt": (open_document("text"), "odt"),
    "list.ods": (open_document("spreadsheet"), "ods"),
    "brief.odp": (open_document("presentation"), "odp"),
    "parade.JPG": (jpeg(), "jpeg"),
    "map.png": (png(), "png"),
    "map.webp": (webp(), "webp"),
    "phone.heic": (heic(), "heic"),
    "visit.ics": (ICS, "ics"),
    "seats.csv": ("rank;name\nMaj;Évora\n".encode(), "csv"),
    "Ñote.txt": ("Müller \N{EN DASH} 東京\n".encode(), "txt"),
    "old.txt": ("Grüße".encode("cp1252"), "txt"),
    "wide.txt": ("Ελλάς".encode("utf-16"), "txt"),
}
"""A document of each kind, by the name that it has, with the kind that it is."""
