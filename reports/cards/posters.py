"""The words of a poster: a title, a line and a link, limited so that they print well and are safe to scan."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import urlsplit

from markupsafe import Markup

from assessment.plain_text import tidy_text
from assessment.problems import InputProblem

# A code of a longer link has squares too small for a phone two metres away, and is too long to type.
LONGEST_LINK = 200
LONGEST_TITLE, LONGEST_LINE = 60, 120
# Longer words are set smaller, and the code makes room for them.
LONG_TITLE, LONG_LINE, LONG_LINK = 24, 60, 60
LONGER_TITLE, LONGER_LINK = 40, 120

# The characters of an address once it is written as a browser copies it (RFC 3986, without brackets and user names).
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
        return bool(self.title_size or self.line_size or self.link_size)

    @property
    def title_size(self) -> str:
        """The class that sets the title: empty, `long` or `longer`."""
        return _size(self.title, LONG_TITLE, LONGER_TITLE)

    @property
    def line_size(self) -> str:
        """The class that sets the line: empty or `long`."""
        return _size(self.line, LONG_LINE, LONGEST_LINE)

    @property
    def link_size(self) -> str:
        """The class that sets the link: empty, `long` or `longer`."""
        return _size(self.link, LONG_LINK, LONGER_LINK)


def _size(text: str, long: int, longer: int) -> str:
    return "longer" if len(text) > longer else "long" if len(text) > long else ""


def read_poster(title: str, line: str, link: str) -> tuple[Poster | None, tuple[InputProblem, ...]]:
    """Give the poster, or every problem, each at `title`, `line` or `link` with what to do."""
    title, line, link = tidy_text(title), tidy_text(line), link.strip()
    problems = []
    if not title:
        problems.append(InputProblem("title", "enter a title for the poster"))
    for where, text, longest in (("title", title, LONGEST_TITLE), ("line", line, LONGEST_LINE)):
        if len(text) > longest:
            problems.append(InputProblem(where, f"use {longest} characters or fewer (now {len(text)})"))
    if problem := link_problem(link):
        problems.append(InputProblem("link", problem))
    return (None, tuple(problems)) if problems else (Poster(title, line, link), ())


def link_problem(link: str) -> str | None:
    """The problem with a link for a poster, and what to do; None where there is none."""
    if not link:
        return "enter the link that the code opens"
    if len(link) > LONGEST_LINK:
        return f"use a link of {LONGEST_LINK} characters or fewer, so that a phone can read the code (now {len(link)})"
    if not re.match(r"https?://", link, re.IGNORECASE):
        return "enter the whole link, beginning with https:// or http://"
    if not _LINK.fullmatch(link):
        return "copy the link from the address bar of a browser: it has a space or a character that no link can have"
    try:
        parts = urlsplit(link)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return "enter a link with a valid address, such as https://example.org/check"
    if "@" in parts.netloc:
        return "leave out the name before the @ sign: it hides where the link leads"
    if not _NAME.fullmatch(host):
        return "enter a link with a valid address, such as https://example.org/check"
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
