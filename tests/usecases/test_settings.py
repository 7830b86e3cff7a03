"""Settings: what may be set, and that an unsafe or broken start is refused with what to do."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from app import create_app, serve
from storage.keys import make_key_file
from usecases.settings import ROOT, SettingError, Settings, read_settings


def test_without_settings_everything_has_a_safe_default() -> None:
    settings = read_settings({})
    assert settings.data == ROOT / "var"
    assert settings.bank == ROOT / "questions" / "bank"
    assert settings.store_key_file == settings.data / "store.key"
    assert not settings.production
    assert settings.proxies == 0, "no header of a visitor is believed"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CHECK_PRODUCTION", "maybe"),
        ("CHECK_WORKER", "2"),
        ("CHECK_STORE", "mysql://check:secret@db.example.org/check"),
        ("CHECK_STORE", "db.example.org"),
        ("CHECK_PRINTERS", "0"),
        ("CHECK_PRINTERS", "9"),
        ("CHECK_PROXIES", "-1"),
        ("CHECK_RETENTION_MONTHS", "1"),
        ("CHECK_RETENTION_MONTHS", "121"),
        ("CHECK_PROXIES", "6"),
        ("CHECK_PROXIES", "²"),
        ("CHECK_SESSION_HOURS", "0"),
        ("CHECK_SESSION_HOURS", "169"),
        ("CHECK_SESSION_HOURS", "1.5"),
        ("CHECK_SESSION_HOURS", ""),
    ],
)
def test_a_value_that_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=name):
        read_settings({name: value})


def test_the_address_of_a_database_is_never_shown() -> None:
    with pytest.raises(SettingError) as raised:
        read_settings({"CHECK_STORE": "mysql://check:secret@db.example.org/check"})
    assert "secret" not in str(raised.value)
    assert read_settings({"CHECK_STORE": "postgresql://check@db.example.org/check"}).postgres
    assert read_settings({"CHECK_STORE": ""}).postgres is None


PRODUCTION = {"CHECK_PRODUCTION": "1", "CHECK_PROXIES": "1", "CHECK_SITE": "https://check.example.org"}


@pytest.mark.parametrize("name", ["CHECK_PROXIES", "CHECK_SITE"])
def test_production_refuses_to_start_without_its_proxy_and_its_name(tmp_path: Path, name: str) -> None:
    given = {**PRODUCTION, "CHECK_STORE_KEY": "0" * 64}
    assert read_settings(given).production
    del given[name]
    with pytest.raises(SettingError, match=f"^{name}: set it to"):
        read_settings(given)


@pytest.mark.parametrize(
    "site", ["check.example.org", "https://check.example.org/a", "ftp://a", "https://", "https://["]
)
def test_the_name_of_the_site_is_an_address(site: str) -> None:
    with pytest.raises(SettingError, match="CHECK_SITE"):
        read_settings({"CHECK_SITE": site})
    assert read_settings({"CHECK_SITE": "https://check.example.org/"}).site == "https://check.example.org"


def test_production_refuses_an_address_without_https() -> None:
    with pytest.raises(SettingError, match="CHECK_SITE"):
        read_settings({**PRODUCTION, "CHECK_STORE_KEY": "0" * 64, "CHECK_SITE": "http://check.example.org"})


@pytest.mark.parametrize("beside", ["store.key", "keys/store.key", "../data/store.key"])
def test_production_refuses_the_store_key_beside_the_store(tmp_path: Path, beside: str) -> None:
    data = tmp_path / "data"
    given = {**PRODUCTION, "CHECK_DATA": str(data), "CHECK_STORE_KEY_FILE": str(data / beside)}
    with pytest.raises(SettingError, match="CHECK_STORE_KEY"):
        read_settings(given)
    assert read_settings({**given, "CHECK_STORE_KEY_FILE": str(tmp_path / "keys" / "store.key")}).production
    assert read_settings({**given, "CHECK_STORE_KEY": "0" * 64}).production


def refusal(settings: Settings) -> str:
    """Why the site does not start: for an operator, so one text and no traceback."""
    with pytest.raises(SystemExit) as refused:
        serve(settings)
    said = refused.value.code
    assert isinstance(said, str), "which ends the program with code 1"
    return said


@pytest.fixture
def elsewhere(settings: Settings, tmp_path: Path) -> Settings:
    """The settings with another data folder."""
    return replace(settings, data=tmp_path)


KEY_FILES = ["store_key_file", "secret_key_file"]


@pytest.mark.parametrize("name", KEY_FILES)
def test_a_start_without_a_key_is_refused(elsewhere: Settings, name: str) -> None:
    said = refusal(replace(elsewhere, **{name: elsewhere.data / "none.key"}))  # type: ignore[arg-type]
    assert "none.key" in said


@pytest.mark.parametrize("name", KEY_FILES)
def test_a_start_with_a_key_that_others_can_read_is_refused(elsewhere: Settings, name: str) -> None:
    key = elsewhere.data / "open.key"
    make_key_file(key)
    key.chmod(0o644)
    assert "chmod 600" in refusal(replace(elsewhere, **{name: key}))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["store_key", "secret_key"])
@pytest.mark.parametrize("key", ["short", "x" * 64, "ab" * 31])
def test_a_start_with_a_key_that_is_none_is_refused(elsewhere: Settings, name: str, key: str) -> None:
    said = refusal(replace(elsewhere, **{name: key}))  # type: ignore[arg-type]
    assert "64" in said
    assert key not in said


def test_a_start_with_the_wrong_key_is_refused(settings: Settings, served: Flask) -> None:
    assert "key" in refusal(replace(settings, store_key="ab" * 32))


def test_a_start_without_a_data_folder_is_refused(elsewhere: Settings) -> None:
    assert "nowhere" in refusal(replace(elsewhere, data=elsewhere.data / "nowhere"))


def test_a_start_with_a_broken_bank_names_every_fault(elsewhere: Settings) -> None:
    bank = elsewhere.data / "bank"
    shutil.copytree(elsewhere.bank, bank)
    for name in ("scoring.yaml", "01-leadership.yaml"):
        (bank / name).write_text("nonsense: true\n")
    said = refusal(replace(elsewhere, bank=bank))
    assert "scoring.yaml:1" in said
    assert "01-leadership.yaml:1" in said


def test_a_start_with_broken_contacts_is_refused(elsewhere: Settings) -> None:
    contacts = elsewhere.data / "contacts.csv"
    contacts.write_text("nonsense\n")
    assert "contacts.csv:1" in refusal(replace(elsewhere, contacts=contacts))


def test_making_the_application_needs_no_store(settings: Settings, tmp_path: Path) -> None:
    """Commands such as `flask plan` work without a key."""
    app = create_app(replace(settings, data=tmp_path / "none", store_key_file=tmp_path / "none.key"))
    assert app.secret_key is None
    assert not (tmp_path / "none").exists()
