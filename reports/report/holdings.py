"""What holds the band down, and which essential arrangements are missing: names and answers for every id."""

from __future__ import annotations

from collections.abc import Iterator

from assessment.result import Result
from questions.model import Bank
from questions.scale import IN_PLACE
from reports.report.job_parts import HeldLine, Holding
from reports.report.wording import answer_words

# What the first banks, which gave no sentence, held the band down for.
ESSENTIAL_MISSING = "An essential arrangement is not in place, only partly in place, or not known."


def holdings(bank: Bank, result: Result) -> tuple[Holding, ...]:
    """Each reason that holds the band down, the lowest band first."""
    return tuple(_holdings(bank, result))


def essential_gaps(bank: Bank, result: Result) -> tuple[HeldLine, ...]:
    """The essential questions with an answer that is not in place, only partly, or not known, in the order asked."""
    levels = {question: answer.level for question, answer in result.answers.items()}
    return tuple(
        _line(bank, result, question)
        for question in result.path
        if bank.by_id[question].importance == "essential"
        and (level := levels.get(question)) is not None
        and level < IN_PLACE
    )


def _holdings(bank: Bank, result: Result) -> Iterator[Holding]:
    titles = {band.id: band.title for band in bank.scoring.bands}
    named: set[str] = set()
    for hold in result.holds:
        fresh = [question for question in hold.questions if question not in named]
        named.update(fresh)
        lines = tuple(_line(bank, result, question) for question in fresh)
        yield Holding(titles[hold.band], hold.says or ESSENTIAL_MISSING, lines)


def _line(bank: Bank, result: Result, question: str) -> HeldLine:
    asked = bank.by_id[question]
    rank = next((action.rank for action in result.actions if action.question == question), None)
    return HeldLine(question, asked.name, answer_words(bank, asked, result.answers[question]), rank)
