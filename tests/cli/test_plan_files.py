"""flask plan: the files that it writes, whole or not at all, and those that it leaves alone."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from reports.exports.registry import EXPORTS
from tests.cli.conftest import EXAMPLES, FAKE, PROFILE, Run, Write, left

CAFE = EXAMPLES / "cafe.yaml"


@pytest.mark.parametrize("option", ["--pdf", "--json"])
def test_a_target_that_cannot_be_written_is_refused_before_the_work(
    refused: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, option: str
) -> None:
    monkeypatch.setattr("reports.pdf.plan.render_plan", lambda _report: pytest.fail("printed for nothing"))
    other = "--json" if option == "--pdf" else "--pdf"
    for target, says in (
        (folder / "none" / "plan", "there is no folder"),
        (folder, "is a folder; name a file in it"),
        (CAFE / "plan", "there is no folder"),
        ("/dev/null", "is no ordinary file; write - to print"),
    ):
        said = refused("plan", CAFE, option, target, other, folder / "other")
        assert str(target) in said.err
        assert says in said.err
        assert left(folder) == set()


@pytest.mark.usefixtures("no_printing")
def test_a_target_that_only_fails_when_written_leaves_no_other_behind(refused: Run, folder: Path) -> None:
    said = refused("plan", CAFE, "--json", folder / "plan.json", "--pdf", "/proc/plan.pdf")
    assert said.err.startswith("/proc/plan.pdf: cannot be written: ")
    assert left(folder) == set()


@pytest.mark.usefixtures("no_printing")
def test_a_disk_that_is_full_leaves_the_old_files_as_they_were(
    refused: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_bytes = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        if content == FAKE:
            write_bytes(path, content[:3])
            raise OSError(28, "No space left on device")
        return write_bytes(path, content)

    for name in ("plan.json", "plan.pdf"):
        (folder / name).write_text("old")
    monkeypatch.setattr(Path, "write_bytes", full)
    said = refused("plan", CAFE, "--json", folder / "plan.json", "--pdf", folder / "plan.pdf")
    assert f"{folder / 'plan.pdf'}: cannot be written: No space left on device; choose another folder" in said.err
    assert left(folder) == {"plan.json", "plan.pdf"}
    assert {path.read_text() for path in folder.iterdir()} == {"old"}


@pytest.mark.usefixtures("no_printing")
def test_a_file_that_is_there_is_replaced_and_keeps_its_rights(run: Run, folder: Path) -> None:
    target, link = folder / "plan.pdf", folder / "link.pdf"
    target.write_text("old")
    target.chmod(0o600)
    link.symlink_to(target)
    assert run("plan", CAFE, "--pdf", link).code == 0
    assert link.is_symlink()
    assert target.read_bytes() == FAKE
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_the_input_is_never_overwritten(refused: Run, write: Write) -> None:
    path = write(PROFILE)
    for option in ("--pdf", "--json"):
        said = refused("plan", path, option, path.parent / "." / path.name, code=2)
        assert "is the file that is read; write to another" in said.err
    assert path.read_text() == PROFILE


def test_one_file_for_both_is_refused(refused: Run, folder: Path) -> None:
    for target in ("-", folder / "plan"):
        said = refused("plan", CAFE, "--pdf", target, "--json", target, code=2)
        assert "--pdf and --json name the same file" in said.err
        said = refused("plan", CAFE, "--csv", target, "--pdf", folder / "other", "--ics", target, code=2)
        assert "--csv and --ics name the same file" in said.err


OPENINGS = {"xlsx": b"PK", "docx": b"PK", "csv": b"\xef\xbb\xbf", "ics": b"BEGIN"}


@pytest.mark.parametrize("ending", EXPORTS)
def test_every_form_of_the_plan(run: Run, folder: Path, ending: str) -> None:
    written = run("plan", CAFE, f"--{ending}", folder / "plan")
    printed = run("plan", CAFE, f"--{ending}", "-")
    assert written.code == printed.code == 0
    assert printed.raw.startswith(OPENINGS.get(ending, b""))
    assert len(printed.raw) > 1000
    assert (folder / "plan").read_bytes() == printed.raw
    assert written.out.startswith("Level 1 of 4: Early.")
