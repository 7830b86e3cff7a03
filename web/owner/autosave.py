"""Where scripts run, each answer and note is saved as it is given, by the same rule as a page of questions."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint

from assessment.answers import Answer
from local_time import london_time
from storage.errors import Finished
from usecases.answering import fields_of, save_page
from usecases.revisions import revisions_text
from web.owner.question_page import open_questionnaire
from web.owner.sent_answers import sent_page
from web.site.access import author_here, needs
from web.site.services import services
from web.site.unprinted import unprinted_parts

pages = Blueprint("autosave", __name__, url_prefix="/assessments/<assessment_id>/areas/<area_id>/<int:number>")

# What assets/app.js shows, and the revisions of what is saved now.
Said = tuple[dict[str, str], int]

GONE = "Not saved: this page is no longer asked, because an answer before it has changed."
FINISHED = "Not saved: this assessment has been finished. Use the button below to see what you can do."
CLASHED = "Not saved: someone else has changed the same answer. Use the button below to see both."


@pages.post("/save")
@needs("answer")
def save(assessment_id: str, area_id: str, number: int) -> Said:
    """Save what was sent of one page; a question that is not sent stays as it is."""
    way = open_questionnaire(assessment_id)
    at = way.steps.places.get((area_id, number))
    if at is None:
        return {"says": GONE}, 409
    sent = sent_page(way.steps[at].questions)
    try:
        saved = save_page(services, way.opened, sent, by=author_here())
    except Finished:
        return {"says": FINISHED}, 409
    if saved.problems:
        return {"says": f"Not saved yet: {_first(saved.problems)}."}, 400
    if saved.clashes:
        return {"says": CLASHED}, 409
    now = {question: answer or Answer(None) for question, answer in saved.answers.items()}
    clock = london_time(services.now()).partition(" ")[0]
    says = " ".join([f"Saved {clock}", *unprinted_parts(way.opened.bank, sent.values)])
    return {"says": says, "revisions": revisions_text(fields_of(sent.questions, now))}, 200


def _first(problems: Mapping[str, Mapping[str, str]]) -> str:
    text = next(text for parts in problems.values() for text in parts.values())
    return text[:1].lower() + text[1:]
