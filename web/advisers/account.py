"""An adviser's own account: sessions on all devices, password, authenticator and recovery codes."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response as Redirect

from usecases.passwords import hash_password
from usecases.second_factor import new_recovery_codes, recovery_digest, secret_for, step_of
from web.advisers.account_forms import AuthenticatorForm, PasswordForm, RecoveryForm
from web.advisers.auth import adviser, advisers_only
from web.advisers.enrolment import enrolment_qr
from web.advisers.reauthentication import reauthenticated
from web.advisers.webauthn_ceremony import text_of
from web.site.base_form import form_page
from web.site.services import services

pages = Blueprint("account", __name__, url_prefix="/advisers/account")


@pages.get("")
@advisers_only
def home() -> str:
    """Show the account: sessions, passkeys, password, authenticator, recovery codes."""
    store, own = services.store, adviser().account
    return render_template(
        "advisers/account.html",
        sign_ins=store.sign_ins_of(own.id, services.now()),
        passkeys=[(each, text_of(each.id)) for each in store.passkeys_of(own.id)],
        codes_left=store.recovery_left(own.id),
        force=services.directory.force(own.force_id),
    )


@pages.post("/sessions/<sign_in_id>/end")
@advisers_only
def end_session(sign_in_id: str) -> Redirect:
    """End one session, perhaps on a lost device."""
    services.store.end_session(adviser().account.id, sign_in_id, services.now())
    return redirect(url_for("account.home"))


@pages.route("/password", methods=["GET", "POST"])
@advisers_only
def password() -> str | Redirect | tuple[str, int]:
    """Change the password; every other session ends."""
    own, form = adviser().account, PasswordForm()
    form.personal = (own.email, own.name)
    return _change_password(form) or form_page("advisers/password.html", form)


@reauthenticated
def _change_password(form: PasswordForm) -> Redirect:
    hashed = hash_password(form.new_password.data or "")
    own, keep = adviser().account, adviser().sign_in.id
    services.store.change_password(own.id, hashed, keep_sign_in=keep, now=services.now())
    flash("Your password is changed. You are signed out everywhere else.")
    return redirect(url_for("account.home"))


@pages.route("/authenticator", methods=["GET", "POST"])
@advisers_only
def authenticator() -> str | tuple[str, int]:
    """Connect another authenticator in place of the current one; new recovery codes come with it."""
    own, form = adviser().account, AuthenticatorForm()
    # The same secret each time that the page is shown, and another one as soon as this one is in use.
    secret = secret_for(f"{adviser().token}:{own.totp_secret}", services.secret)
    return _replace_authenticator(form, secret) or form_page(
        "advisers/authenticator.html", form, secret=secret, qr=enrolment_qr(secret, own.email)
    )


@reauthenticated
def _replace_authenticator(form: AuthenticatorForm, secret: str) -> str | None:
    own, keep = adviser().account, adviser().sign_in.id
    step = step_of(secret, form.code.data or "", services.now())
    if step is None:
        form.code.errors = ["Those digits are not right. Enter the six digits that the app shows now"]
        return None
    codes, digests = _recovery_codes(own.id)
    services.store.replace_authenticator(own.id, secret, step, digests, keep_sign_in=keep, now=services.now())
    return render_template("advisers/recovery.html", codes=codes, first=False, account=own, made=services.today())


@pages.route("/recovery", methods=["GET", "POST"])
@advisers_only
def recovery() -> str | tuple[str, int]:
    """New recovery codes in place of the old ones, shown once."""
    own, form = adviser().account, RecoveryForm()
    return _replace_recovery_codes(form) or form_page(
        "advisers/recovery-ask.html", form, left=services.store.recovery_left(own.id)
    )


@reauthenticated
def _replace_recovery_codes(_form: RecoveryForm) -> str:
    own = adviser().account
    codes, digests = _recovery_codes(own.id)
    services.store.replace_recovery_codes(own.id, digests, services.now())
    return render_template("advisers/recovery.html", codes=codes, first=False, account=own, made=services.today())


def _recovery_codes(account_id: str) -> tuple[tuple[str, ...], list[bytes]]:
    """New recovery codes, and the digests under which they are kept."""
    codes = new_recovery_codes()
    return codes, [recovery_digest(code, account_id, services.secret) for code in codes]
