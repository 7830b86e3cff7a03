"""Fills a new store with the demonstration, and says where everything in it is found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from scripts.demo.businesses import Business, add_earlier, add_hall, add_taverns
from scripts.demo.evening import Evening, add_workshop
from scripts.demo.team import PASSWORD, Member, add_team, one_time_code
from storage.keys import make_key_file
from usecases.services import Services


@dataclass(frozen=True, slots=True)
class Demo:
    """All that was made, with the codes that open it."""

    businesses: tuple[Business, ...]
    team: tuple[Member, ...]
    evening: Evening


def make_keys(folder: Path) -> None:
    """The keys of a new data folder. Raises KeyRefused where there are some."""
    for name in ("store.key", "secret.key"):
        make_key_file(folder / name)


def build(services: Services) -> Demo:
    """Fill an empty store. Takes a second or two."""
    services.warm()
    administrator, adviser = team = add_team(services)
    businesses = add_taverns(services, adviser.account.id), add_hall(services)
    add_earlier(services, adviser.account.id)
    return Demo(businesses, team, add_workshop(services, administrator.account.id))


def guide(demo: Demo, url: str, now: datetime) -> str:
    """What to open, and with which code. The one-time codes are those of the time `now`."""
    lines = [
        "",
        "MADE-UP DATA, to look around in. Do not use it for a real business: everything that opens it",
        "is written below, and the next `make demo` deletes it.",
        "",
        f"Start page        {url}/",
        "",
        f"A business        {url}/return",
    ]
    lines += [f"  return code     {each.code}  {each.holds}" for each in demo.businesses]
    lines += ["", f"Advisers          {url}/advisers/sign-in", f"  password        {PASSWORD}"]
    for member in demo.team:
        account = member.account
        lines += [
            f"  {account.role:<16}{account.email}",
            f"                  current one-time code {one_time_code(account, now)} (for the next one: make demo-code)",
            f"                  or, once, the recovery code {member.recovery_code}",
            f"                  or add this key to an authenticator app: {account.totp_secret}",
        ]
    evening = demo.evening
    lines += [
        "",
        "Workshop",
        f"  board           {url}/advisers/workshops/{evening.id} (sign in as an adviser first)",
        f"  join            {url}/join/{evening.join_code}",
        f"                  or {url}/join with the code {evening.join_code}",
        f"  return code     {evening.member_code}  a business that has joined and not answered yet",
        "",
    ]
    return "\n".join(lines)
