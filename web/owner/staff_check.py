"""The staff checks of a place: started, handed out, closed, and what they show."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from assessment.plain_text import tidy_text
from assessment.staff_draw import ITEMS
from printing.print_orders import order_print
from questions.cards import PosterCard
from reports.pdf.charts import score_bar
from reports.report.wording import number_words
from storage.errors import Refused
from storage.records import Premises
from storage.staff_checks import StaffCheckRecord
from usecases.limits import CARD_PRINTS, Limiter, network_of
from usecases.staff_checks import LONGEST_REASON, address_code, begin_check, due_again, result_of_check
from usecases.workshop_staff_checks import offered_to
from usecases.workspaces import name_of
from web.owner.staff_check_form import StaffCheckForm
from web.site.access import needs, open_premises, workspace_id
from web.site.base_form import form_page
from web.site.kept_form import keeps_typed
from web.site.qr import qr_svg
from web.site.services import printing, services

pages = Blueprint("staff_check", __name__, url_prefix="/premises/<premises_id>/staff-checks")

LEVELS = ("Not known yet", "Partly known", "Mostly known", "Known well")
CHANGES = {"better": "Better than last time", "worse": "Worse than last time", "same": "No clear change"}


@pages.get("")
@needs("read")
def overview(premises_id: str) -> str:
    """The checks of a place, newest first, and when the next one is due."""
    premises = open_premises(premises_id)
    checks = services.store.staff_checks_of(workspace_id(), premises.id)
    return _page(
        "staff-checks", premises, checks=checks, now=services.now(), today=services.today(), due=due_again(checks)
    )


@pages.route("/new", methods=["GET", "POST"])
@needs("work")
@keeps_typed
def begin(premises_id: str) -> str | Redirect | tuple[str, int]:
    """Start a check, and go to its page with the link to hand out."""
    premises, form = open_premises(premises_id), StaffCheckForm()
    if not services.bank.staff_check:
        abort(404)
    checks = services.store.staff_checks_of(workspace_id(), premises.id)
    form.offer(services.bank, services.today(), checks, offered_to(services, workspace_id()))
    if form.validate_on_submit():
        try:
            check = begin_check(services, workspace_id(), premises.id, form.wanted())
        except Refused as refusal:
            form.staff.errors = [str(refusal)]
        else:
            return redirect(url_for("staff_check.one", premises_id=premises.id, check_id=check.id))
    return form_page("pages/staff-check-new.html", form, premises=premises, items=number_words(ITEMS))


@pages.get("/<check_id>")
@needs("read")
def one(premises_id: str, check_id: str) -> str:
    """A check: while it is open the link and how many took part; then what it shows."""
    return _one(open_premises(premises_id), check_id)


@pages.post("/<check_id>/look")
@needs("work")
def look(premises_id: str, check_id: str) -> Redirect:
    """See the result so far, in steps of five responses."""
    check = _check(open_premises(premises_id), check_id)
    services.store.show_staff_check(workspace_id(), check.id)
    return _to(check)


@pages.post("/<check_id>/close")
@needs("work")
def close(premises_id: str, check_id: str) -> Redirect:
    """Take no more answers."""
    check = _check(open_premises(premises_id), check_id)
    services.store.close_staff_check(workspace_id(), check.id, services.now())
    flash("The staff check is closed. Its link says so to anyone who opens it.")
    return _to(check)


@pages.post("/<check_id>/set-aside")
@needs("work")
@keeps_typed
def set_aside(premises_id: str, check_id: str) -> Redirect | tuple[str, int]:
    """Let the result not count in the plan, with a reason, or let it count again."""
    premises = open_premises(premises_id)
    check = _check(premises, check_id)
    result = result_of_check(services, check)
    again, reason = "again" in request.form, tidy_text(request.form.get("reason", ""))
    if not result.over or not result.topics or bool(check.set_aside) != again:
        return _to(check)  # nothing that could count yet, or it is done already
    if not again and not reason:
        return _one(premises, check_id, error="Say why the result should not count"), 400
    if len(reason) > LONGEST_REASON:
        return _one(premises, check_id, error=f"Use {LONGEST_REASON} characters or fewer", reason=reason), 400
    services.store.set_aside_staff_check(workspace_id(), check.id, "" if again else reason, services.now())
    flash("The result counts again." if again else "The result is set aside. It no longer counts in your plan.")
    return _to(check)


@pages.post("/<check_id>/poster")
@needs("read")
def poster(premises_id: str, check_id: str) -> Redirect:
    """Print the poster with the code of an open check, on A4 or A5."""
    check = _check(open_premises(premises_id), check_id)
    cards, size = services.bank.cards, request.form.get("size", "")
    text = next((card for card in cards.all if isinstance(card, PosterCard)), None) if cards else None
    if text is None or size not in ("a4", "a5") or not check.is_open(services.now()):
        abort(400)
    limiter = Limiter(services, {f"cards:{network_of(str(request.remote_addr))}": CARD_PRINTS})
    limiter.refuse_if_full()
    subject = {"card": text.id, "size": size, "title": text.title, "line": text.lead, "link": _link(check)}
    ordered = order_print(printing, "card", subject, workspace_id=workspace_id())
    if ordered.order.tries == 0 and ordered.order.printed is None:
        limiter.note_try()
    return redirect(url_for("prints.waiting", print_id=ordered.order.id))


def _one(premises: Premises, check_id: str, *, error: str = "", reason: str = "") -> str:
    check = _check(premises, check_id)
    view = {"check": check, "error": error, "reason": reason, "link": _link(check), "now": services.now()}
    view |= {"result": result_of_check(services, check), "levels": LEVELS, "changes": CHANGES}
    titles = {topic.id: topic.title for topic in services.bank_of(check.bank_version).staff_check}
    view |= {"talked": {topic.id for topic in services.bank.staff_check if topic.talk}}
    qr = qr_svg(_link(check), "QR code that leads to this staff check") if check.is_open(services.now()) else None
    return _page("staff-check", premises, titles=titles, qr=qr, score_bar=score_bar, **view)


def _page(name: str, premises: Premises, **view: object) -> str:
    place = name_of(services.bank, premises.profile)
    return render_template(f"pages/{name}.html", premises=premises, place=place, **view)


def _check(premises: Premises, check_id: str) -> StaffCheckRecord:
    """A check of this place; otherwise 404."""
    found = services.store.staff_check(workspace_id(), check_id)
    return found if found is not None and found.premises_id == premises.id else abort(404)


def _link(check: StaffCheckRecord) -> str:
    return url_for("staff_run.start", code=address_code(check), _external=True)


def _to(check: StaffCheckRecord) -> Redirect:
    return redirect(url_for("staff_check.one", premises_id=check.premises_id, check_id=check.id))
