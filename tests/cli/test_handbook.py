"""docs/command-line.md says what is true: every command is in it, its input file works, its outputs are real."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest

from cli import Commands
from tests.cli.conftest import Run, Write
from usecases.settings import ROOT

HANDBOOK = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")


def every_command() -> Iterator[tuple[str, click.Command]]:
    """Each of our commands by its name; a group is one, and so is each of its commands."""
    commands = Commands("check")
    context = click.Context(commands)
    for name in commands.list_commands(context):
        found = commands.get_command(context, name)
        assert found is not None
        yield name, found
        if isinstance(found, click.Group):
            yield from ((f"{name} {each}", below) for each, below in found.commands.items())


def test_every_command_is_described() -> None:
    for name, command in every_command():
        assert isinstance(command, click.Group) or f"`./check {name}" in HANDBOOK, name


def test_every_option_is_described() -> None:
    for command in (found for name, found in every_command() if " " not in name):
        for parameter in command.params:
            for option in parameter.opts:
                if option.startswith("--"):
                    assert f"`{option}" in HANDBOOK, option


def test_its_input_file_works(run: Run, write: Write) -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", HANDBOOK, re.DOTALL)
    assert len(blocks) == 1
    said = run("plan", write(blocks[0]))
    assert (said.code, said.err) == (0, "")


@pytest.mark.parametrize(
    "words",
    [
        ("plan", "examples/cafe.yaml"),
        ("tier", "examples/music-pub.yaml"),
        ("contact", "DE1 2XX"),
        ("contact", "B45"),
        ("bank", "stats"),
    ],
)
def test_its_outputs_are_real(run: Run, words: tuple[str, ...]) -> None:
    shown = " ".join(f'"{word}"' if " " in word else word for word in words)
    block = HANDBOOK.split(f"$ ./check {shown}\n")[1].split("```")[0].split("\n$ ")[0]
    said = run(*words).out
    lines = [line.strip() for line in block.splitlines() if line.strip() and line.strip() != "…"]
    assert lines
    for line in lines:
        assert all(piece in said for piece in line.split("…")), line


def test_its_links_lead_somewhere() -> None:
    for link in re.findall(r"\]\(([a-z-]+\.[a-z.]+)\)", HANDBOOK):
        assert (ROOT / "docs" / link).is_file(), link
