"""A command starts with what it needs: proved by what it has imported in a process of its own, not by time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cli import COMMANDS
from usecases.settings import ROOT

# What takes long to import, and serves pages, prints or the store.
SITE = {"flask", "werkzeug", "wtforms", "huey", "web", "printing"}
PRINTS = {"jinja2", "weasyprint", "pypdf", "pikepdf", "docx", "xlsxwriter"}
STORE = {"sqlite_utils", "sqlcipher3", "sqlite3"}
BANK = {"pydantic", "yaml", "questions.model"}
# What only those need who open the store; and the packages of the editors of a bank.
KEYS = {"storage.keys", "storage.sql"}
EDITORS = {"codespell_lib", "pyphen"}
# After the command, the names of those that it has imported, on the last line.
REPORT = """
import sys
from cli.__main__ import main
try:
    main()
except SystemExit as end:
    sys.stdout.flush()
    print(*sorted(sys.modules), end.code)
"""

NEEDS_NOT = [
    (("--help",), SITE | PRINTS | STORE | KEYS | BANK | {"contacts"}),
    (("contact", "DE1 2XX"), SITE | PRINTS | STORE | KEYS | BANK),
    (("contact", "DE1 2XX", "--json"), SITE | PRINTS | STORE | KEYS | BANK),
    (("tier", "examples/cafe.yaml"), SITE | PRINTS | STORE | KEYS | EDITORS),
    (("bank", "check"), SITE | PRINTS | STORE | KEYS | {"contacts"}),
    (("bank", "check", "--strict"), SITE | PRINTS | STORE | KEYS | {"contacts"}),
    (("bank", "stats"), SITE | PRINTS | STORE | KEYS | EDITORS | {"contacts"}),
    (("level", "show"), SITE | PRINTS | EDITORS | {"contacts"}),
    (("level", "set", "SEVERE", "--since", "2026-04-30"), SITE | PRINTS | EDITORS | {"contacts"}),
    (("form", "--help"), SITE | STORE | {"weasyprint"}),
    (("plan", "examples/cafe.yaml"), SITE | STORE | KEYS | EDITORS | {"weasyprint", "pypdf"}),
    (("plan", "examples/cafe.yaml", "--json", "-"), SITE | STORE | KEYS | EDITORS | {"weasyprint", "pypdf"}),
    (("procedures", "--help"), SITE | PRINTS | STORE),
    (("card", "--help"), SITE | STORE | {"weasyprint", "pypdf"}),
    (("adviser", "--help"), SITE | PRINTS),
    (("store", "--help"), SITE | PRINTS),
    (("doctor", "--help"), SITE | PRINTS),
]


def imported(*words: str, code: str = REPORT) -> tuple[set[str], str]:
    """What a command has imported, and what it said."""
    environment = {**os.environ, "CHECK_DATA": "/proc/nowhere"}
    done = subprocess.run(
        [sys.executable, "-c", code, *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    *_, modules = done.stdout.splitlines()
    return set(modules.split()), done.stdout


@pytest.mark.parametrize(
    ("words", "never"), NEEDS_NOT, ids=lambda given: " ".join(given) if type(given) is tuple else ""
)
def test_a_command_of_its_own_imports_nothing_that_it_does_not_need(words: tuple[str, ...], never: set[str]) -> None:
    modules, _ = imported(*words)
    assert "click" in modules
    assert modules & never == set()


def test_every_command_is_looked_at() -> None:
    assert {words[0] for words, _ in NEEDS_NOT} >= COMMANDS.keys() - {"import-form"}


def test_as_a_command_of_flask_it_has_no_pages() -> None:
    code = REPORT.replace("from cli.__main__ import main", "from flask.cli import main\nsys.argv[0] = 'flask'")
    modules, said = imported("contact", "DE1 2XX", code=code)
    assert "Derbyshire" in said
    assert modules & (PRINTS - {"jinja2"} | STORE | BANK | {"web", "printing", "huey", "wtforms"}) == set()


def test_the_help_tells_what_each_command_does_without_importing_it() -> None:
    _, said = imported("--help")
    for name, (_, says) in COMMANDS.items():
        assert name in said
        assert says.partition(" ")[0] in said


def test_it_can_be_called_from_any_folder(tmp_path: Path) -> None:
    for name in ("cli", "contacts"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("raise SystemExit('code of somebody else')\n")
    (tmp_path / "json.py").write_text("raise SystemExit('code of somebody else')\n")
    for command in (str(ROOT / "check"), os.path.relpath(ROOT / "check", tmp_path)):
        done = subprocess.run([command, "contact", "DE1"], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        assert "Derbyshire" in done.stdout


def test_without_the_environment_it_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "check").write_bytes((ROOT / "check").read_bytes())
    done = subprocess.run(["/bin/sh", str(tmp_path / "check")], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"{tmp_path}/scripts/setup" in done.stderr


def test_a_setting_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    environment = {**os.environ, "CHECK_WORKER": "perhaps"}
    done = subprocess.run(
        [str(ROOT / "check"), "contact", "DE1"], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "CHECK_WORKER: write 1 or 0" in done.stderr
