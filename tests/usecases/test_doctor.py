"""`flask doctor`: each check tells right from wrong, in words with a remedy, and none ends in a traceback."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app import create_app
from questions import Bank, load_bank
from storage.keys import make_key_file
from usecases import doctor
from usecases.damage import check_a_little
from usecases.doctor import Finding, examine_installation
from usecases.services import Services
from usecases.settings import ROOT, SettingError, read_settings
from usecases.steady_clock import clock_is_steady
from usecases.store_care import make_back_up
from usecases.threat_level import keep_level


@pytest.fixture(scope="module")
def bank() -> Bank:
    return load_bank(ROOT / "questions" / "bank")


@pytest.fixture
def services(tmp_path: Path, bank: Bank) -> Iterator[Services]:
    """A production that is well."""
    for name in ("data", "keys", "copies"):
        (tmp_path / name).mkdir(mode=0o700)
    for name in ("store.key", "secret.key"):
        make_key_file(tmp_path / "keys" / name)
    found = Services(
        read_settings(
            {
                "CHECK_PRODUCTION": "1",
                "CHECK_PROXIES": "1",
                "CHECK_SITE": "https://check.example.org",
                "CHECK_DATA": str(tmp_path / "data"),
                "CHECK_STORE_KEY_FILE": str(tmp_path / "keys" / "store.key"),
                "CHECK_SECRET_KEY_FILE": str(tmp_path / "keys" / "secret.key"),
            }
        )
    )
    vars(found)["bank"] = bank
    found.warm()
    assert bank.levels is not None
    keep_level(found, bank.levels.levels[0].id, found.today(), found.today(), None)
    check_a_little(found)
    make_back_up(found, tmp_path / "copies")
    yield found
    found.store.close()


def finding(services: Services, subject: str) -> Finding:
    (found,) = [each for each in examine_installation(services) if each.subject == subject]
    return found


def test_an_installation_that_is_well_has_nothing_to_be_done(services: Services) -> None:
    found = examine_installation(services)
    # The project comes without a confirmed contact.
    assert [each.subject for each in found if each.state != "ok"] == ["contacts"]
    assert len({each.subject for each in found}) == len(found) >= 12


def _exposed(services: Services, _: pytest.MonkeyPatch) -> None:
    services.settings.data.chmod(0o755)


def _readable_key(services: Services, _: pytest.MonkeyPatch) -> None:
    services.settings.secret_key_file.chmod(0o644)


def _readable_settings(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    file = services.settings.data / "settings"
    file.write_text("CHECK_STORE_KEY=...")
    file.chmod(0o640)
    monkeypatch.setattr(doctor, "SETTINGS_FILE", file)
    assert finding(services, "rights").state == "ok", "the service's own group reads them"
    file.chmod(0o644)


def _readable_back_up(services: Services, _: pytest.MonkeyPatch) -> None:
    folder = services.settings.data.parent / "copies"
    (copy,) = folder.iterdir()
    copy.chmod(0o644)
    assert finding(services, "back-up folder").state == "ok", "nobody else can open the folder"
    folder.chmod(0o755)


def _writable_folder(services: Services, _: pytest.MonkeyPatch) -> None:
    folder = services.settings.data.parent / "copies"
    folder.chmod(0o755)
    assert finding(services, "back-up folder").state == "ok", (
        "the back-ups are closed, and only their names can be seen"
    )
    folder.chmod(0o770)


def _key_with_back_ups(services: Services, _: pytest.MonkeyPatch) -> None:
    copy = services.settings.data.parent / "copies" / "old"
    copy.write_bytes(services.settings.store_key_file.read_bytes())


def _key_with_data(services: Services, _: pytest.MonkeyPatch) -> None:
    (services.settings.data / "notes.txt").write_text("CHECK" * 20)
    assert finding(services, "rights").state == "ok"
    make_key_file(services.settings.data / "store.key.until-20260101T000000Z")


def _half_rekeyed(services: Services, _: pytest.MonkeyPatch) -> None:
    make_key_file(services.settings.store_key_file.with_name("store.key.new"))


def _old_back_up(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    later = services.now() + timedelta(days=3)
    monkeypatch.setattr(Services, "now", lambda _: later)


def _clock_back(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    earlier = services.now() - timedelta(days=300)
    monkeypatch.setattr(Services, "now", lambda _: earlier)


def _full_disk(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "LEAST_SPACE", 10**18)


def _no_fonts(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "FONTS", services.settings.data)


def _damaged(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(services.store), "damaged_pages", lambda *_: (7,))
    monkeypatch.setattr("usecases.damage.EVERY", timedelta())
    check_a_little(services)


def _bare_address(services: Services, _: pytest.MonkeyPatch) -> None:
    app = create_app(services.settings)
    app.extensions["services"] = services
    named = {"Host": "check.example.org", "X-Forwarded-For": "192.0.2.7"}
    assert app.test_client().get("/privacy", headers=named).status_code == 200
    assert finding(services, "proxy headers").state == "ok"
    app.test_client().get("/privacy", headers={"Host": "check.example.org"})


WRONG: dict[str, tuple[Callable[[Services, pytest.MonkeyPatch], None], str, str]] = {
    "data that others can read": (_exposed, "rights", "chmod go-rwx"),
    "settings that others can read": (_readable_settings, "rights", "chmod o-rwx"),
    "a key that others can read": (_readable_key, "keys", "chmod 600"),
    "a back-up that others can read": (_readable_back_up, "back-up folder", "others can read back-ups"),
    "back-ups that others can replace": (_writable_folder, "back-up folder", "chmod -R go-rwx"),
    "a key beside the back-ups": (_key_with_back_ups, "back-up folder", "where your organisation keeps its keys"),
    "a key beside the database": (_key_with_data, "rights", "to a folder of its own"),
    "a back-up of last week": (_old_back_up, "back-up", "journalctl"),
    "a clock that went back": (_clock_back, "clock", "timedatectl"),
    "a disk that is nearly full": (_full_disk, "disk", "Free some space"),
    "no fonts": (_no_fonts, "fonts", "Install the code"),
    "damage": (_damaged, "damage", "flask store restore"),
    "a proxy that hides its visitors": (_bare_address, "proxy headers", "X-Forwarded-For"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_said_with_what_to_do(services: Services, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    spoil, subject, remedy = WRONG[name]
    assert finding(services, subject).state == "ok"
    spoil(services, monkeypatch)
    found = finding(services, subject)
    assert found.state == "wrong"
    assert remedy in f"{found.found} {found.remedy}"


def test_a_folder_of_back_ups_that_is_gone_is_worth_a_look(services: Services) -> None:
    copies = services.settings.data.parent / "copies"
    copies.rename(copies.with_name("elsewhere"))
    assert (found := finding(services, "back-up folder")).state == "look"
    assert "mounted" in found.remedy


def test_a_leap_of_the_clock_is_worth_a_look_for_a_week(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    clock_is_steady(services)
    clock = [services.now() + timedelta(days=400)]
    monkeypatch.setattr(Services, "now", lambda _: clock[0])
    clock_is_steady(services)
    assert (found := finding(services, "clock")).state == "look"
    assert "400 days" in found.found
    for _ in range(7):
        clock[0] += timedelta(days=1)
        clock_is_steady(services)
    assert finding(services, "clock").state == "ok"


def test_a_change_of_key_that_is_not_finished_is_worth_a_look(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    _half_rekeyed(services, monkeypatch)
    assert (found := finding(services, "keys")).state == "look"
    assert "flask store rekey" in found.remedy


def test_without_keys_or_bank_every_line_is_still_there(tmp_path: Path) -> None:
    app = create_app(read_settings({"CHECK_DATA": str(tmp_path / "absent"), "CHECK_BANK": str(tmp_path)}))
    said = app.test_cli_runner().invoke(args=["doctor"])
    assert said.exit_code == 1
    assert "Traceback" not in said.output
    for subject in ("settings", "keys", "database", "questions", "contacts"):
        assert f" {subject}: " in said.output
    assert not (tmp_path / "absent").exists()
    assert said.output.count("cannot be opened") == 1, "each fault is told once"


def test_where_nothing_was_started_yet_nothing_is_made(services: Services) -> None:
    services.store.close()
    for file in services.settings.data.iterdir():
        file.unlink()
    anew = Services(services.settings)
    vars(anew)["bank"] = services.bank
    assert (found := finding(anew, "database")).state == "look"
    assert "CHECK_DATA" in found.remedy
    assert list(services.settings.data.iterdir()) == []


def test_what_needs_the_database_says_so_and_the_disk_does_not(services: Services) -> None:
    services.store.close()
    services.settings.database.write_bytes(b"noise" * 5000)
    for log in services.settings.data.glob("store.db-*"):
        log.unlink()
    anew = Services(services.settings)
    vars(anew)["bank"] = services.bank
    states = {each.subject: each for each in examine_installation(anew)}
    assert states["database"].state == "wrong"
    assert states["disk"].state == "ok"
    for subject in ("damage", "clock", "proxy headers", "back-up", "back-up folder", "threat level"):
        assert states[subject].found == "this cannot be looked at without the database"


def test_a_new_key_that_cannot_be_used_is_wrong(services: Services) -> None:
    services.settings.store_key_file.with_name("store.key.new").write_text("half")
    assert finding(services, "keys").state == "wrong"
    assert finding(services, "database").state == "ok", "it stops nothing"


def test_production_does_not_start_on_data_that_others_can_read(services: Services) -> None:
    os.chmod(services.settings.data, 0o750)
    with pytest.raises(SettingError, match=r"CHECK_DATA: others can read .* chmod go-rwx"):
        services.warm()


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("check.example.org", 200),
        ("CHECK.example.org:443", 200),
        ("localhost:8000", 200),
        ("[::1]:8000", 200),
        ("evil.example", 421),
        ("check.example.org.evil.example", 421),
        ("check.example.org@evil.example", 421),
    ],
)
def test_the_site_answers_under_its_own_name_alone(services: Services, host: str, status: int) -> None:
    app = create_app(services.settings)
    app.extensions["services"] = services
    answer = app.test_client().get("/health", headers={"Host": host, "X-Forwarded-For": "192.0.2.7"})
    assert answer.status_code == status
    forwarded = {"Host": "localhost", "X-Forwarded-Host": host, "X-Forwarded-For": "192.0.2.7"}
    assert app.test_client().get("/health", headers=forwarded).status_code == status
