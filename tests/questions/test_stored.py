"""A bank as an earlier release kept it: it still opens, under the version that its assessments name."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest

from assessment import Answer, evaluate
from assessment.profile import read_profile
from assessment.share_facts import share_facts
from questions import Bank
from questions.roles import Roles
from questions.stored import read_stored_bank


def _as_before(bank: Bank) -> str:
    """The text that a release without roles wrote of this bank."""
    raw: dict[str, Any] = json.loads(bank.document)
    for page in raw["profile"]:
        for field in page["fields"]:
            field.pop("role", None)
    weights, *rest = raw["scoring"].items()
    raw["scoring"] = dict([weights, ("target_level", 3), *rest])
    return json.dumps(raw, ensure_ascii=False, separators=(",", ":"))


def test_an_old_bank_has_its_roles(project_bank: Bank) -> None:
    old = read_stored_bank(_as_before(project_bank))
    assert old.roles == project_bank.roles
    assert None not in {getattr(old.roles, role) for role in Roles.__slots__}
    assert old == project_bank


def test_an_old_bank_keeps_its_version(project_bank: Bank) -> None:
    document = _as_before(project_bank)
    old = read_stored_bank(document)
    assert old.document == document
    assert old.version == f"{old.release}-{hashlib.sha256(document.encode()).hexdigest()[:8]}"
    assert old.version != project_bank.version


def test_an_old_bank_counts_the_same_facts(project_bank: Bank) -> None:
    old = read_stored_bank(_as_before(project_bank))
    raw = {"business_name": "A shop", "postcode": "DE1", "use": "shop", "people": 900}
    answers = {question.id: Answer("1") for question in old.questions}
    facts = [
        share_facts(bank, evaluate(bank, read_profile(bank, raw, only=frozenset())[0], answers))
        for bank in (old, project_bank)
    ]
    assert facts[0] == facts[1]
    assert (facts[0].use, facts[0].people) == ("shop", "800-or-more")


def test_a_bank_of_this_release_is_read_as_it_is(project_bank: Bank, small: Bank) -> None:
    """Fields named as the old ones were get no role where the bank gives them none."""
    assert {field.id for page in small.profile for field in page.fields} >= {"use", "people"}
    for bank in (project_bank, small):
        back = read_stored_bank(bank.document)
        assert (back, back.roles, back.version) == (bank, bank.roles, bank.version)
    assert read_stored_bank(small.document).roles == Roles()


@pytest.mark.parametrize("document", ["", "{}", "[]", '{"scoring": {"target_level": 3}}', "null"])
def test_a_text_that_is_no_bank(document: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  pydantic's and json's own words
        read_stored_bank(document)


def test_a_bank_that_promised_minutes_itself_still_opens(project_bank: Bank) -> None:
    raw: dict[str, Any] = json.loads(project_bank.document)
    raw["start"] |= {"quick_minutes": 10, "full_minutes": 40}
    document = json.dumps(raw, ensure_ascii=False, separators=(",", ":"))
    old = read_stored_bank(document)
    assert (old, old.document) == (project_bank, document)
