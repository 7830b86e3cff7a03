"""Logos are read apart, one at a time, and large ones do not take this process's memory."""

from __future__ import annotations

import io
import resource
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from reports.cards import logo_sandbox
from reports.cards.logo import LogoRefused, read_logo
from reports.cards.logo_sandbox import read_logo_apart


def picture(size: tuple[int, int]) -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", size, (10, 90, 200, 128)).save(out, "PNG")
    return out.getvalue()


def memory() -> int:
    """The most that this process and its children have held so far, in bytes."""
    line = next(each for each in Path("/proc/self/status").read_text().splitlines() if each.startswith("VmHWM"))
    return int(line.split()[1]) * 1024


def test_it_gives_what_reading_here_would_give() -> None:
    small = picture((600, 200))
    assert read_logo_apart(small) == read_logo(small)


@pytest.mark.parametrize(("data", "says"), [(b"GIF89a", "Only PNG and JPEG"), (b"", "Only PNG and JPEG")])
def test_a_refusal_is_told_in_the_same_words(data: bytes, says: str) -> None:
    with pytest.raises(LogoRefused, match=says):
        read_logo_apart(data)


def test_ten_large_pictures_at_once_take_little_memory() -> None:
    large = picture((2000, 2000))
    before, below = memory(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    with ThreadPoolExecutor(10) as threads:
        made = list(threads.map(read_logo_apart, [large] * 10))
    assert len(set(made)) == 1
    assert memory() - before < 50_000_000, "in this process"
    # One at a time, so the largest child is all that is added. Linux counts a child from the size of its parent on, and
    # children of other tests may have been larger.
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    assert largest <= max(below, memory() + 30_000_000, 150_000_000)


def test_who_waits_too_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logo_sandbox, "LONGEST_WAIT", 0)
    with logo_sandbox.alone(), pytest.raises(LogoRefused, match="Wait a minute"):
        read_logo_apart(picture((100, 100)))


def test_a_picture_that_takes_too_much_memory_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "reports" / "cards").mkdir(parents=True)
    for folder in ("reports", "reports/cards"):
        (tmp_path / folder / "__init__.py").touch()
    (tmp_path / "reports" / "cards" / "logo_sandbox.py").write_text("raise MemoryError")
    monkeypatch.setattr("reports.apart.ROOT", tmp_path)
    with pytest.raises(LogoRefused, match="cannot be read"):
        read_logo_apart(picture((100, 100)))
