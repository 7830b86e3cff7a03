"""Copies a bank under other ids of profile fields: conditions, parts of numbers and all."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

CONDITIONS = ("when", "applies", "not_applicable_when")


def renamed_copy(source: Path, target: Path, names: Mapping[str, str]) -> Path:
    """Write the bank in a folder to another, its profile fields renamed from key to value."""
    for path in source.rglob("*.yaml"):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        _rename_conditions(content, names)
        if path.name == "profile.yaml":
            _rename_fields(content, names)
        written = target / path.relative_to(source)
        written.parent.mkdir(parents=True, exist_ok=True)
        written.write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return target


def _rename_fields(content: dict[str, Any], names: Mapping[str, str]) -> None:
    for page in content["pages"]:
        for field in page["fields"]:
            for key in {"id", "part_of"} & field.keys():
                field[key] = names.get(field[key], field[key])


def _rename_conditions(part: Any, names: Mapping[str, str]) -> None:
    if isinstance(part, dict):
        for key, value in part.items():
            if key in CONDITIONS and isinstance(value, str):
                part[key] = _renamed(value, names)
            _rename_conditions(value, names)
    elif isinstance(part, list):
        for each in part:
            _rename_conditions(each, names)


def _renamed(condition: str, names: Mapping[str, str]) -> str:
    tree = ast.parse(condition.strip(), mode="eval")
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            node.id = names.get(node.id, node.id)
    return ast.unparse(tree)
