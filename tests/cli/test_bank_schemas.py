"""The JSON Schemas for editors of the bank: up to date, true of every file, and named in its first line."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from questions.schema import HELP, schema_files
from tests.cli.conftest import Run
from usecases.settings import ROOT

BANK = ROOT / "questions" / "bank"
FOLDER = ROOT / "questions" / "schema"
FILES = sorted(BANK.rglob("*.yaml"))


def schema_of(path: Path) -> Any:
    """The schema that the first line of a bank file names."""
    first = path.read_text(encoding="utf-8").splitlines()[0]
    start = "# yaml-language-server: $schema="
    assert first.startswith(start), path.name
    return json.loads((path.parent / first.removeprefix(start)).read_text(encoding="utf-8"))


def plain(value: Any) -> Any:
    """A value as JSON has it: keys and days are text."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value if isinstance(value, str | int | bool | None) else str(value)


def content_of(path: Path) -> Any:
    """What an editor checks of a bank file."""
    return plain(yaml.safe_load(path.read_text(encoding="utf-8")))


def faults(schema: Any, content: Any) -> list[str]:
    """Where content does not fit."""
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(content)]


def test_the_committed_schemas_are_up_to_date() -> None:
    kept = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()}
    assert kept == schema_files(), "run: .venv/bin/flask bank schema"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_fits_the_schema_that_it_names(path: Path) -> None:
    assert faults(schema_of(path), content_of(path)) == []


@pytest.mark.parametrize("name", sorted(schema_files()))
def test_every_schema_is_sound_and_used(name: str) -> None:
    schema = json.loads(schema_files()[name])
    Draft202012Validator.check_schema(schema)
    assert any(schema_of(path) == schema for path in FILES)


@pytest.mark.parametrize(
    ("options", "fits"),
    [
        ({"3": "Tested", "2": "In place", "1": "Partly", "0": "Not in place"}, True),
        ({"3": "Tested", "0": "Not in place"}, True),
        ({"3": "Tested", "2": "In place", "1": "Partly"}, False),
        ({"3": "Tested", "0": "Not in place", "4": "Too good"}, False),
        ({"3": "Tested", "0": "Not in place", "dont-know": "Never written here"}, False),
        ({"3": "Tested", "0": 1}, False),
        ({}, False),
    ],
)
def test_options_are_levels_from_three_to_nought(options: dict[str, Any], fits: bool) -> None:
    path = BANK / "01-leadership.yaml"
    content = content_of(path)
    content["pages"][0]["questions"][0]["options"] = options
    assert (faults(schema_of(path), content) == []) == fits


def places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of each mapping of named fields in the first question, page and area."""
    if isinstance(value, dict):
        if path and path[-1] not in ("options", "examples"):
            yield path
        for key, item in value.items():
            yield from places(item, (*path, key))
    elif isinstance(value, list) and value:
        yield from places(value[0], (*path, 0))


@pytest.mark.parametrize(
    "name",
    [
        *("01-leadership", "bank", "cards", "duties", "levels", "profile", "reporting", "scoring", "style", "threats"),
        "staff-check/01-suspicious-items",
    ],
)
def test_an_unknown_field_does_not_fit(name: str) -> None:
    path = BANK / f"{name}.yaml"
    content = content_of(path)
    for place in [(), *places(content)]:
        changed = copy.deepcopy(content)
        target = changed
        for step in place:
            target = target[step]
        target["surprise"] = "x"
        assert faults(schema_of(path), changed), place


def test_help_is_for_fields_that_there_are() -> None:
    known = set()
    for text in schema_files().values():
        schema = json.loads(text)
        for model, shape in schema["$defs"].items():
            known |= {f"{model}.{field}" for field in shape.get("properties", {})}
        known |= {f"Area.{field}" for field in schema.get("properties", {}) if "pages" in schema["properties"]}
        known |= {f"Law.{field}" for field in schema.get("properties", {}) if "duties" in schema["properties"]}
        known |= {f"Topic.{field}" for field in schema.get("properties", {}) if "briefing" in schema["properties"]}
        known |= {f"Jobs.{field}" for field in schema.get("properties", {}) if "jobs" in schema["properties"]}
    assert set(HELP) <= known


def test_help_is_shown(run: Run) -> None:
    area = json.loads(schema_files()["area.json"])
    assert area["properties"]["id"]["description"] == HELP["Area.id"]
    assert area["$defs"]["Question"]["properties"]["when"]["description"] == HELP["Question.when"]
    assert "when" in json.dumps(area["$defs"]["Question"]["properties"])


def test_the_command_writes_them(run: Run, refused: Run, tmp_path: Path) -> None:
    said = run("bank", "schema", tmp_path / "a" / "b")
    assert (said.code, said.err) == (0, "")
    assert said.out == f"{len(schema_files())} schemas written to {tmp_path / 'a' / 'b'}\n"
    assert {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "a" / "b").iterdir()} == schema_files()
    (tmp_path / "file").write_text("x")
    assert f"{tmp_path / 'file' / 'x'}: cannot be made: " in refused("bank", "schema", tmp_path / "file" / "x").err
