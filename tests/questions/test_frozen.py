"""A loaded bank cannot be changed, at any depth, in any way short of the language's back doors."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from questions import Bank


def _parts(value: object) -> Iterator[object]:
    """A value and everything inside it."""
    yield value
    inside: list[object] = []
    if isinstance(value, BaseModel):
        inside = [getattr(value, name) for name in type(value).model_fields]
    elif isinstance(value, Mapping):
        inside = list(value.values())
    elif isinstance(value, tuple):
        inside = list(value)
    for each in inside:
        yield from _parts(each)


def _views(bank: Bank) -> list[object]:
    """What the bank works out from its content."""
    return [bank.questions, bank.by_id, bank.area_of, bank.area_by_id, bank.place_of, bank.conditions, bank.law_tests]


def test_everything_inside_is_of_a_frozen_kind(small: Bank) -> None:
    kinds = {type(part) for part in _parts(small) if not isinstance(part, BaseModel)}
    assert kinds <= {str, int, bool, type(None), date, tuple, MappingProxyType}
    models = [part for part in _parts(small) if isinstance(part, BaseModel)]
    assert len(models) > 30
    assert all(part.model_config.get("frozen") for part in models)


def test_setting_any_field_fails(small: Bank) -> None:
    for part in _parts(small):
        if isinstance(part, BaseModel):
            for name in type(part).model_fields:
                with pytest.raises(ValidationError, match="frozen"):
                    setattr(part, name, None)
                with pytest.raises(ValidationError, match="frozen"):
                    delattr(part, name)


def test_mappings_take_no_items(small: Bank) -> None:
    mappings = [part for part in _parts(small) if isinstance(part, Mapping)]
    mappings += [view for view in _views(small) if isinstance(view, Mapping)]
    assert len(mappings) > 8
    for mapping in mappings:
        changeable: Any = mapping
        with pytest.raises(TypeError):
            changeable["new"] = "value"
        with pytest.raises(AttributeError):
            changeable.clear()


def test_views_are_tuples_and_proxies(small: Bank) -> None:
    assert {type(view) for view in _views(small)} == {tuple, MappingProxyType}


def test_what_it_was_made_from_can_change_without_harm(small: Bank) -> None:
    raw: dict[str, Any] = json.loads(small.document)
    made = Bank.model_validate(raw)
    before = copy.deepcopy(made.document)
    raw["sources"].clear()
    raw["areas"][0]["pages"][0]["questions"][0]["options"].clear()
    raw["areas"].clear()
    raw["scoring"]["weights"]["essential"] = 9
    assert made.model_dump_json(exclude_defaults=True) == before


def test_a_changed_copy_works_out_again_what_depends_on_the_change(project_bank: Bank) -> None:
    """As the minutes of a page were once one more where the start page had been opened before."""
    for question, without, _ in project_bank.as_asked.values():
        said = question.words
        assert without.words < said
        again = question.model_copy(update={"not_applicable": None})
        assert (again.words, question.words) == (without.words, said)
    areas = project_bank.areas[:1]
    less = project_bank.model_copy(update={"areas": areas})
    assert less.version != project_bank.version
    assert less.questions == areas[0].questions
