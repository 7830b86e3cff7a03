"""Parses a page: strictly for each new shape of markup, and with a faster parser for the pages that follow."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import cast
from xml.etree.ElementTree import Element

import html5lib
import lxml.etree
import lxml.html

from tests.html_shape import BOOLEAN, shape

SVG = "{http://www.w3.org/2000/svg}"
_SVG_ATTRIBUTES = {"viewbox": "viewBox", "preserveaspectratio": "preserveAspectRatio"}
_NAMED = lxml.etree.XPath(f"//*[{' or '.join(f'@{name}={name!r}' for name in BOOLEAN)}]")
# White space counts in these; elsewhere both parsers may keep or drop it around blocks.
_VERBATIM = ("textarea", "pre", "option", "script")
_Part = tuple[str, dict[str, str], str, str]

# The shapes without errors that were seen so far, and whether the faster parser reads them as html5lib does.
_sound: dict[str, bool] = {}


@lru_cache(maxsize=4)
def parse(html: str) -> Element:
    """The document. Raises html5lib's ParseError for anything that HTML5 calls an error.

    html5lib is the judge, and takes 4 ms for a page of 9 kB; lxml takes a twentieth of that and reports nothing. A page
    whose shape was judged before cannot have an error that html5lib did not see. lxml reads only shapes for which it
    was seen to give the same tree as html5lib.
    """
    seen = shape(html)
    if _sound.get(seen):
        return quick(html)
    tree = strict(html)
    if seen not in _sound:
        _sound[seen] = same(tree, quick(html))
    return tree


def strict(html: str) -> Element:
    """The document as html5lib reads it. Raises its ParseError at the first error."""
    tree: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    return tree


def quick(html: str) -> Element:
    """The document as lxml reads it, which reports no error; SVG and ticks get the names and values of HTML5."""
    parser = lxml.html.HTMLParser(remove_comments=True, default_doctype=False)
    tree = cast(Element, lxml.html.document_fromstring(html, parser=parser))
    for drawing in list(tree.iter("svg")):
        for each in drawing.iter():
            each.tag = f"{SVG}{each.tag}"
            for name, right in _SVG_ATTRIBUTES.items():
                if name in each.attrib:
                    each.set(right, each.attrib.pop(name))
    # lxml gives the attribute of `<option selected>` its own name as its value.
    for each in _NAMED(tree):
        for name in BOOLEAN:
            if each.get(name) == name:
                each.set(name, "")
    return tree


def same(one: Element, other: Element) -> bool:
    """Whether two trees have the same elements in the same order, each with the same attributes and words."""
    return list(_parts(one)) == list(_parts(other))


def _parts(tree: Element) -> Iterator[_Part]:
    for each in tree.iter():
        text, after = each.text or "", " ".join((each.tail or "").split())
        attributes = {name: value for name, value in each.attrib.items() if not name.endswith("xmlns")}
        yield each.tag, attributes, text if each.tag in _VERBATIM else " ".join(text.split()), after
