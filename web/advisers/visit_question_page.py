"""A page of questions on a visit: shown with the remarks as saved or as typed, saved, and what two advisers changed."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from assessment.navigation import Step, place_of, step_after
from usecases.visiting import SentRemarks, is_outdated, remark_fields, remark_revisions, save_remarks
from web.advisers.auth import adviser
from web.advisers.visit_context import Visiting, open_visit
from web.advisers.visit_forms import RemarksForm, remark_clashes, remarks_form
from web.site.clashes import REVISIONS, ClashLine, sent_revisions
from web.site.services import services
from web.site.unprinted import say_unprinted_parts


def shown_page(visiting: Visiting, step: Step, clashes: tuple[ClashLine, ...] = ()) -> str:
    """The page with the remarks as they are saved; where two changed the same, with what this adviser entered."""
    fields = remark_fields(step.questions, visiting.answers, visiting.remarks)
    if clashes:
        fields |= {clash.field: request.form.get(clash.field, "") for clash in clashes}
    form = remarks_form(visiting.bank, step.questions, visiting.answers, fields, formdata=None)
    revisions = remark_revisions(step.questions, visiting.answers, visiting.remarks)
    return _page(visiting, step, form, revisions, clashes)


def saved_page(visiting: Visiting, step: Step) -> str | Redirect | tuple[str, int]:
    """Save what was touched and go on; with a problem, a clash or a newer answer, the page says so.

    Raises NotFound where the visit is signed, or no longer shared.
    """
    fields = remark_fields(step.questions, visiting.answers, visiting.remarks)
    form = remarks_form(visiting.bank, step.questions, visiting.answers, fields)
    if form.validate_on_submit():
        own = (adviser().account.force_id, visiting.visit.id, adviser().account.id)
        sent = SentRemarks(*own, step.questions, visiting.answers, form.sent(), sent_revisions())
        saved = save_remarks(services, sent)
        if saved.clashes or saved.outdated:
            lines = remark_clashes(visiting.bank, step.questions, visiting.answers, saved.clashes)
            return shown_page(open_visit(visiting.visit.id), step, lines), 409
        if not saved.problems:
            say_unprinted_parts(visiting.bank, sent.values)
            return _go_on(visiting, step)
        form.put_errors(saved.problems)
    return _page(visiting, step, form, request.form.get(REVISIONS, "")), 400


def _go_on(visiting: Visiting, step: Step) -> Redirect:
    """Go to the next page. What was agreed may open or close pages, so it is worked out from what is saved."""
    return redirect(next_page(open_visit(visiting.visit.id), step))


def next_page(visiting: Visiting, step: Step) -> str:
    """The address of the page after another; after the last, of the visit."""
    later = step_after(visiting.bank, visiting.steps, step.area.id, step.number)
    if later is None:
        return url_for("visits.one", visit_id=visiting.visit.id)
    return url_for("visits.page", visit_id=visiting.visit.id, area_id=later.area.id, number=later.number)


def _page(
    visiting: Visiting, step: Step, form: RemarksForm, revisions: str, clashes: tuple[ClashLine, ...] = ()
) -> str:
    at = place_of(visiting.steps, step.area.id, step.number)
    outdated = [
        each
        for each in step.questions
        if (remark := visiting.remarks.get(each.id)) and is_outdated(remark, visiting.answers, each.id)
    ]
    changed = "The business has changed its answer to “{}”. Choose the agreed level again"
    problems = [{"href": f"#{field.id}", "text": text} for field in form for text in field.errors]
    if request.method == "POST":
        problems += [{"href": f"#agreed-{each.id}", "text": changed.format(each.name)} for each in outdated]
    return render_template(
        "advisers/visit-page.html",
        visiting=visiting,
        step=step,
        form=form,
        revisions=revisions,
        clashes=clashes,
        problems=[*problems, *(clash.problem for clash in clashes)],
        outdated={each.id for each in outdated},
        authors=services.store.remark_authors(visiting.visit.id),
        previous=visiting.steps[at - 1] if at else None,
        next_page=next_page(visiting, step),
    )
