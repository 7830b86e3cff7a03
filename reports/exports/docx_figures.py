"""What the print draws, as tables of Word: the band with its boxes, bars, the small table of a job, parts in a row.

None of them is a picture: they are sharp at any size, and what they say is text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Protocol

from reports.exports.docx_parts import TEXT_WIDTH, twips
from reports.exports.html_runs import BOLD, Words, look_of, words_in
from reports.pdf.charts import TRACK

NAVY, TEAL, LINE = "12304F", "0B6B6B", "AAB6C2"
BOXES_WIDTH, BOX_HEIGHT = 52.0, 3.4
NUMBER_WIDTH, BAR_HEIGHT = 13.0, 3.6
CELL_MARGIN = 2.5  # of both sides together
WHO_HEIGHT = 9.0


class Writer(Protocol):
    """What writes the document."""

    def add(self, target: Any, tag: str, /, **attributes: str) -> Any:
        """Add an element of Word, and give it."""

    def empty(self, target: Any, style: str) -> Any:
        """Add a paragraph without words, and give it."""

    def paragraph(self, target: Any, words: Sequence[Words], style: str) -> None:
        """Add a paragraph; none where there is nothing to say."""

    def blocks(self, target: Any, node: Any, style: str = "Normal") -> None:
        """Write everything inside a node."""


def draw_bar(writer: Writer, target: Any, svg: Any, width: float) -> None:
    """A bar of a score in a cell of this width, with its number at the end, or a dash where there is none."""
    track = width - NUMBER_WIDTH - CELL_MARGIN
    filled = next((float(each.get("width")) / TRACK * track for each in svg.iter("rect")), 0.0)
    parts = [(part, fill) for part, fill in ((filled, TEAL), (track - filled, "")) if part > 0.3]
    row = _row(writer, target, [*(part for part, _ in parts), NUMBER_WIDTH], "".join(svg.itertext("title")))
    _high(writer, row, BAR_HEIGHT)
    for cell, (_, fill) in zip(_cells(row), parts, strict=False):
        if fill:
            _fill(writer, cell, fill)
        else:
            _edges(writer, cell, LINE, ("bottom",))
        writer.empty(cell, "Thin")
    number = next(svg.iter("text")).text or ""
    writer.paragraph(row[-1], [Words(number, BOLD)], "Bar Number")
    writer.empty(target, "Thin")


def _band(writer: Writer, target: Any, node: Any) -> None:
    """The level and its sum in white on dark blue, with a box for each level beside them."""
    boxes = node.find(".//svg[@class='level-bar']")
    beside = BOXES_WIDTH + 8 if boxes is not None else 0.0
    row = _row(writer, target, [TEXT_WIDTH - beside, *([beside] if beside else [])])
    for cell in _cells(row):
        _fill(writer, cell, NAVY)
        writer.add(cell[0], "vAlign", val="center")
    says = node.find("div[@class='band-says']")
    writer.blocks(row[1], says if says is not None else node, "Band Text")
    if boxes is not None:
        _boxes(writer, row[2], boxes)
    writer.empty(target, "After Table")


def _boxes(writer: Writer, target: Any, svg: Any) -> None:
    drawn = list(svg.iter("rect"))
    widths = [part for _ in drawn for part in (BOXES_WIDTH / len(drawn) - 1.5, 1.5)]
    row = _row(writer, target, widths, "".join(svg.itertext("title")))
    _high(writer, row, BOX_HEIGHT)
    for number, cell in enumerate(_cells(row)):
        if number % 2 == 0:
            _edges(writer, cell, "FFFFFF", ("top", "left", "bottom", "right"))
            if drawn[number // 2].get("fill") != "none":
                _fill(writer, cell, "FFFFFF")
        writer.empty(cell, "Thin")
    writer.empty(target, "Thin")


def _who(writer: Writer, target: Any, node: Any) -> None:
    """Owner, day and status of a job beside each other, with room to write."""
    facts = list(node.iter("tr"))
    row = _row(writer, target, [TEXT_WIDTH / len(facts)] * len(facts))
    writer.add(row[0], "trHeight", val=twips(WHO_HEIGHT), hRule="atLeast")
    for cell, (name, value) in zip(_cells(row), facts, strict=True):
        _edges(writer, cell, LINE, ("top", "left", "bottom", "right"))
        words = [Words(f"{''.join(name.itertext())}: ", BOLD), *words_in(value, look_of(value))]
        writer.paragraph(cell, words, "Table Text")
    writer.empty(target, "After Table")


def _side_by_side(writer: Writer, target: Any, node: Any) -> None:
    """The parts beside each other, without lines."""
    parts = list(node)
    row = _row(writer, target, [TEXT_WIDTH / len(parts)] * len(parts))
    for cell, part in zip(_cells(row), parts, strict=True):
        writer.blocks(cell, part, "Table Text")
    writer.empty(target, "Thin")


def _contents(writer: Writer, target: Any, node: Any) -> None:
    """The title, and the links on one line."""
    title, links = node
    writer.paragraph(target, list(words_in(title)), "Front Heading")
    words: list[Words] = []
    for link in links.iter("a"):
        words += [Words(" · ")] if words else []
        words.append(Words("".join(link.itertext()), link=link.get("href", "")))
    writer.paragraph(target, words, "Normal")


# By the class of the element in the print.
FIGURES: Mapping[str, Callable[[Writer, Any, Any], None]] = MappingProxyType(
    {"band": _band, "who": _who, "front-foot": _side_by_side, "contents": _contents}
)


def _row(writer: Writer, target: Any, widths: Sequence[float], says: str = "") -> Any:
    """The row of a table of one row without lines; after it its owner must write a paragraph."""
    table = writer.add(target, "tbl")
    properties = writer.add(table, "tblPr")
    writer.add(properties, "tblW", w=twips(sum(widths)), type="dxa")
    writer.add(properties, "tblLayout", type="fixed")
    if says:  # nested in a cell: without margins, so that it has the widths that it is given
        margins = writer.add(properties, "tblCellMar")
        for side in ("left", "right"):
            writer.add(margins, side, w="0", type="dxa")
        writer.add(properties, "tblCaption", val=says)
    grid, row = writer.add(table, "tblGrid"), writer.add(table, "tr")
    writer.add(writer.add(row, "trPr"), "cantSplit")
    for width in widths:
        writer.add(grid, "gridCol", w=twips(width))
        writer.add(writer.add(writer.add(row, "tc"), "tcPr"), "tcW", w=twips(width), type="dxa")
    return row


def _cells(row: Any) -> Iterator[Any]:
    return iter(row[1:])


def _high(writer: Writer, row: Any, height: float) -> None:
    writer.add(row[0], "trHeight", val=twips(height), hRule="exact")


def _fill(writer: Writer, cell: Any, colour: str) -> None:
    writer.add(cell[0], "shd", val="clear", color="auto", fill=colour)


def _edges(writer: Writer, cell: Any, colour: str, sides: Sequence[str]) -> None:
    borders = writer.add(cell[0], "tcBorders")
    for side in sides:
        writer.add(borders, side, val="single", sz="6", space="0", color=colour)
