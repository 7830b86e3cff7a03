"""flask bank check --strict, preview and diff: what editors read before they publish."""

from __future__ import annotations

import re
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest

from questions import Bank, Question
from questions.diff import diff_lines
from questions.editor_tools import INSTALL
from questions.preview import preview_lines
from questions.reader import OPTIONAL_PARTS, PARTS, check_folder
from questions.staff_check import QuizItem
from questions.style import Style
from tests.cli.conftest import Run
from usecases.settings import ROOT

PROJECT = ROOT / "questions" / "bank"
FULL = ROOT / "tests" / "questions" / "banks" / "valid" / "full"


def edited(folder: Path, name: str, old: str, new: str) -> Path:
    """A copy of the full bank with one text changed."""
    bank = Path(shutil.copytree(FULL, folder / "bank"))
    text = (bank / name).read_text(encoding="utf-8")
    assert old in text
    (bank / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return bank


def test_check_counts_the_staff_check(run: Run, bank: Bank) -> None:
    said = run("bank", "check")
    assert (said.code, said.err) == (0, "")
    items = [item for topic in bank.staff_check for item in topic.items]
    assert f" {len(items)} staff check items in {len(bank.staff_check)} topics, {bank.version}.\n" in said.out
    assert "To verify" not in said.out


def test_strict_lists_what_is_still_to_be_verified(run: Run, bank: Bank) -> None:
    said = run("bank", "check", "--strict")
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[0] == run("bank", "check").out.rstrip("\n")
    assert lines[1] == f"To verify: {len(bank.to_verify)}"
    assert lines[2:] == [f"  {number}. {text}" for number, text in enumerate(bank.to_verify, start=1)]
    assert len(lines) > 4


def test_only_strict_asks_for_plain_english(run: Run, refused: Run, tmp_path: Path) -> None:
    bank = edited(tmp_path, "03-vehicles.yaml", "Ask to see them.", "Ask whom to tell.")
    assert run("bank", "check", CHECK_BANK=bank).code == 0
    said = refused("bank", "check", "--strict", CHECK_BANK=bank)
    assert said.err.splitlines()[0].startswith(
        "03-vehicles.yaml:16: pages.0.questions.0.evidence: 'whom' is not plain English: write who"
    )


def test_without_the_editors_packages_check_says_in_one_line_what_it_left_out(
    run: Run, bank: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "codespell_lib", None)
    said = run("bank", "check")
    assert said.code == 0
    assert said.err == f"Not checked: spelling, because codespell is not installed. Install with: {INSTALL}\n"
    assert said.out.startswith("The bank is sound: ")
    assert INSTALL in (ROOT / "docs" / "content.md").read_text(encoding="utf-8")


def test_strict_with_nothing_to_verify(run: Run, tmp_path: Path) -> None:
    bank = edited(tmp_path, "bank.yaml", "to_verify:\n  - The telephone number of the adviser.\n", "")
    assert run("bank", "check", "--strict", CHECK_BANK=bank).out.splitlines()[1:] == ["To verify: 0"]


@pytest.mark.parametrize("words", [("bank", "check"), ("bank", "check", "--strict")])
def test_check_refuses_what_only_the_style_forbids(
    run: Run, refused: Run, tmp_path: Path, words: tuple[str, ...]
) -> None:
    bank = edited(tmp_path, "03-vehicles.yaml", "Ask to see them.", "Ask for the terrifying color.")
    said = refused(*words, CHECK_BANK=bank)
    place = "03-vehicles.yaml:16: pages.0.questions.0.evidence"
    assert said.err.splitlines() == [
        f"{place}: 'color' is not UK spelling or is misspelt; write 'colour'",
        f"{place}: 'terrifying' is not used here: say it plainly",
        f"2 problem(s) in {bank}",
    ]
    assert run("bank", "stats", CHECK_BANK=bank).code == 0, "style stops no other command"


def test_the_projects_bank_is_well_written_today(bank: Bank) -> None:
    assert check_folder(PROJECT, date(2026, 11, 22)) == bank


def test_preview(run: Run, bank: Bank) -> None:
    said = run("bank", "preview", "lockdown-plan")
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines() == "\n".join(preview_lines(bank, bank.by_id["lockdown-plan"])).splitlines()


def test_preview_of_an_unknown_question_names_near_ones(refused: Run) -> None:
    assert refused("bank", "preview", "lockdown-plans").err.startswith(
        "There is no question 'lockdown-plans'. Did you mean lockdown-plan"
    )
    assert refused("bank", "preview", "zzz").err == "There is no question 'zzz'.\n"
    assert refused("bank", "preview", "\x1b[2J").err.startswith("There is no question ")


def test_diff_says_what_changed(run: Run, tmp_path: Path) -> None:
    new = edited(tmp_path, "02-people.yaml", "Are staff told what to do?", "Do staff know what to do?")
    said = run("bank", "diff", FULL, new)
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines()[1:] == [
        "changed  staff-told: the question from 'Are staff told what to do?' to 'Do staff know what to do?'",
        "Running assessments concerned: none. Each keeps the bank version that it was started with.",
    ]


def test_diff_of_a_bank_with_itself(run: Run, bank: Bank) -> None:
    said = run("bank", "diff", PROJECT, PROJECT)
    assert said.out.splitlines() == diff_lines(bank, bank)
    assert "Nothing changed." in said.out


def test_diff_looks_at_no_style_and_at_no_setting(run: Run, tmp_path: Path) -> None:
    new = edited(tmp_path, "style.yaml", "most_words: 10", "most_words: 5")
    assert "Nothing changed." in run("bank", "diff", FULL, new, CHECK_BANK=tmp_path / "none").out


@pytest.mark.parametrize("turn", [1, -1])
def test_diff_refuses_a_folder_that_is_no_bank(refused: Run, tmp_path: Path, turn: int) -> None:
    folders = [FULL, tmp_path / "none"][::turn]
    said = refused("bank", "diff", *folders)
    assert said.err.splitlines()[0] == f"{tmp_path / 'none'} is not a sound bank:"
    assert "bank.yaml:1: the file is missing; every bank has one" in said.err


def test_the_handbooks_preview_is_real(run: Run) -> None:
    handbook = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    block = handbook.split("$ ./check bank preview lockdown-plan\n")[1].split("\n$ ")[0]
    said = run("bank", "preview", "lockdown-plan").out.splitlines()
    lines = [line for line in block.splitlines() if line and line != "…"]
    assert len(lines) > 3
    assert [line for line in lines if line not in said] == []


@pytest.mark.parametrize("name", ["content.md", "command-line.md", "operators.md"])
def test_the_documents_count_no_questions_that_are_not_there(bank: Bank, name: str) -> None:
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    counts = {int(number) for number in re.findall(r"(\d+) questions in \d+ areas", text)}
    assert counts <= {len(bank.questions)}


def test_every_file_and_style_field_of_a_bank_is_in_the_editors_guide() -> None:
    guide = (ROOT / "docs" / "content.md").read_text(encoding="utf-8")
    assert [name for name in (*PARTS, *OPTIONAL_PARTS) if f"`{name}`" not in guide] == []
    models = (Style, Question, QuizItem)
    assert [field for model in models for field in model.model_fields if f"`{field}`" not in guide] == []
