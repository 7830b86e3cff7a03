"""The command line for the advisers' accounts: an operator makes the first administrator, and lets one in again."""

from __future__ import annotations

from urllib.parse import urlsplit

import click
from flask.cli import AppGroup

from assessment.profile import tidy_text
from cli.cli_helpers import directory_or_fail, fail, services
from contacts import Force
from contacts.validators import CHECKS
from storage.errors import StoreError
from usecases.invitations import invite_first, reset
from usecases.services import Services

LONGEST_NAME = 80

adviser_commands = AppGroup("adviser", help="Make the first administrator of a police force's team; let one in again.")
_SITE = click.option("--site", default="http://127.0.0.1:8000", show_default=True, help="The site's address.")


@adviser_commands.command("first")
@click.argument("force")
@click.option("--name", required=True, help="The name of the person.")
@click.option("--email", required=True, help="The person's work email address.")
@_SITE
def first(force: str, name: str, email: str, site: str) -> None:
    """Invite the first administrator of FORCE (as in contacts/data/forces.csv) and print the link to pass on.

    Who was invited under the same address and has not accepted yet gets a new invitation; the old link ends.
    """
    name = tidy_text(name)
    known = {each.id: each for each in directory_or_fail(services).forces}
    if faults := _faults(known, force, name, email, site):
        fail(*faults)
    try:
        token = _invite_first(services, known[force], name, email)
    except StoreError as error:
        fail(str(error))
    click.echo(f"Invitation of {name} as administrator of {known[force].name}, good for 7 days, once:")
    click.echo(_link(site, token))


@adviser_commands.command("reset")
@click.argument("email")
@_SITE
def reset_command(email: str, site: str) -> None:
    """Have the account of EMAIL set up anew, and print the link for it: for who lost authenticator and codes.

    Make sure who asks: the link opens the account. Password, authenticator, passkeys, recovery codes and sessions of
    the account end at once.
    """
    if wrong := _site_fault(site):
        fail(wrong)
    try:
        account = services.store.find_account(email)
        if account is None:
            fail(f"No account has the email address {email!r}. Check it.")
        if account.state == "suspended":
            fail(f"{account.name} is suspended. An administrator lets them in again on the page “Team”.")
        token = reset(services, account.id)
    except StoreError as error:
        fail(str(error))
    click.echo(f"{account.name} sets up the account anew with this link, good for 7 days, once:")
    click.echo(_link(site, token))


def _invite_first(services: Services, force: Force, name: str, email: str) -> str:
    team = services.store.accounts_of(force.id)
    if any(each.role == "administrator" and each.state == "active" for each in team):
        fail(f"{force.name} has an administrator, who invites others on the page “Team”.")
    _, token = invite_first(services, force.id, email, name)
    return token


def _faults(known: dict[str, Force], force: str, name: str, email: str, site: str) -> list[str]:
    """Everything that is wrong with what was given."""
    found = []
    if force not in known:
        found.append(f"There is no force {force!r}: choose from {', '.join(sorted(known))}")
    if not 0 < len(name) <= LONGEST_NAME:
        found.append(f"--name: give a name of {LONGEST_NAME} characters or fewer")
    if wrong := CHECKS["email"](email):
        found.append(f"--email: {wrong.wrong}; {wrong.remedy}")
    return [*found, *filter(None, [_site_fault(site)])]


def _site_fault(site: str) -> str | None:
    parts = urlsplit(site)
    if parts.scheme in ("http", "https") and parts.netloc and site.isprintable() and not parts.query:
        return None
    return f"--site: {site!r} is not the address of a site; write it whole, such as https://check.example.org"


def _link(site: str, token: str) -> str:
    return f"{site.rstrip('/')}/advisers/invitation/{token}"
