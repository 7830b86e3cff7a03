"""A question as text: to the line for a small one, and every field of every question of the project's bank."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from questions import Bank, load_bank
from questions.preview import WIDTH, preview_lines
from tests.questions.folders import BANKS


def test_a_small_question_to_the_line() -> None:
    bank = load_bank(BANKS / "valid" / "full")
    assert preview_lines(bank, bank.by_id["staff-told"]) == [
        *("Staff > Telling staff", "", "Are staff told what to do?", ""),
        "Why it matters, and what good looks like",
        *("  Told staff act faster.", "  - They are told.", "  - They remember."),
        *("", "( ) All and tested", "( ) All", "( ) None", "( ) Don't know", "( ) Nobody works here", ""),
        "If it is not in place: Tell them (day, cost low)",
        *("  Do: Hold a talk.", "  First step: Pick a day.", "  Who can help: The manager.", "  Done when: All know."),
        "If it is in place but not tested: Ask them (hour, cost none)",
        *("", "Evidence: Ask one of them."),
        "In lists: Staff are told (staff-told).",
        "Importance: important. Asked when: people >= 2.",
        "Threats: fire. Stages: respond.",
        "Duties: evacuation. Response level: none.",
        "Sources: N1 A page.",
        "Review by: 2027-11-22.",
    ]


def test_what_a_question_has_not_is_said() -> None:
    bank = load_bank(BANKS / "valid" / "full")
    barriers = preview_lines(bank, bank.by_id["barriers"])
    assert "Duties: none. Response level: none." in barriers
    doors = preview_lines(bank, bank.by_id["locked-doors"])
    assert "Importance: essential. Asked when: always." in doors
    assert "  - For retail: The shop door." in doors
    assert "( ) Nobody works here" not in doors


def test_what_a_sector_does_follows_what_everyone_does() -> None:
    bank = load_bank(BANKS / "valid" / "full")
    doors = bank.by_id["locked-doors"]
    action = doors.action.model_copy(update={"in_sector": {"retail": "Lock the shop door first."}})
    lines = preview_lines(bank, doors.model_copy(update={"action": action}))
    at = lines.index("  Do: Buy locks.")
    assert lines[at + 1 : at + 3] == ["  For retail: Lock the shop door first.", "  First step: Look."]
    assert action.do_in("retail") == "Buy locks. Lock the shop door first."
    assert action.do_in("sport") == action.do_in(None) == "Buy locks."


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif value is not None:
        yield str(value)


def test_every_field_of_every_question_is_printed(project_bank: Bank) -> None:
    for question in project_bank.questions:
        lines = preview_lines(project_bank, question)
        text = " ".join(" ".join(lines).split())
        for each in _texts(json.loads(question.model_dump_json())):
            assert " ".join(each.split()) in text, (question.id, each)
        for key in question.sources:
            assert project_bank.sources[key].title in text


def test_paragraphs_are_wrapped(project_bank: Bank) -> None:
    starts = ("( )", "Sources:", "Importance:", "If it is", "Duties:", "Threats:", "In lists:")
    for question in project_bank.questions:
        for line in preview_lines(project_bank, question):
            if not line.startswith(starts):
                assert all(len(part) <= WIDTH for part in line.split("\n")), line
