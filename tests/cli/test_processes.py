"""The commands as people run them: a process of its own, from the project's folder, with nothing set up."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from usecases.settings import ROOT


def flask(*words: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run .venv/bin/flask with an environment of these variables only."""
    return subprocess.run(
        [".venv/bin/flask", *words],
        cwd=ROOT,
        env=environment,
        input=stdin,
        capture_output=True,
        timeout=120,
        check=False,
    )


def test_a_plan_without_any_setting(tmp_path: Path) -> None:
    done = flask(
        "plan", "examples/village-hall.yaml", "--pdf", str(tmp_path / "a.pdf"), "--json", str(tmp_path / "a.json")
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().startswith("Level 1 of 4: Early. ")
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-")
    assert json.loads((tmp_path / "a.json").read_bytes())["contact"]["force_id"] == "derbyshire"
    again = flask("plan", "examples/village-hall.yaml", "--pdf", "-")
    assert again.stdout == (tmp_path / "a.pdf").read_bytes()


@pytest.mark.parametrize(
    "words",
    [
        ("bank", "check"),
        ("bank", "stats"),
        ("tier", "examples/mosque.yaml"),
        ("contact", "DE1"),
        ("plan", "examples/cafe.yaml"),
    ],
)
def test_no_key_file_no_store_no_data_folder(tmp_path: Path, words: tuple[str, ...]) -> None:
    data = tmp_path / "data"
    done = flask(*words, CHECK_DATA=str(data))
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout
    assert not data.exists()


def test_a_data_folder_that_cannot_be_made_is_no_matter() -> None:
    assert flask("contact", "DE1", CHECK_DATA="/proc/nowhere").returncode == 0


def test_bytes_that_are_no_text_and_a_terminal_without_utf_8() -> None:
    done = flask("contact", "-", stdin=b"DE1\n\xff\nB45\n", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.returncode == 0
    assert [json.loads(line)["status"] for line in done.stdout.splitlines()] == ["force", "invalid", "choose"]


def test_faults_in_a_process() -> None:
    for words, code, says in (
        (("plan", "no/such.yaml"), 1, b"no/such.yaml: cannot be read"),
        (("contact", "nonsense"), 1, b"Not a UK postcode"),
        (("plan",), 2, b"Missing argument"),
    ):
        done = flask(*words)
        assert done.returncode == code
        assert says in done.stderr
        assert b"Traceback" not in done.stderr
        assert done.stdout == b""


def test_a_reader_that_stops_early_is_no_fault() -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", ".venv/bin/flask plan examples/cafe.yaml --json - | head -c 10"],
        cwd=ROOT, env={"PATH": "/usr/bin:/bin"}, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.stdout == b'{\n  "bank_'
    assert b"Traceback" not in done.stderr
    assert b"BrokenPipe" not in done.stderr


def test_a_setting_that_cannot_be_used() -> None:
    done = flask("contact", "DE1", CHECK_WORKER="perhaps")
    assert done.returncode == 1
    assert done.stdout == b""
    assert done.stderr == b"Error: CHECK_WORKER: write 1 or 0, not 'perhaps'\n"
