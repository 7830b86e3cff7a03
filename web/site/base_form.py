"""What every form of the site has in common."""

from __future__ import annotations

from collections.abc import Mapping

from flask import render_template, request
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict

from assessment.plain_text import tidy_text
from assessment.problems import InputProblem


class Form(FlaskForm):  # type: ignore[misc]
    """The base of every form: Flask-WTF has no types."""

    class Meta:
        """Flask-WTF reads here what was sent."""

        def wrap_formdata(self, form: FlaskForm, formdata: object) -> object:
            """The texts that were sent. Flask-WTF adds files and JSON, which no text field can read."""
            if formdata is None or isinstance(formdata, MultiDict):
                return formdata
            return request.form or None if form.is_submitted() else None


class CheckedForm(Form):
    """A form whose token CSRFProtect has checked before the form is made: it need not be checked twice."""

    class Meta:
        """Flask-WTF reads here that the token needs no second check."""

        csrf = False


def form_page(template: str, form: Form, **view: object) -> str | tuple[str, int]:
    """A page with its form: as it is first shown, or with status 400 where the form was sent and not accepted."""
    page = render_template(template, form=form, **view)
    return (page, 400) if form.is_submitted() else page


def tidy(typed: str | None) -> str | None:
    """The text as typed, without characters that no page may hold, so that it can be shown again with its error."""
    return tidy_text(typed, lines=True) if typed else typed


def typed_text(name: str, sent: Mapping[str, str]) -> str:
    """The same of a field of what was sent, where no form reads it; empty where it was not sent."""
    return tidy(sent.get(name)) or ""


def put_problems(form: Form, problems: tuple[InputProblem, ...]) -> None:
    """Show problems at their fields."""
    for problem in problems:
        if problem.where in form:
            message = problem.message
            form[problem.where].errors = [message[:1].upper() + message[1:]]
