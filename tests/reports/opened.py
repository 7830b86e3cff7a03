"""A printed PDF, opened: its words, its structure tree and its bookmarks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import page
import pikepdf
from pypdf import PdfReader

from reports.pdf.plan import plan_html, record_html, render_all, render_plan, render_record
from reports.report.report import Report
from tests.reports.premises import places


class Opened:
    """A PDF as a reader, a screen reader and a validator find it."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.reader = PdfReader(BytesIO(data))

    @cached_property
    def pages(self) -> list[str]:
        """The words of each page, on one line."""
        return [" ".join(each.extract_text().split()) for each in self.reader.pages]

    @cached_property
    def text(self) -> str:
        """All words, on one line."""
        return " ".join(self.pages)

    @cached_property
    def squeezed(self) -> str:
        """All characters without spaces, so that a line break inside a word does not hide it."""
        return "".join(self.text.split())

    def holds(self, words: str) -> bool:
        """Whether these words are in it, however they are broken over lines."""
        return "".join(words.split()) in self.squeezed

    @cached_property
    def tags(self) -> list[str]:
        """Every tag of the structure tree, in reading order."""
        with pikepdf.open(BytesIO(self.data)) as pdf:
            return list(_tags(pdf.Root.StructTreeRoot.K))

    @cached_property
    def bookmarks(self) -> list[tuple[int, str]]:
        """The bookmarks, each with its depth from 0."""
        return list(_bookmarks(self.reader.outline, 0))

    def failures(self) -> list[str]:
        """The objections of the PDF/UA-1 validator."""
        with TemporaryDirectory() as folder:
            path = Path(folder) / "plan.pdf"
            path.write_bytes(self.data)
            found = page.validate_pdf(path, profile=page.ValidationProfile.PDF_UA_1)
        assert found.is_compliant == (not found.failures)
        return [str(each) for each in found.failures]


def _tags(node: pikepdf.Object) -> Iterator[str]:
    if isinstance(node, pikepdf.Array):
        for kid in node.as_list():
            yield from _tags(kid)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield str(node.S).lstrip("/")
        if "/K" in node:
            yield from _tags(node.K)


def _bookmarks(items: Iterable[Any], depth: int) -> Iterator[tuple[int, str]]:
    for item in items:
        if isinstance(item, list):
            yield from _bookmarks(item, depth + 1)
        else:
            yield depth, str(item.title)


@cache
def plan(name: str) -> Opened:
    """The plan of one of the places, printed once."""
    return Opened(render_plan(places()[name]))


@cache
def record(name: str) -> Opened:
    """The record of one of the places, printed once."""
    return Opened(render_record(places()[name]))


@cache
def whole(name: str) -> Opened:
    """Plan and record of one of the places as one file, printed once."""
    return Opened(render_all(places()[name]))


def whole_html(report: Report) -> str:
    """The HTML of a plan, and that of its record behind it."""
    return plan_html(report) + record_html(report)
