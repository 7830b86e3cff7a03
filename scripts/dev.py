"""The site for developers: one process that reloads at each change and prints by itself (`make dev`)."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.serving import read_serving
from usecases.settings import ROOT, SettingError

if TYPE_CHECKING:
    from flask import Flask


def site() -> Flask:
    """The application. An error in a setting or in the bank is shown, and the next change is waited for."""
    from app import serve

    try:
        return serve()
    except SystemExit as error:  # it would end the reloader too
        raise RuntimeError(error.code) from error


def watched() -> Iterator[Path]:
    """The files other than Python modules that the process reads once. All other templates reload without a restart."""
    for folder, pattern in (("questions/bank", "**/*.yaml"), ("templates/macros", "*.html"), ("static", "*.*")):
        yield from sorted((ROOT / folder).glob(pattern))
    yield ROOT / "templates" / "foot.html"


def main() -> None:
    """Say the address, and become Flask's own server with its reloader and debugger."""
    environment = {**os.environ, "FLASK_DEBUG": "1", "CHECK_WORKER": "0"}
    try:
        serving = read_serving(environment)
    except SettingError as error:
        sys.exit(str(error))
    print(f"Check your protective security: {serving.url} (reloads at each change; Ctrl-C stops it)", flush=True)
    command = [sys.executable, "-m", "flask", "--app", "scripts.dev:site", "run"]
    command += ["--host", serving.host, "--port", str(serving.port)]
    command += ["--extra-files", os.pathsep.join(map(str, watched()))]
    os.chdir(ROOT)
    os.execve(sys.executable, command, environment)  # noqa: S606 - our own command


if __name__ == "__main__":
    main()
