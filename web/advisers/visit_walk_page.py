"""The walk of a visit: the questions of an area, or of all, shown with the remarks as saved or typed, and saved."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from questions.model import Question
from storage.ids import new_id
from storage.visit_records import FINDINGS
from usecases.then_and_now import then_of
from usecases.visit_walk import ALL, EVERYTHING, SHOWS, WalkArea, counts, shown_lines
from usecases.visiting import SentRemarks, is_outdated, remark_fields, remark_revisions, save_remarks
from web.advisers.auth import adviser
from web.advisers.showing import begin_showing
from web.advisers.visit_context import Visiting, open_visit
from web.advisers.visit_forms import RemarksForm, remark_clashes, remarks_form
from web.site.clashes import REVISIONS, ClashLine, sent_revisions
from web.site.services import services
from web.site.unprinted import say_unprinted_parts


def shown_page(visiting: Visiting, area_id: str, clashes: tuple[ClashLine, ...] = ()) -> str | Redirect:
    """The page with the remarks as they are saved; where two changed the same, with what this adviser entered.

    For an area in which nothing is asked now, the way to the visit.
    """
    areas = visiting.walk.at(area_id)
    if areas is None:
        return _not_asked(visiting, area_id)
    asked = _questions(areas)
    fields = remark_fields(asked, visiting.answers, visiting.remarks)
    if clashes:
        fields |= {clash.field: request.form.get(clash.field, "") for clash in clashes}
    form = remarks_form(visiting.bank, asked, visiting.answers, fields, formdata=None)
    revisions = remark_revisions(asked, visiting.answers, visiting.remarks)
    return _page(visiting, area_id, areas, form, revisions, clashes)


def saved_page(visiting: Visiting, area_id: str) -> str | Redirect | tuple[str, int]:
    """Save what was touched; with a problem, a clash or a newer answer, the page says so.

    Raises NotFound where the visit is signed, or no longer shared.
    """
    areas = visiting.walk.at(area_id)
    if areas is None:
        return _not_asked(visiting, area_id)
    # What the filter left out was not on the page, and stays as it is.
    asked = tuple(each for each in _questions(areas) if f"agreed-{each.id}" in request.form)
    fields = remark_fields(asked, visiting.answers, visiting.remarks)
    form = remarks_form(visiting.bank, asked, visiting.answers, fields)
    if form.validate_on_submit():
        own = (adviser().account.force_id, visiting.visit.id, adviser().account.id)
        sent = SentRemarks(*own, asked, visiting.answers, form.sent(), sent_revisions())
        saved = save_remarks(services, sent)
        if saved.clashes or saved.outdated:
            lines = remark_clashes(visiting.bank, asked, visiting.answers, saved.clashes)
            page = shown_page(open_visit(visiting.visit.id), area_id, lines)
            return (page, 409) if isinstance(page, str) else page
        if not saved.problems:
            if "to_business" in request.form:
                begin_showing(visiting.visit.id)
            say_unprinted_parts(visiting.bank, sent.values)
            found = next((each.id for each in asked if each.id == request.form.get("finding")), None)
            if found is not None:
                return redirect(_finding_address(visiting, area_id, found))
            return _go_on(visiting.visit.id, area_id, all_seen=bool(form.all_seen.data))
        form.put_errors(saved.problems)
    return _page(visiting, area_id, _with(areas, asked), form, request.form.get(REVISIONS, "")), 400


def _go_on(visit_id: str, area_id: str, *, all_seen: bool) -> Redirect:
    """Back to the page, or where all of it was seen to the next area. What was agreed may open or close questions."""
    visiting = open_visit(visit_id)
    if not all_seen:
        flash("Saved.")
        return redirect(walk_address(visiting, area_id))
    later = visiting.walk.after(area_id)
    if later is None:
        flash("Every question has been seen.")
        return redirect(url_for("visits.one", visit_id=visiting.visit.id))
    return redirect(walk_address(visiting, later, show=None))


def _finding_address(visiting: Visiting, area_id: str, question_id: str) -> str:
    """The form of the finding about a question, from which one comes back to its line; of a new one if there is none.

    So that a second press makes no second finding.
    """
    known = services.store.records_of(visiting.visit.id, FINDINGS).items()
    record_id = next((id_ for id_, each in known if each.question == question_id), None) or new_id()
    row = url_for("visit_records.one", visit_id=visiting.visit.id, kind="findings", record_id=record_id)
    way = {"question": question_id, "area": area_id, "show": request.args.get("show", "")}
    return f"{row}?{urlencode({name: text for name, text in way.items() if text})}"


def walk_address(visiting: Visiting, area_id: str, **changes: str | None) -> str:
    """The address of an area's page; the filter stays as it is."""
    said = {"show": request.args.get("show"), **changes}
    # The address leaves out values that are None.
    return url_for("visits.walk", visit_id=visiting.visit.id, area_id=area_id, show=said["show"])


def _not_asked(visiting: Visiting, area_id: str) -> Redirect:
    if area_id not in visiting.bank.area_by_id and area_id != EVERYTHING:
        abort(404)
    return redirect(url_for("visits.one", visit_id=visiting.visit.id))


def _questions(areas: tuple[WalkArea, ...]) -> tuple[Question, ...]:
    return tuple(line.question for each in areas for line in each.lines)


def _with(areas: tuple[WalkArea, ...], asked: tuple[Question, ...]) -> tuple[WalkArea, ...]:
    """The areas with the lines that were on the page that was sent."""
    kept = {each.id for each in asked}
    return tuple(WalkArea(each.area, tuple(x for x in each.lines if x.question.id in kept)) for each in areas)


def _page(
    visiting: Visiting,
    area_id: str,
    areas: tuple[WalkArea, ...],
    form: RemarksForm,
    revisions: str,
    clashes: tuple[ClashLine, ...] = (),
) -> str:
    walk, posted = visiting.walk, request.method == "POST"
    show = request.args.get("show", ALL)
    # What was sent is shown whole, so that no problem is hidden by a filter.
    shown = areas if posted or show not in SHOWS else shown_lines(areas, show)
    outdated = [
        each
        for each in _questions(areas)
        if (remark := visiting.remarks.get(each.id)) and is_outdated(remark, visiting.answers, each.id)
    ]
    return render_template(
        "advisers/walk.html",
        visiting=visiting,
        walk=walk,
        area_id=area_id,
        shown=shown,
        everything=EVERYTHING,
        filters=counts(walk.at(area_id) or ()),
        show=show if show in SHOWS else ALL,
        address=walk_address,
        form=form,
        revisions=revisions,
        clashes=clashes,
        problems=_problems(form, outdated if posted else [], clashes),
        outdated={each.id for each in outdated},
        authors=services.store.remark_authors(visiting.visit.id),
        then=then_of(services, visiting.visit, visiting.opened),
        found={each.question for each in services.store.records_of(visiting.visit.id, FINDINGS).values()},
    )


def _problems(
    form: RemarksForm, outdated: list[Question], clashes: tuple[ClashLine, ...]
) -> list[Mapping[str, str | None]]:
    changed = "The business has changed its answer to “{}”. Choose the agreed level again"
    problems = [{"href": f"#{field.id}", "text": text} for field in form for text in field.errors]
    problems += [{"href": f"#agreed-{each.id}", "text": changed.format(each.name)} for each in outdated]
    return [*problems, *(clash.problem for clash in clashes)]
