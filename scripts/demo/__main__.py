"""`python -m scripts.demo` makes the demonstration and serves it; `python -m scripts.demo code` gives sign-in codes."""

from __future__ import annotations

import os
import shutil
import sys

from scripts.demo.build import build, guide, make_keys
from scripts.demo.team import code_lines
from scripts.serve import StartError, listen
from scripts.serving import read_serving
from usecases.services import Services
from usecases.settings import ROOT, SettingError, read_settings

DATA = ROOT / "build" / "demo"
SETTINGS = {"CHECK_DATA": str(DATA)}
# What the shell says about the real site must not reach the demonstration, which only its own machine may open.
KEPT = ("CHECK_PORT",)


def demonstrate() -> None:
    """Make the data from scratch, say where everything is, and become the site with its worker."""
    others = {name: value for name, value in os.environ.items() if not name.startswith(("CHECK_", "FLASK_"))}
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    serving = read_serving(kept)
    listen(serving).close()  # before the data of a demonstration that still runs is deleted
    shutil.rmtree(DATA, ignore_errors=True)
    DATA.mkdir(parents=True, mode=0o700)
    make_keys(DATA)
    services = Services(read_settings(SETTINGS))
    demo = build(services)
    services.store.close()
    print(guide(demo, serving.url, services.now()), flush=True)
    command = [sys.executable, "-m", "scripts.serve"]
    os.execve(sys.executable, command, {**others, **kept, **SETTINGS})  # noqa: S606 - our own command


def show_codes() -> None:
    """Print the next one-time codes. Ends with exit code 1 where no demonstration has been made."""
    settings = read_settings(SETTINGS)
    if not settings.database.exists():
        sys.exit("There is no demonstration yet. Run: make demo")
    services = Services(settings)
    print("\n".join(code_lines(services)))
    services.store.close()


def main() -> None:
    """Do what the argument says."""
    try:
        show_codes() if sys.argv[1:] == ["code"] else demonstrate()
    except (StartError, SettingError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
