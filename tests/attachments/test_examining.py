"""What a document is, is told by its octets; what runs, bombs or lies is refused."""

import pytest

from planner.attachments import office_files, picture_files
from planner.attachments.examining import examined
from planner.attachments.uploads import LONGEST_NAME, name_of
from planner.errors import RuleBroken
from tests.attachments.documents import (
    GOOD,
    ICS,
    MAIN,
    archive,
    jpeg,
    office,
    open_document,
    pdf,
    png,
    webp,
)

EXTERNAL = '<Relationships><Relationship Id="r" Type="http://x/relationships/{}" {}/>'
FETCHES = 'Target="https://elsewhere.example/t.dotm" TargetMode="External"'
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
BAD = {
    "macros.docm": (office(main="application/vnd.ms-word.document.macroEnabled.main+xml"), "macro"),
    "macros.docx": (office(word__vbaProject_bin=b"x"), "macros"),
    "control.docx": (office(word__activeX__a_xml=b"x"), "macros"),
    "old-macro.xlsx": (office("xlsx", xl__macrosheets__s_xml=b"x"), "macros"),
    "basic.odt": (open_document(**{"Basic/Standard/Module1.xml": b"x"}), "macros"),
    "event.odt": (open_document(**{"styles.xml": b"<script:event-listener/>"}), "macros"),
    "remote.docx": (
        office(**{"word/_rels/settings.xml.rels": EXTERNAL.format("attachedTemplate", FETCHES)}),
        "from elsewhere",
    ),
    "object.docx": (office(**{"word/embeddings/oleObject1.bin": b"x"}), "embedded"),
    "inside.xlsx": (
        office("xlsx", **{"xl/embeddings/a.docx": office(word__vbaProject_bin=b"x")}),
        "m",
    ),
    "deep.xlsx": (
        office("xlsx", **{"a.xlsx": office("xlsx", **{"b.xlsx": office("xlsx")})}),
        "embedded",
    ),
    "both.docx": (archive({"mimetype": "x", "[Content_Types].xml": "<Types/>"}), "archive"),
    "things.zip": (archive({"a.txt": b"x"}), "archive"),
    "template.docx": (office(main=MAIN["docx"].replace("document.main", "template.main")), "kind"),
    "bomb.docx": (office(**{"word/document.xml": bytes(40 * 1024 * 1024)}), "unpack"),
    "broken.docx": (office()[:-30], "broken"),
    "old.doc": (OLE, "old Office file"),
    "locked.docx": (OLE, "password"),
    "page.html": (b"<!DOCTYPE html><script>alert(1)</script>", "page or a program"),
    "page.txt": (b"  <html><script>alert(1)</script>", "page or a program"),
    "picture.svg": (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "page or a program"),
    "run.sh": (b"#!/bin/sh\nrm -r /\n", "page or a program"),
    "run.exe": (b"MZ\x90\x00" + bytes(200), "not taken"),
    "sound.mp3": (b"ID3\x03\x00\x00\x00\x00" + bytes(200), "not taken"),
    "zeros.txt": (b"hello\x00there", "not taken"),
    "half.pdf": (pdf()[:-8], "cut off"),
    "twofold.pdf": (pdf() + archive({"a": b"x"}) + b"\n%%EOF", "archive"),
    "half.png": (png()[:-12], "broken"),
    "half.webp": (webp()[:-4], "broken"),
    "half.jpg": (jpeg()[:22], "broken"),
    "vast.png": (png(60_000, 60_000), "too many points"),
    "program.exe": (pdf(), "ends in .exe"),
    "picture.png": (jpeg(), "JPEG picture"),
    "words.pdf": (b"not a pdf at all", "Plain text"),
    "visit.csv": (ICS, "Calendar file"),
}


def on_disk(tmp_path, octets):
    path = tmp_path / "arrived"
    path.write_bytes(octets)
    return path


def test_a_document_is_known_by_its_octets(tmp_path):
    found = {name: examined(on_disk(tmp_path, octets), name) for name, (octets, _) in GOOD.items()}
    assert found == {name: kind for name, (_, kind) in GOOD.items()}


def test_what_is_not_taken_is_refused_with_a_reason(tmp_path):
    for name, (octets, reason) in BAD.items():
        with pytest.raises(RuleBroken, match=reason):
            assert not examined(on_disk(tmp_path, octets), name), name


def test_a_link_to_a_page_and_a_chart_with_its_workbook_are_no_harm(tmp_path):
    link = EXTERNAL.format("hyperlink", 'Target="https://x.example/frame" TargetMode="External"')
    plain = {
        "word/_rels/document.xml.rels": link,
        "word/embeddings/sheet1.xlsx": office("xlsx"),
        "xl/printerSettings/printerSettings1.bin": b"x",
    }
    assert examined(on_disk(tmp_path, office(**plain)), "order.docx") == "docx"


def test_an_archive_whose_parts_lie_over_each_other_is_a_bomb(tmp_path, monkeypatch):
    monkeypatch.setattr(office_files, "whole_size", lambda _source: 10)
    with pytest.raises(RuleBroken, match="unpack"):
        examined(on_disk(tmp_path, office()), "order.docx")


def test_a_jpeg_tells_its_size_behind_other_segments(tmp_path):
    path = on_disk(tmp_path, jpeg(640, 480))
    assert picture_files.jpeg_size(path) == (640, 480)


@pytest.mark.no_database
@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\me\\Plan.PDF", "Plan.PDF"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("two\nlines.txt", "two lines.txt"),
        ("x" * 300 + ".docx", "x" * (LONGEST_NAME - 5) + ".docx"),
        ("\u200b", "file"),
        ("...", "..."),
        ("/", "file"),
    ],
)
def test_a_name_has_no_folders_and_no_tricks(given, kept):
    assert name_of(given) == kept
