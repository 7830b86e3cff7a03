"""`make dev`: Flask's own server with the reloader, on this machine only."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep
from urllib.error import URLError
from urllib.request import urlopen

from scripts.dev import watched
from tests.journeys.serving import free_port
from usecases.settings import ROOT


def starting(folder: Path, **settings: str) -> subprocess.Popen[str]:
    """The command under way, with a data folder and keys of its own."""
    keys = {"CHECK_STORE_KEY": "1" * 64, "CHECK_SECRET_KEY": "2" * 64}
    others = {name: value for name, value in os.environ.items() if not name.startswith(("CHECK_", "FLASK_"))}
    return subprocess.Popen(
        [sys.executable, "-m", "scripts.dev"],
        cwd=ROOT,
        env={**others, **keys, "CHECK_DATA": str(folder), **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def is_ready(url: str, seconds: float) -> bool:
    """Whether the site answers within this time."""
    until = monotonic() + seconds
    while monotonic() < until:
        try:
            with urlopen(f"{url}/ready", timeout=seconds) as answer:
                return bool(answer.status == 200)
        except (URLError, ConnectionError):
            sleep(0.2)
    return False


def test_it_says_its_address_and_reloads(tmp_path: Path) -> None:
    port = free_port()
    with starting(tmp_path, CHECK_PORT=str(port)) as process:
        try:
            assert process.stdout is not None
            assert f"http://127.0.0.1:{port} " in process.stdout.readline()
            assert is_ready(f"http://127.0.0.1:{port}", 60)
        finally:
            process.terminate()
        assert "Restarting with stat" in process.communicate(timeout=30)[1]


def test_the_debugger_is_refused_where_other_machines_reach_it(tmp_path: Path) -> None:
    with starting(tmp_path, CHECK_HOST="0.0.0.0") as process:
        said, wrong = process.communicate(timeout=60)
    assert (process.returncode, said) == (1, "")
    assert "FLASK_DEBUG" in wrong


def test_what_is_read_once_is_watched() -> None:
    names = {path.relative_to(ROOT).as_posix() for path in watched()}
    assert {
        "questions/bank/bank.yaml",
        "templates/macros/question.html",
        "templates/foot.html",
        "static/app.js",
    } <= names
    assert all((ROOT / name).is_file() for name in names)
