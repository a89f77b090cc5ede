"""The forms of a page, as a browser would fill and send them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

TICKED = {"checkbox", "radio"}
NOT_SENT = {"submit", "button", "reset", "image", "file"}


@dataclass
class PageForm:
    """One form: where it goes, the names of its controls, and what they would send."""

    action: str
    method: str
    names: set[str] = field(default_factory=set)
    sent: list[tuple[str, str]] = field(default_factory=list)

    def filled(self, **values: Any) -> dict[str, list[str]]:
        """Return what is sent when some controls get other values."""
        pairs: dict[str, list[str]] = {}
        for name, value in self.sent:
            pairs.setdefault(name, []).append(value)
        given = {
            name: value if isinstance(value, list) else [value] for name, value in values.items()
        }
        return pairs | given


class FormReader(HTMLParser):
    """Collects the forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PageForm] = []
        self.is_open = False
        self.select = ""
        self.area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take up a form or a control."""
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(PageForm(found.get("action", ""), found.get("method", "get")))
            self.is_open = True
        elif self.is_open and tag == "option":
            self.option(found)
        elif self.is_open and (name := found.get("name")):
            self.control(tag, name, found)

    def control(self, tag: str, name: str, found: dict[str, str]) -> None:
        """Take up a control with a name."""
        form = self.forms[-1]
        form.names.add(name)
        self.select = name if tag == "select" else ""
        self.area = name if tag == "textarea" else ""
        kind = found.get("type", "text")
        if tag == "input" and kind not in NOT_SENT and (kind not in TICKED or "checked" in found):
            form.sent.append((name, found.get("value", "on" if kind in TICKED else "")))

    def option(self, found: dict[str, str]) -> None:
        """Take up an option; the first of a list is sent when none is chosen."""
        sent = self.forms[-1].sent
        if not self.select:
            return
        known = [pair for pair in sent if pair[0] == self.select]
        if "selected" in found:
            sent[:] = [pair for pair in sent if pair[0] != self.select]
        if "selected" in found or not known:
            sent.append((self.select, found.get("value", "")))

    def handle_data(self, text: str) -> None:
        """Take up the text of a text field."""
        if self.area:
            self.forms[-1].sent.append((self.area, text.removeprefix("\n")))
            self.area = ""

    def handle_endtag(self, tag: str) -> None:
        """Close a form or a control."""
        if tag == "form":
            self.is_open = False
        if tag == "select":
            self.select = ""
        if tag == "textarea":
            self.area = ""


def forms_of(page: str) -> list[PageForm]:
    """Return the forms of a page."""
    reader = FormReader()
    reader.feed(page)
    return reader.forms
