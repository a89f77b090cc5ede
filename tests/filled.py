"""What the form on a page would send if its button were pressed untouched."""

from html.parser import HTMLParser


class FormReader(HTMLParser):
    """Collects the fields of the page's long form; buttons and other forms are left out."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self.is_inside = False
        self.select = self.area = ""
        self.first: str | None = None

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag == "form":
            self.is_inside = "data-guard" in found
        if not self.is_inside:
            return
        name = found.get("name", "")
        if tag == "input" and name:
            if found.get("type") in {"checkbox", "radio"} and "checked" not in found:
                return
            self.sent.setdefault(name, []).append(found.get("value") or "")
        elif tag == "select":
            self.select, self.first = name, None if "multiple" in found else ""
        elif tag == "option" and self.select:
            if "selected" in found:
                self.sent.setdefault(self.select, []).append(found.get("value") or "")
        elif tag == "textarea":
            self.area = name
            self.sent.setdefault(name, [""])

    def handle_endtag(self, tag):
        if tag == "form":
            self.is_inside = False
        elif tag == "select":
            self.select = ""
        elif tag == "textarea":
            self.area = ""

    def handle_data(self, data):
        if self.area:
            self.sent[self.area] = [self.sent[self.area][0] + data]


def filled(page, **changes):
    """Return the fields of a page's form with some of them changed."""
    reader = FormReader()
    reader.feed(page.html)
    assert reader.sent, "no form on this page"
    return reader.sent | changes
