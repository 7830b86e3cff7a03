"""Writes plan and record as an editable document (DOCX): the print's own HTML, block by block, in real Word styles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from reports.exports.deterministic_zip import same_times
from reports.exports.docx_figures import FIGURES, draw_bar
from reports.exports.docx_parts import bookmark, column_widths, inline_pictures, twips
from reports.exports.html_runs import (
    BOLD,
    LINES,
    Words,
    classes_of,
    contents,
    look_of,
    parse,
    plain_text,
    tidy,
    words_in,
)
from reports.pdf.plan import plan_html, print_widths, record_html
from reports.pdf.renderer import NO_PICTURES
from reports.report.report import Report
from reports.report.wording import without_forbidden

if TYPE_CHECKING:
    from reports.exports.docx_styles import DocumentFacts

STYLES = {"h1": "Title", "h2": "Heading 1", "h3": "Heading 2", "h4": "Heading 3", "li": "List Bullet"}
# Classes that change the type in the print become styles here; any other paragraph is Normal.
CLASS_STYLES = {
    "quiet-mark": "Front Heading",
    "front-kind": "Subtitle",
    "band-score": "Band Lead",
    "lead": "Lead",
    "verdict": "Lead",
    "caveat": "Caveat",
    "provisional": "Caveat",
    "verdict-label": "Small",
    "small": "Small",
    "run": "Small",
    "said": "Small",
    "fine": "Small",
    "front-line": "Small",
    "front-facts": "Small",
}
UNBULLETED = {"columns"}
# A line that stays on the same page as what follows, as in the print.
LEADING = {"tests-title", "intro", "verdict-label"}
HEADINGS = {"h1", "h2", "h3", "h4"}
RIGHT = {"num", "c-points", "c-no"}
FILLS = {"heat-0": "F3F6F6", "heat-1": "DFECEC", "heat-2": "C3DEDD", "heat-3": "A3CDCB", "heat-4": "7DBAB7"}
ROW_HEIGHTS = {"sign": 15.0}


def render_document(report: Report) -> bytes:
    """Give the plan and its record as a DOCX file, in the words of the prints. The same report, the same bytes."""
    from reports.exports.docx_styles import facts_of

    return document_of((plan_html(report), record_html(report)), facts_of(report))


def document_of(prints: Iterable[str], facts: DocumentFacts, pictures: Mapping[str, bytes] = NO_PICTURES) -> bytes:
    """Give the HTML of some of our prints, one behind the other, as a DOCX file.

    It shows those of the `pictures`, by their addresses in the prints; any other is left out.
    """
    from reports.exports.docx_styles import blank_document, saved

    document = blank_document(facts)
    body = document.element.body
    page = body.sectPr
    body.remove(page)
    writer = _Writer(document, print_widths(), pictures)
    for html in prints:
        writer.blocks(body, parse(without_forbidden(html)))
        writer.break_page = True
    body.append(page)
    return same_times(saved(document))


class _Writer:
    """Writes into one document; keeps the ids and the page break for the next paragraph, and what it is to stay with.

    It makes Word's elements itself: python-docx takes four times as long.
    """

    def __init__(self, document: Any, widths: Mapping[tuple[str, str], float], pictures: Mapping[str, bytes]) -> None:
        from docx.oxml.ns import nsmap

        self._part, self._make, self._widths = document.part, document.element.makeelement, widths
        self._space, self._relations = f"{{{nsmap['w']}}}", f"{{{nsmap['r']}}}"
        self._styles = {style.name: style.style_id for style in document.styles}
        self._pictures = pictures
        self._ids: list[str] = []
        self._bookmarks = 0
        self.break_page = False
        self._keep_next = self._keeping = False
        self._heading = ""

    def blocks(self, target: Any, node: Any, style: str = "Normal") -> None:
        """Write everything inside a node: each block in its own style, words between blocks as paragraphs."""
        loose: list[Words] = []
        for item in contents(node):
            if isinstance(item, Words):
                loose.append(item)
                continue
            self.paragraph(target, loose, style)
            loose = []
            self._block(target, item, style)
        self.paragraph(target, loose, style)

    def _block(self, target: Any, node: Any, style: str) -> None:
        classes = classes_of(node)
        figure = next((FIGURES[each] for each in classes if each in FIGURES), None)
        if figure is not None:
            self.note_id(node)
            figure(self, target, node)
            return
        own = next((CLASS_STYLES[each] for each in classes if each in CLASS_STYLES), None)
        self.note_id(node)
        if node.tag == "table":
            self._table(target, node)
        elif node.tag == "p" and "photos" in classes:
            self._photographs(target, node)
        elif node.tag in ("p", "h1", "h2", "h3", "h4", "li"):
            words = list(words_in(node, look_of(node)))
            bare = node.tag == "li" and UNBULLETED.intersection(classes_of(node.getparent()))
            plain = "Small" if bare and style == "Normal" else style
            # Headings stay with what follows by their style.
            self._keep_next = self._keep_next or not LEADING.isdisjoint(classes)
            self.paragraph(target, words, own or (plain if bare else STYLES.get(node.tag, style)))
            if node.tag in HEADINGS:
                self._heading = plain_text(words)
        else:
            # What is kept on one page before the first action of a job stays with that.
            self._keeping = "keep" in classes and node.getparent().tag == "article"
            self.blocks(target, node, own or style)
            self._keeping = False
            self.break_page = self.break_page or "front" in classes

    def _photographs(self, target: Any, node: Any) -> None:
        paragraph = self.empty(target, "Normal")
        for inline in inline_pictures(self._part, node, self._pictures):
            self.add(self.add(paragraph, "r"), "drawing").append(inline)

    def paragraph(self, target: Any, words: Iterable[Words], style: str) -> None:
        """Add a paragraph; none where there is nothing to say."""
        said = tidy(words)
        if not said:
            return
        paragraph = self.empty(target, style)
        if self._keep_next and not self._keeping:
            self.add(paragraph[0], "keepNext")
        self._keep_next = False
        if self.break_page:
            self.add(paragraph[0], "pageBreakBefore")
            self.break_page = False
        for name in self._ids:
            self._bookmarks += 1
            self.add(paragraph, "bookmarkStart", id=str(self._bookmarks), name=bookmark(name))
            self.add(paragraph, "bookmarkEnd", id=str(self._bookmarks))
        self._ids = []
        for each in said:
            self._run(self._link(paragraph, each.link), each)

    def empty(self, target: Any, style: str) -> Any:
        paragraph = self.add(target, "p")
        looks = self.add(paragraph, "pPr")
        self.add(looks, "pStyle", val=self._styles[style])
        if self._keeping:
            self.add(looks, "keepNext")
        return paragraph

    def _link(self, paragraph: Any, link: str) -> Any:
        """Where the words go: into the paragraph, or into a link in it."""
        if link.startswith("#"):
            return self.add(paragraph, "hyperlink", anchor=bookmark(link[1:]))
        if not link.startswith(("https://", "http://", "mailto:")):
            return paragraph
        from docx.opc.constants import RELATIONSHIP_TYPE

        element = self.add(paragraph, "hyperlink")
        relation = self._part.relate_to(link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        element.set(f"{self._relations}id", relation)
        return element

    def _run(self, target: Any, words: Words) -> None:
        run, look = self.add(target, "r"), words.look
        if look.bold or look.colour or look.size or look.underline:
            style = self.add(run, "rPr")
            if look.bold:
                self.add(style, "b")
            if look.colour:
                self.add(style, "color", val=look.colour)
            if look.size:
                self.add(style, "sz", val=str(round(look.size * 2)))
            if look.underline:
                self.add(style, "u", val="single")
        for part in re.split(r"([\n\t])", words.text):
            if part in ("\n", "\t"):
                self.add(run, "br" if part == "\n" else "tab")
            elif part:
                text = self.add(run, "t")
                text.text = part
                text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    def _table(self, target: Any, table: Any) -> None:
        """A table with a head becomes a table; one without becomes a list of facts, each with its name."""
        rows = list(table.iter("tr"))
        if table.find("thead") is None:
            for row in rows:
                self._keep_next = row is not rows[-1]
                self._fact(target, row)
            return
        made = self.add(target, "tbl")
        widths = column_widths(table, rows[0], self._widths)
        properties = self.add(made, "tblPr")
        self.add(properties, "tblStyle", val=self._styles["Plan Table"])
        self.add(properties, "tblW", w=twips(sum(widths)), type="dxa")
        self.add(properties, "tblLayout", type="fixed")
        # Head row, first column as names of the rows, no bands.
        self.add(properties, "tblLook", val="06A0", firstRow="1", firstColumn="1", noHBand="1", noVBand="1")
        self.add(properties, "tblCaption", val=self._heading)
        grid = self.add(made, "tblGrid")
        for width in widths:
            self.add(grid, "gridCol", w=twips(width))
        height = next((ROW_HEIGHTS[each] for each in classes_of(table) if each in ROW_HEIGHTS), 0.0)
        # No row alone on a page: the head, the first and the last but one stay with the row after them.
        kept = {0, 1, len(rows) - 2} - {len(rows) - 1}
        for number, row in enumerate(rows):
            self._row(made, row, widths, height, keep=number in kept)
        # Word joins tables that touch; the little paragraph also keeps the distance.
        self.empty(target, "After Table")

    def _row(self, table: Any, row: Any, widths: list[float], height: float, *, keep: bool) -> None:
        made = self.add(table, "tr")
        properties, place = self.add(made, "trPr"), 0
        self.add(properties, "cantSplit")
        is_head = row.getparent().tag == "thead"
        if is_head:
            self.add(properties, "tblHeader")
        elif height:
            self.add(properties, "trHeight", val=twips(height), hRule="atLeast")
        for cell in row:
            span, target = int(cell.get("colspan", "1")), self.add(made, "tc")
            tells = self.add(target, "tcPr")
            self.add(tells, "tcW", w=twips(sum(widths[place : place + span])), type="dxa")
            if span > 1:
                self.add(tells, "gridSpan", val=str(span))
            for fill in FILLS.keys() & classes_of(cell):
                self.add(tells, "shd", val="clear", color="auto", fill=FILLS[fill])
            self.note_id(cell)
            self._keep_next = keep
            bar = cell.find(".//svg[@class='score-bar']")
            if bar is not None:
                draw_bar(self, target, bar, sum(widths[place : place + span]))
            else:
                self.blocks(target, cell, "Table Text")
            place += span
            if len(target) == 1:
                self.empty(target, "Table Text")
            self._keep_next = False
            if RIGHT.intersection(classes_of(cell)):
                for paragraph in target[1:]:
                    self.add(paragraph[0], "jc", val="right")

    def _fact(self, target: Any, row: Any) -> None:
        name, *rest = row
        words = list(words_in(name, BOLD))
        for cell in rest:
            self.note_id(cell)
            words += [Words("\t", LINES), *words_in(cell, look_of(row))]
        self.paragraph(target, words, "Fact")

    def note_id(self, node: Any) -> None:
        if node.get("id"):
            self._ids.append(node.get("id"))

    def add(self, target: Any, tag: str, /, **attributes: str) -> Any:
        made = self._make(self._space + tag, {self._space + key: each for key, each in attributes.items()})
        target.append(made)
        return made
