"""`flask form` and `flask import-form`: the questionnaire out, and the answers back as a file for `flask plan`."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from assessment.answers import Answer
from cli.plan_file import read_plan_input
from questions import Bank
from tests.cli.conftest import EXAMPLES, Run
from tests.reports.filling import fill_with_pikepdf
from tests.reports.premises import CAFE
from tests.reports.printed_forms import printed

CAFE_FILE = EXAMPLES / "bookshop-quick.yaml"
LEAD, LOCKS = "security-lead", "fast-locking-doors"


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A form with two answers, one of them with a note."""
    path = tmp_path / "filled.pdf"
    values = {f"choice.{LEAD}": "2", f"note.{LEAD}": "Ask: Maya\n- and Tom", f"choice.{LOCKS}": "dont-know"}
    path.write_bytes(fill_with_pikepdf(printed("cafe"), values))
    return path


def test_a_form_goes_out_and_comes_back(run: Run, tmp_path: Path, bank: Bank) -> None:
    blank, target = tmp_path / "form.pdf", tmp_path / "back.yaml"
    said = run("form", CAFE_FILE, "--pdf", blank)
    assert said.code == 0
    given = read_plan_input(bank, CAFE_FILE)
    blank.write_bytes(fill_with_pikepdf(blank.read_bytes(), {f"choice.{LEAD}": "3"}))
    assert run("import-form", blank, "--into", target).code == 0
    back = read_plan_input(bank, target)
    assert (back.profile, back.kind, back.answers) == (given.profile, "quick", {LEAD: Answer("3")})


def test_the_file_read_back_is_one_that_flask_plan_takes(run: Run, filled: Path, tmp_path: Path, bank: Bank) -> None:
    said = run("import-form", filled)
    assert (said.code, said.err) == (0, "")
    (tmp_path / "back.yaml").write_text(said.out, encoding="utf-8")
    back = read_plan_input(bank, tmp_path / "back.yaml")
    assert back.answers == {LEAD: Answer("2", "", "Ask: Maya\n- and Tom"), LOCKS: Answer("dont-know")}
    assert back.profile["business_name"] == CAFE["business_name"]
    assert run("plan", tmp_path / "back.yaml").code == 0


def test_what_is_only_partly_readable_is_written_and_the_rest_named(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "filled.pdf"
    values = {f"choice.{LEAD}": "2", f"choice.{LOCKS}": "not-applicable"}
    path.write_bytes(fill_with_pikepdf(printed("cafe"), values))
    said = run("import-form", path)
    assert said.code == 3
    assert yaml.safe_load(said.out)["answers"] == {LEAD: 2}
    assert said.err.startswith(f"{path}: Question ")
    assert "Say in a few words why" in said.err


def test_the_complete_form_needs_no_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "form.pdf"
    path.write_bytes(fill_with_pikepdf(printed("complete"), {"profile.business_name": "Acme", f"choice.{LEAD}": "1"}))
    said = run("import-form", path)
    assert said.code == 3
    assert yaml.safe_load(said.out)["profile"] == {"business_name": "Acme"}
    assert "P4, Postcode" in said.err


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 nothing", b"\x89PNG", None])
def test_what_is_no_form_is_refused_and_nothing_written(refused: Run, tmp_path: Path, content: bytes | None) -> None:
    path, target = tmp_path / "x.pdf", tmp_path / "x.yaml"
    if content is not None:
        path.write_bytes(content)
    assert refused("import-form", path, "--into", target).err.startswith(f"{path}: ")
    assert not target.exists()


def test_a_blank_form_gives_nothing(refused: Run, tmp_path: Path) -> None:
    path = tmp_path / "blank.pdf"
    path.write_bytes(printed("cafe"))
    assert "nothing was read" in refused("import-form", path).err


@pytest.mark.parametrize(
    "words", [["form", "--pdf", "x.pdf"], ["form", "x.yaml", "--complete", "--pdf", "x.pdf"], ["form", "--complete"]]
)
def test_a_wrong_call_says_so(refused: Run, words: list[str]) -> None:
    refused(*words, code=2)


def test_the_file_that_is_read_is_never_overwritten(refused: Run, filled: Path) -> None:
    before = filled.read_bytes()
    refused("import-form", filled, "--into", filled, code=2)
    refused("form", filled, "--pdf", filled, code=2)
    assert filled.read_bytes() == before
