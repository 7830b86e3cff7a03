"""The premises: profile pages, the local police force, and the choice of quick check or full assessment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from assessment.evaluation import evaluate
from assessment.path import AssessmentKind, find_path
from assessment.profile import Profile
from assessment.profile_navigation import fields_asked, next_profile_page, pages_asked
from assessment.reading_time import minutes_for
from questions.profile import ProfileField
from reports.pdf.letters import print_warning
from reports.report.legal import law_part
from storage.records import Premises
from usecases.force_contact import contact_of, find_postcode, force_of, offered_forces
from usecases.nation import with_nation
from usecases.profile_editing import fields_of, refresh_nation, save_profile_page
from usecases.revisions import Clash, Sent, revisions_text
from usecases.workshop_membership import waiting_workshop
from web.owner.bank_forms import YES_NO, profile_form, sent_profile
from web.site.access import needs, open_premises, workspace_id
from web.site.base_form import put_problems
from web.site.clashes import REVISIONS, ClashLine
from web.site.kept_form import keeps_typed
from web.site.services import services
from web.site.unprinted import say_unprinted

pages = Blueprint("premises", __name__, url_prefix="/premises/<premises_id>")


@pages.route("/profile/<page_id>", methods=["GET", "POST"])
@needs("work")
@keeps_typed
def profile(premises_id: str, page_id: str) -> str | Redirect | tuple[str, int]:
    """One page of the profile."""
    place, bank = open_premises(premises_id), services.bank
    page = next((each for each in bank.profile if each.id == page_id), None) or abort(404)
    asked = fields_asked(bank, page, place.profile)
    form = profile_form(bank.version, page, asked)(data=_values(asked, place.profile))
    revisions = revisions_text(fields_of(asked, place.profile))
    view = {"place": place, "page": page, "asked": asked, "pages": pages_asked(bank, place.profile)}
    if request.method == "GET":
        unprinted = _unprinted(asked, place.profile)
        return render_template(
            "pages/profile.html", form=form, revisions=revisions, clashes=(), unprinted=unprinted, **view
        )
    sent = sent_profile(form, asked)
    saved = save_profile_page(services, place, sent)
    if saved.problems:
        put_problems(form, saved.problems)
        revisions = request.form.get(REVISIONS, "")
        return render_template("pages/profile.html", form=form, revisions=revisions, clashes=(), **view), 400
    place = open_premises(premises_id)
    if saved.clashes:
        # What is saved now, but for the fields that clash: else the next press would write back what nobody touched.
        values = {**_values(asked, place.profile), **{each.field: _as_taken(each.mine) for each in saved.clashes}}
        form = profile_form(bank.version, page, asked)(formdata=None, data=values)
        revisions = revisions_text(fields_of(asked, place.profile))
        lines = _clash_lines(asked, saved.clashes)
        return render_template("pages/profile.html", form=form, revisions=revisions, clashes=lines, **view), 409
    say_unprinted({field.name: str(place.profile.get(field.id, "")) for field in asked if field.kind == "text"})
    return redirect(_after_profile(place, page_id))


def _unprinted(asked: tuple[ProfileField, ...], profile: Profile) -> dict[str, str]:
    """What is said beside each typed text that cannot be printed whole."""
    texts = {field.id: str(profile.get(field.id, "")) for field in asked if field.kind == "text"}
    return {name: warning for name, text in texts.items() if (warning := print_warning(text))}


def _values(asked: tuple[ProfileField, ...], profile: Profile) -> dict[str, object]:
    """A profile's values as the form takes them."""
    return {name: _as_taken(value) for name, value in fields_of(asked, profile).items()}


def _as_taken(value: Sent) -> str | list[str]:
    return list(value) if isinstance(value, tuple) else value


def _clash_lines(asked: tuple[ProfileField, ...], clashes: tuple[Clash, ...]) -> tuple[ClashLine, ...]:
    """The clashes in the words of the page."""
    lines = []
    for clash in clashes:
        asks = next(each for each in asked if each.id == clash.field)
        titles = YES_NO if asks.kind == "yes-no" else {option.id: option.title for option in asks.options}
        theirs, mine = (_in_words(titles, value) for value in (clash.theirs, clash.mine))
        lines.append(ClashLine(clash.field, asks.ask, theirs, mine, None if titles else f"#{clash.field}"))
    return tuple(lines)


def _in_words(titles: Mapping[str, str], value: Sent) -> str:
    values = (value,) if isinstance(value, str) else value
    return ", ".join(titles.get(each, each) for each in values if each) or "Nothing"


