"""One calendar entry as a VEVENT of RFC 5545."""

from planner.presenters.ics_entry import AccessClass, VEvent, whole_utc
from planner.presenters.ics_lines import component, escaped, in_utc, moment
from planner.presenters.ics_text import link, one_line, with_link


def vevent(entry: VEvent, access_class: AccessClass = "PUBLIC") -> bytes:
    """Render one VEVENT, folded and ending in CRLF; the same entry gives the same octets."""
    starts, ends = entry.span
    stamp = in_utc(whole_utc(entry.modified_at))
    found = texts(entry) | extras(entry)
    found |= {
        "CLASS": f"CLASS:{access_class}",
        "LAST-MODIFIED": f"LAST-MODIFIED:{stamp}",
        "STATUS": f"STATUS:{entry.status}",
        "TRANSP": f"TRANSP:{'TRANSPARENT' if entry.is_free else 'OPAQUE'}",
        "X-MICROSOFT-CDO-BUSYSTATUS": f"X-MICROSOFT-CDO-BUSYSTATUS:{busy_status(entry)}",
    }
    first = (
        f"SUMMARY:{escaped(entry.title)}",
        moment("DTSTART", starts),
        moment("DTEND", ends),
        f"DTSTAMP:{stamp}",
        f"UID:{escaped(entry.uid)}",
        f"SEQUENCE:{entry.sequence}",
    )
    return component("VEVENT", (*first, *(found[name] for name in sorted(found))))


def texts(entry: VEvent) -> dict[str, str]:
    """Give the texts of an entry, cleaned; empty ones are left out of the file."""
    url = link(entry.url) if entry.url else ""
    found = {
        "LOCATION": one_line(entry.location),
        "DESCRIPTION": with_link(entry.description, url),
        "CONTACT": one_line(entry.contact or ""),
    }
    return {name: f"{name}:{escaped(words)}" for name, words in found.items() if words}


def extras(entry: VEvent) -> dict[str, str]:
    """Give what an entry need not have: link, video room, categories, place on the map, colour."""
    found = {}
    if entry.url:
        found["URL"] = f"URL:{link(entry.url)}"
    if entry.conference.startswith(("https://", "http://")):
        room = link(entry.conference)
        found["CONFERENCE"] = f"CONFERENCE;FEATURE=VIDEO;VALUE=URI:{room}"  # RFC 7986 5.11
    if categories := [name for name in map(one_line, entry.categories) if name]:
        found["CATEGORIES"] = f"CATEGORIES:{','.join(map(escaped, categories))}"
    if entry.geo is not None:
        found["GEO"] = "GEO:{};{}".format(*map(float, entry.geo))
    if entry.color:
        found["COLOR"] = f"COLOR:{css_colour(entry.color)}"
    return found


def css_colour(name: str) -> str:
    """Give a CSS3 colour name (RFC 7986 5.9); a code such as #fff raises ValueError."""
    if not (name.isascii() and name.isalpha()):
        raise ValueError(f"{name!r} is not the name of a colour")
    return name.lower()


def busy_status(entry: VEvent) -> str:
    """Give Outlook's word for the time, since TRANSP knows only free and busy (MS-OXCICAL)."""
    if entry.is_free:
        return "FREE"
    return "TENTATIVE" if entry.status == "TENTATIVE" else "BUSY"
