"""A page of questions, filled into its skeleton: what is the same on it for everyone, rendered once for a bank version.

The template takes half of a page's time, and most pages differ in a few values alone. Anything out of the ordinary is
rendered whole, and a test compares both ways of making a page. What is kept holds text of the bank and of our templates
and never a value of anyone: those are put into its slots for the one answer, and go with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from flask import g, request, session
from markupsafe import Markup, escape

from assessment.profile import sector_of
from questions import Bank
from reports.pdf.letters import isolated
from usecases.workshop_membership import participation_of
from web.owner.question_page import (
    PageFacts,
    Questionnaire,
    Shown,
    last_time_here,
    page_facts,
    page_from_template,
    rendered_page,
)
from web.site.access import code_here, others_here
from web.site.question_cache import question_html
from web.site.services import services
from web.site.signing import form_token
from web.site.templating import minutes

# A word that stands in a skeleton where a value goes. It passes through addresses and escapes as it is.
_WORD = "xSLOTx"
_SLOT = re.compile(f"{_WORD}(token|id|reference|business|revisions|questions|minutes)(?: minutes)?")
_KEPT: dict[tuple[object, ...], tuple[str, ...]] = {}
_MOST_KEPT = 500


def question_page(way: Questionnaire, at: int, shown: Shown) -> str:
    """The page, filled into its skeleton; or rendered whole where anything about it is out of the ordinary."""
    last, facts = last_time_here(way.opened), page_facts(way, at)
    if last is None and is_ordinary(way, facts, shown):
        return filled_page(way, facts, shown)
    return rendered_page(way, facts, shown, last)


def is_ordinary(way: Questionnaire, facts: PageFacts, shown: Shown) -> bool:
    """Whether the page is as the skeleton has it: nothing wrong, nobody else there, nothing to tell but questions."""
    opened, step = way.opened, facts.step
    levels = opened.bank.levels
    return not (
        shown.problems
        or shown.clashes
        or shown.refused
        or opened.assessment.finished
        or (levels is not None and levels.area == step.area.id)
        or "_flashes" in session
        or "_user_id" in session
        or code_here() is not None
        or others_here()
        or participation_of(services, opened)
    )


def filled_page(way: Questionnaire, facts: PageFacts, shown: Shown) -> str:
    """The page, where it is ordinary."""
    opened = way.opened
    bank, assessment = opened.bank, opened.assessment
    sector, business = sector_of(bank, assessment.profile), _business(way)
    questions = [question_html(bank, each, sector, shown.answers.get(each.id)) for each in facts.step.questions]
    values = {
        "token": form_token(),
        "id": assessment.id,
        "reference": escape(isolated(assessment.reference)),
        "business": escape(isolated(business)),
        "revisions": escape(shown.revisions),
        "questions": "".join(questions),
        "minutes": minutes(facts.minutes),
    }
    pieces = list(_skeleton(way, facts, with_business=bool(business)))
    for at in range(1, len(pieces), 2):
        pieces[at] = values[pieces[at]]
    return "".join(pieces)


def _skeleton(way: Questionnaire, facts: PageFacts, *, with_business: bool) -> tuple[str, ...]:
    """Fixed text and names of slots in turn."""
    step, before = facts.step, facts.previous
    key = (
        (way.opened.bank.version, services.bank.version, request.script_root, step.area.id, step.number),
        before and (before.area.id, before.number),
        (facts.area_number, facts.area_count, facts.minutes > 0, facts.back_to_answers, facts.answers_area),
        with_business,
    )
    kept = _KEPT.get(key)
    if kept is None:
        if len(_KEPT) >= _MOST_KEPT:
            _KEPT.clear()
        kept = _KEPT[key] = tuple(_SLOT.split(_rendered(way, facts, with_business=with_business)))
    return kept


def _rendered(way: Questionnaire, facts: PageFacts, *, with_business: bool) -> str:
    """The page from its template, with a slot for each value of whoever asks for it."""
    opened = way.opened
    profile = {_business_field(opened.bank): f"{_WORD}business"} if with_business else {}
    nobodys = replace(opened.assessment, id=f"{_WORD}id", reference=f"{_WORD}reference", profile=profile)
    shown = Shown({}, f"{_WORD}revisions")
    with _slot_for_token():
        return page_from_template(
            replace(way, opened=replace(opened, assessment=nobodys)),
            facts,
            shown,
            blocks=[Markup(f"{_WORD}questions")],  # noqa: S704  a word of ours
            minutes=f"{_WORD}minutes" if facts.minutes else 0,
            last=None,
            can_keep_all=False,
        )


@contextmanager
def _slot_for_token() -> Iterator[None]:
    """Meanwhile, pages get a slot for the token of this request."""
    token = form_token()
    g.csrf_token = f"{_WORD}token"
    try:
        yield
    finally:
        g.csrf_token = token


def _business_field(bank: Bank) -> str:
    return bank.roles.business_name or ""


def _business(way: Questionnaire) -> str:
    return str(way.opened.assessment.profile.get(_business_field(way.opened.bank)) or "")
