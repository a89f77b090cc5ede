"""A PDF as a reader of the file finds it."""

import io
import re

from pypdf import PdfReader

from planner.jobs.running import run_next


def paper_of(client, name, key, query="", **typed):
    """Have a document made as its page does, and return the file that is handed out."""
    answer = client.post(f"/documents/{name}/{key}?{query}", typed)
    assert answer.status == 303, answer.text[:800]
    assert run_next()
    file = client.get(f"{answer.location}/file")
    assert file.status == 200, client.get(answer.location).text
    return file


def read(file):
    return PdfReader(io.BytesIO(file.body))


def words_of(file):
    """Return the words of every page, spaces and breaks as one space, without signs of no width."""
    text = " ".join(page.extract_text() for page in read(file).pages).replace("\u200b", "")
    return re.sub(r"\s+", " ", text)


def is_accessible(book):
    """Say whether a file is tagged, names its language and claims PDF/UA-1."""
    root = book.trailer["/Root"]
    claims = root["/Metadata"].get_object().get_data().decode()
    return bool(root["/MarkInfo"]["/Marked"]) and "pdfuaid" in claims and bool(root["/Lang"])


def tags_of(book):
    """Return the kinds of all tags of a file."""
    found, left = [], [book.trailer["/Root"]["/StructTreeRoot"]]
    while left:
        one = left.pop()
        found.append(one.get("/S"))
        below = one.get("/K", [])
        below = below.get_object() if hasattr(below, "get_object") else below
        for child in below if isinstance(below, list) else [below]:
            whole = child.get_object()
            if hasattr(whole, "get"):
                left.append(whole)
    return found
