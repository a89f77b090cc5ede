"""Read iCalendar octets the strict way: line ends, folds, characters, and the lines they make."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

FOLD: Final = 75  # octets of a line, without its line end (RFC 5545 3.1)
CONTENT_LINE = re.compile(
    r'(?P<name>[A-Za-z0-9-]+)(?P<parameters>(?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:])*)*):(?P<value>.*)',
    re.DOTALL,
)
CONTROLS = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f]")
SEPARATORS = re.compile("[\x85\u2028\u2029]")


@dataclass(frozen=True)
class ContentLine:
    """One unfolded content line and where it began in the file."""

    number: int
    name: str
    parameters: str
    value: str


@dataclass
class Component:
    """A calendar, an event or a time zone: its lines and what stands inside."""

    name: str
    number: int
    lines: list[ContentLine] = field(default_factory=list)
    inside: list["Component"] = field(default_factory=list)

    def every(self, name: str) -> list[ContentLine]:
        """Give the lines of that name."""
        return [line for line in self.lines if line.name == name]

    def value(self, name: str) -> str:
        """Give the value of the first line of that name, or nothing."""
        return next((line.value for line in self.lines if line.name == name), "")


def octet_faults(octets: bytes) -> Iterator[str]:
    """Give the faults that can be seen before the lines are read."""
    if octets.startswith(b"\xef\xbb\xbf"):
        yield "line 1: the file begins with a byte order mark"
    if not octets.endswith(b"\r\n"):
        yield "the file does not end in CRLF"
    if re.search(rb"(?<!\r)\n|\r(?!\n)", octets):
        yield "a line ends in a bare LF or CR instead of CRLF"
    for number, line in enumerate(octets.removesuffix(b"\r\n").split(b"\r\n"), start=1):
        if len(line) > FOLD:
            yield f"line {number}: {len(line)} octets, more than {FOLD}"
        yield from character_faults(number, line)


def character_faults(number: int, line: bytes) -> Iterator[str]:
    """Give the faults in the characters of one line as it stands in the file."""
    if not line.strip():
        yield f"line {number}: empty"
    try:
        text = line.decode()
    except UnicodeDecodeError:
        yield f"line {number}: not UTF-8, or a fold splits a character"
        return
    if SEPARATORS.search(text):
        yield f"line {number}: a Unicode line separator stands in the text"
    elif CONTROLS.search(text):
        yield f"line {number}: control character"


def content_lines(octets: bytes) -> list[ContentLine | str]:
    """Unfold the file; what is not a content line comes back as a sentence."""
    found: list[ContentLine | str] = []
    for number, text in unfolded(octets):
        match = CONTENT_LINE.fullmatch(text)
        if match is None:
            found.append(f"line {number}: not a content line")
        else:
            name, parameters, value = match.group("name", "parameters", "value")
            found.append(ContentLine(number, name.upper(), parameters.upper(), value))
    return found


def unfolded(octets: bytes) -> Iterator[tuple[int, str]]:
    """Give each logical line with the number of its first physical one."""
    text = octets.decode(errors="replace").replace("\r\n", "\n").removesuffix("\n")
    start, whole = 1, ""
    for number, line in enumerate(text.split("\n"), start=1):
        if number > 1 and line[:1] in {" ", "\t"}:
            whole += line[1:]
            continue
        if number > 1:
            yield start, whole
        start, whole = number, line
    yield start, whole


def components(lines: list[ContentLine]) -> tuple[list[Component], list[str]]:
    """Nest the lines into components, and give sentences on what does not nest."""
    outside, faults = Component("", 0), list[str]()
    stack = [outside]
    for line in lines:
        if line.name == "BEGIN":
            stack[-1].inside.append(Component(line.value.upper(), line.number))
            stack.append(stack[-1].inside[-1])
        elif line.name == "END":
            if stack[-1].name != line.value.upper() or len(stack) == 1:
                faults.append(f"line {line.number}: END:{line.value} closes nothing")
            else:
                stack.pop()
        else:
            stack[-1].lines.append(line)
    faults += [
        f"line {component.number}: {component.name} is not closed" for component in stack[1:]
    ]
    faults += [f"line {line.number}: {line.name} outside a calendar" for line in outside.lines]
    return outside.inside, faults
