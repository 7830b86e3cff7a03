"""What of a text cannot be printed is said when the text is saved: on paper it is too late."""

from __future__ import annotations

from collections.abc import Mapping

from flask import flash

from assessment.answers import Answer
from questions import Bank
from reports.pdf.letters import print_warning

# The parts of an answer or of a remark that a plan prints, as pages call them: never an adviser's private note.
_PRINTED = {"reason": "why it does not apply", "note": "note"}


def say_unprinted(texts: Mapping[str, str]) -> None:
    """Say on the next page which letters of these texts, by the names of their fields, PDFs cannot show."""
    for line in _unprinted(texts):
        flash(line)


def unprinted_parts(bank: Bank, values: Mapping[str, str]) -> tuple[str, ...]:
    """The same of what a page of questions sent, by field (`note-<question>`), as sentences."""
    return _unprinted(_names(bank, values))


def say_unprinted_answers(bank: Bank, answers: Mapping[str, Answer]) -> None:
    """The same of the reasons and notes of a form on paper, by question."""
    texts = {f"{part}-{question}": getattr(answer, part) for question, answer in answers.items() for part in _PRINTED}
    say_unprinted_parts(bank, texts)


def say_unprinted_parts(bank: Bank, values: Mapping[str, str]) -> None:
    """The same of what a page of questions sent, by field (`note-<question>`)."""
    say_unprinted(_names(bank, values))


def _names(bank: Bank, values: Mapping[str, str]) -> dict[str, str]:
    parts = {name: name.partition("-") for name in values}
    return {
        f"{bank.by_id[question].name}, {_PRINTED[part]}": values[name]
        for name, (part, _, question) in parts.items()
        if part in _PRINTED
    }


def _unprinted(texts: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(f"{name}: {warning}" for name, text in texts.items() if (warning := print_warning(text)))
