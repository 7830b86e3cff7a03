"""Where words stand on printed pages, and how a table's rows are spread over them: read from the file itself."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple

import pikepdf

_WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')
# The body of a page lies between these, in points from the top; the lines at head and foot do not count.
BODY = (46.0, 842 - 44.0)


class Word(NamedTuple):
    """A word with its box, in points from the left and the top."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


def words_of_pages(data: bytes) -> list[list[Word]]:
    """The words of each page, as poppler finds them."""
    done = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=data, capture_output=True, check=True)
    pages = done.stdout.decode("utf-8", "replace").split("<page ")[1:]
    return [[_word(*found) for found in _WORD.findall(page)] for page in pages]


def _word(left: str, top: str, right: str, bottom: str, text: str) -> Word:
    return Word(float(left), float(top), float(right), float(bottom), text)


def body(words: list[Word]) -> list[Word]:
    """The words between head and foot of a page."""
    return [word for word in words if word.top > BODY[0] - 6 and word.bottom < BODY[1] + 6]


def lines(words: list[Word]) -> int:
    """How many lines there are, counted by the height at which words stand."""
    return len({round(word.bottom / 4) for word in words})


def rows_by_page(data: bytes) -> list[dict[int, int]]:
    """For each table, how many of its rows with cells stand on each page."""
    with pikepdf.open(BytesIO(data)) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        return [_rows(table, pages) for table in _elements(pdf.Root.StructTreeRoot.K, "/Table")]


def _rows(table: Any, pages: dict[Any, int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for row in _elements(table.K, "/TR"):
        if any(True for _ in _elements(row.K, "/TD")):
            page = next((pages[each.Pg.objgen] for each in _leaves(row) if "/Pg" in each), None)
            if page is not None:
                found[page] = found.get(page, 0) + 1
    return found


def _elements(node: Any, tag: str) -> Iterator[Any]:
    if isinstance(node, pikepdf.Array):
        for kid in node.as_list():
            yield from _elements(kid, tag)
    elif isinstance(node, pikepdf.Dictionary):
        if node.get("/S") == tag:
            yield node
        elif "/K" in node:
            yield from _elements(node.K, tag)


def _leaves(node: Any) -> Iterator[Any]:
    if isinstance(node, pikepdf.Array):
        for kid in node.as_list():
            yield from _leaves(kid)
    elif isinstance(node, pikepdf.Dictionary):
        yield node
        if "/K" in node:
            yield from _leaves(node.K)
