"""The report of a visit and its note: what they say and in which order, and that everyone can read them."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from docx import Document
from PIL import Image

from assessment.visit_overrides import Advice
from assessment.visit_records import DiaryEntry, Finding
from reports.exports.docx_parts import HIGHEST, WIDEST
from reports.exports.visit_docx import render_visit_document
from reports.pdf.plan import render_plan
from reports.pdf.visit import MOST_NOT_SEEN, render_visit, render_visit_note
from reports.report.report import Report
from tests.reports.opened import Opened
from tests.reports.premises import CONFIRMED, INPUTS, PUB, VISIT, answers, report

FINDINGS = {
    "low": Finding("The list of keys is of 2023.", "low"),
    "high": Finding("The yard gate stood open.", "high", "Maya", date(2026, 12, 24), "security-lead"),
    "none": Finding("Two lamps are broken.", "medium", "Sam"),
}
DIARY = (DiaryEntry(date(2026, 11, 21), "Maya", 30), DiaryEntry(date(2026, 11, 20), "Sam", 75, "The roof was closed."))
ADVICE = tuple(Advice("now", f"Do the {each} thing") for each in ("first", "second", "third", "fourth"))
FULL = replace(VISIT, findings=FINDINGS, diary=DIARY, advice=ADVICE, pictures={"high": ("picture:a", "picture:b")})


def picture(size: tuple[int, int]) -> bytes:
    """A photograph of this size."""
    out = io.BytesIO()
    Image.new("RGB", size, (90, 120, 90)).save(out, "JPEG")
    return out.getvalue()


PICTURES = {"picture:a": picture((1600, 900)), "picture:b": picture((900, 1600))}


def made(visit: object = FULL) -> Report:
    """The report of the pub with this visit."""
    return report(PUB, answers("3210?0-"), CONFIRMED, inputs=replace(INPUTS, visit=visit))  # type: ignore[arg-type]


@cache
def printed() -> Opened:
    """The printed report of the visit."""
    return Opened(render_visit(made(), PICTURES))


def test_pdf_ua_1_holds() -> None:
    assert printed().failures() == []
    assert Opened(render_visit_note(made())).failures() == []


def test_the_most_pressing_finding_is_first_and_the_diary_in_its_order() -> None:
    text = printed().text
    order = ("The yard gate", "Two lamps", "list of keys", "Do the first", "The roof was closed", "30 minutes")
    assert [text.index(each) for each in order] == sorted(text.index(each) for each in order)
    assert "Who: Maya · By: 24 December 2026" in text
    assert "Who: to be named · By: to be agreed" in text
    assert "For the team alone" not in text


def test_what_was_not_gone_through_is_named_and_the_rest_counted() -> None:
    found = made().visit
    assert found is not None
    assert found.asked - len(found.not_seen) == 2
    assert f"2 of {found.asked} questions were gone through" in printed().text
    assert all(printed().holds(each) for each in found.not_seen[:MOST_NOT_SEEN])
    assert printed().holds(f"and {len(found.not_seen) - MOST_NOT_SEEN} more")


def test_only_a_correction_says_that_it_is_one() -> None:
    assert "This version corrects" not in printed().text
    corrected = Opened(render_visit(made(replace(FULL, corrects=date(2026, 11, 20))), PICTURES))
    assert corrected.holds("This version corrects the one that was signed off on 20 November 2026. Both are kept.")


def test_the_note_has_no_weakness_of_any_place() -> None:
    note = Opened(render_visit_note(made()))
    assert len(note.pages) == 1
    found = made().visit
    assert found is not None
    secrets = [*(each.text for each in found.findings), *(each.text for each in found.advice)]
    secrets += [*(line.note for line in found.remarks if line.note), *found.not_seen, made().verdict, "%"]
    assert [each for each in secrets if note.holds(each)] == []
    assert all(note.holds(each) for each in ("Sam Reed", "Dan Okafor", "20 November 2026", "21 May 2027"))


def test_the_document_has_the_photographs_in_their_size_and_words() -> None:
    document = Document(io.BytesIO(render_visit_document(made(), PICTURES)))
    sizes = [(round(each.width.mm), round(each.height.mm)) for each in document.inline_shapes]
    assert sizes == [(WIDEST, 30), (22, HIGHEST)]
    words = [each._inline.docPr.get("descr") for each in document.inline_shapes]
    assert words[0] == "Photograph 1 of 2 for finding 1: The yard gate stood open."
    assert render_visit_document(made(), PICTURES) == render_visit_document(made(), PICTURES)


def test_without_their_files_the_photographs_are_left_out_of_the_document() -> None:
    assert not Document(io.BytesIO(render_visit_document(made()))).inline_shapes


@pytest.mark.parametrize("count", [0, 1, 3, 4])
def test_the_adviser_s_first_three_stand_on_the_plan_s_first_page(count: int) -> None:
    front = Opened(render_plan(made(replace(FULL, advice=ADVICE[:count])))).pages[0]
    assert [each.text in front for each in ADVICE] == [each < min(count, 3) for each in range(4)]
    assert ("Your adviser also recommends" in front) == (count > 0)
    assert ("One more under" in front) == (count > 3)
