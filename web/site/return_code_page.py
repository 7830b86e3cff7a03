"""The page that asks for a return code, alone or with what somebody typed before their session was over."""

from __future__ import annotations

from typing import Literal

from flask import render_template
from govuk_frontend_wtf.wtforms_widgets import GovTextInput
from wtforms import StringField
from wtforms.validators import Length

from web.site.base_form import Form, tidy
from web.site.kept_form import KeptForm

# Why the code is asked for: to come back; the session is over; what was asked for is in another workspace; or the code
# that is open here does not allow it.
Why = Literal["return", "over", "other", "rights"]


class CodeForm(Form):
    """Asks for a return code."""

    code = StringField("Return code", widget=GovTextInput(), filters=[tidy], validators=[Length(max=80)])


class LastGroupForm(Form):
    """Asks for the last group of a code that is shown, so that nobody goes on without having kept it."""

    last = StringField("Last group of your code", widget=GovTextInput(), filters=[tidy], validators=[Length(max=80)])


def return_code_page(form: CodeForm, kept: KeptForm, why: Why = "return") -> str:
    """The page; what is kept comes along in hidden fields."""
    return render_template("pages/enter.html", form=form, kept=kept, why=why)


def ask_for_code(kept: KeptForm, why: Why) -> str:
    """The page in place of another, with nothing entered yet."""
    return return_code_page(CodeForm(formdata=None), kept, why)


def ask_to_send_again(kept: KeptForm) -> str:
    """The page in place of a form that had been open for too long, while its reader is still in."""
    return render_template("pages/send-again.html", kept=kept)
