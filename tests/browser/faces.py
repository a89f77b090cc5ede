"""The widest and the narrowest face that a machine commonly falls back to.

A browser started with one of these sees no other font: no named family of the style sheets is
there, and every generic family (serif, sans-serif, monospace, system-ui) becomes this face.
That is what a bare machine does, so pages are measured as they are shown there.
"""

from pathlib import Path

FOLDERS = [
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".local/share/fonts",
    Path.home() / ".fonts",
]
WIDE, NARROW = "wide", "narrow"
FACES = {
    # All that fontconfig brings along on Debian when nothing else is installed.
    WIDE: [
        f"DejaVu{style}.ttf"
        for style in ("Sans", "Sans-Bold", "SansMono", "SansMono-Bold", "Serif", "Serif-Bold")
    ],
    # As wide as Arial Narrow.
    NARROW: [f"LiberationSansNarrow-{style}.ttf" for style in ("Regular", "Bold", "Italic")],
}
CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{folder}</dir>
  <cachedir>{folder}/cache</cachedir>
</fontconfig>
"""


def font_file(name: str) -> Path:
    """Return where a font is; without it the test fails, it is not skipped."""
    for folder in FOLDERS:
        if found := sorted(folder.rglob(name)):
            return found[0]
    raise AssertionError(f"{name} is not installed: `sh run.sh test` installs it")


def only(face: str, folder: Path) -> Path:
    """Write a font configuration with one face and return the file."""
    folder.mkdir()
    for name in FACES[face]:
        (folder / name).symlink_to(font_file(name))
    configuration = folder / "fonts.conf"
    configuration.write_text(CONFIGURATION.format(folder=folder))
    return configuration
