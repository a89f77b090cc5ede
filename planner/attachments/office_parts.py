"""The parts of an Office document: none runs, none fetches what runs."""

from zipfile import ZipFile, ZipInfo

from flask_babel import gettext as _

from planner.errors import RuleBroken

LARGEST_INDEX = 4 * 1024 * 1024
"""Octets of a part that says what the others are."""
LARGEST_WORDS = 64 * 1024 * 1024
"""Octets of the words of an OpenDocument that are looked through."""
TYPES, MIMETYPE = "[Content_Types].xml", "mimetype"
RUNS = frozenset(
    {"vbaproject.bin", "vbadata.xml", "activex", "macrosheets", "dialogsheets"}
    | {"basic", "scripts", "dialogs"}
)
"""Parts and folders that run something, of Open XML and of OpenDocument."""
RUNNING_TYPES = ("macroenabled", "vbaproject", "activex", "oleobject", "macrosheet")
FETCHED = ("attachedtemplate", "oleobject", "frame", "subdocument")
"""Relationships that a reader follows by itself."""
WORDS = ("content.xml", "styles.xml")
CALLS = (b"script:event-listener", b"vnd.sun.star.script:", b"macro:///")


def holds_macros() -> RuleBroken:
    """Return the refusal of a document that runs something."""
    return RuleBroken(
        _("It holds macros or objects that run. Save it without them, as .docx, .xlsx or .pptx.")
    )


def index(archive: ZipFile, name: str, most: int = LARGEST_INDEX) -> bytes:
    """Return a part that is looked through."""
    if archive.getinfo(name).file_size > most:
        raise RuleBroken(_("It would unpack to far more than it should, so it is not taken."))
    return archive.read(name)


def check_types(said: str) -> str:
    """Return the content types of an Open XML document; refuse those of parts that run."""
    if any(one in said.lower() for one in RUNNING_TYPES):
        raise holds_macros()
    return said


def check_part(archive: ZipFile, part: ZipInfo) -> None:
    """Refuse a part that runs, or that fetches from elsewhere what would."""
    name = part.filename.lower().replace("\\", "/")
    if not RUNS.isdisjoint(name.split("/")):
        raise holds_macros()
    if name.endswith(".rels"):
        check_links(index(archive, part.filename).decode("utf-8", "replace").lower())
    elif name.endswith(WORDS):
        words = index(archive, part.filename, LARGEST_WORDS)
        if any(one in words for one in CALLS):
            raise holds_macros()


def check_links(links: str) -> None:
    """Refuse links to a template or an object that a reader would fetch by itself."""
    for link in links.split("<relationship ")[1:]:
        is_elsewhere = "external" in link.partition("targetmode")[2][:20]
        if is_elsewhere and any(f'relationships/{one}"' in link for one in FETCHED):
            raise RuleBroken(_("It fetches a template or an object from elsewhere. Remove that."))
