"""The command line for the advisers' accounts: an operator invites the first, lists, resets, suspends and removes."""

from __future__ import annotations

from urllib.parse import urlsplit

import click

from assessment.plain_text import tidy_text
from cli.cli_helpers import directory_or_fail, fail, say_unprinted, services, store_errors
from contacts import Force
from contacts.validators import CHECKS
from local_time import london_day, london_time
from reports.report.dates import long_date
from storage.accounts import Account
from usecases.invitations import invite_first, reset
from usecases.services import Services

LONGEST_NAME = 80

adviser_commands = click.Group(
    "adviser",
    help="Invite the first administrator of a force's team; list accounts; reset, suspend, restore or remove one.",
)
_SITE = click.option(
    "--site",
    envvar="CHECK_SITE",
    default="http://127.0.0.1:8000",
    show_default=True,
    help="The site's address; CHECK_SITE unless given.",
)


@adviser_commands.command("first")
@click.argument("force")
@click.option("--name", required=True, help="The name of the person.")
@click.option("--email", required=True, help="The person's work email address.")
@_SITE
def first(force: str, name: str, email: str, site: str) -> None:
    """Invite the first administrator of FORCE (as in contacts/data/forces.csv) and print the link to pass on.

    Someone who was invited under the same address and has not accepted yet gets a new invitation; the old link ends.
    """
    name = tidy_text(name)
    known = {each.id: each for each in directory_or_fail(services).forces}
    if problems := _problems(known, force, name, email, site):
        fail(*problems)
    with store_errors():
        token = _invite_first(services, known[force], name, email)
    say_unprinted("--name", name)
    click.echo(f"Invitation of {name} as administrator of {known[force].name}, valid for 7 days, single use:")
    click.echo(_link(site, token))


@adviser_commands.command("list")
@click.argument("force", required=False)
def list_command(force: str | None) -> None:
    """List the accounts of FORCE, or of every force, a line for each.

    A line has the force, name, email address and role, whether it is active, invited or suspended, the last sign-in and
    the id that the log of the service has.
    """
    known = [each.id for each in directory_or_fail(services).forces]
    if force is not None and force not in known:
        fail(f"There is no force {force!r}. Use a force_id of contacts/data/forces.csv.")
    with store_errors():
        lines = [line for each in ([force] if force else known) for line in _account_lines(services, each)]
    click.echo("\n".join(lines) or "No accounts.")


def _account_lines(services: Services, force_id: str) -> list[str]:
    last = services.store.last_sign_ins(force_id)
    lines = []
    for each in services.store.accounts_of(force_id):
        at = last.get(each.id)
        signed_in = f"last signed in on {long_date(london_day(at))} at {london_time(at)}" if at else "never signed in"
        said = (force_id, each.name, each.email, each.role, each.state, signed_in, f"id {each.id}")
        lines.append(tidy_text(", ".join(said)))
    return lines


@adviser_commands.command("reset")
@click.argument("email")
@_SITE
def reset_command(email: str, site: str) -> None:
    """Reset the account of EMAIL, for someone who has lost their authenticator and recovery codes, and print the link.

    Check who is asking: the link opens the account. Password, authenticator, passkeys, recovery codes and sessions of
    the account end at once.
    """
    if wrong := _site_problem(site):
        fail(wrong)
    with store_errors():
        account = _account_of(email)
        if account.state == "suspended":
            fail(f"{account.name} is suspended. An administrator lets them in again on the page “Team”.")
        token = reset(services, account.id)
    click.echo(f"{account.name} can set up the account again with this link, valid for 7 days, single use:")
    click.echo(_link(site, token))


