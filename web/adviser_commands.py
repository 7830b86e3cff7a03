"""The command line for the advisers' accounts: an operator makes the first administrator of a force."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from contacts.cells import CHECKS
from storage.errors import StoreError
from web.advisers.invitations import invite, invite_again
from web.console import directory_or_fail, fail
from web.services import services

adviser_commands = AppGroup("adviser", help="Make the first administrator of a police force's team.")


@adviser_commands.command("first")
@click.argument("force")
@click.option("--name", required=True, help="The name of the person.")
@click.option("--email", required=True, help="The person's work email address.")
@click.option("--site", default="http://127.0.0.1:8000", show_default=True, help="The site's address, for the link.")
def first(force: str, name: str, email: str, site: str) -> None:
    """Invite the first administrator of FORCE (as in contacts/data/forces.csv) and print the link to pass on."""
    parts = services()
    known = {each.id: each for each in directory_or_fail(parts).forces}
    if force not in known:
        fail(f"There is no force {force!r}: choose from {', '.join(sorted(known))}")
    if wrong := CHECKS["email"](email):
        fail(f"--email: {wrong.wrong}; {wrong.remedy}")
    try:
        team = parts.store.accounts_of(force)
        if any(each.role == "administrator" and each.state != "invited" for each in team):
            fail(f"{known[force].name} has an administrator, who invites others on the page “Team”.")
        waiting = next((each for each in team if each.email == email.casefold()), None)
        if waiting is not None:
            account, token = waiting, invite_again(parts, waiting.id)
        else:
            account, token = invite(parts, force, email, name, "administrator")
        parts.store.log(force, account.id, "first-administrator", account.id, parts.now())
    except StoreError as error:
        fail(str(error))
    click.echo(f"Invitation of {account.name} as administrator of {known[force].name}, good for 7 days, once:")
    click.echo(f"{site.rstrip('/')}/advisers/invitation/{token}")
