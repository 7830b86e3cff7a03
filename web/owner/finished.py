"""What a page does when its assessment is finished and cannot change, or is not and has no plan to work through."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response as Redirect

from usecases.open_assessment import OpenAssessment, open_again
from web.site.access import may_open
from web.site.services import services

# The field with which a form says that a new assessment may be started to save in.
AGAIN = "again"


def to_save_in(opened: OpenAssessment) -> OpenAssessment:
    """The assessment in which to save what was sent: where the reader agreed to it, one that starts from this one.

    Whoever may only answer cannot start one.
    """
    again = request.form.get(AGAIN) and may_open("questionnaire.reopen", assessment_id=opened.assessment.id)
    return open_again(services, opened) if again else opened


def finish_first(opened: OpenAssessment) -> Redirect:
    """Lead from the plan of an assessment that is not finished to its result so far."""
    flash("Finish the assessment first. Then you can work through its plan.")
    return redirect(url_for("results.result", assessment_id=opened.assessment.id))
