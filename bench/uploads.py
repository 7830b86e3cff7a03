"""The memory of ten big pictures at once: `python -m bench.uploads`.

Ten businesses send a logo of the most pixels that is taken, over HTTP at the same moment, to the site as ./run starts
it; then ten send one of twenty million pixels, which is refused. What all of the site's processes hold together, those
that read the pictures too, is looked at twenty times a second. Pages that processes share count once (PSS).
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread

from flask import Flask
from PIL import Image

from app import serve
from bench.owner import cookie_of, opened
from bench.pages import server, token_of
from bench.table import Row, machine, show
from storage.keys import make_key_file
from usecases.services import Services
from usecases.settings import read_settings

SENDERS, PROCESSES = 10, 2
TAKEN, REFUSED = (2000, 2000), (5000, 3999)
AIM, EVERY = 150, 0.05
_BOUNDARY = "a-part-of-the-upload"


def uploads() -> Iterator[Row]:
    """Measure: each kind of picture from a new start, after one small picture."""
    with TemporaryDirectory() as folder:
        data = Path(folder)
        for name in ("store.key", "secret.key"):
            make_key_file(data / name)
        site = serve(read_settings({"CHECK_DATA": str(data), "CHECK_WORKER": "0"}))
        senders = [_sender(site) for _ in range(SENDERS)]
        services: Services = site.extensions["services"]
        services.store.close()
        for size, status in ((TAKEN, 302), (REFUSED, 400)):
            with server(data, "app:serve()", PROCESSES) as (port, _):
                _send(port, senders[0], _picture((90, 40)))
                yield _measured(port, senders, size, status)


def _measured(port: int, senders: list[tuple[str, str, str]], size: tuple[int, int], status: int) -> Row:
    picture, before = _picture(size), _held()
    with _watched() as seen, ThreadPoolExecutor(len(senders)) as threads:
        answers = set(threads.map(lambda each: _send(port, each, picture), senders))
    grown = (max(seen) - before) / 1e6
    what = f"{SENDERS} pictures of {size[0]} by {size[1]} at once"
    said = f"+{grown:.0f} MB of {before / 1e6:.0f} MB, answered {sorted(answers)}"
    return Row(what, said, f"under {AIM} MB", grown < AIM and answers == {status})


def _picture(size: tuple[int, int]) -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", size, (10, 90, 200, 128)).save(out, "PNG")
    return out.getvalue()


def _sender(site: Flask) -> tuple[str, str, str]:
    """Where a business sends its logo, its cookie, and the token of the form."""
    client, place = opened(site)
    address = f"/premises/{place.id}/logo"
    token = token_of(client.get(address).text)
    return address, cookie_of(client), token


def _send(port: int, sender: tuple[str, str, str], picture: bytes) -> int:
    address, cookie, token = sender
    part = f"--{_BOUNDARY}\r\nContent-Disposition: form-data; name="
    begin = f'{part}"csrf_token"\r\n\r\n{token}\r\n{part}"file"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n'
    body = begin.encode() + picture + f"\r\n--{_BOUNDARY}--\r\n".encode()
    server_ = HTTPConnection("127.0.0.1", port, timeout=120)
    try:
        kind = f"multipart/form-data; boundary={_BOUNDARY}"
        server_.request("POST", address, body, {"Cookie": cookie, "Content-Type": kind})
        return server_.getresponse().status
    finally:
        server_.close()


@contextmanager
def _watched() -> Iterator[list[int]]:
    """What all processes of the site hold, again and again until the end of the block."""
    seen, over = list[int](), Event()

    def watch() -> None:
        while not over.wait(EVERY):
            seen.append(_held())

    watcher = Thread(target=watch)
    watcher.start()
    try:
        yield seen
    finally:
        over.set()
        watcher.join()


def _held() -> int:
    """The memory of every process that this one has started, and those that they have, in bytes."""
    return sum(_pss(pid) for pid in _below(os.getpid()))


def _pss(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def _below(pid: int) -> Iterator[int]:
    for tasks in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = [int(each) for each in tasks.read_text().split()]
        except OSError:
            continue
        for child in children:
            yield child
            yield from _below(child)


def main() -> None:
    """Measure and print."""
    print(machine())
    show(f"Uploads: gunicorn with {PROCESSES} processes; memory of all of them, and of what they start", uploads())


if __name__ == "__main__":
    main()
