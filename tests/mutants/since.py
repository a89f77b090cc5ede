"""What became of lines: tests were watched on code that may have changed since."""

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from pathlib import Path

from tests.mutants.kept import stamp
from tests.mutants.targets import HOUSE


class Since:
    """Keeps the code on which tests were watched, and finds its lines again."""

    def __init__(self, folder: Path, house: Path = HOUSE) -> None:
        self.folder, self.house = folder / "code", house
        self.found: dict[tuple[str, str], Mapping[int, int]] = {}

    def keep(self, paths: Iterable[str]) -> dict[str, str]:
        """Keep files as they are; return the mark of each."""
        self.folder.mkdir(parents=True, exist_ok=True)
        marks = {}
        for path in paths:
            source = (self.house / path).read_text()
            marks[path] = stamp(source)
            (self.folder / marks[path]).write_text(source)
        return marks

    def lines_now(self, path: str, mark: str) -> Mapping[int, int]:
        """Return where the lines of a file of that mark stand today; changed ones are left out."""
        if (path, mark) not in self.found:
            self.found[path, mark] = self.compared(path, mark)
        return self.found[path, mark]

    def compared(self, path: str, mark: str) -> dict[int, int]:
        """Compare a file as it was with the file as it is."""
        before, today = self.folder / mark, self.house / path
        if not before.exists() or not today.exists():
            return {}
        was, now = before.read_text().splitlines(), today.read_text().splitlines()
        blocks = SequenceMatcher(None, was, now, autojunk=False).get_matching_blocks()
        return {
            old + step + 1: new + step + 1 for old, new, length in blocks for step in range(length)
        }
