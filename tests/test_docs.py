"""The documents keep up with the code: settings, commands, and everything that a link or picture names."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from app import create_app
from usecases.settings import ROOT, read_settings

DOCUMENTS = (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md")))
# Where a document may be cited; not in what is installed or made.
CITING = ("*.py", "*.yaml", "*.html", "*.sh", "*.md", "Makefile", "run", "test")
NOT_OURS = {".venv", "build", "node_modules", "var"}
# A document by its name, with or without folders; what is part of an address of the web is someone else's.
ADDRESS = re.compile(r"https?://\S+")
CITED = re.compile(r"[\w./-]*\w\.md\b")
# What reads settings: the application's, and the set-up and the server of ./run.
READERS = (
    ROOT / "usecases" / "settings.py",
    *sorted(path for path in (ROOT / "scripts").iterdir() if path.is_file()),
)
SETTING = re.compile(r"\b(?:CHECK|FLASK)_[A-Z_]*[A-Z]\b")
# [words](where), ![words](where), <img src="where">, with any title and anchor left out.
LINK = re.compile(r"\]\(\s*<?([^)\s>#]+)|\bsrc=\"([^\"#]+)")


def settings_in(paths: tuple[Path, ...]) -> set[str]:
    return {name for path in paths for name in SETTING.findall(path.read_text(encoding="utf-8"))}


def documented() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)


def commands() -> list[str]:
    """Every command of ours, as it is typed. Flask's own are not in the application's group."""

    def walk(name: str, command: click.Command) -> list[str]:
        if isinstance(command, click.Group):
            return [each for key, below in command.commands.items() for each in walk(f"{name} {key}", below)]
        return [name]

    return walk("flask", create_app(read_settings({})).cli)


def test_every_setting_is_documented_and_every_documented_setting_is_read() -> None:
    read = settings_in(READERS)
    assert len(read) > 10
    assert read == settings_in(DOCUMENTS)


def test_every_command_is_documented() -> None:
    assert {"flask bank check", "flask plan", "flask contact", "flask tier"} <= set(commands())
    text = documented()
    assert [command for command in commands() if command not in text] == []


def test_every_target_of_the_makefile_explains_itself() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z-]+):.*$", makefile, re.MULTILINE)
    assert {"help", "run", "test", "lint", "lock"} <= set(targets)
    assert targets == re.findall(r"^([a-z-]+):.*## \S", makefile, re.MULTILINE)


def files(*patterns: str) -> list[Path]:
    """The project's files of these names, without what is installed, made or hidden."""
    found = sorted(path for pattern in patterns for path in ROOT.rglob(pattern) if path.is_file())
    return [path for path in found if not NOT_OURS & {*(parts := path.relative_to(ROOT).parts)} and parts[0][0] != "."]


def test_every_document_that_is_cited_exists() -> None:
    known = [f"/{path.relative_to(ROOT).as_posix()}" for path in files("*.md")]
    cited = {
        (name, path.relative_to(ROOT).as_posix())
        for path in files(*CITING)
        for name in CITED.findall(ADDRESS.sub("", path.read_text(encoding="utf-8", errors="replace")))
    }
    assert {"docs/operators.md", "scoring.md", "data/README.md", "../CONTRIBUTING.md"} <= {name for name, _ in cited}
    missing = {pair for pair in cited if not any(each.endswith(f"/{pair[0].lstrip('./')}") for each in known)}
    assert missing == set()


def test_every_decision_is_listed_and_has_every_part() -> None:
    folder = ROOT / "docs" / "decisions"
    pages = [path for path in sorted(folder.glob("*.md")) if path.name != "README.md"]
    listed = re.findall(
        r"^\| \d+ \| \[[^\]]+\]\((\d{4}-[a-z0-9-]+\.md)\)", (folder / "README.md").read_text(), re.MULTILINE
    )
    assert listed == [path.name for path in pages]
    # Numbers are given out while several are written, so one may be missing.
    assert len({path.name[:4] for path in pages}) == len(pages)
    for path in pages:
        text = path.read_text(encoding="utf-8")
        assert text.startswith(f"# {int(path.name[:4])}. ")
        parts = re.findall(r"^(?:## (.+)|\*\*(Status):\*\* .*\d{4}$)", text, re.MULTILINE)
        assert ["".join(part) for part in parts] == ["Status", "Context", "Decision", "Numbers", "Consequences"], path


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_what_a_document_links_to_exists(document: Path) -> None:
    places = [link or source for link, source in LINK.findall(document.read_text(encoding="utf-8"))]
    missing = [place for place in places if not place.startswith("http") and not (document.parent / place).exists()]
    assert missing == []


def test_the_readme_opens_with_the_two_commands_and_a_picture() -> None:
    opening = "\n".join((ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:30])
    assert re.search(r"^\./run\b", opening, re.MULTILINE)
    assert re.search(r"^\./test\b", opening, re.MULTILINE)
    assert "docs/pictures/start.png" in opening


@pytest.mark.parametrize("picture", ["start.png", "question.png", "result.png", "plan.png"])
def test_the_pictures_are_light(picture: str) -> None:
    assert (ROOT / "docs" / "pictures" / picture).stat().st_size < 200_000
