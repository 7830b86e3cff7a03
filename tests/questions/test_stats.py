"""The counts for editors: right to the line for a small bank, and their sums for the project's own."""

from __future__ import annotations

import re

from questions import Bank
from questions.stats import stats_lines


def test_small_bank_to_the_line(small: Bank) -> None:
    assert stats_lines(small) == [
        f"small {small.version}: 3 questions in 3 areas",
        *["", "by area", "     1  doors", "     1  staff", "     1  vehicles"],
        *["", "by importance", "     1  essential", "     1  important", "     1  useful"],
        *["", "by threat", "     2  fire", "     2  vehicle"],
        *["", "by stage", "     2  deter", "     1  respond"],
        *["", "by duty", "     1  notify", "     1  evacuation"],
        *["", "by source", "     0  A1", "     0  A2", "     0  A3", "     3  N1"],
    ]


def test_what_is_counted_zero_times_is_shown(small: Bank) -> None:
    less = small.model_copy(update={"areas": small.areas[:1]})
    bare = Bank.model_validate_json(less.model_dump_json())
    assert {"     0  respond", "     0  evacuation", "     0  A1", "     1  N1", "     0  useful"} <= set(
        stats_lines(bare)
    )


def _tables(lines: list[str]) -> dict[str, dict[str, int]]:
    tables: dict[str, dict[str, int]] = {}
    for line in lines:
        if line.startswith("by "):
            tables[line[3:]] = {}
        elif match := re.fullmatch(r" {2} *(\d+)  (\S+)", line):
            tables[list(tables)[-1]][match[2]] = int(match[1])
    return tables


def test_sums_of_the_project_bank(project_bank: Bank) -> None:
    lines = stats_lines(project_bank)
    tables = _tables(lines)
    questions = project_bank.questions
    assert f": {len(questions)} questions in {len(project_bank.areas)} areas" in lines[0]
    sums = {title: sum(rows.values()) for title, rows in tables.items()}
    assert sums == {
        "area": len(questions),
        "importance": len(questions),
        "threat": sum(len(question.threats) for question in questions),
        "stage": sum(len(question.stages) for question in questions),
        "duty": sum(len(question.duties) for question in questions),
        "source": sum(len(question.sources) for question in questions),
    }
    assert list(tables["area"]) == [area.id for area in project_bank.areas]
    assert list(tables["source"]) == list(project_bank.sources)
