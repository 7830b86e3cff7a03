"""Key files: made once, private, and refused in words that help."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from storage.errors import KeyRefused
from storage.keys import keys_of, make_key_file, next_key_file, read_key

DIGITS = "0f" * 32


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "key"
    file.write_text(DIGITS)
    file.chmod(0o600)
    return file


def test_a_made_key_is_private_random_and_readable(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    before = os.umask(0)
    try:
        make_key_file(one)
        make_key_file(other)
    finally:
        os.umask(before)
    assert one.stat().st_mode & 0o777 == 0o600
    assert len(read_key(one)) == 32
    assert read_key(one) != read_key(other)
    assert sorted(tmp_path.iterdir()) == [one, other]


def test_nothing_is_overwritten(file: Path) -> None:
    with pytest.raises(KeyRefused, match="not overwritten"):
        make_key_file(file)
    assert file.read_text() == DIGITS
    assert list(file.parent.iterdir()) == [file]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(KeyRefused, match="Choose a folder"):
        make_key_file(tmp_path / "absent" / "key")


def test_the_environment_gives_a_key_too(file: Path) -> None:
    assert read_key(DIGITS) == read_key(f" {DIGITS.upper()}\n") == read_key(file) == b"\x0f" * 32


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o602, 0o610, 0o644, 0o666])
def test_a_file_that_others_may_use_is_refused(file: Path, mode: int) -> None:
    file.chmod(mode)
    with pytest.raises(KeyRefused, match="chmod 600"):
        read_key(file)


@pytest.mark.parametrize("text", ["", "0f", DIGITS[:-1], DIGITS + "0", DIGITS * 2, DIGITS * 100, "\n"])
def test_a_wrong_length_is_refused(file: Path, text: str) -> None:
    file.write_text(text)
    for source in (file, text):
        with pytest.raises(KeyRefused, match="must have 64"):
            read_key(source)


@pytest.mark.parametrize("text", ["g" * 64, "0x" + DIGITS[2:], "٣" * 64, "0f " * 21 + "0", "a\x00" * 32, "\ud800"])
def test_anything_but_hex_is_refused(file: Path, text: str) -> None:
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    for source in (file, text):
        with pytest.raises(KeyRefused, match="64 digits") as caught:
            read_key(source)
        assert text not in str(caught.value)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe", 0o600)
    for name in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(KeyRefused, match="is not a file"):
            read_key(name)
    with pytest.raises(KeyRefused, match="cannot be opened"):
        read_key(tmp_path / "absent")


@pytest.mark.parametrize(("text", "mode"), [("", 0o600), ("0f0f", 0o600), (DIGITS[:-1] + "x", 0o600), (DIGITS, 0o644)])
def test_a_new_key_that_is_not_ready_stops_nothing(file: Path, text: str, mode: int) -> None:
    new = next_key_file(file)
    assert keys_of(file) == (read_key(file),)
    new.write_text(text)
    new.chmod(mode)
    assert keys_of(file) == (read_key(file),)
    new.write_text(DIGITS[::-1])
    new.chmod(0o600)
    assert keys_of(file) == (read_key(file), read_key(new))
