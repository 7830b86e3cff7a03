"""Headers and error pages: what every response of the site carries."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from time import perf_counter
from typing import IO, TypeVar

from flask import Flask, Request, Response, current_app, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError, CSRFProtect
from markupsafe import Markup
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response as BaseResponse

from storage.errors import Damaged, NotFound, StoreUnavailable
from usecases.counters import COUNTERS
from usecases.doctor import NO_ADDRESS, NOTED_AGAIN
from usecases.events import event, new_request
from usecases.limits import TooManyTries
from usecases.settings import Settings
from web.site.kept_form import KeptForm, sent_form
from web.site.known_names import KnownNames
from web.site.services import services
from web.site.signing import SignedCookies, is_form_token


class _Protect(CSRFProtect):  # type: ignore[misc]  # it has no types
    """As the library's, but sooner where all is well: a request that sends nothing, and a form with its token."""

    def protect(self, apply_exemptions: bool = False) -> None:
        if request.method not in current_app.config["WTF_CSRF_METHODS"]:
            return
        if is_form_token(self._get_csrf_token()):
            g.csrf_valid = True  # Flask-WTF looks for it
        else:
            super().protect(apply_exemptions)


CSRF = _Protect()
# Seconds; a database that is locked, or a disk that is full, may be right again after that.
RETRY_AFTER = 30
LARGEST_BODY = 256 * 1024
# The only script that stands in a page: before anything is drawn, it tells the style sheet that scripts run, as GOV.UK
# Frontend asks for. The policy lets this text run by its digest, and files of this site, and nothing else.
FIRST_SCRIPT = (
    "document.body.className += ' js-enabled' + "
    "('noModule' in HTMLScriptElement.prototype ? ' govuk-frontend-supported' : '')"
)
_DIGEST = b64encode(hashlib.sha256(FIRST_SCRIPT.encode()).digest()).decode()
POLICY = (
    f"default-src 'none'; script-src 'self' 'sha256-{_DIGEST}'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# Not a status: a request with a form and without any cookie, from a browser that refuses them.
COOKIES = 0

View = TypeVar("View", bound=Callable[..., object])
Returned = TypeVar("Returned", bound=BaseResponse)


class BoundedRequest(Request):
    """A request whose files stay in memory, as their bound allows: nothing uploaded lies unencrypted on a disk."""

    def _get_file_stream(self, *_args: object, **_more: object) -> IO[bytes]:
        return BytesIO()


def init_security(app: Flask, settings: Settings) -> None:
    """Protect every form, bound every body, set the headers and the error pages."""
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        MAX_FORM_PARTS=500,
        WTF_CSRF_TIME_LIMIT=None,
        # With the prefix, browsers take it over HTTPS alone, for this host alone, and from no other host of the domain.
        SESSION_COOKIE_NAME="__Host-check" if settings.production else "check",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.production,
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=timedelta(hours=settings.session_hours),
    )
    app.request_class = BoundedRequest
    app.session_interface = SignedCookies()
    # Before the token is looked for, as looking for it reads the body.
    app.before_request(_begin_request)
    app.before_request(_bound_body)
    # Our own policy has browsers send no Referer, which Flask-WTF would ask for over HTTPS.
    app.config["WTF_CSRF_SSL_STRICT"] = False
    CSRF.init_app(app)
    if settings.site is not None:
        app.wsgi_app = KnownNames(app.wsgi_app, settings.site)  # type: ignore[method-assign]
    if settings.proxies:
        app.before_request(_note_missing_address)
        hops = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    # Text of ours, which stands in a page as it is: escaped, it would be another script than the policy knows.
    app.jinja_env.globals["first_script"] = Markup(FIRST_SCRIPT)  # noqa: S704
    app.after_request(_headers(settings.production))
    app.after_request(_count)
    app.register_error_handler(CSRFError, _csrf_error)
    app.register_error_handler(StoreUnavailable, _store_error)
    app.register_error_handler(NotFound, lambda _error: _not_found())
    app.register_error_handler(TooManyTries, _too_many)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _unexpected_error)


def _note_missing_address() -> None:
    """Note, for `flask doctor`, that the proxy does not say where requests come from: all visitors count as one."""
    asked_here = request.endpoint in ("public.health", "public.ready", "static")
    if asked_here or request.headers.get("X-Forwarded-For"):
        return
    now, noted = services.now(), current_app.extensions.get(NO_ADDRESS)
    if noted is None or now - noted >= NOTED_AGAIN:
        current_app.extensions[NO_ADDRESS] = now
        current_app.logger.warning("the proxy set no X-Forwarded-For: all visitors count as one. See flask doctor")
        services.store.keep_setting(NO_ADDRESS, str(now.timestamp()), now)


