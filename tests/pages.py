"""What a client of the tests sees: pages, checked on every fetch."""

import contextvars
import re

from planner import clock
from planner.accounts.session_actions import open_session
from planner.db import db
from planner.errors import RuleBroken  # noqa: F401 - tests import it from here too
from tests.markup import Reader

CODE = {"script", "style"}
CONTROLS = {"input", "select", "textarea"}
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr"}


class Outline(Reader):
    """Reads a page: its headings, title, visible text, forms and whether tags close."""

    def __init__(self) -> None:
        self.open: list[str] = []
        self.h1: list[str] = []
        self.title = ""
        self.words: list[str] = []
        self.problems: list[str] = []
        self.ids: set[str] = set()
        self.is_code = False
        self.labelled: set[str] = set()
        self.controls: list[tuple[str, dict]] = []
        self.links: list[str] = []

    def handle_starttag(self, tag, attrs):
        if attrs:
            self.note(tag, dict(attrs))
        elif tag in CONTROLS:
            self.controls.append((tag, {"in_label": "label" in self.open}))
        if tag == "h1":
            self.h1.append("")
        if tag not in VOID:
            self.open.append(tag)
            self.is_code = self.is_code or tag in CODE

    def note(self, tag, attributes):
        """Note what the attributes of a tag say."""
        if "style" in attributes:
            self.problems.append(f"style= on <{tag}>")
        if found := attributes.get("id"):
            if found in self.ids:
                self.problems.append(f"id {found} twice")
            self.ids.add(found)
        if tag == "a" and "href" in attributes:
            self.links.append(attributes["href"])
        elif tag == "label" and "for" in attributes:
            self.labelled.add(attributes["for"])
        elif tag in CONTROLS and attributes.get("type") not in {"hidden", "submit"}:
            self.controls.append((tag, attributes | {"in_label": "label" in self.open}))

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.problems.append(f"</{tag}> closes <{self.open[-1] if self.open else ''}>")
            if tag in self.open:
                while self.open.pop() != tag:
                    pass
        self.is_code = self.is_code and tag not in CODE

    def handle_data(self, data):
        if not self.is_code:
            self.words.append(data)
        if self.open:
            if "h1" in self.open:
                self.h1[-1] += data
            if self.open[-1] == "title" and "svg" not in self.open:
                self.title += data


class Fields(Reader):
    """Reads what the forms of a page that post would send."""

    def __init__(self) -> None:
        self.sent: dict[str, list[str]] = {}
        self.is_in_form = False
        self.select = self.textarea = ""

    def handle_starttag(self, tag, attrs):
        attributes = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.is_in_form = attributes.get("method", "").lower() == "post"
        if not self.is_in_form:
            return
        name = attributes.get("name", "")
        if tag == "input" and name and attributes.get("type") not in {"submit", "button"}:
            if attributes.get("type") in {"checkbox", "radio"} and "checked" not in attributes:
                return
            self.sent.setdefault(name, []).append(attributes.get("value", "on"))
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select:
            if "selected" in attributes:
                self.sent.setdefault(self.select, []).append(attributes.get("value", ""))
        elif tag == "textarea":
            self.textarea = name
            self.sent[name] = [""]

    def handle_data(self, data):
        if self.textarea:
            self.sent[self.textarea] = [self.sent[self.textarea][0] + data]

    def handle_endtag(self, tag):
        if tag == "form":
            self.is_in_form = False
        elif tag == "select":
            self.select = ""
        elif tag == "textarea":
            self.textarea = ""


class Page:
    """An answer: status, text, links; HTML pages are checked when they arrive."""

    def __init__(self, response) -> None:
        self.response = response
        self.status = response.status_code
        self.body = response.data
        self.headers = response.headers
        self.location = response.headers.get("Location", "")
        self.html = ""
        if response.mimetype == "text/html" and self.status not in {301, 302, 303, 308}:
            self.html = response.get_data(as_text=True)
            self.outline = Outline()
            self.outline.feed(self.html)
            self.check()

    @property
    def text(self) -> str:
        """Return the visible text, white space folded."""
        words = " ".join(self.outline.words) if self.html else self.response.get_data(as_text=True)
        return re.sub(r"\s+", " ", words).strip() if self.html else words

    @property
    def links(self) -> list[str]:
        return self.outline.links

    def check(self) -> None:
        """Fail on what no page may have: see the assertions."""
        outline = self.outline
        if outline.open == [] and not outline.h1 and "<html" not in self.html:
            return  # a fragment
        assert not outline.problems, outline.problems
        assert not outline.open, f"never closed: {outline.open}"
        assert len(outline.h1) == 1, f"one h1 a page, not {outline.h1}"
        assert outline.h1[0].strip() in outline.title, (outline.h1, outline.title)
        for tag, attributes in outline.controls:
            named = (
                attributes.get("id") in outline.labelled
                or attributes["in_label"]
                or attributes.get("aria-label")
                or attributes.get("aria-labelledby")
            )
            assert named, f"a <{tag}> without a label: {attributes}"


class PageClient:
    """A browser without a screen, signed in as one user or as nobody."""

    def __init__(self, app, user) -> None:
        self.app = app
        self.user = user
        self.user_id = user.id if user else None
        self.client = app.test_client()
        if user:
            key = open_session(user, address="127.0.0.1", agent="", now=clock.now())
            db.session.commit()
            with self.client.session_transaction() as session:
                session["_user_id"] = key
                session["_fresh"] = True

    def get(self, url, **kwargs) -> Page:
        return self.open("GET", url, **kwargs)

    def post(self, url, data=None, **kwargs) -> Page:
        return self.open("POST", url, data=data or {}, **kwargs)

    def open(self, method, url, **kwargs) -> Page:
        """Run the request in a context of its own, as a server would."""
        db.session.commit()
        response = contextvars.Context().run(lambda: self.client.open(url, method=method, **kwargs))
        db.session.expire_all()
        return Page(response)

    def open_alone(self, method, url, **kwargs) -> Page:
        """Run the request without touching the database for the test itself."""
        run = contextvars.Context().run
        return Page(run(lambda: self.client.open(url, method=method, **kwargs)))

    def fields(self, url) -> dict[str, list[str]]:
        """Return what the page's first form that posts would send, untouched."""
        reader = Fields()
        reader.feed(self.get(url).html)
        return reader.sent

    def follow(self, page: Page) -> Page:
        """Fetch where a redirect leads."""
        assert page.status in {302, 303}, (page.status, page.text[:2000])
        return self.get(page.location)
