"""The documents keep up with the code: settings, commands, and everything that a link or picture names."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from app import create_app
from scripts.serve import SITE, worker_command
from usecases.settings import ROOT, read_settings

DOCUMENTS = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
# What reads settings: the application's, and the set-up and the server of ./run.
READERS = (
    ROOT / "web" / "settings.py",
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


def test_the_operators_are_given_the_commands_that_run_uses() -> None:
    text = (ROOT / "docs" / "operators.md").read_text(encoding="utf-8")
    for command in (SITE, worker_command("${CHECK_PRINTERS}")):
        assert f"python {' '.join(command)}\n" in text


def test_every_target_of_the_makefile_explains_itself() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z-]+):.*$", makefile, re.MULTILINE)
    assert {"help", "run", "test", "lint", "lock"} <= set(targets)
    assert targets == re.findall(r"^([a-z-]+):.*## \S", makefile, re.MULTILINE)


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
