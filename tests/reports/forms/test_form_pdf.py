"""The printed form, opened: accessible, its fields named and told, the same every time."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest

from reports.forms.form_pdf import form_html, render_form
from tests.reports.filling import fields_of_pdf
from tests.reports.opened import Opened
from tests.reports.premises import bank
from tests.reports.printed_forms import blank, printed

NAMES = ["cafe", "complete", "hostile"]


@pytest.mark.parametrize("name", NAMES)
def test_pdf_ua_1_holds(name: str) -> None:
    opened = Opened(printed(name))
    assert opened.failures() == []
    headings = [int(tag[1]) for tag in opened.tags if re.fullmatch(r"H[1-6]", tag)]
    assert headings[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(headings))


@pytest.mark.parametrize("name", ["cafe", "complete"])
def test_every_question_has_its_fields_with_stable_names_and_its_words(name: str) -> None:
    with pikepdf.open(BytesIO(printed(name))) as pdf:
        found = dict(fields_of_pdf(pdf.Root.AcroForm.Fields, ""))
        for area in blank(name).areas:
            for each in area.questions:
                question = each.question
                group = found.pop(f"choice.{question.id}")
                assert str(group.TU) == f"Question {each.number}: {question.ask}"
                boxes = group.Kids.as_list()
                assert [set(box.AP.N.keys()) - {"/Off"} for box in boxes] == [{f"/{t.value}"} for t in each.ticks]
                assert [str(box.TU) for box in boxes] == [f"{group.TU} {tick.title}" for tick in each.ticks]
                assert str(found.pop(f"note.{question.id}").TU).startswith(f"Question {each.number}")
                assert bool(question.not_applicable) == (f"reason.{question.id}" in found)
                found.pop(f"reason.{question.id}", None)
        for field in blank(name).fields:
            kind, own = field.field.kind, f"profile.{field.field.id}"
            names = [f"{own}.{tick.value}" for tick in field.ticks] if kind == "choices" else [own]
            for each_name in names:
                assert field.field.ask in str(found.pop(each_name).TU)
        assert list(found) == ["form"]


def test_nothing_is_ticked_or_typed_in_a_blank_form() -> None:
    with pikepdf.open(BytesIO(printed("complete"))) as pdf:
        for name, field in fields_of_pdf(pdf.Root.AcroForm.Fields, ""):
            assert name == "form" or str(field.get("/V", "/Off")) == "/Off"


def test_typed_text_is_set_in_an_embedded_font_that_holds_the_latin_letters() -> None:
    with pikepdf.open(BytesIO(printed("cafe"))) as pdf:
        form = pdf.Root.AcroForm
        (font,) = (font for _, font in form.DR.Font.items())
        assert len(font.FontDescriptor.FontFile2.read_bytes()) == int(font.FontDescriptor.FontFile2.Length1)
        assert len(font.Widths) == font.LastChar - font.FirstChar + 1
        widths = dict(enumerate((int(width) for width in font.Widths), start=int(font.FirstChar)))
        assert widths[ord("i")] < widths[ord("m")]
        used = {str(f.DA) for name, f in fields_of_pdf(form.Fields, "") if "/DA" in f}
        assert len(used) == 1
        assert next(iter(form.DR.Font.keys())) in used.pop()


def test_the_same_form_gives_the_same_bytes() -> None:
    form = blank("hostile")
    assert render_form(replace(form, areas=form.areas[:2])) == printed("hostile")


def test_the_first_page_says_what_it_is_and_what_to_do_with_it() -> None:
    first = Opened(printed("cafe")).pages[0]
    notices = bank().notices
    for words in ("Juniper & Rye", notices.handling, "import-form", "Bring back", bank().version, "0800 789 321"):
        assert words in first
    assert "".join(notices.independent.split()) in "".join(first.split())


def test_what_people_wrote_prints_as_text() -> None:
    html = form_html(blank("hostile"))
    assert "<script>" not in html
    assert "<img" not in html
    assert Opened(printed("hostile")).holds("<script>alert(1)</script>")
