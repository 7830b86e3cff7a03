"""The change since an earlier plan of the same premises: names and words for every id."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assessment.comparison import Move, compare
from assessment.result import Result
from questions.model import Bank
from reports.report.parts import Score
from reports.report.sections import Change, ChangeLine, ScorePoint
from reports.report.wording import answer_words, change_words

# How many answers that moved, up and down, are shown with their words, on the page and in the print.
MOST_MOVES = 6
# From as many scores on, they are drawn as a line.
FEWEST_POINTS = 2


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier plan: the bank and the result that it was made with, its reference and its day.

    `history` has the scores of all finished assessments up to now, of the kind of the later one, oldest first.
    """

    bank: Bank
    result: Result
    reference: str
    made_on: date
    history: tuple[ScorePoint, ...] = ()


def change_part(bank: Bank, result: Result, earlier: Earlier) -> Change:
    """Give the change. Answers are in the words of their own bank, which may be an older one."""
    found = compare(bank, earlier.result, result)

    def line(move: Move) -> ChangeLine:
        question, before = bank.by_id[move.question], earlier.bank.by_id[move.question]
        return ChangeLine(
            number=result.path.index(move.question) + 1,
            name=question.name,
            before=answer_words(earlier.bank, before, earlier.result.answers[move.question]),
            after=answer_words(bank, question, result.answers[move.question]),
        )

    return Change(
        reference=earlier.reference,
        made_on=earlier.made_on,
        headline=change_words(found.shared, found.then, found.now),
        shared=found.shared,
        then=Score("Then", found.then.points, found.then.most, found.then.percent),
        now=Score("Now", found.now.points, found.now.most, found.now.percent),
        up=tuple(line(move) for move in found.up),
        down=tuple(line(move) for move in found.down),
        new=tuple(bank.by_id[question].name for question in found.new),
        gone=tuple(earlier.bank.by_id[question].name for question in found.gone),
        history=earlier.history if len(earlier.history) >= FEWEST_POINTS else (),
    )
