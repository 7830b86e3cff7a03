"""Pages for everybody: start, return code, about, privacy, accessibility, and the two health checks."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response as Redirect

from contacts import attribution
from reports.building import example_actions, example_score, source_lines
from web.access import begin_workspace, close_workspace, enter_workspace, owner_only, try_code
from web.forms import CodeForm
from web.prints import order_print
from web.services import services

public = Blueprint("public", __name__)


@public.get("/")
def start() -> str:
    """The start page."""
    bank = services().bank
    return render_template(
        "pages/start.html",
        start=bank.start,
        example=example_actions(bank, bank.start.example),
        example_score=example_score(bank),
        advised=bank.adviser is not None,
    )


@public.post("/begin")
def begin() -> Redirect:
    """Make a workspace with its first premises, and show its return code."""
    begin_workspace()
    return redirect(url_for("public.code"))


@public.get("/code")
@owner_only
def code() -> str | Redirect:
    """The return code, until the owner says that it is kept."""
    if "code" not in session:
        return redirect(url_for("workspace.home"))
    return render_template("pages/code.html", code=session["code"])


@public.get("/code/file")
@owner_only
def code_file() -> Response | Redirect:
    """The return code as a small text file."""
    if "code" not in session:
        return redirect(url_for("workspace.home"))
    text = render_template("pages/code.txt", code=session["code"], address=request.url_root)
    headers = {"Content-Disposition": 'attachment; filename="return-code.txt"'}
    return Response(text, mimetype="text/plain", headers=headers)


@public.post("/code/kept")
@owner_only
def code_kept() -> Redirect:
    """The owner has kept the code: forget it and go on."""
    session.pop("code", None)
    return redirect(url_for("workspace.go_on"))


@public.route("/return", methods=["GET", "POST"])
def enter() -> str | Redirect | tuple[str, int]:
    """Open a workspace with its return code."""
    form = CodeForm()
    if request.method == "GET":
        return render_template("pages/enter.html", form=form)
    typed = (form.code.data or "").strip()
    if not typed:
        form.code.errors = ["Enter your return code"]
    elif form.validate_on_submit() and (workspace := try_code(typed)):
        enter_workspace(workspace)
        return redirect(url_for("workspace.home"))
    else:
        form.code.errors = ["This code opens nothing. Check each group of four, or start a new assessment"]
    return render_template("pages/enter.html", form=form), 400


@public.post("/leave")
def leave() -> Redirect:
    """End the session on this device."""
    close_workspace()
    return redirect(url_for("public.start"))


@public.get("/about")
def about() -> str:
    """What the service rests on: rule, sources, licences."""
    parts = services()
    bank = parts.bank
    return render_template(
        "pages/about.html",
        scoring=bank.scoring,
        sources={line.key: line for line in source_lines(bank, bank.sources)},
        attribution=attribution() if bank.adviser else (),
        bank_version=bank.version,
        not_this=bank.notices.not_this,
        law=bank.law,
    )


@public.get("/questions")
def questions() -> Redirect:
    """Every question, as a form to print or fill in."""
    return redirect(url_for("prints.waiting", print_id=order_print("form", {}).order.id))


@public.get("/privacy")
def privacy() -> str:
    """What is kept, where and for how long."""
    bank = services().bank
    return render_template("pages/privacy.html", privacy=bank.privacy, adviser=bank.adviser)


@public.get("/accessibility")
def accessibility() -> str:
    """What works for whom, and what is known not to."""
    return render_template("pages/accessibility.html")


@public.get("/health")
def health() -> Response:
    """Alive: the process answers."""
    return Response("ok\n", mimetype="text/plain")


@public.get("/ready")
def ready() -> Response:
    """Ready: the store can be written and the bank is loaded; else 503."""
    services().store.check()
    return Response(f"ready {services().bank.version}\n", mimetype="text/plain")
