"""What real pages send: every address, every form as it is filled, every link's query."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Seed:
    """One request that a page of the product sends: method, path, query and fields."""

    role: str | None
    method: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    fields: tuple[tuple[str, str], ...] = ()


@dataclass
class FormParser(HTMLParser):
    """Reads the forms of a page with the values that they are filled with, and its links."""

    forms: list[dict] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    def __post_init__(self):
        super().__init__()
        self.select = self.area = None

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "a" and given.get("href", "").startswith("/"):
            self.links.append(given["href"])
        if tag == "form":
            self.forms.append({"method": given.get("method", "get").upper(), "fields": []})
            self.forms[-1]["action"] = given.get("action", "")
        name = given.get("name")
        is_left = given.get("type") in {"checkbox", "radio"} and "checked" not in given
        if tag in {"input", "button"} and given.get("type") != "file" and not is_left:
            self.add(name, given.get("value") or filled(name, given.get("type")))
        if tag == "select":
            self.select = (name, [], "multiple" in given)
        if tag == "option" and self.select:
            self.select[1].append((given.get("value", ""), "selected" in given))
        if tag == "textarea":
            self.area = [name, ""]

    def handle_data(self, data):
        if self.area:
            self.area[1] += data

    def handle_endtag(self, tag):
        if tag == "select" and self.select:
            name, options, is_multiple = self.select
            chosen = [value for value, is_selected in options if is_selected]
            if not chosen and options:
                chosen = [options[-1][0]] if is_multiple else [options[0][0]]
            for value in chosen:
                self.add(name, value)
            self.select = None
        if tag == "textarea" and self.area:
            self.add(self.area[0], self.area[1].strip() or "Words")
            self.area = None

    def add(self, name, value):
        if self.forms and name:
            self.forms[-1]["fields"].append((name, value or ""))


def filled(name, kind):
    """Return what somebody would type into a field that is still blank."""
    if kind == "hidden":
        return ""
    by_kind = {"date": "2030-05-01", "number": "7", "time": "09:00", "email": "a@rapport.example"}
    return by_kind.get(kind) or ("France" if name == "partner_codes" else "Words")


def seeds_of(role, url, page):
    """Return the requests that an answer leads to: itself, its forms and its links."""
    parts = urlsplit(url)
    yield Seed(role, "GET", parts.path, tuple(parse_qsl(parts.query)))
    if page.mimetype != "text/html":
        return
    found = FormParser()
    found.feed(page.get_data(as_text=True))
    for form in found.forms:
        action = urlsplit(form["action"] or parts.path)
        if "sign-out" in action.path:
            continue
        fields = tuple(form["fields"])
        query = tuple(parse_qsl(action.query))
        if form["method"] == "POST":
            yield Seed(role, "POST", action.path, query, fields)
        else:
            yield Seed(role, "GET", action.path, query + fields)
    for link in found.links:
        there = urlsplit(link)
        if there.query and not there.path.startswith("/static"):
            yield Seed(role, "GET", there.path, tuple(parse_qsl(there.query)))
