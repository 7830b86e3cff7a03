"""`flask store rekey`: in the middle of saves by others, killed, and without the right to write beside the key."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from storage.keys import make_key_file, read_key
from storage.sqlite.connections import connect
from storage.sqlite.examine import Examined, examine
from tests.cli.installation import Installation, saved, stopped
from tests.storage.place import NOW, Place
from usecases.services import Services
from usecases.settings import ROOT, read_settings
from usecases.store_care import change_key, last_back_up, make_back_up

REKEY = """
from usecases.services import Services
from usecases.settings import read_settings
from usecases.store_care import change_key
change_key(Services(read_settings()))
"""


def test_a_key_is_changed_while_others_save(installed: Installation, place: Place, copy: Path) -> None:
    savers = [installed.start_saver(place, name) for name in ("one", "other")]
    old = read_key(installed.key_file)
    for number in (1, 2):
        said = installed.flask("rekey")
        assert "under the new key" in said
        for saver in savers:
            saved(saver, 40)
        assert len(list(installed.key_file.parent.glob("store.key.until-*"))) == number
        time.sleep(1)
    assert read_key(installed.key_file) != old
    for saver in savers:
        last = saved(saver, 20) | stopped(saver)
        notes = installed.notes()
        assert all(notes[f"left-{name}"] == notes[f"right-{name}"] >= number for name, number in last.items())
    assert "1 workspace" in installed.flask("check")
    (first, _) = sorted(installed.key_file.parent.glob("store.key.until-*"))
    assert "does not open" in installed.flask("restore", copy, "--replace", code=1)
    installed.flask("restore", copy, "--replace", "--key-file", first)
    installed.flask("check")


def test_a_change_of_key_that_is_killed_leaves_a_whole_store_that_opens(installed: Installation, place: Place) -> None:
    with_much = connect(installed.database, read_key(installed.key_file), 5)
    with_much.execute(
        "with recursive n(i) as (select 1 union all select i + 1 from n where i < 3000) "
        "insert into settings select 'filler-' || i, hex(randomblob(2000)), '' from n"
    )
    with_much.close()
    moments = []
    for number in range(4):
        rekeying = subprocess.Popen(
            [sys.executable, "-c", REKEY],
            env={**os.environ, **installed.settings},
            cwd=ROOT,
            stdout=subprocess.PIPE,
        )
        log = Path(f"{installed.database}-wal")
        until = time.monotonic() + 20
        while time.monotonic() < until and rekeying.poll() is None:
            with suppress(FileNotFoundError):  # each who has the database open last deletes it
                if log.stat().st_size > number * 3_000_000:
                    break
            time.sleep(0.001)
        rekeying.kill()
        rekeying.communicate()
        moments.append(rekeying.returncode)
        store = Services(read_settings(installed.settings)).store
        assert store.find_workspace(b"code", NOW) is not None
        store.close()
        installed.flask("check")
    assert -signal.SIGKILL in moments
    installed.flask("rekey")
    assert not installed.key_file.with_name("store.key.new").exists()
    installed.flask("check")


def test_who_may_not_write_beside_the_key_is_told_what_an_administrator_does(
    installed: Installation, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(os, "link", refuse)
        assert "make the new key yourself" in installed.flask("rekey", code=1)
    make_key_file(installed.key_file.with_name("store.key.new"))
    with monkeypatch.context() as patch:
        patch.setattr(os, "link", refuse)
        said = installed.flask("rekey")
    assert f"mv {installed.key_file}.new {installed.key_file}" in said
    installed.flask("check")
    assert "under the new key already" in installed.flask("rekey")
    installed.flask("check")


def test_a_key_of_the_environment_is_not_changed(installed: Installation, place: Place) -> None:
    key = read_key(installed.key_file).hex()
    assert "CHECK_STORE_KEY_FILE instead" in installed.flask("rekey", code=1, CHECK_STORE_KEY=key)


@pytest.mark.usefixtures("place")
def test_a_back_up_that_is_overtaken_by_a_change_of_key_is_made_all_the_same(
    installed: Installation, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    services = Services(read_settings(installed.settings))
    old = read_key(installed.key_file)

    def changed_meanwhile(draft: Path, key: bytes) -> Examined:
        assert change_key(services).changed
        return examine(draft, key)

    with monkeypatch.context() as patch:
        patch.setattr("storage.sqlite.copies.examine", changed_meanwhile)
        file, _ = make_back_up(services, tmp_path)
    assert last_back_up(services) is not None
    services.store.close()
    (kept,) = installed.key_file.parent.glob("store.key.until-*")
    assert read_key(kept) == old
    assert "1 workspace" in installed.flask("check", file, "--key-file", kept)
    assert "does not open" in installed.flask("check", file, code=1)
