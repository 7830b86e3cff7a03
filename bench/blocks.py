"""The words of a printed plan as plain blocks, so that another engine can set the same content."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import tinyhtml5  # type: ignore[import-untyped]

Block = dict[str, object]

_TEXT = {"h1": 1, "h2": 2, "h3": 3, "p": 0, "li": 0}


def blocks(html: str) -> list[Block]:
    """Headings (level 1 to 3), paragraphs and list items (level 0), and tables, in their order."""
    body = tinyhtml5.parse(html, namespace_html_elements=False).find("body")
    return list(_inside(body)) if body is not None else []


def _inside(parent: Element) -> Iterator[Block]:
    for element in parent:
        if element.tag == "table":
            yield {"table": [[_cell(cell) for cell in row] for row in element.iter("tr")], "columns": _columns(element)}
        elif element.tag in _TEXT:
            yield {"text": _words(element), "level": _TEXT[element.tag]}
        else:
            yield from _inside(element)


def _columns(table: Element) -> int:
    return max(sum(int(cell.get("colspan", "1")) for cell in row) for row in table.iter("tr"))


def _cell(cell: Element) -> Block:
    return {"text": _words(cell), "span": int(cell.get("colspan", "1")), "bar": cell.find("svg") is not None}


def _words(element: Element) -> str:
    return " ".join(" ".join(element.itertext()).split())
