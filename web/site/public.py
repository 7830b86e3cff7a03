"""Pages for everybody: start, return code, about, privacy, accessibility, and the two health checks."""

from __future__ import annotations

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from assessment.reading_time import promised_minutes
from contacts import attribution
from printing.print_orders import order_print
from reports.report.builder import example_actions, example_score
from reports.report.job_lines import source_lines
from usecases.damage import last_check
from usecases.limits import TooManyTries
from usecases.workspaces import begin_at, open_with_code, place_name
from web.site.access import enter as enter_session
from web.site.access import (
    forget_device,
    fresh_code,
    is_open,
    keep_code,
    owner_only,
    show_code_again,
    workspace_here,
)
from web.site.downloads import download
from web.site.kept_form import go_on, kept_form
from web.site.return_code_page import CodeForm, LastGroupForm, return_code_page
from web.site.security import forget_here
from web.site.services import printing, services

pages = Blueprint("public", __name__)

UNKNOWN_CODE = "That code does not open a workspace. Check it and try again, or start a new assessment"
NOT_THE_LAST_GROUP = "That is not the last group of your code. Enter the four letters and numbers at its end"


@pages.get("/")
def start() -> str:
    """The start page."""
    bank, here = services.bank, workspace_here()
    return render_template(
        "pages/start.html",
        here=is_open(),
        place=place_name(services, here) if here else None,
        start=bank.start,
        minutes=promised_minutes(bank),
        example=example_actions(bank, bank.start.example),
        example_score=example_score(bank),
        advised=bank.adviser is not None,
    )


@pages.post("/begin")
def begin() -> Redirect:
    """Make a workspace with its first premises, and show its return code; ask first where another one is open."""
    if is_open() and not request.form.get("another"):
        return redirect(url_for("workspace.another"))
    enter_session(begin_at(services, str(request.remote_addr)).token)
    return redirect(url_for("public.code"))


@pages.get("/code")
@owner_only
def code() -> str | Redirect:
    """The return code, until the owner says that they have kept it."""
    found = fresh_code()
    return _code_page(found, LastGroupForm(formdata=None)) if found else redirect(url_for("workspace.home"))


def _code_page(code: str, form: LastGroupForm) -> str:
    return render_template("pages/code.html", code=code, form=form)


@pages.get("/code/file")
@owner_only
def code_file() -> Response | Redirect:
    """The return code as a small text file."""
    found = fresh_code()
    if found is None:
        return redirect(url_for("workspace.home"))
    text = render_template("pages/code.txt", code=found, address=request.url_root)
    return download(text, "text/plain", "return-code.txt")


@pages.post("/code/kept")
@owner_only
def code_kept() -> Redirect | tuple[str, int]:
    """The owner has kept the code, as its last group shows: continue."""
    found, form = fresh_code(), LastGroupForm()
    typed = (form.last.data or "").strip()
    if found is None or keep_code(found, typed):
        return redirect(url_for("workspace.go_on"))
    form.last.errors = [NOT_THE_LAST_GROUP if typed else "Enter the last group of your code"]
    return _code_page(found, form), 400


@pages.post("/code/again")
@owner_only
def code_again() -> Redirect:
    """Show the code once more, on the device where it was made and until it was used on another day."""
    show_code_again()
    return redirect(url_for("public.code"))


@pages.route("/return", methods=["GET", "POST"])
def enter() -> str | Redirect | tuple[str, int]:
    """Open a workspace with its return code, and continue where the reader was; what was typed there is saved."""
    form, kept = CodeForm(), kept_form()
    if request.method == "GET":
        return return_code_page(form, kept)
    typed, status = (form.code.data or "").strip(), 400
    try:
        if not typed:
            form.code.errors = ["Enter your return code"]
        elif form.validate_on_submit() and (token := open_with_code(services, typed, str(request.remote_addr))):
            enter_session(token)
            return go_on(kept, url_for("workspace.home"))
        else:
            form.code.errors = [UNKNOWN_CODE]
    except TooManyTries as refusal:
        if not kept.fields:
            raise
        # What was typed must not be lost here either.
        form.code.errors, status = [f"{refusal} What you entered is still here"], 429
    return return_code_page(form, kept, "over" if kept.fields else "return"), status


@pages.post("/leave")
def leave() -> Redirect:
    """End the session on this device."""
    forget_device()
    return forget_here(redirect(url_for("public.start")))


@pages.get("/about")
def about() -> str:
    """Show what the service is based on: scoring rule, sources, licences."""
    bank = services.bank
    return render_template(
        "pages/about.html",
        scoring=bank.scoring,
        sources={line.key: line for line in source_lines(bank, bank.sources)},
        attribution=attribution() if bank.adviser else (),
        bank_version=bank.version,
        not_this=bank.notices.not_this,
        law=bank.law,
        strategy=bank.strategy,
        area_titles={area.id: area.title for area in bank.areas},
        adviser=bank.adviser,
    )


@pages.get("/what-to-notice")
def what_to_notice() -> str:
    """Show examples of suspicious activity, how to report it and what happens then. 404 where the bank has no page."""
    bank = services.bank
    page = bank.what_to_notice or abort(404)
    routes = {route.id: route for route in bank.reporting.routes}
    cited = dict.fromkeys(key for section in page.sections for key in section.sources)
    return render_template(
        "pages/what-to-notice.html",
        page=page,
        first=[routes[each] for each in page.first],
        sources=source_lines(bank, cited),
    )


@pages.get("/questions")
def questions() -> Redirect:
    """Every question, as a form to print or fill in."""
    return redirect(url_for("prints.waiting", print_id=order_print(printing, "form", {}).order.id))


@pages.get("/privacy")
def privacy() -> str:
    """Say what is kept, where and for how long."""
    bank = services.bank
    return render_template(
        "pages/privacy.html",
        privacy=bank.privacy,
        adviser=bank.adviser,
        retention_months=services.settings.retention_months,
    )


@pages.get("/accessibility")
def accessibility() -> str:
    """Say how accessible the service is, and which problems are known."""
    return render_template("pages/accessibility.html")


@pages.get("/health")
def health() -> Response:
    """Alive: the process answers."""
    return Response("ok\n", mimetype="text/plain")


@pages.get("/ready")
def ready() -> Response:
    """Ready: the store can be written, no page of it is known to be damaged, the bank is loaded; otherwise 503."""
    services.store.check()
    check = last_check(services)
    if check is not None and check.damaged:
        return Response("damaged: run flask doctor\n", 503, mimetype="text/plain")
    return Response(f"ready {services.bank.version}\n", mimetype="text/plain")