def _after_profile(place: Premises, page_id: str) -> str:
    bank, back = services.bank, request.args.get("back")
    here = next(each for each in bank.profile if each.id == page_id)
    if back is not None:
        unfinished = next_profile_page(bank, place.profile)
        if unfinished is None:
            _say_if_finished(place, back)
            return url_for("questionnaire.answers", assessment_id=back)
        return url_for("premises.profile", premises_id=place.id, page_id=unfinished.id, back=back)
    page = next_profile_page(bank, place.profile, here) or next_profile_page(bank, place.profile)
    if page is not None:
        return url_for("premises.profile", premises_id=place.id, page_id=page.id)
    if bank.adviser is None:
        return url_for("premises.choose_kind", premises_id=place.id)
    return url_for("premises.force", premises_id=place.id)


def _say_if_finished(place: Premises, assessment_id: str) -> None:
    found = services.store.assessment(workspace_id(), assessment_id)
    if found is not None and found.premises_id == place.id and found.finished is not None:
        flash("Your changes are saved for the place. This assessment is finished, so it keeps what you said before.")


@pages.route("/police", methods=["GET", "POST"])
@needs("work")
def force(premises_id: str) -> str | Redirect | tuple[str, int]:
    """The police force whose security advisers cover the place: shown, chosen or changed. 404 without advisers."""
    adviser = services.bank.adviser or abort(404)
    place, directory = open_premises(premises_id), services.directory
    finding = find_postcode(services, place)
    chosen = force_of(services, place)
    view = {
        "place": place,
        "finding": finding,
        "chosen": chosen,
        "offered": offered_forces(directory, finding),
        "others": directory.forces,
        "contact": contact_of(services, chosen) if chosen else None,
        "error": None,
        "adviser": adviser,
        "last_page": pages_asked(services.bank, place.profile)[-1].id,
    }
    if request.method == "GET":
        return render_template("pages/force.html", **view)
    picked = request.form.get("other") or request.form.get("force") or ""
    if picked == "none" or (picked == "" and chosen is not None):
        picked_id = None if picked == "none" else chosen
    elif picked in {each.id for each in directory.forces}:
        picked_id = picked
    else:
        view["error"] = "Select your police force, or select that you do not know"
        return render_template("pages/force.html", **view), 400
    services.store.choose_force(workspace_id(), place.id, picked_id)
    back = request.args.get("back")
    if back is not None:
        after = "sharing.share" if request.args.get("to") == "share" else "results.result"
        return redirect(url_for(after, assessment_id=back))
    return redirect(url_for("premises.choose_kind", premises_id=place.id))


@pages.route("/assessments", methods=["GET", "POST"])
@needs("work")
def choose_kind(premises_id: str) -> str | Redirect | tuple[str, int]:
    """Choose the quick check or the full assessment, and start it."""
    place = open_premises(premises_id)
    unfinished = next_profile_page(services.bank, place.profile)
    if unfinished is not None:
        flash("First tell us about the place. Then you can choose the questions.")
        return redirect(url_for("premises.profile", premises_id=place.id, page_id=unfinished.id))
    kinds: tuple[AssessmentKind, ...] = get_args(AssessmentKind)
    profile = with_nation(services.bank, services.directory, place.profile, place.force_id)
    paths = {kind: find_path(services.bank, profile, {}, kind) for kind in kinds}
    workshop = waiting_workshop(services, workspace_id())
    picked = next((kind for kind in kinds if kind == request.form.get("kind")), None)
    if request.method == "POST" and picked is not None:
        refresh_nation(services, place)
        joins = workshop.id if workshop else None
        begun = services.store.start_assessment(
            workspace_id(), place.id, services.bank.version, picked, services.now(), workshop_id=joins
        )
        return redirect(url_for("questionnaire.tasks", assessment_id=begun.id))
    law = law_part(services.bank, evaluate(services.bank, profile, {}))
    error = "Select the quick check or the full assessment" if request.method == "POST" else None
    earlier = services.store.assessments_of(workspace_id(), place.id)
    page = render_template(
        "pages/kind.html",
        place=place,
        counts={kind: len(path) for kind, path in paths.items()},
        minutes={kind: minutes_for(services.bank, path) for kind, path in paths.items()},
        law=law,
        adviser=services.bank.adviser,
        again=bool(earlier),
        shows_last=place.answers_from is not None or any(each.finished for each in earlier),
        first_page=services.bank.profile[0].id,
        error=error,
        workshop=workshop,
    )
    return (page, 400) if error else page
