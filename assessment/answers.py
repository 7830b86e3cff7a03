"""A user's answer to a question: a level, don't know, or does not apply with its reason; and a note."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

from questions.model import Question
from questions.scale import IN_PLACE, NOT_IN_PLACE, PARTLY, TESTED

Choice = Literal["3", "2", "1", "0", "dont-know", "not-applicable"]
CHOICES: tuple[Choice, ...] = get_args(Choice)
_CHOICE_OF: dict[int, Choice] = {TESTED: "3", IN_PLACE: "2", PARTLY: "1", NOT_IN_PLACE: "0"}
_LEVELS: dict[Choice | None, int | None] = {
    **{choice: level for level, choice in _CHOICE_OF.items()},
    "dont-know": NOT_IN_PLACE,
    "not-applicable": None,
    None: None,
}

LONGEST_NOTE = 2000
LONGEST_REASON = 500


class Answer(NamedTuple):
    """One answer; `choice` None means that only a note was left, which is not yet an answer.

    `agreed` where an adviser has agreed on it at a visit: then that a question does not apply holds no band down.
    """

    choice: Choice | None
    reason: str = ""
    note: str = ""
    agreed: bool = False

    @property
    def level(self) -> int | None:
        """0 to 3; 0 for don't know (scoring rule); None where nothing is scored."""
        return _LEVELS[self.choice]

    @property
    def answered(self) -> bool:
        """Whether the question counts as answered."""
        return self.choice is not None


def as_counted(question: Question, answer: Answer) -> Answer:
    """The answer as it counts: "does not apply" is no answer where this place is not offered to say so."""
    if answer.choice == "not-applicable" and question.not_applicable is None:
        return Answer(None, note=answer.note)
    return answer


def choice_of(level: int) -> Choice:
    """The choice that says a level. Raises KeyError for a level that is not of the scale."""
    return _CHOICE_OF[level]
