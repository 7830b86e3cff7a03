"""Prints the procedures of a place: a page for each, the sheet that is read in three minutes, role cards, the log."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from assessment.procedures import ShownCard, ShownField, ShownPart
from reports.pdf.renderer import print_html
from reports.pdf.templates import print_environment
from reports.procedures.procedures_report import PrintedProcedure, ProceduresReport

# How many characters fit on a line beside the names of the parts: of text, and of words to call out.
TEXT_LINE, WORDS_LINE = 84, 44
# How many lines words to call out are as high as, and what a part takes beside its lines.
WORDS_HEIGHT, PART_HEIGHT = 1.7, 0.75
WRITE_HEIGHT = 2.4
# Up to how many lines a page has the usual type, and up to how many a smaller one.
PAGE_SPACES = ((29.0, "large"), (41.0, "roomy"), (47.0, "tight"))
SHORT_SPACES = ((96.0, "roomy"), (112.0, "tight"))
# Up to how many characters a card has the usual type.
CARD_TEXT = 1000
LOG_ROWS = 9


def render_procedures(report: ProceduresReport) -> bytes:
    """Give the report as a PDF/UA-1 file. The same report gives the same bytes."""
    return print_html(procedures_html(report))


def procedures_html(report: ProceduresReport, *, plain: bool = False) -> str:
    """Give the report as the HTML that is printed, or that the document is made of (`plain`); all is escaped."""
    return (
        print_environment()
        .get_template("procedures.html")
        .render(
            report=report,
            plain=plain,
            spaces={each.id: _space(_page_lines(each), PAGE_SPACES) for each in report.procedures},
            short_space=_space(sum(map(_short_lines, report.procedures)), SHORT_SPACES),
            card_spaces={each.card.id: "full" if _card_length(each) > CARD_TEXT else "" for each in report.cards},
            log_rows=LOG_ROWS,
        )
    )


def _space(lines: float, spaces: Iterable[tuple[float, str]]) -> str:
    """The class that sets how large the type is: with more lines than usual there must be less of each."""
    return next((space for most, space in spaces if lines <= most), "tightest")


def _page_lines(printed: PrintedProcedure) -> float:
    """About how many lines the parts of a procedure take."""
    return sum(PART_HEIGHT + _sentences(part) + _value(part.field, WRITE_HEIGHT) for part in printed.shown.parts)


def _short_lines(printed: PrintedProcedure) -> float:
    """About how many lines its parts on the short sheet take, with its title."""
    parts = printed.shown.short
    return 2.0 * bool(parts) + sum(
        PART_HEIGHT / 2 + (_value(part.field, 0.0) or (1 if part.part.brief else _sentences(part))) for part in parts
    )


def _sentences(part: ShownPart) -> float:
    return sum(ceil(len(each) / TEXT_LINE) for each in part.says)


def _value(field: ShownField | None, empty: float) -> float:
    if field is None:
        return 0.0
    if not field.value:
        return empty
    if field.field.kind == "words":
        return WORDS_HEIGHT * sum(ceil(max(len(line), 1) / WORDS_LINE) for line in field.value.split("\n"))
    check = field.state == "suggested"
    return check + sum(ceil(max(len(line), 1) / TEXT_LINE) for line in field.value.split("\n"))


def _card_length(card: ShownCard) -> int:
    return sum(map(len, card.does)) + sum(len(field.value) + 60 for _, field in card.shows)
