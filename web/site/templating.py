"""Templates: where they are found, what every page may use, and addresses of static files that change with content."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from flask import Flask, current_app, request, session, url_for
from govuk_frontend_wtf.main import WTFormsHelpers
from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader
from markupsafe import Markup

from assessment.reporting import reporting_for
from reports.report.wording import number_words, thousands
from usecases.settings import ROOT
from web.site.access import OWNER, code_here, may_open, others_here
from web.site.compiled_templates import CompiledTemplates
from web.site.isolation import Isolation
from web.site.services import services
from web.site.shown_times import day_and_time, long_date, short_date
from web.site.signing import form_token
from web.site.static_files import digest_of


def init_templates(app: Flask) -> None:
    """Find our templates and the component macros, and give every page its globals."""
    app.jinja_loader = ChoiceLoader(
        [
            FileSystemLoader(ROOT / "templates"),
            PrefixLoader(
                {
                    "govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja"),
                    "govuk_frontend_wtf": PackageLoader("govuk_frontend_wtf"),
                }
            ),
        ]
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension(Isolation)
    app.jinja_env.bytecode_cache = app.jinja_env.bytecode_cache or CompiledTemplates()
    app.jinja_env.globals.update(asset=asset, csrf_field=csrf_field, others_here=others_here)
    app.jinja_env.globals.update(may_open=may_open, code_here=code_here, question_at=question_at)
    app.jinja_env.filters.update(
        long_date=long_date,
        short_date=short_date,
        day_and_time=day_and_time,
        minutes=minutes,
        combine=combine,
        in_fours=in_fours,
        number_words=number_words,
        thousands=thousands,
    )
    WTFormsHelpers(app)
    app.context_processor(_every_page)


def warm_templates(app: Flask) -> None:
    """Compile every template now: on the first page it would cost a visitor a third of a second."""
    parts = ("button", "checkboxes", "details", "input", "radios", "select", "task-list", "textarea")
    ours = ("pages/", "advisers/", "staff/", "macros/")
    names = app.jinja_env.list_templates(filter_func=lambda name: name.startswith(ours))
    names += [f"govuk_frontend_jinja/components/{part}/macro.html" for part in parts]
    names += [
        f"govuk_frontend_wtf/{part}.html"
        for part in ("checkboxes", "input", "password", "radios", "select", "textarea")
    ]
    for name in names:
        app.jinja_env.get_template(name)


def asset(name: str) -> str:
    """The address of a static file, with a digest of its content, so that it can be kept for ever."""
    return _address(request.script_root, name)


def question_at(assessment_id: str, question_id: str) -> str:
    """The address at which this session sees a question: its page, or among the answers for one that only reads."""
    if may_open("questionnaire.question", assessment_id=assessment_id):
        return url_for("questionnaire.question", assessment_id=assessment_id, question_id=question_id)
    return url_for("questionnaire.answers", assessment_id=assessment_id, show="all", _anchor=f"a-{question_id}")


def csrf_field() -> Markup:
    """The hidden field that every form carries."""
    return Markup('<input type="hidden" name="csrf_token" value="{}">').format(form_token())


def minutes(count: int) -> str:
    """A number of minutes with its noun."""
    return f"{count} minute{'' if count == 1 else 's'}"


def combine(first: Mapping[str, object], second: Mapping[str, object]) -> dict[str, object]:
    """Two mappings as one; the second has the last word."""
    return {**first, **second}


def in_fours(code: str) -> str:
    """A long code in groups of four, as it is easier to type; apps leave the spaces out."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))


@cache
def _address(_root: str, name: str) -> str:
    return url_for("static", filename=name, v=digest_of(name))


@cache
def _foot(_bank_version: str, _root: str, *, in_short: bool = False) -> Markup:
    """The foot is the same on every page, so it is rendered once for a bank version and an address of the site.

    In short, it is for the pages of a workspace: one line says who to call, and the rest of it opens.
    """
    bank, template = services.bank, current_app.jinja_env.get_template("foot.html")
    html = template.render(
        reporting=reporting_for(bank),
        independent=bank.notices.independent,
        adviser=bank.adviser,
        cards=bank.cards,
        talks=any(topic.talk for topic in bank.staff_check),
        noticing=bank.what_to_notice,
        in_short=in_short,
    )
    return Markup(html)  # noqa: S704  our own template


def _every_page() -> dict[str, object]:
    bank = services.bank
    return {
        "notices": bank.notices,
        "foot": _foot(bank.version, request.script_root),
        "foot_in_short": _foot(bank.version, request.script_root, in_short=True),
        "inside": OWNER in session,
        "has_cards": bank.cards is not None,
        "staff_checks": bool(bank.staff_check),
        "talks": any(topic.talk for topic in bank.staff_check),
        "noticing": bank.what_to_notice,
        "procedures_title": bank.procedures.words.title if bank.procedures else None,
        "procedure_of": bank.procedure_of,
    }
