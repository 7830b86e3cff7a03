"""A cache of question blocks: the fixed part is rendered once for each bank version, an answer only fills slots.

The component macros cost several milliseconds a page; filling slots costs microseconds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from flask import current_app
from markupsafe import Markup, escape

from assessment.answers import Answer
from questions.model import Bank, Question
from reports.report.wording import choice_labels

_SLOT = re.compile(r'\s*data-slot="([a-z0-9-]+)"|\x02(reason|note)\x03')
_FRAGMENTS: dict[tuple[str, str, str | None, str | None], Fragment] = {}


@dataclass(frozen=True, slots=True)
class Fragment:
    """The pieces of a block's HTML, with empty ones where its slots are, and by each slot's name where those are."""

    pieces: tuple[str, ...]
    slots: Mapping[str, tuple[int, ...]]

    @classmethod
    def of(cls, html: str) -> Fragment:
        """Cut a rendered block at its slots."""
        pieces, slots = list[str](), dict[str, tuple[int, ...]]()
        at = 0
        for match in _SLOT.finditer(html):
            pieces += [html[at : match.start()], ""]
            name, at = match[1] or match[2], match.end()
            slots[name] = (*slots.get(name, ()), len(pieces) - 1)
        return cls((*pieces, html[at:]), slots)

    def fill(self, answer: Answer | None) -> Markup:
        """The block with an answer in it: most slots stay empty."""
        filled = list(self.pieces)
        if answer is not None:
            values: list[tuple[str, str]] = [(answer.choice, " checked")] if answer.choice else []
            if answer.reason:
                values.append(("reason", str(escape(answer.reason))))
            if answer.note:
                values += [("note", str(escape(answer.note))), ("note-open", " open")]
            for slot, value in values:
                for at in self.slots.get(slot, ()):
                    filled[at] = value
        return Markup("".join(filled))  # noqa: S704  user text is escaped above, the rest is our template's


def question_html(
    bank: Bank,
    question: Question,
    sector: str | None,
    answer: Answer | None,
    errors: Mapping[str, str] | None = None,
) -> Markup:
    """A question's block with its answer. Blocks with errors are rendered each time, the others cached."""
    if errors:
        return Fragment.of(_render(bank, question, sector, errors)).fill(answer)
    key = (bank.version, question.id, sector if sector in question.examples else None, question.not_applicable)
    if key not in _FRAGMENTS:
        _FRAGMENTS[key] = Fragment.of(_render(bank, question, sector, {}))
    return _FRAGMENTS[key].fill(answer)


def _render(bank: Bank, question: Question, sector: str | None, errors: Mapping[str, str]) -> str:
    module = current_app.jinja_env.get_template("macros/question.html").module
    example = question.examples.get(sector) if sector else None
    steps = bank.levels.steps_for(question.response) if bank.levels else ()
    labels = choice_labels(bank, question)
    return str(module.question_block(question, labels, example, steps, errors))  # type: ignore[attr-defined]
