"""Runs commands in this process, with a data folder that does not exist: no command may need one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app import create_app
from questions import Bank, load_bank
from storage.keys import make_key_file
from tests.cli.installation import Installation
from tests.storage.place import Place, furnish
from usecases.services import Services
from usecases.settings import ROOT, read_settings

EXAMPLES = ROOT / "examples"


@dataclass(frozen=True)
class Said:
    """What a command did: its exit code, and what it wrote to standard output and standard error."""

    code: int
    out: str
    err: str
    raw: bytes


Run = Callable[..., Said]


@pytest.fixture(scope="session")
def bank() -> Bank:
    """The bank of the project."""
    return load_bank(ROOT / "questions" / "bank")


@pytest.fixture
def run(tmp_path: Path, bank: Bank) -> Run:
    """Runs `flask` with these words; settings by name, such as CHECK_BANK. The project's own bank is read once."""
    nowhere = tmp_path / "no-data"

    def command(*words: object, stdin: bytes | None = None, **settings: object) -> Said:
        environment = {"CHECK_DATA": str(nowhere), **{name: str(value) for name, value in settings.items()}}
        app = create_app(read_settings(environment))
        if "CHECK_BANK" not in settings:
            vars(app.extensions["services"])["bank"] = bank
        result = app.test_cli_runner().invoke(args=[str(word) for word in words], input=stdin)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert not nowhere.exists(), "a command made the data folder"
        return Said(result.exit_code, result.stdout, result.stderr, result.stdout_bytes)

    return command


@pytest.fixture
def refused(run: Run) -> Run:
    """The same for what has to fail: nothing on standard output, no traceback, a message without control characters."""

    def command(*words: object, code: int = 1, **more: object) -> Said:
        said = run(*words, **more)
        assert said.code == code, said
        assert said.out == ""
        assert said.err.strip()
        assert "Traceback" not in said.err
        assert all(character.isprintable() for line in said.err.splitlines() for character in line)
        return said

    return command


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str | bytes], Path]:
    """Writes an input file, and gives its path."""

    def file(content: str | bytes) -> Path:
        path = tmp_path / "place.yaml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return file


Write = Callable[[str | bytes], Path]

PROFILE = """\
profile:
  business_name: A made-up shop
  postcode: DE1 2XX
  setting: building
  use: shop
  public: open
  people: 30
  staff: 3
  entry_checks: no
  excluded_site: neither
  tenure: owner
"""


FAKE = b"%PDF-1.7 fake"


@pytest.fixture
def no_printing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A plan takes seconds to print; where only the file matters, a fake one does."""
    monkeypatch.setattr("reports.pdf.plan.render_plan", lambda _report: FAKE)


def left(folder: Path) -> set[str]:
    """The names of all files in a folder, hidden ones too."""
    return {path.name for path in folder.iterdir()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder for results."""
    path = tmp_path / "out"
    path.mkdir()
    return path


@pytest.fixture
def installed(tmp_path: Path) -> Iterator[Installation]:
    installation = Installation(tmp_path)
    for name in ("data", "keys", "copies"):
        (tmp_path / name).mkdir(mode=0o700)
    for name in ("store.key", "secret.key"):
        make_key_file(tmp_path / "keys" / name)
    yield installation
    for saver in installation.savers:
        saver.kill()
        saver.communicate()


@pytest.fixture
def place(installed: Installation) -> Place:
    """A workspace in its store, which nothing has open afterwards."""
    store = Services(read_settings(installed.settings)).store
    place = furnish(store)
    store.close()
    return place


@pytest.fixture
def copy(installed: Installation, place: Place) -> Path:
    """A back-up of it."""
    return Path(installed.flask("backup", installed.folder / "copies").partition(":")[0])
