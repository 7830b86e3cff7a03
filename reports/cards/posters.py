"""What somebody wrote for a poster: a title, a line and a link, held to what prints well and is safe to scan."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import urlsplit

from markupsafe import Markup

from assessment.problems import InputProblem
from assessment.profile import tidy_text

# A code of a longer link has squares too small for a phone two metres away, and nobody types it.
LONGEST_LINK = 200
LONGEST_TITLE, LONGEST_LINE = 60, 120

# What an address may hold once it is written as a browser copies it (RFC 3986, without brackets and user names).
_LINK = re.compile(r"[A-Za-z0-9\-._~:/?#&=+,;%@!$'()*]+")
_NAME = re.compile(r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*\.?")


@dataclass(frozen=True, slots=True)
class Poster:
    """A poster's own words, and the link of its code."""

    title: str
    line: str
    link: str

    @property
    def wordy(self) -> bool:
        """Whether the words need some of the code's room."""
        return len(self.title) > 24 or len(self.line) > 60 or len(self.link) > 60


def read_poster(title: str, line: str, link: str) -> tuple[Poster | None, tuple[InputProblem, ...]]:
    """Give the poster, or else every fault, each at `title`, `line` or `link` with what to do."""
    title, line, link = tidy_text(title), tidy_text(line), link.strip()
    problems = []
    if not title:
        problems.append(InputProblem("title", "enter a title for the poster"))
    for where, text, longest in (("title", title, LONGEST_TITLE), ("line", line, LONGEST_LINE)):
        if len(text) > longest:
            problems.append(InputProblem(where, f"use {longest} characters or fewer (now {len(text)})"))
    if fault := link_fault(link):
        problems.append(InputProblem("link", fault))
    return (None, tuple(problems)) if problems else (Poster(title, line, link), ())


def link_fault(link: str) -> str | None:
    """What is wrong with a link for a poster, and what to do; None where it is sound."""
    if not link:
        return "enter the link that the code opens"
    if len(link) > LONGEST_LINK:
        return f"use a link of {LONGEST_LINK} characters or fewer, so that a phone can read the code (now {len(link)})"
    if not re.match(r"https?://", link, re.IGNORECASE):
        return "enter a whole link, beginning with https:// or http://"
    if not _LINK.fullmatch(link):
        return "copy the link from the address bar of a browser: it holds a space or a sign that no link can hold"
    try:
        parts = urlsplit(link)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return "enter a link with a sound address, such as https://example.org/check"
    if "@" in parts.netloc:
        return "leave out the name before the @ sign: it hides where the link leads"
    if not _NAME.fullmatch(host):
        return "enter a link with a sound address, such as https://example.org/check"
    return None


def qr_code(link: str, title: str) -> Markup:
    """The QR code of a link as SVG, with its words in the title: error correction M or better, a quiet zone of four."""
    import segno  # slow to import, and only posters need it

    words = f"QR code: {title}. It opens {link}"
    code = segno.make_qr(link, error="m")
    drawn = BytesIO()
    look = {"border": 4, "omitsize": True, "svgclass": "qr", "lineclass": None, "light": "#fff", "title": words}
    code.save(drawn, "svg", xmldecl=False, nl=False, **look)
    return Markup(drawn.getvalue().decode())  # noqa: S704  segno escapes the title; the rest is its own drawing
