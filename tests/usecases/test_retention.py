"""After how long a workspace is deleted, and that its owner's page and the privacy page say so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from assessment.due import months_after
from local_time import london_day
from storage.errors import StoreUnavailable
from storage.keys import make_key_file
from storage.sqlite.connections import connect
from tests.person import Person
from tests.storage.place import furnish
from usecases.housekeeping import keep_house
from usecases.retention import delete_untouched, kept_until, last_use_kept
from usecases.services import Services
from usecases.settings import read_settings
from usecases.workspaces import begin_workspace


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    """With a store of its own, as time passes quickly here."""
    for name in ("store.key", "secret.key"):
        make_key_file(tmp_path / name)
    services = Services(read_settings({"CHECK_DATA": str(tmp_path)}))
    yield services
    services.store.close()


@pytest.mark.parametrize("today", [date(2027, 2, 27), date(2027, 2, 28), date(2027, 3, 1), date(2027, 3, 28)])
def test_what_is_deleted_today_is_what_was_kept_until_today(
    services: Services, monkeypatch: pytest.MonkeyPatch, today: date
) -> None:
    monkeypatch.setattr(Services, "now", lambda _: datetime(today.year, today.month, today.day, 12, tzinfo=UTC))
    cut = last_use_kept(services)
    days = [london_day(cut) + timedelta(days=shift) for shift in range(-3, 4)]
    for day in days:
        assert (day <= london_day(cut)) == (months_after(day, 13) <= today), day


def test_a_workspace_that_nobody_uses_is_kept_for_thirteen_months(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = [datetime(2031, 5, 10, 22, 30, tzinfo=UTC)]
    monkeypatch.setattr(Services, "now", lambda _: moment[0])
    opening = begin_workspace(services)
    assert kept_until(services, opening.workspace.id) == date(2032, 6, 10)
    moment[0] = datetime(2032, 6, 9, 22, 59, tzinfo=UTC)
    delete_untouched(services)
    assert services.store.workspace(opening.workspace.id) is not None
    moment[0] = datetime(2032, 6, 9, 23, 1, tzinfo=UTC)
    assert delete_untouched(services) >= 1
    assert services.store.workspace(opening.workspace.id) is None


def test_a_print_is_kept_for_three_months_and_its_assessment_for_longer(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = [datetime(2031, 5, 10, 12, tzinfo=UTC)]
    monkeypatch.setattr(Services, "now", lambda _: moment[0])
    place = furnish(services.store, now=moment[0])
    of = {"workspace_id": place.workspace.id, "assessment_id": place.assessment.id}
    orders = [services.store.order_print("plan", f"key {number}", {}, moment[0], **of) for number in range(3)]
    for order in orders:
        services.store.take_print(order.id, "printer", moment[0])
        services.store.keep_printed(order.id, "printer", order.key, b"%PDF", moment[0])
    moment[0] += timedelta(days=90)
    keep_house(services)
    assert [services.store.printed_document(order.id) for order in orders] == [b"%PDF"] * 3
    moment[0] += timedelta(minutes=1)
    keep_house(services)
    assert services.store.prints_of(place.workspace.id, "plan") == ()
    assert services.store.assessment(place.workspace.id, place.assessment.id) is not None


def test_the_worker_deletes_even_if_another_of_its_tasks_fails(
    services: Services, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: object) -> bool:
        raise StoreUnavailable("The disk is full.")

    left = begin_workspace(services).workspace
    then = [services.now() + timedelta(days=400)]
    monkeypatch.setattr(Services, "now", lambda _: then[0])
    monkeypatch.setattr(type(services.store), "clean_log", fail)
    for _ in range(8):
        keep_house(services)
        then[0] += timedelta(days=1)
    assert services.store.workspace(left.id) is None
    assert "clean_log failed" in caplog.text


@pytest.mark.parametrize("leap", [timedelta(days=500), timedelta(days=-500), timedelta(days=3)])
def test_a_clock_that_leaps_deletes_nothing_for_a_week(
    services: Services, monkeypatch: pytest.MonkeyPatch, leap: timedelta
) -> None:
    """A machine that comes up in another year must not empty the store, and does not for ever either."""
    clock = [datetime(2031, 5, 10, 12, tzinfo=UTC)]
    monkeypatch.setattr(Services, "now", lambda _: clock[0])

    def goes_on(days: float) -> None:
        for _ in range(round(days * 4)):
            clock[0] += timedelta(hours=6)
            keep_house(services)

    goes_on(8)
    used = begin_workspace(services).workspace
    old = begin_workspace(services).workspace
    with connect(services.settings.database, services.store_keys()[0], 5).conn as db:
        db.execute("update workspaces set touched = '2020-01-01T00:00:00.000000Z' where id = ?", [old.id])
    clock[0] += leap
    goes_on(6)
    assert services.store.workspace(used.id) is not None
    assert services.store.workspace(old.id) is not None
    goes_on(2)
    assert services.store.workspace(old.id) is None
    assert (services.store.workspace(used.id) is None) == (leap > timedelta(days=400))


def test_a_clock_that_leapt_and_was_corrected_has_deleted_nothing(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [datetime(2031, 5, 10, 12, tzinfo=UTC)]
    monkeypatch.setattr(Services, "now", lambda _: clock[0])
    used = begin_workspace(services).workspace
    for years in (0, 9, 0):
        for day in range(6):
            clock[0] = datetime(2031 + years, 5, 10 + day, 12, tzinfo=UTC)
            keep_house(services)
    assert services.store.workspace(used.id) is not None


def test_the_workspace_and_the_privacy_page_say_how_long(person: Person) -> None:
    person.begins()
    assert "If nobody opens this workspace, we delete it on" in person.go("/workspace").text
    assert "for 13 months after it was last opened" in person.go("/privacy").text
