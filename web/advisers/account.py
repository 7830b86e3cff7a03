"""An adviser's own account: sessions on all devices, password, authenticator and recovery codes."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response as Redirect

from web.advisers.access import adviser, advisers_only, log
from web.advisers.factors import new_recovery_codes, recovery_digest
from web.advisers.forms import PasswordForm
from web.advisers.passwords import hash_password, is_password
from web.services import services
from web.throttle import note_wrong, refuse_many

account = Blueprint("account", __name__, url_prefix="/advisers/account")


@account.get("")
@advisers_only
def home() -> str:
    """What belongs to the account: sessions, passkeys, password, recovery codes."""
    store, own = services().store, adviser().account
    return render_template(
        "advisers/account.html",
        sign_ins=store.sign_ins_of(own.id, services().now()),
        passkeys=store.passkeys_of(own.id),
        codes_left=store.recovery_left(own.id),
        force=services().directory.force(own.force_id),
    )


@account.post("/sessions/<sign_in_id>/end")
@advisers_only
def end_session(sign_in_id: str) -> Redirect:
    """End one session, perhaps on a lost device."""
    services().store.sign_out(adviser().account.id, sign_in_id)
    log("ended-session")
    return redirect(url_for("account.home"))


@account.route("/password", methods=["GET", "POST"])
@advisers_only
def password() -> str | Redirect | tuple[str, int]:
    """Change the password; every other session ends."""
    own, form = adviser().account, PasswordForm()
    form.personal = (own.email, own.name)
    if form.validate_on_submit():
        limits = {f"password:{own.id}": 10}
        refuse_many(limits)
        if is_password(own.password_hash, form.password.data or ""):
            services().store.set_password(own.id, hash_password(form.new_password.data or ""))
            services().store.sign_out_all(own.id, but=adviser().sign_in.id)
            log("changed-password")
            flash("Your password is changed. You are signed out everywhere else.")
            return redirect(url_for("account.home"))
        note_wrong(limits)
        form.password.errors = ["This is not your present password"]
    page = render_template("advisers/password.html", form=form)
    return (page, 400) if form.is_submitted() else page


@account.post("/recovery")
@advisers_only
def recovery() -> str:
    """New recovery codes in place of the old ones, shown once."""
    parts, own, codes = services(), adviser().account, new_recovery_codes()
    parts.store.set_recovery(own.id, [recovery_digest(code, own.id, parts.secret) for code in codes])
    log("new-recovery-codes")
    return render_template("advisers/recovery.html", codes=codes, first=False)
