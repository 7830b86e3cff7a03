"""How a business joins a workshop with the code on the adviser's screen, and how it leaves."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from storage.records import Assessment, Premises
from storage.workshops import Workshop
from web.access import begin_workspace, owner_only, workspace_here, workspace_id
from web.codes import grouped, plain_code
from web.forms import JoinForm
from web.services import services
from web.shares import force_name
from web.taking_part import open_memberships, taking_part
from web.throttle import note_wrong, refuse_many
from web.way import next_profile_page

joining = Blueprint("joining", __name__)

# A whole room shares one address, and everybody in it may mistype. A code has 40 random bits, so this many tries in
# a quarter of an hour find nothing.
MOST_WRONG = 100

Page = str | tuple[str, int]
Places = list[tuple[Premises, tuple[Assessment, ...]]]

joining.add_app_template_global(taking_part)


@joining.before_request
def only_with_advisers() -> None:
    """404 where the bank has no advisers."""
    if services().bank.adviser is None:
        abort(404)


@joining.route("/join", methods=["GET", "POST"])
def join() -> Page | Redirect:
    """Ask for the code."""
    form = JoinForm()
    if request.method == "GET":
        return render_template("pages/join.html", form=form)
    typed = (form.code.data or "").strip()
    if not typed:
        form.code.errors = ["Enter the code on the adviser’s screen"]
    elif form.validate_on_submit() and (found := _find(typed)):
        return redirect(url_for("joining.join_here", code=grouped(found.code)))
    else:
        form.code.errors = ["This code opens no workshop now. Check it against the adviser’s screen"]
    return render_template("pages/join.html", form=form), 400


@joining.route("/join/<code>", methods=["GET", "POST"])
def join_here(code: str) -> Page | Redirect:
    """Say what the adviser will see; then join with a workspace of one's own, an open one or a new one."""
    found = _find(code)
    if found is None:
        form = JoinForm(formdata=None)
        form.code.errors = ["This code opens no workshop now. Check it against the adviser’s screen"]
        return render_template("pages/join.html", form=form), 404
    places = _places()
    error = None
    if request.method == "POST":
        answer = _join(found, places, request.form.get("with", ""))
        if answer is not None:
            return answer
        error = "Select how you want to take part"
    page = render_template(
        "pages/join-here.html",
        workshop=found,
        code=grouped(found.code),
        force=force_name(services(), found.force_id),
        places=places,
        joined=_joined(found),
        error=error,
    )
    return (page, 400) if error else page


@joining.post("/workspace/leave-workshop")
@owner_only
def leave() -> Redirect:
    """Take part no longer: what is answered stays in the workspace and counts on no board from now on."""
    parts = services()
    for each in open_memberships(parts, workspace_id()):
        parts.store.leave_workshop(workspace_id(), each.workshop.id)
    flash("You have left the workshop. Your answers are still here.")
    return redirect(url_for("workspace.home"))


def _find(code: str) -> Workshop | None:
    """The workshop that a code opens now. Wrong codes are counted; aborts with 429 after too many."""
    parts, limits = services(), {f"join:{request.remote_addr}": MOST_WRONG}
    refuse_many(limits)
    found = parts.store.find_open_workshop(plain_code(code), parts.now())
    if found is None:
        note_wrong(limits)
    return found


def _join(workshop: Workshop, places: Places, chosen: str) -> Redirect | None:
    """Join with an assessment of the open workspace, with a new one of its premises, or with a new workspace.

    None where what was chosen is none of these.
    """
    if chosen == "new":
        begin_workspace()
        services().store.join_workshop(workshop.id, workspace_id(), None, services().now())
        return redirect(url_for("public.code"))
    for premises, assessments in places:
        own = next((each for each in assessments if each.id == chosen), None)
        if own is not None or premises.id == chosen:
            return _join_with(workshop, premises, own)
    return None


def _join_with(workshop: Workshop, premises: Premises, own: Assessment | None) -> Redirect:
    """Join with an assessment, or with a new one as soon as the place is described."""
    parts = services()
    unfinished = next_profile_page(parts.bank, premises.profile)
    if own is None and unfinished is None:
        own = parts.store.start_assessment(workspace_id(), premises.id, parts.bank.version, workshop.kind, parts.now())
    parts.store.join_workshop(workshop.id, workspace_id(), own.id if own else None, parts.now())
    if own is None and unfinished is not None:
        return redirect(url_for("premises.profile", premises_id=premises.id, page_id=unfinished.id))
    return redirect(url_for("questionnaire.tasks", assessment_id=own.id if own else ""))


def _places() -> Places:
    """The premises and assessments of the workspace that is open on this device; none where none is."""
    own, store = workspace_here(), services().store
    return [(each, store.assessments_of(own, each.id)) for each in store.premises_of(own)] if own else []


def _joined(workshop: Workshop) -> bool:
    own = workspace_here()
    return own is not None and any(each.workshop.id == workshop.id for each in services().store.memberships(own))
