"""The pages that ask an adviser to sign in, alone or with what somebody typed before their session was over."""

from __future__ import annotations

from flask import render_template

from web.advisers.account_forms import SignInForm
from web.site.kept_form import KeptForm


def sign_in_page(form: SignInForm, kept: KeptForm) -> str:
    """The first step; what is kept comes along in hidden fields."""
    return render_template("advisers/sign-in.html", form=form, kept=kept)


def ask_to_sign_in(kept: KeptForm) -> str:
    """The first step in place of another page, with nothing entered yet."""
    return sign_in_page(SignInForm(formdata=None), kept)


def not_there_page(kept: KeptForm) -> str:
    """In place of a form for what the adviser may no longer see: what happened, and what was typed, to be copied."""
    return render_template("advisers/not-there.html", kept=kept)
