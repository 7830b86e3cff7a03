"""A plan's spreadsheet goes out and comes back: what it changes is shown, then saved."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from reports.exports.sheet_reader import LARGEST_FILE, FilledSheet, SheetRefused
from reports.exports.sheet_sandbox import read_sheet_apart
from usecases.open_assessment import OpenAssessment
from usecases.plan_editing import SentJob
from usecases.plan_progress import plan_today
from usecases.plan_sheets import compare, find_sheet, keep_sheet, refuse_other_plan, save_sheet
from usecases.revisions import revisions_text
from web.owner.finished import finish_first
from web.site.access import code_here, needs, open_assessment
from web.site.clashes import KEEP, THEIRS, sent_revisions
from web.site.form_upload import sent_file
from web.site.kept_form import keeps_typed
from web.site.security import takes_up_to
from web.site.services import services
from web.site.unprinted import say_unprinted

pages = Blueprint("spreadsheet", __name__, url_prefix="/assessments/<assessment_id>/spreadsheet")

# The file and what goes around it.
LARGEST_UPLOAD = LARGEST_FILE + 10_000


@pages.get("")
@needs("work")
def choose(assessment_id: str) -> str | Redirect:
    """Offer the spreadsheet, and ask for the one that comes back."""
    opened = open_assessment(assessment_id)
    if opened.assessment.finished is None:
        return finish_first(opened)
    return render_template("pages/sheet.html", opened=opened, error=None)


@pages.post("")
@takes_up_to(LARGEST_UPLOAD)
@needs("work")
def read(assessment_id: str) -> Redirect | tuple[str, int]:
    """Read a spreadsheet and keep what was changed in it until it is saved; the next page shows it."""
    opened = open_assessment(assessment_id)
    if opened.assessment.finished is None:
        return finish_first(opened)
    try:
        sheet = _sent_sheet()
        refuse_other_plan(sheet, opened.assessment.reference)
        sheet_id = keep_sheet(services, opened.assessment, sheet)
    except SheetRefused as refusal:
        return render_template("pages/sheet.html", opened=opened, error=str(refusal)), 400
    return redirect(url_for("spreadsheet.preview", assessment_id=assessment_id, sheet_id=sheet_id))


@pages.get("/<sheet_id>")
@needs("work")
def preview(assessment_id: str, sheet_id: str) -> str | Redirect:
    """Show what a spreadsheet changes, what clashes, and what cannot be used. Nothing is saved yet."""
    opened = open_assessment(assessment_id)
    if opened.assessment.finished is None:
        return finish_first(opened)
    return _preview(opened, find_sheet(services, opened.assessment, sheet_id) or abort(404))


@pages.post("/<sheet_id>")
@needs("work")
@keeps_typed
def save(assessment_id: str, sheet_id: str) -> Redirect | tuple[str, int]:
    """Save what the page before showed, all at once; what has changed since is shown again."""
    opened = open_assessment(assessment_id)
    if opened.assessment.finished is None:
        return finish_first(opened)
    sheet = find_sheet(services, opened.assessment, sheet_id)
    if sheet is None:
        flash(
            "This spreadsheet is saved already, or it was read more than a day ago. If anything is missing, bring it "
            "again."
        )
        return redirect(url_for("jobs.home", assessment_id=assessment_id))
    plan, code = plan_today(services, opened.assessment), code_here()
    sent = SentJob(_left_out(), sent_revisions(), code.name if code else "")
    saved = save_sheet(services, opened.assessment, plan, sheet_id, sheet, sent)
    if saved.problems or saved.clashes:
        meanwhile = "Nothing is saved" if saved.problems else "Everything else is saved"
        flash(
            f"{meanwhile}. Someone has changed the plan while you were on this page: look again, and save what is left."
        )
        return _preview(opened, sheet), 409
    owners = {str(saved.values[name]) for name in sent.shown if name.startswith("owner-") and name in saved.values}
    say_unprinted({f"Owner {name}": name for name in sorted(owners)})
    flash("Your spreadsheet is saved.")
    return redirect(url_for("jobs.home", assessment_id=assessment_id))


def _sent_sheet() -> FilledSheet:
    data = sent_file(LARGEST_FILE)
    if data is None:
        raise SheetRefused("Choose the spreadsheet that you changed and saved")
    return read_sheet_apart(data)


def _left_out() -> Mapping[str, str]:
    """The fields of which the reader keeps what is saved on the site."""
    return {name.removeprefix(KEEP): "" for name, value in request.form.items() if value == THEIRS}


def _preview(opened: OpenAssessment, sheet: FilledSheet) -> str:
    found = compare(plan_today(services, opened.assessment), sheet)
    return render_template(
        "pages/sheet-read.html", opened=opened, sheet=sheet, found=found, revisions=revisions_text(found.shown)
    )
