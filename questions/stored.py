"""Reads a bank as the store keeps it: as one JSON text, written by this release or by any before it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from questions.model import Bank

# Releases before `role` knew these fields by their ids. A document of theirs is told by `scoring.target_level`, which
# each of them wrote and none writes since; so a newer bank that gives a field no role is never given one here.
LEGACY_ROLES: Mapping[str, str] = MappingProxyType(
    {
        "business_name": "business-name",
        "premises_name": "place-name",
        "took_part": "respondent",
        "postcode": "postcode",
        "use": "use",
        "people": "people",
    }
)
# What an editor once promised on the start page; the minutes are computed from the questions now.
LEGACY_START = ("quick_minutes", "full_minutes")


def read_stored_bank(document: str) -> Bank:
    """Give the bank of a text that `Bank.document` once gave. Its version is the one that it was kept under.

    Raises ValueError (pydantic's ValidationError among them) where the text holds no bank.
    """
    raw = json.loads(document)
    scoring = raw.get("scoring") if isinstance(raw, dict) else None
    if isinstance(scoring, dict) and "target_level" in scoring:
        _upgrade(raw)
    if isinstance(raw, dict) and isinstance(raw.get("start"), dict):
        for name in LEGACY_START:
            raw["start"].pop(name, None)
    bank = Bank.model_validate(raw)
    # The version is the digest of this text, and assessments name it: the text stays what it was when it was kept,
    # though today's model would write it otherwise.
    vars(bank)["document"] = document
    return bank


def _upgrade(raw: dict[str, Any]) -> None:
    del raw["scoring"]["target_level"]
    for field in _fields(raw):
        if field["id"] in LEGACY_ROLES:
            field["role"] = LEGACY_ROLES[field["id"]]


def _fields(raw: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for page in raw.get("profile", ()):
        yield from page["fields"]
