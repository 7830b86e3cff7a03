"""Looks at an installation as an experienced operator would: what is wrong, what will be, and what to do about it."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Literal

from contacts import ContactsError
from local_time import london_day
from questions import BankError
from storage.errors import StoreError
from storage.keys import next_key_file, read_key
from usecases.damage import EVERY, last_check
from usecases.exposure import exposed_back_ups, keys_in, open_to_others
from usecases.services import Services
from usecases.settings import ROOT
from usecases.steady_clock import last_watch
from usecases.store_care import last_back_up, last_back_up_folder
from usecases.threat_level import current_level

State = Literal["ok", "look", "wrong"]
BACK_UP_AGE = timedelta(hours=36)
LEVEL_AGE = timedelta(days=8)
# Free space, in bytes; and at least as much as a change of key or a back-up of the database needs.
LEAST_SPACE = 1_000_000_000
FONTS = ROOT / "static" / "fonts"
# Where docs/operators.md puts the settings, which may hold keys; the service's own group reads them.
SETTINGS_FILE = Path("/etc/check/settings")


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how it is, and what to do; `wrong` needs somebody at once, `look` soon."""

    subject: str
    state: State
    found: str
    remedy: str = ""


Check = Callable[[Services], Finding]


def examine_installation(services: Services) -> tuple[Finding, ...]:
    """Every check; one that needs what is wrong says no more than that, so that each fault is told once."""
    found: dict[str, Finding] = {}
    for subject, check, *needs in CHECKS:
        missing = [need for need in needs if need in found and found[need].state != "ok"]
        if missing:
            found[subject] = Finding(subject, "look", f"this cannot be looked at without the {missing[0]}")
        else:
            found[subject] = _safely(subject, check, services)
    return tuple(found.values())


def _settings(services: Services) -> Finding:
    settings = services.settings
    if not settings.production:
        remedy = "If other people use this service, set CHECK_PRODUCTION=1, CHECK_SITE and CHECK_PROXIES"
        return Finding("settings", "look", "this is not set up as a service for others", remedy)
    proxies = "1 proxy" if settings.proxies == 1 else f"{settings.proxies} proxies"
    return Finding("settings", "ok", f"production at {settings.site}, behind {proxies}")


def _proxy_headers(services: Services) -> Finding:
    if services.settings.proxies == 0:
        return Finding("proxy headers", "ok", "none are believed")
    noted = services.store.setting(NO_ADDRESS)
    if noted and services.now().timestamp() - float(noted) < 2 * NOTED_AGAIN.total_seconds():
        remedy = "Set X-Forwarded-For in the proxy as docs/operators.md shows, and restart the site"
        return Finding("proxy headers", "wrong", "a request came without a visitor's address", remedy)
    return Finding("proxy headers", "ok", "every request of the last day named a visitor's address")


# The setting under which the site notes that its proxy does not say where a request came from.
NO_ADDRESS = "no-forwarded-address"
NOTED_AGAIN = timedelta(hours=12)


def _keys(services: Services) -> Finding:
    settings = services.settings
    read_key(settings.secret_key or settings.secret_key_file)
    read_key(settings.store_key or settings.store_key_file)
    if not settings.store_key and next_key_file(settings.store_key_file).exists():
        read_key(next_key_file(settings.store_key_file))
        return Finding("keys", "look", "a change of key is not finished", "Run: flask store rekey")
    return Finding("keys", "ok", "both can be read, and by no one else")


def _rights(services: Services) -> Finding:
    settings = services.settings
    exposed = [path for path in (settings.data, settings.database) if path.exists() and open_to_others(path)]
    if SETTINGS_FILE.exists() and stat.S_IMODE(SETTINGS_FILE.stat().st_mode) & 0o007:
        return Finding("rights", "wrong", "everyone can read the settings", f"Run: chmod o-rwx {SETTINGS_FILE}")
    if settings.production and (keys := keys_in(settings.data)):
        remedy = f"Move {keys[0]} to a folder of its own and set CHECK_STORE_KEY_FILE or CHECK_SECRET_KEY_FILE to it"
        return Finding("rights", "wrong", "a key lies in the same folder as the database", remedy)
    if exposed:
        remedy = "Run: " + "; ".join(f"chmod go-rwx {path}" for path in exposed)
        return Finding("rights", "wrong", "others can read the service's data", remedy)
    return Finding("rights", "ok", f"{settings.data} is the service's alone")


def _store(services: Services) -> Finding:
    if services.settings.postgres is not None:
        services.store.check()
        return Finding("database", "ok", "PostgreSQL can be read and written")
    database = services.settings.database
    if not database.exists():
        remedy = (
            "Start the site, which makes it. If there was one, CHECK_DATA names another folder, or its disk is missing"
        )
        return Finding("database", "look", f"there is no {database}", remedy)
    services.store.check()
    return Finding("database", "ok", "it can be read and written")


def _damage(services: Services) -> Finding:
    if services.settings.postgres is not None:
        return Finding("damage", "ok", "PostgreSQL looks at its own pages; are its checksums on?")
    check = last_check(services)
    if check is None:
        return Finding(
            "damage", "look", "no page has been looked at yet", "Is the worker running? It begins within a minute"
        )
    if check.damaged:
        pages = ", ".join(map(str, check.damaged[:10]))
        remedy = "Restore the newest whole back-up: flask store check FILE, then flask store restore FILE --replace"
        return Finding("damage", "wrong", f"pages {pages} are damaged", remedy)
    if services.now().timestamp() - check.began > 2 * EVERY.total_seconds():
        return Finding("damage", "look", "the daily check is late", "Is the worker running? See its log")
    return Finding("damage", "ok", "no page is damaged")


