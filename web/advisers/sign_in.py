"""Signing in: an invitation is accepted, then a password and a second factor open a session."""

from __future__ import annotations

from datetime import datetime

from flask import (
    Blueprint,
    Response,
    abort,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_login import current_user
from werkzeug.wrappers import Response as Redirect

from storage.accounts import Account, AccountSetup
from storage.errors import NotFound
from usecases.events import event
from usecases.invitations import invitation_digest
from usecases.passwords import hash_password, is_password, renewed_hash
from usecases.second_factor import new_recovery_codes, recovery_digest, secret_for, step_of
from web.advisers.account_forms import AcceptForm, SecondStepForm, SignInForm
from web.advisers.auth import begin_sign_in, end_sign_in
from web.advisers.enrolment import enrolment_qr
from web.advisers.sign_in_limits import failed, second_step_limits, sign_in_limits
from web.advisers.sign_in_page import sign_in_page
from web.advisers.trusted_devices import remember
from web.advisers.webauthn_ceremony import ask_to_sign_in, is_passkey
from web.site.kept_form import KeptForm, go_on, kept_form
from web.site.security import forget_site
from web.site.services import services
from web.site.unprinted import say_unprinted

pages = Blueprint("sign_in", __name__, url_prefix="/advisers")

WRONG = "The email address or the password is wrong. Check both and try again"
WRONG_CODE = "That code is not right. Wait for the next six digits, or use a recovery code"
WRONG_PASSKEY = "This passkey was not accepted. Try again, or enter the six digits"
SECOND_STEP_SECONDS = 600


@pages.before_request
def _only_with_advisers() -> None:
    if services.bank.adviser is None:
        abort(404)


@pages.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> str | Redirect | tuple[str, int]:
    """The first factor. A wrong address and a wrong password give the same answer in the same time."""
    if current_user.is_authenticated:
        return redirect(url_for("requests.home"))
    form, kept = SignInForm(), kept_form()
    if request.method == "GET":
        return sign_in_page(form, kept)
    if form.validate_on_submit():
        account = services.store.find_account(form.email.data or "")
        limiter = sign_in_limits(account, form.email.data or "")
        limiter.refuse_if_full()
        right = is_password(account.password_hash if account else None, form.password.data or "")
        if account is not None and right and account.state == "active":
            _renew_hash(account, form.password.data or "")
            session["second-step"] = [account.id, int(services.now().timestamp())]
            if kept.address:
                return _second_step_page(account, SecondStepForm(formdata=None), kept)
            return redirect(url_for("sign_in.second_step"))
        failed("sign-in-failed", account)
        limiter.note_try()
        form.password.errors = [WRONG]
    return sign_in_page(form, kept), 400


@pages.route("/second-step", methods=["GET", "POST"])
def second_step() -> str | Redirect | tuple[str, int]:
    """The second factor: six digits, a recovery code, or a passkey (the next route)."""
    account = half_signed_in()
    if account is None:
        return redirect(url_for("sign_in.sign_in"))
    form = SecondStepForm()
    if request.method == "GET":
        return _second_step_page(account, form, kept_form())
    if form.validate_on_submit():
        limiter = second_step_limits(account)
        limiter.refuse_if_full()
        if _is_second_factor(account, form.code.data or "", services.now()):
            return signed_in(account)
        failed("second-step-failed", account)
        limiter.note_try()
        form.code.errors = [WRONG_CODE]
    return _second_step_page(account, form, kept_form()), 400


@pages.post("/second-step/passkey")
def second_step_passkey() -> Redirect | tuple[str, int]:
    """A passkey as the second factor."""
    account = half_signed_in()
    if account is None:
        return redirect(url_for("sign_in.sign_in"))
    # Passkeys cannot be guessed, so wrong guesses at the account's six digits do not block them.
    limiter = sign_in_limits(account, account.email)
    limiter.refuse_if_full()
    if is_passkey(account, request.form.get("credential", "")):
        return signed_in(account)
    failed("second-step-failed", account)
    limiter.note_try()
    form = SecondStepForm(formdata=None)
    form.code.errors = [WRONG_PASSKEY]
    return _second_step_page(account, form, kept_form()), 400


@pages.post("/sign-out")
def sign_out() -> Redirect:
    """End the session on this device."""
    end_sign_in()
    return forget_site(redirect(url_for("sign_in.sign_in")))


@pages.route("/invitation/<token>", methods=["GET", "POST"])
def invitation(token: str) -> Response | tuple[str, int]:
    """Accept an invitation: choose a password, connect an authenticator, and get the recovery codes once."""
    digest = invitation_digest(token, services.secret)
    account = services.store.find_invitation(digest, services.now())
    if account is None:
        return render_template("advisers/invitation-over.html"), 404
    secret = secret_for(token, services.secret)
    form = AcceptForm(data={"name": account.name})
    form.personal = (account.email, form.name.data or "")
    step = step_of(secret, form.code.data or "", services.now()) if form.is_submitted() else None
    if form.validate_on_submit() and step is not None:
        return _accepted(account, digest, form, secret, step)
    if form.is_submitted() and step is None and form.code.data and not form.code.errors:
        form.code.errors = ["Those digits are not right. Enter the six digits that the app shows now"]
    qr = enrolment_qr(secret, account.email)
    page = render_template("advisers/invitation.html", form=form, account=account, secret=secret, qr=qr)
    return page, 400 if form.is_submitted() else 200


def _accepted(account: Account, digest: bytes, form: AcceptForm, secret: str, step: int) -> Response | tuple[str, int]:
    """Activate the account and sign it in; if two accept at once, one sees that the invitation no longer works."""
    codes = new_recovery_codes()
    kept = [recovery_digest(code, account.id, services.secret) for code in codes]
    setup = AccountSetup(form.name.data or "", hash_password(form.new_password.data or ""), secret, step, kept)
    try:
        accepted = services.store.accept_invitation(digest, setup, services.now())
    except NotFound:
        return render_template("advisers/invitation-over.html"), 404
    begin_sign_in(accepted)
    say_unprinted({"Your name": setup.name})
    answer = make_response(
        render_template("advisers/recovery.html", codes=codes, first=True, account=accepted, made=services.today())
    )
    remember(answer, accepted)
    return answer


def half_signed_in() -> Account | None:
    """The account whose password was right on this device some minutes ago; None where there is none."""
    account_id, at = session.get("second-step", (None, 0))
    if account_id is None or services.now().timestamp() - at > SECOND_STEP_SECONDS:
        return None
    account = services.store.account(account_id)
    return account if account is not None and account.state == "active" else None


def signed_in(account: Account) -> Redirect:
    """Begin the session, remember the device, and go to the first page."""
    begin_sign_in(account)
    event("signed-in", account=account.id)
    answer = go_on(kept_form(), url_for("requests.home"))
    remember(answer, account)
    return answer


def _renew_hash(account: Account, password: str) -> None:
    """Keep the password at the cost that new hashes have. A password that was changed meanwhile stays."""
    newer = renewed_hash(account.password_hash, password)
    if newer is not None:
        services.store.update_password_hash(account.id, newer, instead_of=account.password_hash)


def _second_step_page(account: Account, form: SecondStepForm, kept: KeptForm) -> str:
    passkeys = services.store.passkeys_of(account.id)
    options = ask_to_sign_in(passkeys) if passkeys else None
    return render_template("advisers/second-step.html", form=form, options=options, kept=kept)


def _is_second_factor(account: Account, typed: str, now: datetime) -> bool:
    step = step_of(account.totp_secret, typed, now)
    if step is not None:
        return services.store.use_totp(account.id, step)
    return services.store.use_recovery(account.id, recovery_digest(typed, account.id, services.secret))
