"""Counts of a bank, for editors: how many questions by area, importance, threat, stage, duty and source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from questions.model import Bank


def stats_lines(bank: Bank) -> list[str]:
    """Give the counts as lines of text; what is counted zero times is shown too."""
    questions = bank.questions
    lines = [f"{bank.id} {bank.version}: {len(questions)} questions in {len(bank.areas)} areas"]
    lines += _table("area", ((area.id, len(area.questions)) for area in bank.areas))
    importance = Counter(question.importance for question in questions)
    lines += _table("importance", ((each, importance[each]) for each in bank.scoring.weights))
    threats = Counter(threat for question in questions for threat in question.threats)
    lines += _table("threat", ((threat.id, threats[threat.id]) for threat in bank.threats))
    stages = Counter(stage for question in questions for stage in question.stages)
    lines += _table("stage", ((stage.id, stages[stage.id]) for stage in bank.stages))
    duties = Counter(duty for question in questions for duty in question.duties)
    lines += _table("duty", ((duty.id, duties[duty.id]) for duty in (bank.law.duties if bank.law else ())))
    sources = Counter(key for question in questions for key in question.sources)
    lines += _table("source", ((key, sources[key]) for key in bank.sources))
    return lines


def _table(title: str, rows: Iterable[tuple[str, int]]) -> list[str]:
    return ["", f"by {title}", *(f"  {count:4d}  {name}" for name, count in rows)]
