"""Property 9 of scoring.md: the same input gives the same bytes, in processes whose hashes differ."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings

from assessment import evaluate
from assessment.answers import CHOICES
from assessment.json_types import to_json
from assessment.result_json import result_document
from questions import Bank
from tests.assessment.strategies import Case, cases

ROOT = Path(__file__).parents[2]


class Printer:
    """One process with a hash seed of its own."""

    def __init__(self, seed: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.assessment.printer"],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def ask(self, request: str) -> bytes:
        """What it prints for one case."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(request.encode() + b"\n")
        self.process.stdin.flush()
        return self.process.stdout.readline()

    def close(self) -> None:
        """End the process."""
        self.process.communicate(timeout=10)


@pytest.fixture(scope="module")
def printers() -> Iterator[tuple[Printer, Printer]]:
    """Two processes with different hash seeds."""
    pair = Printer("1"), Printer("4242")
    yield pair
    for printer in pair:
        printer.close()


def _request(bank: Bank, profile: object, answers: object, kind: str = "full") -> str:
    return json.dumps([bank.document, profile, answers, kind])


@settings(max_examples=50)
@given(case=cases())
def test_random_cases(case: Case, printers: tuple[Printer, Printer]) -> None:
    raw = {name: {"answer": answer.choice, "note": answer.note} for name, answer in case.answers.items()}
    raw = {name: {**said, "reason": "Not here"} for name, said in raw.items()}
    request = _request(case.bank, dict(case.profile), raw)
    one, other = (printer.ask(request) for printer in printers)
    assert one == other
    printed, version, _ = json.loads(one)
    here = evaluate(case.bank, case.profile, case.answers)
    assert version == case.bank.version
    assert json.loads(printed)["score"] == result_document(case.bank, here)["score"]


@pytest.mark.parametrize("kind", ["full", "quick"])
def test_project_bank(project_bank: Bank, printers: tuple[Printer, Printer], kind: str) -> None:
    profile = {
        "setting": "building-and-land",
        "use": "entertainment",
        "public": "open",
        "people": 900,
        "staff": 60,
        "entry_checks": True,
        "open_air_leisure": False,
        "excluded_site": "neither",
        "nearby": ["queues", "vehicles"],
        "activities": ["night", "searches", "mail"],
    }
    answers = {
        question.id: {"answer": CHOICES[place % 5], "note": "Zoë’s note"}
        for place, question in enumerate(project_bank.questions)
        if place % 11
    }
    one, other = (printer.ask(_request(project_bank, profile, answers, kind)) for printer in printers)
    assert one == other
    document = json.loads(json.loads(one)[0])
    assert document["tier"] == "enhanced"
    assert document["score"]["percent"] in range(101)
    assert document["actions"]


def test_json_text_is_plain_and_ends_with_a_line_end() -> None:
    assert to_json({"b": "é", "a": [1, None]}) == '{\n  "b": "é",\n  "a": [\n    1,\n    null\n  ]\n}\n'
