"""The answers agreed on an adviser's visit, beside the business's own: both are kept, the agreed one counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.answers import Answer, Choice


@dataclass(frozen=True, slots=True)
class Remark:
    """An adviser's remark on one question.

    `agreed` is the level agreed on, None to keep the business's own answer; `agreed_against` is the answer that the
    business had then, so that a newer answer of the business counts again. `private` is for the team alone,
    `note` is printed. `looked` says that they went through it and had nothing more to say.
    """

    agreed: Choice | None = None
    agreed_against: Choice | None = None
    reason: str = ""
    private: str = ""
    note: str = ""
    looked: bool = False

    @property
    def silent(self) -> bool:
        """Whether nothing is said, beyond that they went through it."""
        return not (self.agreed or self.private or self.note)

    @property
    def seen(self) -> bool:
        """Whether they went through it: whatever is remarked on has been seen."""
        return self.looked or not self.silent


@dataclass(frozen=True, slots=True)
class Advice:
    """A recommendation beyond the plan's actions: from the catalogue (a question's action), or the adviser's own."""

    class_id: str
    text: str
    question: str | None = None


def agree(answers: Mapping[str, Answer], remarks: Mapping[str, Remark]) -> dict[str, Answer]:
    """The answers with the agreed ones in place; the business's own notes stay.

    A remark whose `agreed_against` is not the current answer is left out: the business has changed its answer since.
    """
    merged = dict(answers)
    for question, remark in remarks.items():
        own = answers.get(question)
        if remark.agreed is not None and remark.agreed_against == (own.choice if own else None):
            merged[question] = Answer(remark.agreed, remark.reason, own.note if own else "", agreed=True)
    return merged
