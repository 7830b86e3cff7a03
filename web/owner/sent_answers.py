"""What was sent of a page of questions, read straight from the form: autosave asks for it at every key press."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flask import request

from assessment.answers import CHOICES, Answer
from questions.model import Question
from usecases.answering import PARTS, SentPage
from web.site.base_form import typed_text
from web.site.clashes import keeps_mine, sent_revisions


def sent_page(asked: Iterable[Question]) -> SentPage:
    """What was sent, but for the fields where the reader chose what is saved now.

    A question that was not on the page when it was sent, as it came to be asked only since, is left out.
    """
    form = request.form.to_dict()
    questions = tuple([each for each in asked if any(f"{part}-{each.id}" in form for part in PARTS)])
    values = {name: value for name, value in _values(questions, form).items() if keeps_mine(name, form)}
    return SentPage(questions, values, sent_revisions())


def typed_answers(asked: Iterable[Question]) -> dict[str, Answer]:
    """The answers as they were typed, problems and all, so that the page shows them again."""
    questions = tuple(asked)
    values, typed = _values(questions, request.form.to_dict()), {}
    for each in questions:
        choice, reason, note = (values[f"{part}-{each.id}"] for part in PARTS)
        typed[each.id] = Answer(next((known for known in CHOICES if known == choice), None), reason, note)
    return typed


def _values(asked: tuple[Question, ...], form: Mapping[str, str]) -> dict[str, str]:
    """The value of each field of these questions; empty where none was sent."""
    values = {}
    for each in asked:
        values[f"choice-{each.id}"] = form.get(f"choice-{each.id}", "")
        values[f"reason-{each.id}"] = typed_text(f"reason-{each.id}", form)
        values[f"note-{each.id}"] = typed_text(f"note-{each.id}", form)
    return values
