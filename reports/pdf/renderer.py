"""Turns our own HTML into a tagged PDF (PDF/UA-1): same text in, same bytes out, and nothing is ever fetched."""

from __future__ import annotations

import gc
import logging
import os
import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from threading import Lock
from types import MappingProxyType
from typing import Any
from xml.etree import ElementTree

from reports.pdf.letters import printable

STATIC = Path(__file__).resolve().parents[2] / "static"
# What a relative address is relative to: nothing that can be reached.
BASE = "print:"
# Every process that prints uses our fonts and none of the machine's own, so that the same text has the same bytes
# everywhere.
os.environ["FONTCONFIG_FILE"] = str(STATIC / "fonts" / "scripts" / "fonts.conf")
# It keeps what it found in this folder, and complains for each document where it can find none (a service has no HOME).
with suppress(RuntimeError):
    os.environ.setdefault("XDG_CACHE_HOME", str(Path.home() / ".cache"))

NO_PICTURES: Mapping[str, bytes] = MappingProxyType({})

# Replaces a character that no font has: PDF/UA-1 forbids drawing a glyph that is not there.
NO_GLYPH = "□"
_MISSING = ".notdef glyph"
# Of several glyphs for one cluster of letters, WeasyPrint gives all but the last no text, which PDF/UA-1 forbids: it
# becomes a space of no width.
_NO_TEXT = re.compile(rb"(<[0-9a-f]+>) <>$")

# Layout holds the interpreter's lock anyway, and the collector's switch and the log are the process's own.
_one_at_a_time = Lock()


class RefusedError(ValueError):
    """Something in a document asked for an address, and not for a picture that was given with it."""


def print_html(
    html: str, *, forms: bool = False, pictures: Mapping[str, bytes] = NO_PICTURES, tagged: bool = True
) -> bytes:
    """Give a document as a PDF/UA-1 file, its inputs as fields to fill in if `forms` is set.

    Its dates are those of its own dcterms fields. `pictures` are PNG or JPEG files by the address that the document
    gives them. Without `tagged` it is not a document by itself, but is laid over the pages of one.
    """
    options = {"pdf_variant": "pdf/ua-1" if tagged else None, "pdf_forms": forms}
    html = printable(html, NO_GLYPH)
    with _one_at_a_time, _collector_off():
        pdf, missing = _render(html, pictures, options)
        if missing:
            pdf, _ = _render(html.translate(dict.fromkeys(missing, NO_GLYPH)), pictures, options)
    return pdf


def _render(html: str, pictures: Mapping[str, bytes], options: Mapping[str, Any]) -> tuple[bytes, frozenset[int]]:
    """The PDF, and the characters in it that no font has."""
    with _missing_glyphs() as missing:
        pdf: bytes = _document(html, _fetcher()(pictures)).write_pdf(
            finisher=_finish, font_config=_our_fonts(), **options
        )
    return pdf, frozenset(missing)


def _document(html: str, fetcher: Any) -> Any:
    """The document, read as XML where it is well-formed, as our templates are: to read HTML takes a twelfth of the
    whole print. Other HTML is read as browsers read it."""
    from weasyprint import HTML

    try:
        root = ElementTree.fromstring(html)  # noqa: S314  our own template: it declares no entities
    except ElementTree.ParseError:
        return HTML(string=html, base_url=BASE, url_fetcher=fetcher)
    document = HTML(string="", base_url=BASE, url_fetcher=fetcher)
    document.wrapper_element = document.wrapper_element.from_html_root(root, content_language=None)
    document.etree_element = root
    return document


def _finish(_document: Any, pdf: Any) -> None:
    """Give every glyph a text, then compress."""
    for each in pdf.objects:
        lines = getattr(each, "stream", None)
        if isinstance(lines, list) and lines and _is_character_map(lines[0]):
            each.stream = [_NO_TEXT.sub(rb"\1 <200b>", line) if isinstance(line, bytes) else line for line in lines]
    _compress(pdf)


def _is_character_map(line: object) -> bool:
    return isinstance(line, bytes) and line.startswith(b"/CIDInit /ProcSet")


def _compress(pdf: Any) -> None:
    """Compress the drawing of each page at zlib's usual level.

    Left to itself, pydyf takes the highest: three times as long for a few bytes less. Nor is it asked for a file
    identifier, which is optional: for that it would write and compress the whole file twice.
    """
    for drawing in pdf.objects:
        if getattr(drawing, "compress", False):
            drawing.compress = False
            content = drawing.data.partition(b"\nstream\n")[2].removesuffix(b"\nendstream")
            drawing.stream = [zlib.compress(content)]
            drawing.extra = {**drawing.extra, "Filter": "/FlateDecode"}


@contextmanager
def _collector_off() -> Iterator[None]:
    """Layout makes very many small objects that all live to its end; looking for garbage among them wastes time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def _missing_glyphs() -> Iterator[set[int]]:
    """Collect characters that no font has. WeasyPrint reports them only in its log, which must not hold words of
    users: such records stop here."""
    missing: set[int] = set()

    def keep(record: logging.LogRecord) -> bool:
        if not str(record.msg).startswith(_MISSING) or not isinstance(record.args, tuple):
            return True
        missing.update(arg for arg in record.args if isinstance(arg, int))
        return False

    logger = logging.getLogger("weasyprint")
    logger.addFilter(keep)
    try:
        yield missing
    finally:
        logger.removeFilter(keep)


@cache
def _our_fonts() -> Any:
    """The fonts that fontconfig finds in our folders, read once for all documents of this process.

    WeasyPrint would copy a font that a style names by its address into a temporary folder, which stays behind when the
    process is killed; so no style of ours does, and such a rule of any other is passed over.
    """
    from weasyprint.text.fonts import FontConfiguration

    class InstalledOnly(FontConfiguration):  # type: ignore[misc]
        """Adds no font."""

        def add_font_face(self, rule_descriptors: Any, url_fetcher: Any) -> None:
            """Pass over a rule that would add one."""

    return InstalledOnly()


@cache
def _fetcher() -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class GivenOnly(URLFetcher):  # type: ignore[misc]
        """Serves the pictures that were given with a document; every address is refused, whatever its scheme."""

        def __init__(self, pictures: Mapping[str, bytes]) -> None:
            super().__init__()
            self._pictures = pictures

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:  # noqa: ARG002
            """Give a picture. Raises RefusedError for anything else."""
            if url not in self._pictures:
                raise RefusedError(f"nothing is fetched, and not {url[:80]!r}")
            kind = "png" if self._pictures[url].startswith(b"\x89PNG") else "jpeg"
            return URLFetcherResponse(url, self._pictures[url], {"Content-Type": f"image/{kind}"})

    return GivenOnly
