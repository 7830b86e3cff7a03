"""A plan is printed in parts and merged: one file in which pages, structure, bookmarks and links run through."""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from reports.pdf.pdf_merge import ELSEWHERE, SHEETS, merge_parts
from reports.pdf.plan import linked, one_by_one, plan_html, record_parts
from tests.reports.opened import Opened, record, whole
from tests.reports.page_boxes import words_of_pages
from tests.reports.premises import places

NAMES = ["pub", "unanswered", "hostile"]


def pages_of(text: str, count: int) -> bytes:
    """A small document of so many pages."""
    pages = "".join(f'<h2 id="{text}{at}" style="break-after: page">{text} {at}</h2>' for at in range(count))
    head = f"<head><title>{text}</title><style>@page {{ size: A4; margin: 18mm 15mm 17mm 16mm }}</style></head>"
    return one_by_one([f'<html lang="en-GB">{head}<body><h1>{text}</h1>{pages}</body></html>'], {})[0]


@pytest.mark.parametrize("name", NAMES)
def test_every_page_has_its_number_and_the_count(name: str) -> None:
    pages = whole(name).pages
    for number, text in enumerate(pages, start=1):
        assert f"page{number}of{len(pages)}" in "".join(text.split())


@pytest.mark.parametrize("name", NAMES)
def test_every_link_leads_to_a_place_in_the_file(name: str) -> None:
    with pikepdf.open(BytesIO(whole(name).data)) as pdf:
        found = {str(key) for key in pdf.Root.Names.Dests.Names.as_list()[::2]}
        links = [each for page in pdf.pages for each in page.get("/Annots", pikepdf.Array()).as_list()]
        inside = [str(each.Dest) for each in links if "/Dest" in each]
        assert set(inside) <= found
        assert not [each for each in links if "/A" in each and str(each.A.URI).startswith(ELSEWHERE)]
    assert {"contact", "result", "annex"} <= set(inside), "the contents lead into each part"
    parts = linked([plan_html(places()[name]), *record_parts(places()[name])])
    meant = re.findall(rf'href="(?:#|{ELSEWHERE})([^"]+)"', "".join(parts))
    lost = Counter(meant) - Counter(inside)
    assert not lost, "one over two lines is two, and none is lost"


def test_destinations_are_in_order_as_a_name_tree_asks() -> None:
    with pikepdf.open(BytesIO(record("pub").data)) as pdf:
        names = [bytes(key) for key in pdf.Root.Names.Dests.Names.as_list()[::2]]
    assert names == sorted(names)
    assert len(names) == len(set(names))


def test_all_content_is_found_from_the_structure_and_back() -> None:
    """Each page and each link has a key of its own in the parent tree, and its elements point back to it."""
    with pikepdf.open(BytesIO(whole("pub").data)) as pdf:
        root = pdf.Root.StructTreeRoot
        flat = root.ParentTree.Nums.as_list()
        tree: dict[int, Any] = {int(key): value for key, value in zip(flat[::2], flat[1::2], strict=True)}
        assert len(tree) == len(flat) // 2
        assert list(tree) == sorted(tree)
        for page in pdf.pages:
            elements = tree.pop(int(page.StructParents)).as_list()
            assert elements
            assert all(element.Pg.objgen == page.obj.objgen for element in elements)
            for annotation in page.get("/Annots", pikepdf.Array()).as_list():
                assert tree.pop(int(annotation.StructParent)).S == "/Link"
        assert not tree
        assert len(root.K.as_list()) == 1
        assert {each.P.objgen for each in root.K[0].K.as_list()} == {root.K[0].objgen}


def test_bookmarks_of_all_parts_are_in_one_list() -> None:
    parts = [pages_of("One", 2), pages_of("Two", 3), pages_of("Three", 1)]
    found = Opened(merge_parts(parts)).bookmarks
    assert found == [each for part in parts for each in Opened(part).bookmarks]


def test_a_joined_file_is_accessible_and_keeps_the_first_title() -> None:
    opened = Opened(merge_parts([pages_of("One", 1), pages_of("Two", 1)]))
    assert opened.failures() == []
    info = opened.reader.metadata
    assert info is not None
    assert info.title == "One"


def test_more_pages_than_numbers_are_kept_for_are_numbered_too() -> None:
    opened = Opened(merge_parts([pages_of("One", SHEETS), pages_of("Two", 2)]))
    assert len(opened.pages) == SHEETS + 2
    assert opened.pages[-1].endswith(f"page {SHEETS + 2} of {SHEETS + 2}")


def test_the_same_parts_give_the_same_bytes() -> None:
    parts = [pages_of("One", 1), pages_of("Two", 1)]
    assert merge_parts(parts) == merge_parts(parts)
    assert merge_parts(parts) != merge_parts(parts[::-1])


def test_the_contents_name_the_page_that_each_line_leads_to() -> None:
    """The numbers are laid over, so they are looked for where they should stand: at the right end of each line."""
    opened = record("pub")
    names, words = opened.reader.named_destinations, words_of_pages(opened.data)[0]
    links = [each.get_object() for each in opened.reader.pages[0].annotations or []]
    assert len(links) == 9
    for link in links:
        _, _, right, bottom = (float(each) for each in link["/Rect"])
        number = opened.reader.get_destination_page_number(names[str(link["/Dest"])])
        assert number is not None
        found = [each.text for each in words if abs(each.right - right) < 2 and abs(842 - bottom - each.bottom) < 4]
        assert found == [str(number + 1)]
