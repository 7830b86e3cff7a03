"""A filled-in form that was sent as a file."""

from __future__ import annotations

import json
from collections.abc import Mapping

from flask import abort, request

from assessment.answer_input import read_answers
from assessment.answers import Answer
from questions import Bank
from reports.forms.form_reader import LARGEST_FILE, FilledForm, FormRefused
from reports.forms.form_sandbox import read_form_apart

# The file and what goes around it.
LARGEST_UPLOAD = LARGEST_FILE + 10_000
# All answers with the longest notes, as a page sends them back.
LARGEST_ANSWERS = 4_000_000


def sent_form() -> FilledForm:
    """The form that was sent. Raises FormRefused."""
    file = request.files.get("file")
    if file is None or not file.filename:
        raise FormRefused("Choose the form that you filled in and saved")
    form = read_form_apart(file.read(LARGEST_FILE + 1))
    if form.empty:
        raise FormRefused("Nothing is filled in on this form. Save it in your PDF reader first, then choose it again.")
    return form


def answers_text(answers: Mapping[str, Answer]) -> str:
    """The answers as a hidden field carries them from the page that shows them to the one that saves them."""
    parts = {q: {"answer": each.choice, "reason": each.reason, "note": each.note} for q, each in answers.items()}
    return json.dumps({q: {name: value for name, value in said.items() if value} for q, said in parts.items()})


def sent_answers(bank: Bank) -> dict[str, Answer]:
    """The answers that came back in the field `answers`, checked again; 400 where anything is wrong with them."""
    try:
        raw = json.loads(request.form.get("answers", ""))
    except (ValueError, RecursionError):
        abort(400)
    answers, problems = read_answers(bank, raw if isinstance(raw, dict) else abort(400))
    if problems:
        abort(400)
    return answers
