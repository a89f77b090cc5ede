"""Forms as a browser sends them: every control of the page with what it holds."""

from urllib.parse import urljoin

from tests.markup import Reader


class FormReader(Reader):
    """Reads the forms of a page: address, method and the values that would be sent."""

    def __init__(self) -> None:
        self.forms: list[dict] = []
        self.select = None
        self.area = None

    def put(self, name, value):
        if name and self.forms:
            self.forms[-1]["values"].setdefault(name, []).append(value)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            method = (given.get("method") or "get").lower()
            self.forms.append({"action": given.get("action"), "method": method, "values": {}})
        elif tag == "input":
            self.read_input(given)
        elif tag == "select":
            self.select = {"name": given.get("name"), "multiple": "multiple" in given, "all": []}
        elif tag == "option" and self.select is not None:
            self.select["all"].append((given.get("value", ""), "selected" in given))
        elif tag == "textarea":
            self.area = [given.get("name"), ""]

    def read_input(self, given):
        kind = given.get("type", "text")
        if kind in {"submit", "button", "image", "reset"}:
            return
        if kind in {"checkbox", "radio"}:
            if "checked" in given:
                self.put(given.get("name"), given.get("value", "on"))
            return
        self.put(given.get("name"), given.get("value", ""))

    def handle_data(self, data):
        if self.area is not None:
            self.area[1] += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.area is not None:
            self.put(self.area[0], self.area[1].removeprefix("\n").removeprefix("\r\n"))
            self.area = None
        elif tag == "select" and self.select is not None:
            chosen = [value for value, is_chosen in self.select["all"] if is_chosen]
            if not chosen and not self.select["multiple"] and self.select["all"]:
                chosen = [self.select["all"][0][0]]
            for value in chosen:
                self.put(self.select["name"], value)
            self.select = None


class Sheet:
    """A page somebody has open: its forms can be filled in and sent as they stand."""

    def __init__(self, client, url) -> None:
        self.client, self.url = client, url
        self.page = client.get(url)
        self.read()

    def read(self):
        reader = FormReader()
        reader.feed(self.page.html)
        self.forms = reader.forms

    def form(self, ending=""):
        """Return the form that posts to an address with this ending; the page's own without."""
        posts = [form for form in self.forms if form["method"] == "post"]
        for form in posts:
            action = form["action"] or self.url
            if action.endswith(ending) if ending else action.split("?")[0] == self.url:
                return form
        if ending:
            raise AssertionError(f"no form to {ending} among {[f['action'] for f in posts]}")
        return next(f for f in posts if "sign-out" not in (f["action"] or ""))

    def send(self, ending="", **values):
        """Send a form with some values changed; None leaves a control out."""
        form = self.form(ending)
        sent = form["values"] | {
            name: value if isinstance(value, list) else [value] for name, value in values.items()
        }
        sent = {name: value for name, value in sent.items() if value != [None]}
        answer = self.client.post(urljoin(self.url, form["action"] or ""), sent)
        self.page = answer
        if answer.html:
            self.read()
        return answer
