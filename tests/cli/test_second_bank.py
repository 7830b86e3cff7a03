"""The commands with a bank of another kind: no postcode, no adviser, no law."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli.conftest import Run, Write
from tests.reports.filling import fill_with_pikepdf
from usecases.settings import ROOT

SECOND = ROOT / "tests" / "banks" / "lone-working"

PLACE = """\
reference: FERN-1
date: 2026-11-22
profile:
  business_name: Fern & Sons (made up)
  trade: visits
  lone_people: 3
  situations: [public, travel]
  signal: no
answers:
  lone-work-list: 3
  lone-risk-look: 2
  check-in-times: {answer: 1, note: Only in winter.}
  missed-check-in: 0
  way-to-call: dont-know
  angry-people-plan: 3
"""


def test_the_bank_is_sound(run: Run) -> None:
    said = run("bank", "check", CHECK_BANK=SECOND)
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("The bank is sound: 12 questions in 4 areas")


def test_the_plan_is_printed(run: Run, write: Write, tmp_path: Path) -> None:
    pdf, data = tmp_path / "plan.pdf", tmp_path / "plan.json"
    said = run("plan", write(PLACE), "--pdf", pdf, "--json", data, CHECK_BANK=SECOND)
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines()[0] == (
        "Level 2 of 3: Partly covered. 45 of 90 points, 50%. Two essential arrangements are missing or not known."
    )
    assert [line.split(".")[0] for line in said.out.splitlines()[1:]] == ["1", "2", "3"]
    document = json.loads(data.read_bytes())
    assert document["contact"] is None
    assert "postcode" not in document["profile"]
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf.read_bytes())).pages)
    assert "Fern & Sons (made up)" in text
    assert "police" not in text.lower()


def test_a_police_force_is_refused(refused: Run, write: Write) -> None:
    said = refused("plan", write(PLACE + "force: btp\n"), CHECK_BANK=SECOND)
    assert "leave it out" in said.err


@pytest.mark.parametrize("words", [("tier",), ("level", "show")])
def test_what_the_bank_does_not_have_is_said(refused: Run, write: Write, words: tuple[str, ...]) -> None:
    said = refused(*words, *([write(PLACE)] if words == ("tier",) else []), CHECK_BANK=SECOND)
    assert " no " in said.err


def test_its_questionnaire_goes_out_and_comes_back(run: Run, write: Write, tmp_path: Path) -> None:
    pdf = tmp_path / "form.pdf"
    assert run("form", write(PLACE), "--pdf", pdf, CHECK_BANK=SECOND).code == 0
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf.read_bytes())).pages)
    assert "Fern & Sons (made up)" in text
    assert "police" not in text.lower()
    pdf.write_bytes(fill_with_pikepdf(pdf.read_bytes(), {"choice.lone-work-list": "3"}))
    back = run("import-form", pdf, CHECK_BANK=SECOND)
    assert (back.code, back.err) == (0, "")
    assert "lone-work-list: 3" in back.out


def test_the_form_of_one_bank_is_refused_by_another(run: Run, refused: Run, write: Write, tmp_path: Path) -> None:
    pdf = tmp_path / "form.pdf"
    run("form", write(PLACE), "--kind", "quick", "--pdf", pdf, CHECK_BANK=SECOND)
    assert "a different set of questions" in refused("import-form", pdf).err
