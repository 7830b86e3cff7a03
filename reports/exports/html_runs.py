"""Reads the print's HTML as runs of words with a look, without its layout, for the editable document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

BLOCKS = {"h1", "h2", "h3", "h4", "p", "ul", "ol", "li", "table", "section", "div", "article", "nav", "body"}
# Words that the print sets apart by their position need a break or a sign in running text.
BEFORE = {"front-handling": " · "}
_SPACE = re.compile(r"[ \t\n\r\f]+")


@dataclass(frozen=True, slots=True)
class Look:
    """How words look, beyond their paragraph's style; `size` in points, `lines` where line ends stay as written."""

    bold: bool = False
    colour: str = ""
    size: float = 0
    underline: bool = False
    lines: bool = False

    def under(self, other: Look) -> Look:
        """This look with another over it."""
        return Look(
            bold=self.bold or other.bold,
            colour=other.colour or self.colour,
            size=other.size or self.size,
            underline=self.underline or other.underline,
            lines=self.lines or other.lines,
        )


PLAIN, BOLD, LINES = Look(), Look(bold=True), Look(lines=True)
LOOKS = {
    "plain": Look(size=8.5, colour="3A4858"),
    "said": Look(size=8.5, colour="3A4858", lines=True),
    "premises": Look(size=16),
    "class-when": Look(size=9.5, colour="3A4858"),
    "open": Look(bold=True, colour="97291A", underline=True),
    "quick": Look(bold=True, colour="0B6B6B"),
    "tag-now": Look(bold=True, colour="97291A"),
    "tag-next": Look(bold=True, colour="83530A"),
    "tag-later": Look(bold=True, colour="4A5968"),
    "class-now": Look(colour="97291A"),
    "class-next": Look(colour="83530A"),
    "class-later": Look(colour="4A5968"),
    "lines": LINES,
    "met": BOLD,
}


@dataclass(frozen=True, slots=True)
class Words:
    """Some words with one look; `link` is an address, or # and the id of a place in the document."""

    text: str
    look: Look = PLAIN
    link: str = ""


def parse(html: str) -> Any:
    """The body of a page of ours."""
    from lxml import html as reader

    return reader.document_fromstring(html).find("body")


def classes_of(node: Any) -> list[str]:
    """The classes of an element."""
    return str(node.get("class", "")).split()


def look_of(node: Any, look: Look = PLAIN) -> Look:
    """The look of an element inside another look."""
    for each in classes_of(node):
        look = look.under(LOOKS.get(each, PLAIN))
    return look.under(BOLD) if node.tag == "b" else look


def contents(node: Any, look: Look = PLAIN, link: str = "") -> Iterator[Any]:
    """The contents of an element, in order: Words, and each block as its element."""
    if node.text:
        yield Words(node.text, look, link)
    for child in node:
        if child.tag in BLOCKS:
            yield child
        elif child.tag == "br":
            yield Words("\n", look.under(LINES))
        elif child.tag == "svg":
            # A bar's drawn label is its number, and its title says the same in a sentence. A line has many labels.
            told = "title" if child.get("class") == "score-line" else "text"
            yield Words("".join(each.text or "" for each in child.iter(told)), look)
        elif isinstance(child.tag, str):
            yield from _inline(child, look, link)
        if child.tail:
            yield Words(child.tail, look, link)


def words_in(node: Any, look: Look = PLAIN) -> Iterator[Words]:
    """All words inside an element, its blocks run together."""
    for item in contents(node, look):
        if isinstance(item, Words):
            yield item
        else:
            yield from words_in(item, look)


def tidy(words: Iterable[Words]) -> list[Words]:
    """Spaces as a browser sets them: one between words, none at the ends; line ends only where they count."""
    kept: list[Words] = []
    at_start = True
    for each in words:
        text = each.text if each.look.lines else _SPACE.sub(" ", each.text)
        if at_start:
            text = text.lstrip(" ") if kept else text.lstrip(" \n")
        if text:
            kept.append(replace(each, text=text))
            at_start = text[-1] in " \n\t"
    while kept and not (last := kept[-1].text.rstrip(" \n")):
        kept.pop()
    return [*kept[:-1], replace(kept[-1], text=last)] if kept else []


def plain_text(words: Iterable[Words]) -> str:
    """The words on one line."""
    return "".join(each.text for each in tidy(words)).replace("\n", " ")


def _inline(node: Any, look: Look, link: str) -> Iterator[Any]:
    for each in classes_of(node):
        if each in BEFORE:
            yield Words(BEFORE[each], look.under(LINES))
    yield from contents(node, look_of(node, look), node.get("href", "") or link)
