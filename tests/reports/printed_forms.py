"""Blank forms, each printed once: for the café, and complete."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from assessment.profile import read_profile
from reports.forms.blank import BlankForm, build_blank
from reports.forms.form_pdf import render_form
from tests.reports.premises import CAFE, HOSTILE, PUB, bank


@cache
def blank(name: str) -> BlankForm:
    """One of the forms, by a short name."""
    if name == "complete":
        return build_blank(bank(), None, "quick")
    odd = {"business_name": HOSTILE[:200], "premises_name": "W" * 200, "took_part": HOSTILE[:200]}
    raw = {"cafe": CAFE, "pub": PUB, "hostile": {**CAFE, **odd}}[name]
    profile, problems = read_profile(bank(), raw)
    assert not problems, problems
    return build_blank(bank(), profile, "full" if name == "pub" else "quick")


@cache
def printed(name: str) -> bytes:
    """One of the forms as a PDF; of the hostile one the first areas alone."""
    form = blank(name)
    return render_form(replace(form, areas=form.areas[:2]) if name == "hostile" else form)