@adviser_commands.command("suspend")
@click.argument("email")
@click.option("--yes", is_flag=True, help="Do not ask.")
def suspend_command(email: str, yes: bool) -> None:
    """Suspend the account of EMAIL, for someone who must not sign in for now.

    It is signed out everywhere, its feed is withdrawn, and what it has taken on is new again. An administrator of its
    team undoes it, or `restore`.
    """
    with store_errors():
        account = _account_of(email)
        if account.state == "suspended":
            fail(f"{account.name} is suspended already. An administrator lets them in again on the page “Team”.")
        if account.state == "invited":
            fail(f"{account.name} has not accepted the invitation, so there is nothing to suspend. Remove it instead.")
        said = f"{account.name}, {account.role} of {account.force_id}"
        if not yes:
            click.confirm(f"Suspend {said}?", abort=True)
        services.store.suspend(account.id, by=None, now=services.now())
    click.echo(f"Suspended: {said}")


@adviser_commands.command("restore")
@click.argument("email")
@click.option("--yes", is_flag=True, help="Do not ask.")
def restore_command(email: str, yes: bool) -> None:
    """Let the suspended account of EMAIL in again, where no administrator of its team can.

    Its password, authenticator and passkeys are those of before; what it had taken on stays with the team. A removed
    account does not come back: nothing is kept of it but the name. The person is invited again.
    """
    with store_errors():
        account = services.store.find_account(email)
        if account is None:
            fail(f"No account has the email address {email!r}. If it was removed, invite the person again.")
        if account.state == "invited":
            fail(f"{account.name} has not accepted the invitation. The page “Team” makes a new one.")
        if account.state != "suspended":
            fail(f"{account.name} is not suspended.")
        said = f"{account.name}, {account.role} of {account.force_id}"
        if not yes:
            click.confirm(f"Let {said} in again?", abort=True)
        services.store.restore(account.id, by=None, now=services.now())
    click.echo(f"Restored: {said}")


@adviser_commands.command("remove")
@click.argument("email")
@click.option("--yes", is_flag=True, help="Do not ask.")
def remove_command(email: str, yes: bool) -> None:
    """Remove the account of EMAIL for good, where no administrator of its team can.

    It is signed out everywhere, and what it has taken on is new again. Its name stays in the log and in signed visits.
    """
    with store_errors():
        account = _account_of(email)
        said = f"{account.name}, {account.role} of {account.force_id}, {account.state}"
        if not yes:
            click.confirm(f"Remove {said}?", abort=True)
        services.store.remove(account.id, by=None, now=services.now())
    click.echo(f"Removed: {said}")


def _account_of(email: str) -> Account:
    """The account of an email address; otherwise says so and ends with code 1."""
    account = services.store.find_account(email)
    if account is None:
        fail(f"No account has the email address {email!r}. Check it: “flask adviser list” shows all of them.")
    return account


def _invite_first(services: Services, force: Force, name: str, email: str) -> str:
    team = services.store.accounts_of(force.id)
    if any(each.role == "administrator" and each.state == "active" for each in team):
        fail(f"{force.name} has an administrator, who invites others on the page “Team”.")
    _, token = invite_first(services, force.id, email, name)
    return token


def _problems(known: dict[str, Force], force: str, name: str, email: str, site: str) -> list[str]:
    """Every problem with the options given."""
    found = []
    if force not in known:
        found.append(f"There is no force {force!r}: choose from {', '.join(sorted(known))}")
    if not 0 < len(name) <= LONGEST_NAME:
        found.append(f"--name: give a name of {LONGEST_NAME} characters or fewer")
    if wrong := CHECKS["email"](email):
        found.append(f"--email: {wrong.wrong}; {wrong.remedy}")
    return [*found, *filter(None, [_site_problem(site)])]


def _site_problem(site: str) -> str | None:
    parts = urlsplit(site)
    if parts.scheme in ("http", "https") and parts.netloc and site.isprintable() and not parts.query:
        return None
    return f"--site: {site!r} is not the address of a site; write it whole, such as https://check.example.org"


def _link(site: str, token: str) -> str:
    return f"{site.rstrip('/')}/advisers/invitation/{token}"
