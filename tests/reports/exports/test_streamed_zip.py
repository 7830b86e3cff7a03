"""A ZIP file that is sent while it is made: each file goes out before the next one is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

from reports.exports.streamed_zip import streamed_zip

FILES = {"README.txt": b"Hello", "a/long.bin": bytes(range(256)) * 4000, "empty": b"", "é/ü.txt": "Zoë".encode()}


def test_what_comes_out_is_a_whole_zip_file() -> None:
    packed = ZipFile(BytesIO(b"".join(streamed_zip(FILES.items(), datetime(2026, 7, 1, 14, 4)))))
    assert packed.testzip() is None
    assert {name: packed.read(name) for name in packed.namelist()} == FILES
    assert {info.date_time for info in packed.infolist()} == {(2026, 7, 1, 14, 4, 0)}


def test_a_file_is_sent_before_the_next_is_made() -> None:
    made: list[str] = []

    def files() -> Iterator[tuple[str, bytes]]:
        for name, content in FILES.items():
            made.append(name)
            yield name, content

    parts = streamed_zip(files())
    for number in range(1, len(FILES) + 1):
        assert next(parts)
        assert len(made) == number
    assert b"PK\x05\x06" in next(parts), "the directory at the end"


def test_nothing_in_it_is_a_zip_file_too() -> None:
    assert ZipFile(BytesIO(b"".join(streamed_zip([])))).namelist() == []
