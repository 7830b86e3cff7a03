"""When something fails, the store says what to do, and has kept all of a save or nothing."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from assessment.answers import Answer
from storage.errors import StoreError, StoreUnavailable
from storage.sqlite import SqliteStore, connections
from storage.sqlite.connections import connect
from tests.shared_work import PRAGMAS_IN_USE
from tests.storage.conftest import KEY
from tests.storage.place import BANK, NOW, Place, furnish
from tests.storage.test_isolation import picture

NOBODY = 65534


class Breaking(Mapping[str, Answer | None]):
    """Answers of which the third cannot be had."""

    def __getitem__(self, key: str) -> Answer | None:
        if key == "third":
            raise InterruptedError(key)
        return Answer("3") if key == "gates" else None

    def __iter__(self) -> Iterator[str]:
        return iter(("gates", "cctv", "third"))

    def __len__(self) -> int:
        return 3


def all_writes_fail(store: SqliteStore, place: Place, words: str) -> None:
    """Every kind of save raises StoreUnavailable and keeps nothing; reading goes on."""
    before = picture(store, place)
    ours, which = place.workspace.id, place.assessment.id
    for save in (
        store.check,
        lambda: store.begin_workspace(b"another", NOW),
        lambda: store.save_answers(ours, which, {"gates": Answer("3", note="x" * 2000), "cctv": None}, NOW),
        lambda: store.save_profile(ours, place.premises.id, {"name": "x" * 9000}, NOW),
        lambda: store.order_print("plan", "x" * 90_000, {}, NOW, workspace_id=ours, assessment_id=which),
    ):
        with pytest.raises(StoreUnavailable, match=words):
            save()
    assert picture(store, place) == before


def test_a_failure_in_the_middle_keeps_nothing(store: SqliteStore) -> None:
    place = furnish(store)
    before = picture(store, place)
    with pytest.raises(InterruptedError):
        store.save_answers(place.workspace.id, place.assessment.id, Breaking(), NOW)
    assert picture(store, place) == before


def test_what_the_database_refuses_keeps_nothing(store: SqliteStore) -> None:
    place = furnish(store)
    before = picture(store, place)
    wrong = {"gates": Answer("3"), "cctv": None, "locks": Answer("9")}  # type: ignore[arg-type]
    with pytest.raises(StoreError, match="refused"):
        store.save_answers(place.workspace.id, place.assessment.id, wrong, NOW)
    assert picture(store, place) == before


def test_profile_and_assessments_change_together(store: SqliteStore, path: Path) -> None:
    place = furnish(store)
    before = picture(store, place)
    db = connect(path, KEY, 0)
    db.execute("""create trigger no before update of sealed on assessments
        begin select raise(abort, 'no'); end""")
    with pytest.raises(StoreError):
        store.save_profile(place.workspace.id, place.premises.id, {"name": "half"}, NOW)
    assert picture(store, place) == before
    db.execute("drop trigger no")
    db.close()


def test_a_locked_database(store: SqliteStore, path: Path) -> None:
    place = furnish(store)
    db = connect(path, KEY, 0)
    db.execute("begin exclusive")
    all_writes_fail(store, place, "locked")
    db.rollback()
    db.close()
    store.check()


def test_a_full_disk(store: SqliteStore, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = furnish(store)
    store.close()
    pages = path.stat().st_size // 4096
    monkeypatch.setattr(connections, "PRAGMAS", (*connections.PRAGMAS, f"max_page_count = {pages}", "cache_size = 1"))
    full = SqliteStore(path, KEY)
    before = picture(full, place)
    with pytest.raises(StoreUnavailable, match="disk is full"):
        full.order_print("poster", "big", {"link": "x" * 900_000}, NOW)
    assert picture(full, place) == before
    full.close()


def test_a_database_that_is_read_only(store: SqliteStore, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = furnish(store)
    store.close()
    monkeypatch.setattr(connections, "PRAGMAS", (*connections.PRAGMAS, "query_only = on"))
    asleep = SqliteStore(path, KEY)
    all_writes_fail(asleep, place, "read-only")
    asleep.close()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become nobody")
def test_a_folder_that_is_read_only() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        SqliteStore(folder / "place.db", KEY).close()
        folder.chmod(0o555)
        (folder / "place.db").chmod(0o444)
        os.seteuid(NOBODY)
        try:
            with pytest.raises(StoreUnavailable, match=r"read-only|cannot be opened"):
                SqliteStore(folder / "place.db", KEY).check()
            with pytest.raises(StoreUnavailable, match="Permission denied"):
                SqliteStore(folder / "new.db", KEY)
        finally:
            os.seteuid(0)


def test_no_folder_or_a_folder_in_its_place(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="No such file"):
        SqliteStore(tmp_path / "absent" / "place.db", KEY)
    with pytest.raises(StoreUnavailable, match="cannot be opened"):
        SqliteStore(tmp_path, KEY)
    (tmp_path / "file").touch()
    with pytest.raises(StoreUnavailable):
        SqliteStore(tmp_path / "file" / "place.db", KEY)
    with pytest.raises(StoreUnavailable, match="empty file"):
        SqliteStore(tmp_path / "file", KEY)
    assert [file.name for file in tmp_path.iterdir()] == ["file"]


def test_odd_names_are_only_names(tmp_path: Path) -> None:
    path = tmp_path / "a?mode=memory#b%41 ü.db"
    store = SqliteStore(path, KEY)
    store.begin_workspace(b"code", NOW)
    store.close()
    assert sorted(tmp_path.iterdir()) == [path, path.with_name(f"{path.name}-turn")]


def test_a_check_really_writes(store: SqliteStore, path: Path) -> None:
    store.delete_workspace("nobody")
    log = path.with_name(f"{path.name}-wal")
    assert log.stat().st_size == 0
    store.check()
    assert log.stat().st_size > 4096


def test_every_connection_has_its_settings(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "PRAGMAS", PRAGMAS_IN_USE)
    store._pool._forget_idle()
    with store._pool.lend() as one, store._pool.lend() as other:
        assert one is not other
        for db in (one, other):
            wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "temp_store": 0}
            assert {name: db.execute(f"pragma {name}").fetchone()[0] for name in wanted} == wanted
            # Nothing is spilled to files that are not encrypted.
            assert ("TEMP_STORE=2",) in db.execute("pragma compile_options").fetchall()


def test_an_assessment_cannot_be_in_two_workspaces(store: SqliteStore, path: Path) -> None:
    us, theirs = furnish(store, b"us"), furnish(store, b"theirs")
    with pytest.raises(StoreError, match="FOREIGN KEY"), store._writing() as db:
        db.execute("update assessments set workspace_id = ? where id = ?", (us.workspace.id, theirs.assessment.id))
    with pytest.raises(StoreError, match="FOREIGN KEY"), store._writing() as db:
        db.execute("delete from banks where version = ?", (BANK,))
