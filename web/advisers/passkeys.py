"""An adviser's own passkeys: add one, with the password asked again, and remove one."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, session, url_for
from werkzeug.wrappers import Response as Redirect

from reports.pdf.letters import isolated
from storage.errors import Refused
from web.advisers.account_forms import PasskeyAnswerForm, PasskeyForm
from web.advisers.auth import adviser, advisers_only
from web.advisers.reauthentication import reauthenticated
from web.advisers.webauthn_ceremony import ask_to_register, id_of, read_registered
from web.site.base_form import form_page
from web.site.services import services

pages = Blueprint("passkeys", __name__, url_prefix="/advisers/account/passkeys")

MOST = 10
SECONDS = 600  # from the password to the device's answer


@pages.route("/add", methods=["GET", "POST"])
@advisers_only
def add() -> str | Redirect | tuple[str, int]:
    """Name a passkey and give the password; the device is asked on the next page."""
    form = PasskeyForm()
    return _begin_passkey(form) or form_page("advisers/passkey.html", form)


@reauthenticated
def _begin_passkey(form: PasskeyForm) -> Redirect | None:
    """Remember for some minutes that this session gave the password; None where there are too many passkeys."""
    if len(services.store.passkeys_of(adviser().account.id)) >= MOST:
        form.name.errors = [f"You have {MOST} passkeys. Remove one first"]
        return None
    session["new-passkey"] = [adviser().sign_in.id, form.name.data, int(services.now().timestamp())]
    return redirect(url_for("passkeys.device"))


@pages.route("/device", methods=["GET", "POST"])
@advisers_only
def device() -> str | Redirect | tuple[str, int]:
    """Have the device make the passkey, and keep it."""
    account, store, name = adviser().account, services.store, _name()
    if name is None:
        return redirect(url_for("passkeys.add"))
    form = PasskeyAnswerForm()
    if form.validate_on_submit():
        made = read_registered(form.credential.data or "")
        try:
            if made is None:
                raise Refused("Your device’s answer could not be used. Try again.")
            store.add_passkey(account.id, made.credential, made.public_key, made.sign_count, name, services.now())
        except Refused as error:
            form.credential.errors = [str(error)]
        else:
            session.pop("new-passkey", None)
            flash(f"The passkey “{isolated(name)}” has been added. You can now use it as your second step.")
            return redirect(url_for("account.home"))
    return form_page("advisers/passkey-device.html", form, name=name, options=ask_to_register(account))


@pages.post("/<passkey_id>/remove")
@advisers_only
def remove(passkey_id: str) -> Redirect:
    """Remove a passkey, which can then no longer be used."""
    account, store, credential = adviser().account, services.store, id_of(passkey_id)
    gone = next((each for each in store.passkeys_of(account.id) if each.id == credential), None)
    if gone is not None and store.remove_passkey(account.id, credential, services.now()):
        flash(f"The passkey “{isolated(gone.name)}” has been removed.")
    return redirect(url_for("account.home"))


def _name() -> str | None:
    """The name of the passkey for which the password was given in this session some minutes ago."""
    sign_in_id, name, at = session.get("new-passkey", ("", "", 0))
    fresh = services.now().timestamp() - at <= SECONDS
    return name if fresh and sign_in_id == adviser().sign_in.id else None
