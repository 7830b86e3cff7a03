"""Documents of plain data: a plan for the command line and the web, and a whole workspace to take away."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from types import MappingProxyType
from typing import Any, Protocol

from assessment.answers import Answer
from assessment.comparison import compare
from assessment.profile import Profile
from assessment.result import Result, Tally
from assessment.serial import result_document
from assessment.staff_check import StaffCheck, measure
from contacts import Contact
from questions.model import Bank
from reports.change import Earlier

NO_LOGOS: Mapping[str, bytes] = MappingProxyType({})


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


class _Act(Protocol):
    @property
    def at(self) -> Any: ...
    @property
    def act(self) -> str: ...
    @property
    def who(self) -> str: ...
    @property
    def force(self) -> str: ...


class _Share(Protocol):
    @property
    def share(self) -> Any: ...
    @property
    def reference(self) -> str: ...
    @property
    def force(self) -> str: ...
    @property
    def acts(self) -> Iterable[_Act]: ...


def contact_document(contact: Contact | None) -> dict[str, Any] | None:
    """The printed contact; None where no force is known."""
    if contact is None:
        return None
    document = asdict(contact)
    document["checked_on"] = contact.checked_on.isoformat() if contact.checked_on else None
    return document


def plan_document(
    bank: Bank,
    result: Result,
    contact: Contact | None,
    earlier: Earlier | None = None,
    staff_check: StaffCheck | None = None,
) -> dict[str, Any]:
    """The whole result with the local contact; its JSON Schema is docs/plan.schema.json.

    `change` and `staff_check` are None where there is nothing to compare with, or nothing that may be shown.
    """
    return {
        **result_document(bank, result),
        "contact": contact_document(contact),
        "change": _change(bank, result, earlier) if earlier else None,
        "staff_check": _measured(bank, staff_check) if staff_check else None,
    }


def _measured(bank: Bank, check: StaffCheck) -> dict[str, Any] | None:
    topics = [{"id": each.topic, **_right(each.tally), "level": each.level} for each in measure(bank, check)]
    return {"staff": check.staff, "responses": check.responses, "topics": topics} if topics else None


def _change(bank: Bank, result: Result, earlier: Earlier) -> dict[str, Any]:
    found = compare(bank, earlier.result, result)
    return {
        "reference": earlier.reference,
        "made_on": earlier.made_on.isoformat(),
        "shared": found.shared,
        **{
            part: {"points": tally.points, "most": tally.most, "percent": tally.percent}
            for part, tally in (("then", found.then), ("now", found.now))
        },
        "up": [asdict(move) for move in found.up],
        "down": [asdict(move) for move in found.down],
        "new": list(found.new),
        "gone": list(found.gone),
    }


def _right(tally: Tally) -> dict[str, int | None]:
    return {"right": tally.points, "asked": tally.most, "percent": tally.percent}


def workspace_document(
    places: Iterable[tuple[_Place, Iterable[tuple[_Assessment, Mapping[str, Answer]]]]],
    shares: Iterable[_Share] = (),
    logos: Mapping[str, bytes] = NO_LOGOS,
) -> dict[str, Any]:
    """Everything that people said in a workspace, in the form that the command line reads back, and what it shares.

    `logos` are PNG files by the id of their premises; they stand there in base64.
    """
    return {
        "premises": [
            {
                "profile": _plain(place.profile),
                "logo": base64.b64encode(logos[place.id]).decode() if place.id in logos else None,
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
        ],
        "shares": [_share(each) for each in shares],
    }


def _share(shown: _Share) -> dict[str, Any]:
    share = shown.share
    return {
        "reference": shown.reference,
        "force": shown.force,
        **{name: getattr(share, name) for name in ("wish", "message", "reach", "state", "outcome", "passed_from")},
        "passed_why": share.passed_why,
        **{name: _moment(getattr(share, name)) for name in ("created", "until", "withdrawn")},
        "counted": dict(share.facts),
        "acts": [{"at": _moment(act.at), "act": act.act, "who": act.who, "force": act.force} for act in shown.acts],
    }


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _plain(profile: Profile) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in profile.items()}


def _answer(answer: Answer) -> dict[str, str]:
    parts = {"answer": answer.choice or "", "reason": answer.reason, "note": answer.note}
    return {name: value for name, value in parts.items() if value}
