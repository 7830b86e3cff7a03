"""Joins the parts of a plan, printed apart, into one tagged file: pages, structure, bookmarks, links, page numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Pdf, String

from reports.pdf.renderer import print_html
from reports.pdf.templates import print_environment

# A link into another part is printed with this scheme, because its own part does not know where it leads.
ELSEWHERE = "part:"
# Page numbers are printed this many at a time, and kept.
SHEETS = 32
# What stands before the numbers: of a page, of all pages, and of those in the contents, which have nothing before them.
WORDS = ("page", "of", "")
# Where a number without a word ends on its sheet, and where its line begins, in points from the left and the foot.
NUMBER_RIGHT, NUMBER_BOTTOM = 552.76, 23.8
QUESTION = re.compile(r"q\d+")


def merge_parts(parts: Sequence[bytes]) -> bytes:
    """Give printed parts as one PDF/UA-1 file, each page with its number and how many there are.

    Title, language and dates are those of the first part. The same parts give the same bytes.
    """
    with pikepdf.open(BytesIO(parts[0])) as whole:
        for data in parts[1:]:
            with pikepdf.open(BytesIO(data)) as part:
                _append(whole, part)
        _lead(whole)
        _number(whole)
        _number_contents(whole)
        made = BytesIO()
        whole.save(made, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return made.getvalue()


def _append(whole: Pdf, part: Pdf) -> None:
    """Append a part. Its pages come first: structure and bookmarks point to them."""
    first = len(whole.pages)
    for page in part.pages:
        whole.pages.append(page)
    _append_structure(whole, whole.copy_foreign(part.Root.StructTreeRoot), whole.pages[first:])
    _append_bookmarks(whole, whole.copy_foreign(part.Root.Outlines))
    names = whole.Root.Names.Dests
    both = [*_pairs(names.Names), *_pairs(whole.copy_foreign(part.make_indirect(part.Root.Names.Dests)).Names)]
    names.Names = Array([each for pair in sorted(both, key=lambda pair: bytes(pair[0])) for each in pair])


def _append_structure(whole: Pdf, tree: Any, pages: Sequence[pikepdf.Page]) -> None:
    """Put the part's elements under the whole's Document, and its content under the next free keys of the parent tree
    (ISO 32000-1, 14.7.4.4)."""
    root = whole.Root.StructTreeRoot
    document, own = root.K[0], tree.K[0]
    for element in own.K.as_list():
        element.P = document
        document.K.append(element)
    numbers = root.ParentTree.Nums
    free = 1 + max(int(key) for key, _ in _pairs(numbers))
    for key, content in _pairs(tree.ParentTree.Nums):
        numbers.append(free + int(key))
        numbers.append(content)
    for page in pages:
        page.obj.StructParents += free
        for annotation in page.get("/Annots", Array()).as_list():
            annotation.StructParent += free


def _append_bookmarks(whole: Pdf, added: Any) -> None:
    """Hang the part's bookmarks behind the last of the whole (ISO 32000-1, 12.3.3)."""
    outlines = whole.Root.Outlines
    outlines.Last.Next, added.First.Prev = added.First, outlines.Last
    for bookmark in _siblings(added.First):
        bookmark.Parent = outlines
    outlines.Last = added.Last
    outlines.Count += added.Count


def _lead(whole: Pdf) -> None:
    """Point the links from one part into another at their targets."""
    for page in whole.pages:
        for annotation in page.get("/Annots", Array()).as_list():
            address = str(annotation.get("/A", Dictionary()).get("/URI", ""))
            if address.startswith(ELSEWHERE):
                del annotation.A
                annotation.Dest = annotation.Contents = String(address.removeprefix(ELSEWHERE))


def _number(whole: Pdf) -> None:
    """Lay "page 3" and "of 12" over the foot of each page, as an artifact: neither belongs to the reading order."""
    count = len(whole.pages)
    sheets = -(-count // SHEETS) * SHEETS
    numbers, totals = (BytesIO(page_numbers(word, sheets)) for word in ("page", "of"))
    with pikepdf.open(numbers) as each, pikepdf.open(totals) as total:
        of = whole.copy_foreign(total.pages[count - 1].as_form_xobject())
        for number, page in enumerate(whole.pages):
            drawings = page.Resources.XObject
            drawings[f"/Page{number}"] = whole.copy_foreign(each.pages[number].as_form_xobject())
            drawings["/Of"] = of
            # WeasyPrint turns the page upside down for itself, and leaves it so.
            page.contents_add(b"q", prepend=True)
            page.contents_add(b"Q /Artifact BMC /Page%d Do /Of Do EMC" % number)


def _number_contents(whole: Pdf) -> None:
    """Lay over each link of the contents, at its right end, the number of the page that it leads to.

    The contents alone lead to sections; all other links lead to questions.
    """
    places = _destinations(whole)
    numbers = BytesIO(page_numbers("", -(-len(whole.pages) // SHEETS) * SHEETS))
    with pikepdf.open(numbers) as each:
        for page in whole.pages:
            for annotation in page.get("/Annots", Array()).as_list():
                at = places.get(str(annotation.get("/Dest", "")))
                if at is None:
                    continue
                page.Resources.XObject[f"/Place{at}"] = whole.copy_foreign(each.pages[at].as_form_xobject())
                right, bottom = float(annotation.Rect[2]), float(annotation.Rect[3])  # it gives the top first
                shift = (right - NUMBER_RIGHT, bottom - NUMBER_BOTTOM)
                page.contents_add(b"q /Artifact BMC 1 0 0 1 %.2f %.2f cm /Place%d Do EMC Q" % (*shift, at))


@lru_cache(maxsize=6)
def page_numbers(word: str, sheets: int = SHEETS) -> bytes:
    """A file of this many pages with nothing but the word, "page" or "of", and their numbers where pages keep room."""
    template = print_environment().get_template("numbers.html")
    return print_html(template.render(count=sheets, word=word), tagged=False)


def _destinations(whole: Pdf) -> dict[str, int]:
    """The page, from 0, of each section that something leads to."""
    pages = {page.obj.objgen: number for number, page in enumerate(whole.pages)}
    names = _pairs(whole.Root.Names.Dests.Names)
    return {str(name): pages[place[0].objgen] for name, place in names if not QUESTION.fullmatch(str(name))}


def warm_numbers() -> None:
    """Print the page numbers, so that the first plan of a process does not wait for them."""
    for word in WORDS:
        page_numbers(word)


def _pairs(flat: Any) -> Iterator[tuple[Any, Any]]:
    """The keys and values that a tree's leaf holds in turn."""
    items = flat.as_list()
    return zip(items[::2], items[1::2], strict=True)


def _siblings(bookmark: Any) -> Iterator[Any]:
    while bookmark is not None:
        yield bookmark
        bookmark = bookmark.get("/Next")
