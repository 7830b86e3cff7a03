"""At rest, everything of the store is noise."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from assessment.answers import Answer
from storage.errors import StoreUnavailable
from storage.sqlite import SqliteStore
from tests.storage.conftest import KEY
from tests.storage.place import NOW, furnish

SECRETS = ("Rose & Crown", "BS1 4QA", "The back gate does not lock", "CPS-", "gates", "%PDF")


def everything_on_disk(path: Path) -> bytes:
    """The bytes of the database, its log and whatever else lies beside it."""
    return b"".join(file.read_bytes() for file in sorted(path.parent.iterdir()))


def write_secrets(store: SqliteStore) -> None:
    """Say each of the secrets."""
    place = furnish(store)
    ours = place.workspace.id
    store.save_profile(ours, place.premises.id, {"name": SECRETS[0], "postcode": SECRETS[1]}, NOW)
    store.save_answers(ours, place.assessment.id, {"gates": Answer("0", note=SECRETS[2] * 50)}, NOW)


def test_nothing_said_is_on_the_disk(store: SqliteStore, path: Path) -> None:
    write_secrets(store)
    log = path.with_name(f"{path.name}-wal")
    assert log.stat().st_size > 4096
    noise = everything_on_disk(path)
    store.close()
    noise += everything_on_disk(path)
    assert not log.exists()
    for secret in SECRETS:
        for coding in ("utf-8", "utf-16-le", "utf-16-be"):
            assert secret.encode(coding) not in noise
    assert KEY not in noise
    assert b"create table" not in noise.lower()
    assert not path.read_bytes().startswith(b"SQLite format 3")


def test_the_files_are_private(store: SqliteStore, path: Path) -> None:
    write_secrets(store)
    assert {file.stat().st_mode & 0o777 for file in path.parent.iterdir()} == {0o600}


def test_a_wrong_key_is_named_and_harms_nothing(
    store: SqliteStore, path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    write_secrets(store)
    store.close()
    before = path.read_bytes()
    with pytest.raises(StoreUnavailable, match="Give the key that it was made with") as caught:
        SqliteStore(path, KEY[::-1])
    assert KEY.hex() not in str(caught.value)
    assert path.read_bytes() == before
    assert capfd.readouterr() == ("", "")
    again = SqliteStore(path, KEY)
    assert again.find_workspace(b"code", NOW)
    again.close()


def test_a_changed_page_is_noticed(store: SqliteStore, path: Path) -> None:
    write_secrets(store)
    store.close()
    pages = bytearray(path.read_bytes())
    for start in range(0, len(pages), 4096):
        pages[start + 2000] ^= 1
    path.write_bytes(pages)
    with pytest.raises(StoreUnavailable, match="restore a back-up"):
        SqliteStore(path, KEY)


@pytest.mark.skipif(os.geteuid() != 0, reason="only an administrator can make files for others")
def test_a_store_that_an_administrator_makes_is_the_services(tmp_path: Path) -> None:
    os.chown(tmp_path, 1234, 1234)
    store = SqliteStore(tmp_path / "store.db", KEY)
    furnish(store)
    assert {file.name: file.stat().st_uid for file in tmp_path.iterdir()} == {
        "store.db": 1234,
        "store.db-wal": 1234,
        "store.db-shm": 1234,
        "store.db-turn": 1234,
    }
    store.close()
