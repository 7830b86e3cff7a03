"""A bank as one text: it reads back as the same bank, and any change of content is another version."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from assessment import Answer, evaluate
from assessment.answers import Choice
from assessment.json_types import to_json
from assessment.result_json import result_document
from questions import Bank, load_bank
from questions.conditions import Value
from tests.questions.folders import BANKS, SMALL, VALID, small_copy


@pytest.mark.parametrize("name", VALID)
def test_small_banks_round_trip(name: str) -> None:
    bank = load_bank(BANKS / "valid" / name)
    back = Bank.model_validate_json(bank.document)
    assert (back, back.document, back.version) == (bank, bank.document, bank.version)


def test_project_bank_round_trips_with_the_same_path_and_result(project_bank: Bank) -> None:
    back = Bank.model_validate_json(project_bank.document)
    assert back == project_bank
    assert back.version == project_bank.version
    profile: dict[str, Value] = {
        "setting": "building-and-land",
        "use": "shop",
        "public": "open",
        "people": 900,
        "nearby": ("vehicles", "queues"),
        "activities": ("mail", "events"),
    }
    choices: tuple[Choice, ...] = ("3", "2", "0", "dont-know")
    answers = {question.id: Answer(choices[place % 4]) for place, question in enumerate(project_bank.questions)}
    here, there = evaluate(project_bank, profile, answers), evaluate(back, profile, answers)
    assert here == there
    assert here.path
    assert to_json(result_document(project_bank, here)) == to_json(result_document(back, there))


DATES_AND_NUMBERS = ("2020-02-02", "2020.02", "1")
WORDS = ("hour", "day", "none", "low", "useful", "essential", "text", "number", "next", "later")


def _leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, (*path, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _leaves(inner, (*path, place))
    else:
        yield path


def _others(value: object) -> list[object]:
    """Values of the same kind; the first that the model takes is used."""
    match value:
        case bool():
            return [not value]
        case int():
            return [value + 1, value - 1]
        case str():
            others = [*DATES_AND_NUMBERS, *WORDS]
            return [f"{value}x", *(other for other in others if other != value)]
    return ["yy", "heightened", "1", "https://example.org/other"]


def _changed(document: str) -> Iterator[tuple[tuple[str | int, ...], Bank]]:
    """The bank with one leaf changed, for each leaf where another value is of the right shape."""
    for path in _leaves(json.loads(document)):
        raw = json.loads(document)
        holder = raw
        for step in path[:-1]:
            holder = holder[step]
        for other in _others(holder[path[-1]]):
            holder[path[-1]] = other
            try:
                yield path, Bank.model_validate(raw)
            except ValidationError:
                continue
            break


def test_any_change_of_content_is_another_version(small: Bank) -> None:
    versions = {(): small.version, **{path: bank.version for path, bank in _changed(small.document)}}
    leaves = list(_leaves(json.loads(small.document)))
    assert {path for path in leaves if path not in versions} == set()
    assert len(set(versions.values())) == len(versions) > 200


def test_order_is_content(small: Bank) -> None:
    turned = small.model_copy(update={"areas": small.areas[::-1]})
    assert Bank.model_validate_json(turned.model_dump_json()).version != small.version


def test_notes_and_spaces_in_the_files_are_not_content(small: Bank, tmp_path: Path) -> None:
    bank = small_copy(tmp_path)
    for path in bank.glob("*.yaml"):
        path.write_text(f"# A note of the editor\n\n{path.read_text()}\n# and another\n")
    assert load_bank(bank).version == small.version


def test_version_begins_with_the_release(small: Bank) -> None:
    assert small.version.startswith("2026.11-")
    assert len(small.version) == len("2026.11-") + 8
    assert load_bank(SMALL).version == small.version
