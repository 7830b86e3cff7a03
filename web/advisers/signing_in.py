"""Signing in: an invitation is accepted, then a password and a second factor open a session."""

from __future__ import annotations

from datetime import datetime

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_login import current_user
from werkzeug.wrappers import Response as Redirect

from storage.accounts import Account
from storage.errors import NotFound
from web.advisers.access import begin_sign_in, end_sign_in
from web.advisers.factors import enrolment_qr, new_recovery_codes, recovery_digest, secret_for, step_of
from web.advisers.forms import AcceptForm, SecondStepForm, SignInForm
from web.advisers.invitations import invitation_digest
from web.advisers.known import remember
from web.advisers.limits import second_step_limits, sign_in_limits
from web.advisers.passkeys import ask_to_sign_in, is_passkey
from web.advisers.passwords import hash_password, is_password
from web.services import services
from web.throttle import note_wrong, refuse_many

signing_in = Blueprint("signing_in", __name__, url_prefix="/advisers")

WRONG = "This email address and password do not belong together. Check both"
WRONG_CODE = "This code is not right. Wait for the next six digits, or use a recovery code"
WRONG_PASSKEY = "This passkey was not accepted. Try again, or enter the six digits"
SECOND_STEP_SECONDS = 600


@signing_in.before_request
def _only_with_advisers() -> None:
    if services().bank.adviser is None:
        abort(404)


@signing_in.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> str | Redirect | tuple[str, int]:
    """The first factor. A wrong address and a wrong password look alike and take alike."""
    if current_user.is_authenticated:
        return redirect(url_for("requests.home"))
    form = SignInForm()
    if request.method == "GET":
        return render_template("advisers/sign-in.html", form=form)
    if form.validate_on_submit():
        account = services().store.find_account(form.email.data or "")
        limits = sign_in_limits(account, form.email.data or "")
        refuse_many(limits)
        right = is_password(account.password_hash if account else None, form.password.data or "")
        if account is not None and right and account.state == "active":
            session["second-step"] = [account.id, int(services().now().timestamp())]
            return redirect(url_for("signing_in.second_step"))
        note_wrong(limits)
        form.password.errors = [WRONG]
    return render_template("advisers/sign-in.html", form=form), 400


@signing_in.route("/second-step", methods=["GET", "POST"])
def second_step() -> str | Redirect | tuple[str, int]:
    """The second factor: six digits, a recovery code, or a passkey (the next route)."""
    account = half_signed_in()
    if account is None:
        return redirect(url_for("signing_in.sign_in"))
    form = SecondStepForm()
    if request.method == "GET":
        return _second_step_page(account, form)
    if form.validate_on_submit():
        limits = second_step_limits(account)
        refuse_many(limits)
        if _is_second_factor(account, form.code.data or "", services().now()):
            return signed_in(account)
        note_wrong(limits)
        form.code.errors = [WRONG_CODE]
    return _second_step_page(account, form), 400


@signing_in.post("/second-step/passkey")
def second_step_passkey() -> Redirect | tuple[str, int]:
    """A passkey as the second factor."""
    account = half_signed_in()
    if account is None:
        return redirect(url_for("signing_in.sign_in"))
    # Passkeys cannot be guessed, so what others do to the account's six digits does not stop them.
    limits = sign_in_limits(account, account.email)
    refuse_many(limits)
    if is_passkey(account, request.form.get("credential", "")):
        return signed_in(account)
    note_wrong(limits)
    form = SecondStepForm(formdata=None)
    form.code.errors = [WRONG_PASSKEY]
    return _second_step_page(account, form), 400


@signing_in.post("/sign-out")
def sign_out() -> Redirect:
    """End the session on this device."""
    end_sign_in()
    return redirect(url_for("signing_in.sign_in"))


@signing_in.route("/invitation/<token>", methods=["GET", "POST"])
def invitation(token: str) -> Response | tuple[str, int]:
    """Accept an invitation: choose a password, connect an authenticator, and get the recovery codes once."""
    parts = services()
    digest = invitation_digest(token, parts.secret)
    account = parts.store.find_invitation(digest, parts.now())
    if account is None:
        return render_template("advisers/invitation-over.html"), 404
    secret = secret_for(token, parts.secret)
    form = AcceptForm(data={"name": account.name})
    form.personal = (account.email, form.name.data or "")
    step = step_of(secret, form.code.data or "", parts.now()) if form.is_submitted() else None
    if form.validate_on_submit() and step is not None:
        return _accepted(account, digest, form, secret, step)
    if form.is_submitted() and step is None and form.code.data and not form.code.errors:
        form.code.errors = ["These digits are not right. Enter those that the app shows now"]
    qr = enrolment_qr(secret, account.email, parts.bank.notices.service)
    page = render_template("advisers/invitation.html", form=form, account=account, secret=secret, qr=qr)
    return page, 400 if form.is_submitted() else 200


def _accepted(account: Account, digest: bytes, form: AcceptForm, secret: str, step: int) -> Response | tuple[str, int]:
    """The account made active and signed in; of two who accept at once, one is told that it is over."""
    parts, codes = services(), new_recovery_codes()
    kept = [recovery_digest(code, account.id, parts.secret) for code in codes]
    name, password = form.name.data or "", hash_password(form.new_password.data or "")
    try:
        accepted = parts.store.accept_invitation(digest, name, password, secret, kept, parts.now())
    except NotFound:
        return render_template("advisers/invitation-over.html"), 404
    parts.store.use_totp(account.id, step)
    parts.store.log(account.force_id, account.id, "accepted-invitation", "", parts.now())
    begin_sign_in(accepted)
    answer = make_response(render_template("advisers/recovery.html", codes=codes, first=True))
    remember(answer, accepted, secure=current_app.config["SESSION_COOKIE_SECURE"])
    return answer


def half_signed_in() -> Account | None:
    """The account whose password was right on this device some minutes ago; None where there is none."""
    account_id, at = session.get("second-step", (None, 0))
    if account_id is None or services().now().timestamp() - at > SECOND_STEP_SECONDS:
        return None
    account = services().store.account(account_id)
    return account if account is not None and account.state == "active" else None


def signed_in(account: Account) -> Redirect:
    """Begin the session, remember the device, and go to the first page."""
    begin_sign_in(account)
    answer = redirect(url_for("requests.home"))
    remember(answer, account, secure=current_app.config["SESSION_COOKIE_SECURE"])
    return answer


def _second_step_page(account: Account, form: SecondStepForm) -> str:
    passkeys = services().store.passkeys_of(account.id)
    options = ask_to_sign_in(passkeys) if passkeys else None
    return render_template("advisers/second-step.html", form=form, options=options)


def _is_second_factor(account: Account, typed: str, now: datetime) -> bool:
    parts = services()
    step = step_of(account.totp_secret, typed, now)
    if step is not None:
        return parts.store.use_totp(account.id, step)
    return parts.store.use_recovery(account.id, recovery_digest(typed, account.id, parts.secret))
