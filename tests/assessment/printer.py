"""A process of its own that evaluates and prints: for each line of JSON it reads, the result as one line.

Run with different hash seeds, two of them must print the same bytes (property 9 of scoring.md).
"""

from __future__ import annotations

import json
import sys

from assessment import evaluate
from assessment.answer_input import read_answers
from assessment.json_types import to_json
from assessment.profile import read_profile
from assessment.result_json import result_document
from questions import Bank


def answer(line: str) -> str:
    """The result of one case as a line of JSON."""
    document, raw_profile, raw_answers, kind = json.loads(line)
    bank = Bank.model_validate_json(document)
    profile, _ = read_profile(bank, raw_profile, only=frozenset())
    answers, _ = read_answers(bank, raw_answers)
    result = evaluate(bank, profile, answers, kind)
    return json.dumps([to_json(result_document(bank, result)), bank.version, repr(result)])


if __name__ == "__main__":
    for request in sys.stdin:
        print(answer(request), flush=True)
