"""The empty document that a plan is written into: page, styles, footer and properties."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO

from docx import Document
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from reports.report.dates import long_date
from reports.report.report import Report
from reports.report.wording import without_forbidden

FONT = "Arial"
NAVY, QUIET = RGBColor(0x12, 0x30, 0x4F), RGBColor(0x47, 0x56, 0x6A)
WHITE = RGBColor(0xFF, 0xFF, 0xFF)
TABLE_POINTS = 9.0
NAME_INDENT = 34  # millimetres that the names of facts take

# name: (based on, points, bold, colour, points before, points after)
OWN_STYLES: dict[str, tuple[str, float, bool, RGBColor | None, float, float]] = {
    "Lead": ("Normal", 13, True, NAVY, 0, 6),
    "Small": ("Normal", 9, False, QUIET, 0, 4),
    "Caveat": ("Normal", 10, False, None, 0, 6),
    "Fact": ("Normal", 9.5, False, None, 0, 2),
    "Table Text": ("Normal", TABLE_POINTS, False, None, 2, 2),
    "After Table": ("Normal", 5, False, None, 0, 3),
    "Band Lead": ("Normal", 14, True, WHITE, 4, 1),
    "Band Text": ("Normal", 9.5, False, WHITE, 0, 4),
    "Bar Number": ("Normal", TABLE_POINTS, True, None, 0, 0),
    "Thin": ("Normal", 1, False, None, 0, 0),
    "Front Heading": ("Heading 1", 12, True, NAVY, 8, 3),
}
# name: (points, points before, points after)
BUILT_IN: dict[str, tuple[float, float, float]] = {
    "Title": (24, 2, 4),
    "Subtitle": (12.5, 4, 0),
    "Heading 1": (16, 18, 5),
    "Heading 2": (12, 12, 3),
    "Heading 3": (10.5, 8, 2),
}

TABLE_STYLE = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="PlanTable">
  <w:name w:val="Plan Table"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/><w:qFormat/>
  <w:tblPr>
    <w:tblBorders>
      <w:bottom w:val="single" w:sz="4" w:space="0" w:color="AAB6C2"/>
      <w:insideH w:val="single" w:sz="4" w:space="0" w:color="AAB6C2"/>
      <w:insideV w:val="single" w:sz="4" w:space="0" w:color="DDE3E8"/>
    </w:tblBorders>
    <w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>
  </w:tblPr>
  <w:tblStylePr w:type="firstRow">
    <w:rPr><w:b/><w:color w:val="12304F"/></w:rPr>
    <w:tcPr>
      <w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="12304F"/></w:tcBorders>
      <w:shd w:val="clear" w:color="auto" w:fill="EDF1F5"/>
    </w:tcPr>
  </w:tblStylePr>
</w:style>"""


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What a document says of itself: in its properties, and at the foot of each page (`imprint`, `handling`).

    `table_points` is the size of the text in its tables.
    """

    title: str
    author: str
    subject: str
    category: str
    comments: str
    made_on: date
    imprint: str
    handling: str
    table_points: float = TABLE_POINTS


def facts_of(report: Report) -> DocumentFacts:
    """What the document of a plan says of itself."""
    names = ", ".join(name for name in (report.business, report.premises) if name)
    return DocumentFacts(
        title=f"{names}: {report.notices.plan.lower()}",
        author=report.business,
        subject=report.reference,
        category=report.notices.handling,
        comments=report.notices.service,
        made_on=report.made_on,
        imprint=f"{report.reference} · {long_date(report.made_on)} · question bank {report.bank_version}",
        handling=report.notices.handling,
    )


def blank_document(facts: DocumentFacts) -> Word:
    """An empty A4 document in UK English with our styles, its properties, and a footer on every page."""
    document = Document()
    _page(document)
    _styles(document)
    document.styles["Table Text"].font.size = Pt(facts.table_points)
    _properties(document, facts)
    _footer(document, facts)
    return document


def saved(document: Word) -> bytes:
    """The document as a file."""
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _page(document: Word) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(18), Mm(16)
    section.top_margin, section.bottom_margin = Mm(18), Mm(19)
    section.footer_distance = Mm(9)


def _styles(document: Word) -> None:
    styles = document.styles
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    normal = styles["Normal"]
    _font(normal, 10, None)
    normal.paragraph_format.space_after = Pt(5)
    normal.paragraph_format.line_spacing = 1.15
    for name, (size, before, after) in BUILT_IN.items():
        _font(styles[name], size, NAVY, bold=True)
        _spaced(styles[name], before, after)
        styles[name].font.italic = False
    _no_rule(styles["Title"])
    for name, (base, size, bold, colour, before, after) in OWN_STYLES.items():
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.quick_style = styles[base], True
        _font(style, size, colour, bold=bold)
        _spaced(style, before, after)
    # Nothing is written in these: they are as high as their font, or as the number beside a bar.
    styles["Thin"].paragraph_format.line_spacing = Pt(1)
    number = styles["Bar Number"].paragraph_format
    number.line_spacing, number.alignment = Pt(TABLE_POINTS + 1), WD_ALIGN_PARAGRAPH.RIGHT
    styles["List Bullet"].paragraph_format.space_after = Pt(2)
    styles["Caveat"].paragraph_format.left_indent = Mm(5)
    fact = styles["Fact"].paragraph_format
    fact.left_indent, fact.first_line_indent, fact.keep_together = Mm(NAME_INDENT), -Mm(NAME_INDENT), True
    fact.tab_stops.add_tab_stop(Mm(NAME_INDENT))
    styles.element.append(parse_xml(TABLE_STYLE))


def _font(style: ParagraphStyle, size: float, colour: RGBColor | None, *, bold: bool = False) -> None:
    style.font.name, style.font.size, style.font.bold = FONT, Pt(size), bold or None
    fonts = style.element.rPr.rFonts
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    for name in ("w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), FONT)
    if colour is not None:
        style.font.color.rgb = colour


def _spaced(style: ParagraphStyle, before: float, after: float) -> None:
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)


def _no_rule(style: ParagraphStyle) -> None:
    for border in style.element.pPr.findall(qn("w:pBdr")):
        style.element.pPr.remove(border)


def _properties(document: Word, facts: DocumentFacts) -> None:
    made = datetime.combine(facts.made_on, time())
    core = document.core_properties
    core.title = _short(facts.title)
    core.author, core.last_modified_by = _short(facts.author), _short(facts.author)
    core.subject, core.category = _short(facts.subject), _short(facts.category)
    core.keywords, core.comments = "", _short(facts.comments)
    core.language, core.revision = "en-GB", 1
    core.created = core.modified = made


def _short(text: str) -> str:
    """Properties hold at most 255 characters, and none that XML forbids."""
    return without_forbidden(text)[:255]


def _footer(document: Word, facts: DocumentFacts) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.style.font.size, paragraph.style.font.color.rgb = Pt(8), QUIET
    tabs = paragraph.style.paragraph_format.tab_stops
    tabs.clear_all()
    tabs.add_tab_stop(Mm(176), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(without_forbidden(f"{facts.imprint}\t{facts.handling} · page "))
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