def takes_up_to(size: int) -> Callable[[View], View]:
    """Let one view take a larger body than the others, in bytes."""

    def mark(view: View) -> View:
        view.__dict__["largest_body"] = size
        return view

    return mark


def _begin_request() -> None:
    g.request_id, g.begun = new_request(), perf_counter()


def _count(response: Response) -> Response:
    """Count the answer, and log one that refused something."""
    COUNTERS.add(f"requests_{min(response.status_code // 100, 5)}xx")
    if "request_id" in g:
        response.headers["X-Request-Id"] = g.request_id
        COUNTERS.add("request_milliseconds", round(1000 * (perf_counter() - g.begun)))
    if response.status_code == 403:
        event("refused", page=request.endpoint or "none", method=request.method)
    # A page of ours whose ids lead to nothing that this session may see; a mere wrong address has no page.
    if response.status_code == 404 and request.endpoint not in (None, "static"):
        event("out-of-reach", page=request.endpoint, method=request.method)
    return response


def _bound_body() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    size = getattr(view, "largest_body", None)
    if size is not None:
        request.max_content_length = request.max_form_memory_size = size


def forget_site(response: Returned) -> Returned:
    """Have the browser forget what it keeps of this site but its cookies, which say by themselves what is over.

    An adviser may be signed in on the same device, and stays so.
    """
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def error_page(code: int, wait: str = "a few minutes") -> tuple[str, int]:
    """An error as a page: what happened and what to do next; `wait` says after how long, where time helps."""
    return render_template("pages/error.html", code=code, wait=wait), 400 if code == COOKIES else code


def _headers(production: bool) -> Callable[[Response], Response]:
    fixed = [
        ("Content-Security-Policy", POLICY),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ]
    if production:
        fixed.append(("Strict-Transport-Security", "max-age=31536000; includeSubDomains"))

    def add(response: Response) -> Response:
        response.headers.extend(fixed)
        if request.endpoint != "static":
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return add


def _http_error(error: HTTPException) -> ResponseReturnValue | HTTPException:
    status = error.code or 500
    if status < 400:
        return error
    if status == 404:
        return _not_found()
    # Some errors carry a header of their own, such as the methods that would do.
    headers = [(name, value) for name, value in error.get_headers() if name != "Content-Type"]
    return *error_page(status), headers


def _csrf_error(_error: CSRFError) -> ResponseReturnValue:
    """The form is not of this session: too old, or the session is over. What was typed in it is kept."""
    event("refused", page=request.endpoint or "none", why="form-of-another-session")
    form, ask_again = sent_form(), _of_view("ask_again")
    if form is not None and ask_again is not None:
        return ask_again(form)
    return error_page(400 if request.cookies else COOKIES)


def _not_found() -> ResponseReturnValue:
    """Not there, or not in the open workspace. What was typed is kept where it was a form."""
    form, not_there = sent_form(), _of_view("not_there")
    return not_there(form) if form is not None and not_there is not None else error_page(404)


def _of_view(name: str) -> Callable[[KeptForm], ResponseReturnValue] | None:
    """What the guard of the view of this request has set, if anything."""
    return getattr(current_app.view_functions.get(request.endpoint or ""), name, None)


def _too_many(error: TooManyTries) -> tuple[str, int, dict[str, str]]:
    event("limit-reached", page=request.endpoint or "none")
    return *error_page(429, error.wait), {"Retry-After": str(int(error.retry_after.total_seconds()))}


def _store_error(error: StoreUnavailable) -> tuple[str, int, dict[str, str]]:
    """The database is held, its disk is full, a key is away: known, so one line with what the store says to do.

    One that is damaged is none of these, and is logged with where it was met.
    """
    if isinstance(error, Damaged):
        _log(error)
    else:
        current_app.logger.warning("%s %s: %s", request.method, request.endpoint, error)
    return *error_page(503), {"Retry-After": str(RETRY_AFTER)}


def _unexpected_error(error: Exception) -> tuple[str, int]:
    _log(error)
    return error_page(500)


def _log(error: Exception) -> None:
    current_app.logger.error("%s %s", request.method, request.endpoint, exc_info=error)
