"""What the commands print fits the schemas in docs/, and nothing else does."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from contacts import Directory
from questions import Bank
from tests.cli.conftest import EXAMPLES, Run
from usecases.settings import ROOT

DOCS = ROOT / "docs"
SCHEMAS = {name: json.loads((DOCS / f"{name}.schema.json").read_text("utf-8")) for name in ("plan", "tier", "contact")}
NAMES = sorted(path.stem for path in EXAMPLES.glob("*.yaml"))


def faults(name: str, document: Any) -> list[str]:
    """Where a document does not fit its schema."""
    validator = Draft202012Validator(SCHEMAS[name], format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(document)]


def objects(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of each object inside a document, of lists the first item only; the open profile is left out."""
    if isinstance(value, dict):
        if path != ("profile",):
            yield path
        for key, item in value.items():
            yield from objects(item, (*path, key))
    elif isinstance(value, list) and value:
        yield from objects(value[0], (*path, 0))


def part(document: Any, path: tuple[str | int, ...]) -> Any:
    """The object at a path."""
    for step in path:
        document = document[step]
    return document


def assert_closed(name: str, document: Any) -> None:
    """Every object takes no other field and can spare none of its own."""
    paths = list(objects(document))
    for path in paths:
        more = copy.deepcopy(document)
        part(more, path)["surprise"] = 1
        assert faults(name, more), path
        for key in part(document, path):
            less = copy.deepcopy(document)
            del part(less, path)[key]
            assert faults(name, less), (*path, key)


def shapes(schema: Any) -> Iterator[dict[str, Any]]:
    """Every mapping inside a schema."""
    if isinstance(schema, dict):
        yield schema
        for value in schema.values():
            yield from shapes(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from shapes(value)


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schemas_are_sound_and_explained(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    for key, definition in SCHEMAS[name]["$defs"].items():
        assert definition.get("description"), key
    for shape in shapes(SCHEMAS[name]):
        if "required" in shape:
            assert shape["additionalProperties"] is False
            assert shape["required"] == list(shape["properties"])


def test_what_the_schemas_share_is_the_same() -> None:
    for name in ("tier", "contact"):
        for key, definition in SCHEMAS[name]["$defs"].items():
            assert definition == SCHEMAS["plan"]["$defs"][key], key
    for key, definition in SCHEMAS["tier"]["properties"].items():
        assert definition == SCHEMAS["plan"]["properties"][key], key


def test_the_schemas_know_the_scales_of_the_bank(bank: Bank) -> None:
    assert bank.law is not None
    action = SCHEMAS["plan"]["$defs"]["action"]["properties"]
    assert set(SCHEMAS["tier"]["properties"]["tier"]["enum"]) == {*(tier.id for tier in bank.law.tiers), None}
    assert action["class"]["enum"] == [each.id for each in bank.scoring.classes]
    assert action["effort"]["enum"] == [each.id for each in bank.scoring.efforts]
    assert action["cost"]["enum"] == [each.id for each in bank.scoring.costs]


@pytest.mark.parametrize("name", NAMES)
def test_every_plan_fits(run: Run, name: str) -> None:
    assert faults("plan", json.loads(run("plan", EXAMPLES / f"{name}.yaml", "--json", "-").out)) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_tier_fits(run: Run, name: str) -> None:
    assert faults("tier", json.loads(run("tier", EXAMPLES / f"{name}.yaml", "--json").out)) == []


def test_every_kind_of_look_up_fits(run: Run) -> None:
    typed = [
        "DE1 2XX",
        "DE1 2",
        "DE1",
        "B45",
        "B45 9",
        "JE2",
        "ZZ9 9ZZ",
        "BFPO 12",
        "BN91",
        "x",
        "",
        "BT1 5GS",
        "EX13 5UN",
    ]
    said = run("contact", "-", stdin="\n".join(typed).encode())
    documents = [json.loads(line) for line in said.out.splitlines()]
    assert [fault for document in documents for fault in faults("contact", document)] == []
    assert {document["status"] for document in documents} == set(SCHEMAS["contact"]["properties"]["status"]["enum"])


def test_every_force_fits(run: Run) -> None:
    form = SCHEMAS["contact"]["$defs"]["forceId"]["pattern"]
    assert all(re.search(form, force.id) for force in Directory.load().forces)


def test_a_plan_takes_no_other_field_and_spares_none(run: Run) -> None:
    document = json.loads(run("plan", EXAMPLES / "mosque.yaml", "--json", "-").out)
    assert_closed("plan", document)
    document["profile"]["Not a field"] = 1
    assert faults("plan", document)


def test_a_tier_takes_no_other_field_and_spares_none(run: Run) -> None:
    assert_closed("tier", json.loads(run("tier", EXAMPLES / "festival.yaml", "--json").out))


@pytest.mark.parametrize("postcode", ["DE1 2XX", "B45"])
def test_a_look_up_takes_no_other_field_and_spares_none(run: Run, postcode: str) -> None:
    assert_closed("contact", json.loads(run("contact", postcode, "--json").out))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("kind",), "short"),
        (("score", "percent"), 101),
        (("score", "points"), -1),
        (("score", "points"), 1.5),
        (("tier",), "compliant"),
        (("actions", 0, "rank"), 0),
        (("actions", 0, "class"), "never"),
        (("law", "as_at"), "8 October"),
        (("bank_version",), "latest"),
        (("path", 0), "Not An Id"),
        (("contact", "confirmed"), True),
    ],
)
def test_a_wrong_value_does_not_fit(run: Run, path: tuple[str | int, ...], value: object) -> None:
    document = json.loads(run("plan", EXAMPLES / "mosque.yaml", "--json", "-").out)
    part(document, path[:-1])[path[-1]] = value
    assert faults("plan", document)
