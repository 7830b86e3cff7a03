"""A ZIP file that is sent while it is made: one file after another, so that none has to wait for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from io import RawIOBase
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from reports.exports.deterministic_zip import NO_TIME


class _Sent(RawIOBase):
    """Takes what a ZIP file writes, and hands it on."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, part: object) -> int:
        written = bytes(part)  # type: ignore[call-overload]
        self._parts.append(written)
        return len(written)

    def take(self) -> bytes:
        """What was written since the last time."""
        taken, self._parts = b"".join(self._parts), []
        return taken


def streamed_zip(files: Iterable[tuple[str, bytes]], made: datetime | None = None) -> Iterator[bytes]:
    """The bytes of a ZIP file with these files, by name, each as soon as it is there; `made` is its local time."""
    sent = _Sent()
    time = made.timetuple()[:6] if made else NO_TIME
    with ZipFile(sent, "w") as packed:
        for name, content in files:
            info = ZipInfo(name, time)
            info.compress_type = ZIP_DEFLATED
            packed.writestr(info, content)
            yield sent.take()
    yield sent.take()
