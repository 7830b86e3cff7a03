"""`flask store`: back-up, check, restore and change of key, each in the middle of saves by another process."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from storage.keys import make_key_file, read_key
from storage.sqlite.connections import connect
from tests.cli.installation import Installation, saved, stopped
from tests.storage.place import NOW, Place
from usecases.services import Services
from usecases.settings import read_settings

PAGE = 4096


def test_a_back_up_amid_saves_holds_all_that_was_acknowledged_and_no_half_save(
    installed: Installation, place: Place
) -> None:
    saver = installed.start_saver(place)
    for _ in range(3):
        before = saved(saver, 20)
        said = installed.flask("backup", installed.folder / "copies")
        file = Path(said.partition(":")[0])
        notes = installed.notes(file=file)
        assert "checked, 1 workspace" in said
        for name, number in before.items():
            assert notes[f"left-{name}"] == notes[f"right-{name}"] >= number
        assert os.stat(file).st_mode & 0o777 == 0o600
        time.sleep(1)
    stopped(saver)
    assert [each.suffix for each in (installed.folder / "copies").iterdir()] == [".db"] * 3


def test_only_the_newest_back_ups_are_kept_and_nothing_else_is_touched(
    installed: Installation, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = [copy.with_name(f"store-2025010{day}T000000Z.db") for day in (1, 2, 3)]
    for each in (*older, other := copy.with_name("store.db")):
        each.write_bytes(b"x")
    copy.unlink()
    made = Path(installed.flask("backup", copy.parent, "--keep", 2).partition(":")[0])
    assert sorted(copy.parent.iterdir()) == sorted([older[2], made, other])
    installed.flask("backup", copy.parent / "absent", "--keep", 1, code=1)
    assert sorted(copy.parent.iterdir()) == sorted([older[2], made, other])


def test_a_back_up_is_noise_without_the_key(copy: Path, place: Place) -> None:
    content = copy.read_bytes()
    assert not content.startswith(b"SQLite")
    assert b"Rose & Crown" not in content
    assert place.workspace.id.encode() not in content


def test_nothing_is_restored_while_the_service_runs(installed: Installation, place: Place, copy: Path) -> None:
    saver = installed.start_saver(place)
    said = installed.flask("restore", copy, "--replace", code=1)
    assert "Stop the site, the worker" in said
    acknowledged = saved(saver, 20) | stopped(saver)
    assert all(installed.notes()[f"left-{name}"] >= number for name, number in acknowledged.items())


def test_a_restore_gives_the_back_up_and_keeps_what_was_there(
    installed: Installation, place: Place, copy: Path
) -> None:
    saver = installed.start_saver(place)
    last = saved(saver, 20) | stopped(saver)
    assert "add --replace" in installed.flask("restore", copy, code=1)
    said = installed.flask("restore", copy, "--replace")
    assert installed.notes() == {}
    (kept,) = installed.database.parent.glob("store.db.replaced-*Z")
    assert str(kept) in said
    assert all(installed.notes(file=kept)[f"left-{name}"] >= number for name, number in last.items())
    store = Services(read_settings(installed.settings)).store
    assert store.find_workspace(b"code", NOW) is not None
    store.close()
    installed.flask("check")
    assert copy.exists()


def test_a_restore_needs_no_database_before(installed: Installation, copy: Path) -> None:
    for each in installed.database.parent.iterdir():
        each.unlink()
    assert "restored from" in installed.flask("restore", copy)
    assert [each.name for each in installed.database.parent.iterdir()] == ["store.db"]
    assert "1 workspace" in installed.flask("check")


def _other_key(installed: Installation, copy: Path) -> list[object]:
    make_key_file(other := installed.folder / "other.key")
    return [copy, "--key-file", other]


def _half(_: Installation, copy: Path) -> list[object]:
    os.truncate(copy, copy.stat().st_size // PAGE // 2 * PAGE)
    return [copy]


def _half_a_page(_: Installation, copy: Path) -> list[object]:
    os.truncate(copy, PAGE // 2)
    return [copy]


def _flipped(_: Installation, copy: Path) -> list[object]:
    content = bytearray(copy.read_bytes())
    content[7 * PAGE + 100] ^= 1
    copy.write_bytes(content)
    return [copy]


def _newer(installed: Installation, copy: Path) -> list[object]:
    db = connect(copy, read_key(installed.key_file), 0)
    db.execute("insert into _sqlite_migrations (migration_set, name, applied_at) values ('store', '9999_new', '')")
    db.execute("pragma journal_mode = delete").fetchone()
    db.close()
    return [copy]


def _empty(_: Installation, copy: Path) -> list[object]:
    os.truncate(copy, 0)
    return [copy]


REFUSED: dict[str, tuple[Callable[[Installation, Path], list[object]], str]] = {
    "another key": (_other_key, "The key does not open"),
    "half a file": (_half, "not whole"),
    "half a page": (_half_a_page, "cannot be read|does not open|not whole"),
    "one bit": (_flipped, "is damaged"),
    "newer tables": (_newer, "newer version of the service.*9999_new.*Install"),
    "an empty file": (_empty, "is an empty file"),
    "no file": (lambda i, copy: [copy.with_name("absent")], "There is no file"),
    "a text": (lambda i, copy: [copy.write_text("Hello" * 2000) and copy], "does not open|not whole"),
    "no key": (lambda i, copy: [copy, "--key-file", i.folder / "absent"], "cannot be opened"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_whole_back_up_is_refused_in_words(
    installed: Installation, place: Place, copy: Path, name: str
) -> None:
    spoil, words = REFUSED[name]
    before = installed.database.read_bytes()
    given = spoil(installed, copy)
    for command in (["check"], ["restore", "--replace"]):
        said = installed.flask(command[0], *given, *command[1:], code=1)
        assert re.search(words, said), said
    assert installed.database.read_bytes() == before
    assert not [each for each in installed.database.parent.iterdir() if each.name not in ("store.db", "store.db-turn")]


def test_a_damaged_store_is_found_by_the_check_and_is_not_backed_up(
    installed: Installation, place: Place, copy: Path
) -> None:
    content = bytearray(installed.database.read_bytes())
    content[9 * PAGE + 77] ^= 4
    installed.database.write_bytes(content)
    assert "is damaged" in (said := installed.flask("check", code=1))
    assert "flask store restore" in said
    time.sleep(1)
    installed.flask("backup", copy.parent, code=1)
    assert list(copy.parent.iterdir()) == [copy]
    installed.flask("restore", copy, "--replace")
    installed.flask("check")


def test_without_a_database_each_command_says_so(installed: Installation) -> None:
    for words in (("check",), ("backup", installed.folder / "copies")):
        assert "Set CHECK_DATA" in installed.flask(*words, code=1)


def test_a_purge_deletes_what_nobody_has_used_and_a_dry_run_only_counts(installed: Installation, place: Place) -> None:
    assert "1 workspace was" in (said := installed.flask("purge", "--dry-run", CHECK_RETENTION_MONTHS="2"))
    assert "dry run" in said
    assert "1 workspace" in installed.flask("check")
    assert "nothing to delete" in installed.flask("purge", CHECK_RETENTION_MONTHS="120")
    assert "deleted" in installed.flask("purge", CHECK_RETENTION_MONTHS="2")
    assert "0 workspaces" in installed.flask("check")


def test_what_a_killed_copy_left_goes_with_the_next_back_up(
    installed: Installation, place: Place, tmp_path: Path
) -> None:
    """It would hold what businesses have deleted since, and no number of nights would end it."""
    folder = tmp_path / "copies-of-a-year"
    folder.mkdir(mode=0o700)
    data = installed.database.parent
    old = [
        folder / ".store-20260101T031500Z.db.0123456789abcdef",
        folder / ".store-20260101T031500Z.db.0123456789abcdef-journal",
        data / ".store.db.fedcba9876543210",
    ]
    others = [folder / ".store-20260101T031500Z.db.mine", folder / ".keep.0123456789abcdef"]
    begun = folder / ".store-20270101T031500Z.db.0123456789abcdef"
    for file in (*old, *others, begun):
        file.write_bytes(b"x")
    for file in (*old, *others):
        os.utime(file, (0, 0))
    installed.flask("backup", folder)
    assert [file for file in old if file.exists()] == []
    assert all(file.exists() for file in (*others, begun)), "what another is making, and what is not ours"