def _space(services: Services) -> Finding:
    settings = services.settings
    free = shutil.disk_usage(settings.data).free
    need = max(LEAST_SPACE, 2 * settings.database.stat().st_size if settings.database.exists() else 0)
    if free < need:
        remedy = f"Free some space: {need // 1_000_000:,} MB should be free for the log, back-ups and a change of key"
        return Finding("disk", "wrong" if free < need // 4 else "look", f"{free // 1_000_000:,} MB free", remedy)
    return Finding("disk", "ok", f"{free // 1_000_000:,} MB free")


def _clock(services: Services) -> Finding:
    now, check = services.now(), last_check(services)
    newest = max((path.stat().st_mtime for path in (ROOT / "usecases").glob("*.py")), default=0.0)
    if now.timestamp() < newest - 86_400 or (check is not None and now.timestamp() < check.began - 300):
        return Finding(
            "clock", "wrong", "it is behind what it was before", "Set it, and let it be set: timedatectl set-ntp true"
        )
    watch = last_watch(services)
    if watch is not None and watch.leap and not watch.steady(now.timestamp()):
        days = round(abs(watch.leap) / 86_400)
        found = f"it is {london_day(now)} in London; it leapt by {days} days, or nothing ran in between"
        remedy = "Is that the day? Until it has gone on for a week, no workspace is deleted for its age"
        return Finding("clock", "look", found, remedy)
    return Finding("clock", "ok", f"it is {london_day(now)} in London")


def _fonts(_: Services) -> Finding:
    count = len([*FONTS.rglob("*.woff2"), *FONTS.rglob("*.ttf")])
    if count == 0:
        return Finding("fonts", "wrong", f"there are none in {FONTS}", "Install the code again, whole")
    return Finding("fonts", "ok", f"{count} files for the prints")


def _back_up(services: Services) -> Finding:
    if services.settings.postgres is not None:
        return Finding("back-up", "ok", "PostgreSQL's own programs make it; when did you last restore one?")
    made = last_back_up(services)
    if made is None:
        return Finding("back-up", "look", "none was made yet", "Set up the nightly back-up of docs/operators.md")
    if services.now() - made > BACK_UP_AGE:
        remedy = "See why the nightly one failed: journalctl -u check-backup"
        return Finding("back-up", "wrong", f"the last one was made on {london_day(made)}", remedy)
    return Finding("back-up", "ok", f"the last one was made on {london_day(made)}; is a copy on another machine?")


def _back_up_folder(services: Services) -> Finding:
    subject, folder = "back-up folder", last_back_up_folder(services)
    if folder is None:
        return Finding(subject, "ok", "none is known yet")
    if not folder.is_dir():
        return Finding(subject, "look", f"{folder} is not there", "Is its disk mounted? Make a back-up where one is")
    if keys := keys_in(folder):
        remedy = f"Move {keys[0]} to where your organisation keeps its keys, away from every copy of the back-ups"
        return Finding(subject, "wrong", "a key lies beside the back-ups", remedy)
    if exposed := exposed_back_ups(folder):
        what = "others can read back-ups" if exposed[-1] != folder else "others can delete and replace back-ups"
        return Finding(subject, "wrong", f"{what} in {folder}", f"Run: chmod -R go-rwx {folder}")
    return Finding(subject, "ok", f"{folder} is the service's alone, without a key")


def _bank(services: Services) -> Finding:
    return Finding("questions", "ok", f"bank {services.bank.version}")


def _contacts(services: Services) -> Finding:
    contacts = [services.directory.contact(force.id, services.today()) for force in services.directory.forces]
    confirmed = [each for each in contacts if each.confirmed]
    stale = [each.force_id for each in confirmed if each.stale]
    found = f"{len(confirmed)} of {len(contacts)} forces are confirmed in the file"
    if stale:
        return Finding(
            "contacts", "look", f"{found}, {len(stale)} over a year ago", f"Confirm again: {', '.join(stale)}"
        )
    if not confirmed:
        return Finding("contacts", "look", found, "Plans name no adviser until you confirm one: docs/operators.md")
    return Finding("contacts", "ok", found)


def _level(services: Services) -> Finding:
    if services.bank.levels is None:
        return Finding("threat level", "ok", "this bank has none")
    level = current_level(services, services.bank.levels, None)
    if level is None or services.today() - level.checked_on > LEVEL_AGE:
        when = f"last checked on {level.checked_on}" if level else "none is set"
        return Finding("threat level", "look", when, "Look it up, then: flask level set LEVEL --since DATE")
    return Finding("threat level", "ok", f"{level.level.title}, checked on {level.checked_on}")


def _safely(subject: str, check: Check, services: Services) -> Finding:
    try:
        return check(services)
    except (StoreError, BankError, ContactsError) as error:
        first, *more = str(error).splitlines()
        return Finding(subject, "wrong", first, " ".join(more[:3]))
    except FileNotFoundError as error:
        return Finding(
            subject, "wrong", f"there is no {error.filename}", "Make it, or correct the setting that names it"
        )
    except OSError as error:
        return Finding(subject, "wrong", f"{error.filename}: {error.strerror}", "See who may read it")


# Each check with its subject and the subjects that it needs, which come before it.
CHECKS: tuple[tuple[str, Check, *tuple[str, ...]], ...] = (
    ("settings", _settings),
    ("keys", _keys),
    ("rights", _rights),
    ("disk", _space),
    ("database", _store),
    ("damage", _damage, "database"),
    ("clock", _clock, "database"),
    ("proxy headers", _proxy_headers, "database"),
    ("fonts", _fonts),
    ("back-up", _back_up, "database"),
    ("back-up folder", _back_up_folder, "database"),
    ("questions", _bank),
    ("contacts", _contacts),
    ("threat level", _level, "database", "questions"),
)
