"""Somebody takes a staff check: one item a page, why after each, and what to remember at the end.

Reloading a page shows the same, going back works, and nothing is kept of anyone but the counts at the end.
"""

from __future__ import annotations

from functools import cache

from flask import Blueprint, abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assessment.reporting import reporting_for
from storage.errors import NotFound
from storage.records import Premises
from storage.staff_checks import StaffCheckRecord
from usecases.limits import TooManyTries
from usecases.staff_runs import Asked, Run, answer, asked_items, begin_run, find_check, seal, to_remember, unseal
from usecases.workspaces import name_of
from web.site.services import services

pages = Blueprint("staff_run", __name__, url_prefix="/staff-check/<code>")

COOKIE = "staff-check"
NOTHING_CHOSEN = "Choose one of the answers"


@pages.get("")
def start(code: str) -> str | Response | tuple[str, int]:
    """Say what it is; go on where a run is under way."""
    run = _run(code)
    check = _check(code, run)
    if run is not None:
        return redirect(_next(code, run))
    if not check.is_open(services.now()):
        return _over(410)
    premises = services.store.premises(check.workspace_id, check.premises_id)
    return render_template("staff/start.html", check=check, code=code, place=_name(premises))


@pages.post("")
def begin(code: str) -> Response | tuple[str, int]:
    """Draw the items; a run that is under way goes on."""
    run = _run(code)
    check = _check(code, run)
    if run is None:
        if not check.is_open(services.now()):
            return _over(410)
        run = begin_run(services, check, str(request.remote_addr))
    return _holding(run, redirect(_next(code, run)))


@pages.get("/<int:number>")
def item(code: str, number: int) -> str | Response:
    """An item: to answer, or answered with the right answer and why."""
    run, check, asked = _asked(code, number)
    if run is None or asked is None:
        return redirect(_next(code, run))
    return _item_page(code, run, check, asked)


@pages.post("/<int:number>")
def choose(code: str, number: int) -> Response | tuple[str, int]:
    """Answer an item; the page then shows why. The last answer counts the run."""
    run, check, asked = _asked(code, number)
    if run is None or asked is None:
        return redirect(_next(code, run))
    chosen = request.form.get("option", "")
    if asked.chosen is None and chosen not in ("1", "2", "3", "4"):
        return _item_page(code, run, check, asked, NOTHING_CHOSEN), 400
    try:
        after = run if asked.chosen else answer(services, check, run, number, int(chosen))
    except NotFound:
        return _over(410)
    return _holding(after, redirect(url_for("staff_run.item", code=code, number=number)))


@pages.get("/end")
def end(code: str) -> str | Response:
    """How it went, what to remember, and who to call."""
    run = _run(code)
    check = _check(code, run)
    if run is None or not run.finished:
        return redirect(_next(code, run))
    asked, premises = asked_items(services, check, run), _premises(check)
    return render_template(
        "staff/end.html",
        code=code,
        asked=asked,
        right=sum(each.is_right for each in asked),
        remember=to_remember(asked),
        routes=reporting_for(services.bank, premises.profile if premises else {}).routes,
        noticing=services.bank.what_to_notice,
    )


@pages.get("/certificate")
def certificate(code: str) -> str | Response:
    """A certificate to print, with a line to write a name on: none is asked for, and none is kept."""
    run = _run(code)
    check = _check(code, run)
    if run is None or not run.finished:
        return redirect(_next(code, run))
    asked = asked_items(services, check, run)
    topics = dict.fromkeys(each.topic.title for each in asked)
    right = sum(each.is_right for each in asked)
    view = {"code": code, "place": _name(_premises(check)), "today": services.today()}
    return render_template("staff/certificate.html", right=right, asked=len(asked), topics=topics, **view)


@pages.errorhandler(404)
def unknown(_error: object) -> tuple[str, int]:
    """No check has this code."""
    return render_template("staff/unknown.html"), 404


@pages.errorhandler(TooManyTries)
def too_many(error: TooManyTries) -> tuple[str, int, dict[str, str]]:
    """More than an office full of people would send."""
    seconds = str(int(error.retry_after.total_seconds()))
    return _busy(error.wait, request.script_root), 429, {"Retry-After": seconds}


@cache
def _busy(wait: str, _root: str) -> str:
    """The page for a flood; rendered once, so that a flood costs as little as can be."""
    return render_template("staff/busy.html", wait=wait)


def _over(status: int) -> tuple[str, int]:
    return render_template("staff/over.html"), status


def _run(code: str) -> Run | None:
    """The run that this browser holds of this check."""
    return unseal(services, request.cookies.get(COOKIE, ""), code)


def _check(code: str, run: Run | None) -> StaffCheckRecord:
    return find_check(services, code, str(request.remote_addr), run) or abort(404)


def _asked(code: str, number: int) -> tuple[Run | None, StaffCheckRecord, Asked | None]:
    """The run, its check and its item of this number; None for an item that is not asked yet, or never."""
    run = _run(code)
    check = _check(code, run)
    known = run is not None and 1 <= number <= min(len(run.chosen) + 1, len(run.items))
    return run, check, asked_items(services, check, run)[number - 1] if run is not None and known else None


def _next(code: str, run: Run | None) -> str:
    """Where a run goes on; without one, at the start."""
    if run is None:
        return url_for("staff_run.start", code=code)
    if run.finished:
        return url_for("staff_run.end", code=code)
    return url_for("staff_run.item", code=code, number=len(run.chosen) + 1)


def _holding(run: Run, response: Response) -> Response:
    """Have the browser hold the run until it is closed: no date, no name, and for this check alone."""
    held = make_response(response)
    path = url_for("staff_run.start", code=request.view_args["code"] if request.view_args else "")
    secure = bool(services.settings.production)
    held.set_cookie(COOKIE, seal(services, run), path=path, httponly=True, samesite="Lax", secure=secure)
    return held


def _item_page(code: str, run: Run, check: StaffCheckRecord, asked: Asked, error: str = "") -> str:
    view = {"code": code, "of": len(run.items), "tell": check.tell, "last": asked.number == len(run.items)}
    return render_template("staff/item.html", asked=asked, error=error, **view)


def _premises(check: StaffCheckRecord) -> Premises | None:
    return services.store.premises(check.workspace_id, check.premises_id)


def _name(premises: Premises | None) -> str:
    return name_of(services.bank, premises.profile) if premises else ""
