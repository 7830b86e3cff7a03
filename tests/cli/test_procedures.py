"""`flask procedures`: the nine examples are printed, and whatever is wrong is named before anything is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli.conftest import EXAMPLES, Run

PRIVATE = "Keep private: for the people who work here."
CAFE = EXAMPLES / "cafe.yaml"


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_example_is_printed_and_says_that_it_is_private(run: Run, tmp_path: Path, path: Path) -> None:
    pdf, docx = tmp_path / "procedures.pdf", tmp_path / "procedures.docx"
    said = run("procedures", path, "--pdf", pdf, "--docx", docx)
    assert said.code == 0, said.err
    assert said.out.splitlines() == [f"Your procedures: {pdf}", f"Your procedures: {docx}"]
    assert said.err.startswith(PRIVATE)
    assert len(PdfReader(pdf).pages) in range(14, 16)
    assert docx.read_bytes().startswith(b"PK")


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_draft_is_for_the_enhanced_tier_and_qualifying_events(run: Run, tmp_path: Path, path: Path) -> None:
    pdf = tmp_path / "draft.pdf"
    said = run("procedures", path, "--draft", "--pdf", pdf)
    if path.stem in ("festival", "shopping-centre"):
        assert (said.code, pdf.exists()) == (0, True), said.err
    else:
        assert (said.code, pdf.exists()) == (1, False)
        assert "enhanced tier and of qualifying events alone" in said.err


def test_a_dash_prints_the_file_alone(run: Run) -> None:
    said = run("procedures", CAFE, "--pdf", "-")
    assert said.raw.startswith(b"%PDF")
    assert said.raw.rstrip().endswith(b"%%EOF")


def test_the_plan_of_a_file_holds_nothing_of_its_procedures(run: Run, tmp_path: Path) -> None:
    files = {ending: tmp_path / f"plan.{ending}" for ending in ("json", "csv", "md", "ics")}
    said = run("plan", CAFE, *(word for ending, path in files.items() for word in (f"--{ending}", path)))
    assert said.code == 0, said.err
    for path in files.values():
        assert "store room behind the kitchen" not in path.read_text(encoding="utf-8")
    assert "store room behind the kitchen" in CAFE.read_text(encoding="utf-8")


def test_problems_are_named_with_file_and_line(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "place.yaml"
    text = CAFE.read_text(encoding="utf-8").partition("\n# The procedures")[0]
    lines = ["procedures:", "  lock-down:", f"    who: {'x' * 121}", "    unknown: x", "  nowhere: {}"]
    source.write_text("\n".join([text, *lines, ""]), encoding="utf-8")
    said = run("procedures", source, "--pdf", tmp_path / "out.pdf")
    assert said.code == 1
    first = len(text.split("\n")) + 3
    found = said.err.splitlines()
    assert found[0] == f"{source}:{first}: procedures.lock-down.who: use 120 characters or fewer (now 121)"
    assert found[1].startswith(f"{source}:{first + 1}: procedures.lock-down.unknown: is no field")
    assert found[2].startswith(f"{source}:{first + 2}: procedures.nowhere: is no procedure")
    assert not (tmp_path / "out.pdf").exists()


def test_what_this_place_is_not_asked_is_refused(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "place.yaml"
    more = "  event-days:\n    briefing: At six\n"
    source.write_text(CAFE.read_text(encoding="utf-8") + more, encoding="utf-8")
    said = run("procedures", source, "--pdf", tmp_path / "out.pdf")
    assert (said.code, (tmp_path / "out.pdf").exists()) == (1, False)
    assert "procedures.event-days.briefing: is not asked of this place; leave it out" in said.err


def test_it_is_used_wrongly(run: Run, tmp_path: Path) -> None:
    assert "Name a file to write" in run("procedures", CAFE).err
    same = run("procedures", CAFE, "--pdf", tmp_path / "x", "--docx", tmp_path / "x")
    assert (same.code, "name the same file" in same.err) == (2, True)
    itself = run("procedures", CAFE, "--pdf", CAFE)
    assert (itself.code, "is the file that is read" in itself.err) == (2, True)


def test_a_bank_without_procedures_says_so(run: Run, tmp_path: Path) -> None:
    said = run("procedures", CAFE, "--pdf", tmp_path / "x.pdf", CHECK_BANK=Path("tests/banks/lone-working"))
    assert said.code == 1
    assert "This bank has no procedures (procedures.yaml)." in said.err
