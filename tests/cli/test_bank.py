"""flask bank: a sound bank is counted, a broken one is refused by every command with file, line and what to do."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from questions import Bank
from tests.cli.conftest import EXAMPLES, Run
from usecases.settings import ROOT


def copy_of_bank(folder: Path) -> Path:
    """A bank to break."""
    return Path(shutil.copytree(ROOT / "questions" / "bank", folder / "bank"))


def test_a_sound_bank(run: Run, bank: Bank) -> None:
    said = run("bank", "check")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(f"The bank is sound: {len(bank.questions)} questions in {len(bank.areas)} areas, ")
    assert said.out.endswith(f", {bank.version}.\n")


def test_counts(run: Run, bank: Bank) -> None:
    said = run("bank", "stats")
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[0] == f"{bank.id} {bank.version}: {len(bank.questions)} questions in {len(bank.areas)} areas"
    for part in ("area", "importance", "threat", "stage", "duty", "source"):
        assert f"by {part}" in lines
    start = lines.index("by importance") + 1
    counted = dict(line.split()[::-1] for line in lines[start : start + 3])
    assert sum(map(int, counted.values())) == len(bank.questions)


Break = Callable[[Path], object]


def replace(name: str, old: str, new: str) -> Break:
    """Change a text in one file."""

    def change(folder: Path) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def without(*names: str) -> Break:
    """Take files away, by patterns."""

    def change(folder: Path) -> None:
        for path in [path for name in names for path in folder.glob(name)]:
            path.unlink()

    return change


def folder_instead(folder: Path) -> None:
    """A folder where a file is wanted."""
    (folder / "threats.yaml").unlink()
    (folder / "threats.yaml").mkdir()


LEADERSHIP = "01-leadership.yaml"
BROKEN: dict[str, tuple[Break, str]] = {
    "a file is missing": (without("scoring.yaml"), "scoring.yaml:1: the file is missing"),
    "no areas": (without("[0-9]*"), "bank:1: no area files; name them like"),
    "empty": (lambda f: (f / "threats.yaml").write_text(""), "threats.yaml:1: the file is empty"),
    "binary": (lambda f: (f / "threats.yaml").write_bytes(b"\xff\x00"), "threats.yaml:1: not UTF-8 text"),
    "a folder": (folder_instead, "threats.yaml:1: the file cannot be read: Is a directory"),
    "not YAML": (replace(LEADERSHIP, "pages:", "pages: ["), f"{LEADERSHIP}:"),
    "no such day": (replace(LEADERSHIP, "review_by: 2027-11-22", "review_by: 2027-02-30"), f"{LEADERSHIP}:"),
    "unknown field": (replace(LEADERSHIP, "        ask:", "        aks:"), "unknown field; remove it or correct"),
    "a wrong choice": (replace(LEADERSHIP, "importance: essential", "importance: vital"), ".importance: "),
    "an unknown source": (replace(LEADERSHIP, "sources: [", "sources: [NOPE, "), ".sources: there is no 'NOPE'"),
    "a bad condition": (replace(LEADERSHIP, "when: staff >= 2", "when: stuff >= 2"), ".when: the profile has no field"),
    "a doubled key": (replace(LEADERSHIP, "pages:", "title: Again\npages:"), "duplicate key 'title'; keep one"),
    "an id twice": (replace("02-risk-and-plan.yaml", "id: risk-and-plan", "id: leadership"), "is used twice"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_bank(refused: Run, tmp_path: Path, name: str) -> None:
    folder = copy_of_bank(tmp_path)
    change, says = BROKEN[name]
    change(folder)
    said = refused("bank", "check", CHECK_BANK=folder)
    assert says in said.err
    assert said.err.splitlines()[-1].endswith(f"problem(s) in {folder}")


@pytest.mark.parametrize(
    "words", [("bank", "stats"), ("plan", EXAMPLES / "cafe.yaml"), ("tier", EXAMPLES / "cafe.yaml")]
)
@pytest.mark.parametrize("place", ["nowhere", "a-file"])
def test_every_command_refuses_a_bank_that_is_none(
    refused: Run, tmp_path: Path, words: tuple[object, ...], place: str
) -> None:
    (tmp_path / "a-file").write_text("x")
    said = refused(*words, CHECK_BANK=tmp_path / place)
    assert "bank.yaml:1: " in said.err
    assert f"problem(s) in {tmp_path / place}" in said.err


def test_a_broken_bank_leaves_no_file(refused: Run, tmp_path: Path) -> None:
    refused("plan", EXAMPLES / "cafe.yaml", "--json", tmp_path / "plan.json", CHECK_BANK=tmp_path)
    assert not (tmp_path / "plan.json").exists()
