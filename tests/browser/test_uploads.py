"""Documents attached by a person: with script and its progress, and without."""

import re

import pytest
from playwright.sync_api import expect

from tests.attachments.documents import office, pdf

pytestmark = [pytest.mark.browser, pytest.mark.no_database]


def chosen(name, octets):
    return {"name": name, "mimeType": "application/octet-stream", "buffer": octets}


@pytest.mark.parametrize(("script", "width"), [(True, 320), (False, 1280)])
def test_documents_are_attached_and_a_refused_one_says_why(visit, script, width):
    watched = visit("planner", width=width, script=script)
    page, main = watched.page, watched.page.locator("main")
    watched.open("/events/?state=executed")
    page.locator("tbody a[href^='/events/']").first.click()
    page.get_by_role("link", name="Attach documents").click()
    bad = office(word__vbaProject_bin=b"x")
    name = f"Order {width}.pdf"
    page.get_by_label("Files").set_input_files([chosen(name, pdf(name)), chosen("Macro.docx", bad)])
    page.get_by_role("button", name="Attach").click()
    expect(main).to_contain_text("It holds macros")
    expect(main).to_contain_text(f"{name} can be taken")
    if script:  # what was chosen stays chosen
        assert page.get_by_label("Files").evaluate("box => box.files.length") == 2
    page.get_by_label("Files").set_input_files([chosen(name, pdf(name))])
    page.get_by_role("button", name="Attach").click()
    page.wait_for_url(re.compile(r"/events/\d+#attachments$"))
    expect(main).to_contain_text(f"Attached: {name}")
    with page.expect_download() as download:
        page.locator("#attachments").get_by_role("link", name=name).first.click()
    assert download.value.suggested_filename == name
    assert download.value.path().read_bytes() == pdf(name)
