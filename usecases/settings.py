"""Settings, all from the environment, all with a safe default; an unsafe start is refused."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from click import ClickException

ROOT = Path(__file__).resolve().parent.parent


class SettingError(ClickException, ValueError):
    """A setting that cannot be used; its message says what to do, and is all that a command prints of it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings that an operator may change; `docs/operators.md` explains each."""

    data: Path
    postgres: str | None
    bank: Path
    contacts: Path | None
    store_key: str | None
    store_key_file: Path
    secret_key: str | None
    secret_key_file: Path
    production: bool
    site: str | None
    proxies: int
    session_hours: int
    retention_months: int
    worker: bool
    printers: int

    @property
    def database(self) -> Path:
        """The encrypted database, where CHECK_STORE names no other."""
        return self.data / "store.db"

    @property
    def jobs(self) -> Path:
        """The queue of jobs: ids only, never content."""
        return self.data / "jobs.db"


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Give the settings of an environment.

    Raises SettingError where a value cannot be used, and where production would be unsafe: the key beside the store, no
    proxy, or no name of the site.
    """
    get = environment.get
    data = Path(get("CHECK_DATA") or ROOT / "var")
    settings = Settings(
        data=data,
        postgres=_postgres(get("CHECK_STORE") or None),
        bank=Path(get("CHECK_BANK") or ROOT / "questions" / "bank"),
        contacts=Path(value) if (value := get("CHECK_CONTACTS")) else None,
        store_key=get("CHECK_STORE_KEY") or None,
        store_key_file=Path(get("CHECK_STORE_KEY_FILE") or data / "store.key"),
        secret_key=get("CHECK_SECRET_KEY") or None,
        secret_key_file=Path(get("CHECK_SECRET_KEY_FILE") or data / "secret.key"),
        production=_flag("CHECK_PRODUCTION", get("CHECK_PRODUCTION", "")),
        site=_site(get("CHECK_SITE") or None),
        proxies=_number("CHECK_PROXIES", get("CHECK_PROXIES", "0"), 0, 5),
        session_hours=_number("CHECK_SESSION_HOURS", get("CHECK_SESSION_HOURS", "12"), 1, 168),
        retention_months=_number("CHECK_RETENTION_MONTHS", get("CHECK_RETENTION_MONTHS", "13"), 2, 120),
        worker=_flag("CHECK_WORKER", get("CHECK_WORKER", "1")),
        printers=_number("CHECK_PRINTERS", get("CHECK_PRINTERS", "1"), 1, 8),
    )
    if settings.production:
        _refuse_unsafe(settings)
    return settings


def _refuse_unsafe(settings: Settings) -> None:
    beside = settings.store_key_file.resolve().is_relative_to(settings.data.resolve())
    if beside and not settings.store_key and not settings.postgres:
        raise SettingError(
            "CHECK_PRODUCTION: the store's key is in the same folder as the store. "
            "Set CHECK_STORE_KEY, or CHECK_STORE_KEY_FILE to a file in another folder"
        )
    if settings.proxies == 0:
        raise SettingError(
            "CHECK_PROXIES: set it to the number of proxies in front of the site, such as 1 for nginx. Without it, all "
            "visitors count as one, and wrong codes of a few shut out everyone; and nothing here speaks HTTPS"
        )
    if settings.site is None or not settings.site.startswith("https://"):
        raise SettingError(
            "CHECK_SITE: set it to the address that visitors use, such as https://check.example.org. Links that are "
            "printed or sent begin with it, and requests under another name are refused"
        )


def _site(value: str | None) -> str | None:
    if value is None:
        return None
    try:
        parts = urlsplit(value)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme in ("http", "https") and parts.netloc and value.rstrip("/") == f"{parts.scheme}://{parts.netloc}":
        return value.rstrip("/")
    raise SettingError(f"CHECK_SITE: write an address without a path, such as https://check.example.org, not {value!r}")


def _postgres(value: str | None) -> str | None:
    # Never shown: it may hold a password.
    if value is None or value.startswith(("postgresql://", "postgres://")):
        return value
    raise SettingError(
        "CHECK_STORE: leave it out for the database in the data folder, or write the address of a PostgreSQL "
        "database, such as postgresql://check@db.example.org/check"
    )


def _flag(name: str, value: str) -> bool:
    if value.lower() in ("", "0", "no", "false"):
        return False
    if value.lower() in ("1", "yes", "true"):
        return True
    raise SettingError(f"{name}: write 1 or 0, not {value!r}")


def _number(name: str, value: str, least: int, most: int) -> int:
    if value.isdecimal() and least <= int(value) <= most:
        return int(value)
    raise SettingError(f"{name}: write a whole number from {least} to {most}, not {value!r}")
