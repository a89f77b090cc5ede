"""Slides as a reader of the file finds them."""

import io

from pptx import Presentation

from planner.jobs.running import run_next


def slides_of(client, page="overview", query=""):
    """Have slides made as the button of a page does, and return the file that is handed out."""
    answer = client.post(f"/documents/slides/{page}?{query}", {})
    assert answer.status == 303, answer.text[:800]
    assert run_next()
    file = client.get(f"{answer.location}/file")
    assert file.status == 200, client.get(answer.location).text
    return file


def book_of(file):
    return Presentation(io.BytesIO(file.body))


def shapes_of(slide, name):
    return [one for one in slide.shapes if one.name == name]


def tables_of(book):
    """Return every table by its name, which is the title of its slide unless several share one."""
    found = {}
    for slide in book.slides:
        for shape in slide.shapes:
            if shape.has_table:
                rows = [[cell.text for cell in row.cells] for row in shape.table.rows]
                found.setdefault(shape.name.split(" (")[0], []).append(rows)
    return found


def words_of(book):
    """Return all words of slides and notes."""
    found = []
    for slide in book.slides:
        found.append(slide.notes_slide.notes_text_frame.text)
        for shape in slide.shapes:
            if shape.has_text_frame:
                found.append(shape.text_frame.text)
            if shape.has_table:
                found += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(found)
