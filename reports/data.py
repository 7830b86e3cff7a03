"""Documents of plain data: a plan for the command line and the web, and a whole workspace to take away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any, Protocol

from assessment.answers import Answer
from assessment.profile import Profile
from assessment.result import Result
from assessment.serial import result_document
from contacts import Contact
from questions.model import Bank


class _Place(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def profile(self) -> Profile: ...


class _Assessment(Protocol):
    @property
    def reference(self) -> str: ...
    @property
    def bank_version(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def profile(self) -> Profile: ...
    @property
    def started(self) -> Any: ...
    @property
    def finished(self) -> Any: ...


def contact_document(contact: Contact | None) -> dict[str, Any] | None:
    """The printed contact; None where no force is known."""
    if contact is None:
        return None
    document = asdict(contact)
    document["checked_on"] = contact.checked_on.isoformat() if contact.checked_on else None
    return document


def plan_document(bank: Bank, result: Result, contact: Contact | None) -> dict[str, Any]:
    """The whole result with the local contact; its JSON Schema is docs/plan.schema.json."""
    return {**result_document(bank, result), "contact": contact_document(contact)}


def workspace_document(
    places: Iterable[tuple[_Place, Iterable[tuple[_Assessment, Mapping[str, Answer]]]]],
) -> dict[str, Any]:
    """Everything that people said in a workspace, in the form that the command line reads back."""
    return {
        "premises": [
            {
                "profile": _plain(place.profile),
                "assessments": [
                    {
                        "reference": assessment.reference,
                        "bank_version": assessment.bank_version,
                        "kind": assessment.kind,
                        "started": assessment.started.isoformat(),
                        "finished": assessment.finished.isoformat() if assessment.finished else None,
                        "profile": _plain(assessment.profile),
                        "answers": {question: _answer(answer) for question, answer in answers.items()},
                    }
                    for assessment, answers in assessments
                ],
            }
            for place, assessments in places
        ]
    }


def _plain(profile: Profile) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in profile.items()}


def _answer(answer: Answer) -> dict[str, str]:
    parts = {"answer": answer.choice or "", "reason": answer.reason, "note": answer.note}
    return {name: value for name, value in parts.items() if value}
