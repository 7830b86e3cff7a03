"""flask plan with many files: all that can be are printed, and what cannot be is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from reports.pdf.pdf_worker import PdfWorker
from tests.cli.conftest import EXAMPLES, PROFILE, Run, Write, left

QUICK, OFFICE = EXAMPLES / "bookshop-quick.yaml", EXAMPLES / "office.yaml"


def test_each_file_is_printed_as_it_is_alone(run: Run, folder: Path) -> None:
    said = run("plan", QUICK, OFFICE, "--out", folder)
    assert (said.code, said.out) == (0, "2 plans of 2 printed.\n")
    assert left(folder) == {"bookshop-quick.pdf", "office.pdf"}
    lines = said.err.splitlines()
    assert [line.split(":")[0] for line in lines] == ["1 of 2", "2 of 2"]
    assert {line.split(": ")[1] for line in lines} == {str(folder / name) for name in left(folder)}
    alone = folder.parent / "alone.pdf"
    assert run("plan", QUICK, "--pdf", alone).code == 0
    assert (folder / "bookshop-quick.pdf").read_bytes() == alone.read_bytes()


@pytest.mark.usefixtures("no_printing")
def test_a_bad_file_is_named_and_the_others_are_printed(run: Run, folder: Path, write: Write) -> None:
    bad = write(PROFILE.replace("people: 30", "people: many"))
    said = run("plan", bad, QUICK, folder / "none.yaml", "--out", folder)
    assert (said.code, said.out) == (3, "1 plan of 3 printed.\n")
    assert f"{bad}:7: profile.people: " in said.err
    assert f"{folder / 'none.yaml'}: cannot be read" in said.err
    assert f"1 of 1: {folder / 'bookshop-quick.pdf'}" in said.err
    assert left(folder) == {"bookshop-quick.pdf"}


def test_where_no_file_can_be_used_nothing_is_printed(refused: Run, folder: Path, run: Run) -> None:
    said = run("plan", folder / "one.yaml", folder / "two.yaml", "--out", folder)
    assert (said.code, said.out) == (1, "0 plans of 2 printed.\n")
    assert left(folder) == set()


@pytest.mark.usefixtures("no_printing")
def test_a_plan_that_cannot_be_written_is_named(run: Run, folder: Path) -> None:
    (folder / "office.pdf").mkdir()
    said = run("plan", QUICK, OFFICE, "--out", folder)
    assert said.code == 3
    assert str(folder / "office.pdf") in said.err
    assert (folder / "bookshop-quick.pdf").is_file()


def test_what_does_not_go_together_is_said_before_any_work(
    refused: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PdfWorker, "start", lambda _: pytest.fail("printed for nothing"))
    assert "--out" in refused("plan", QUICK, OFFICE, code=2).err
    assert "leave out the other options" in refused("plan", QUICK, "--out", folder, "--json", "-", code=2).err
    assert "there is no folder" in refused("plan", QUICK, "--out", folder / "none").err
    twice = folder / "office.yaml"
    twice.write_text(PROFILE)
    assert "more than one file has this name" in refused("plan", OFFICE, twice, "--out", folder).err


def test_the_record_and_both_in_one(run: Run, folder: Path) -> None:
    said = run("plan", QUICK, "--pdf", folder / "p.pdf", "--record", folder / "r.pdf", "--all", folder / "a.pdf")
    assert (said.code, said.err) == (0, "")
    pages = {name: len(PdfReader(folder / f"{name}.pdf").pages) for name in "pra"}
    assert pages["p"] == 4
    assert pages["a"] == pages["p"] + pages["r"]
