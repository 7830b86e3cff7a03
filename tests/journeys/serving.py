"""A real site for the journeys: the processes that ./run starts, on a free port, with a data folder of its own."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from assessment.answers import Choice
from assessment.path import AssessmentKind
from storage.keys import make_key_file
from tests.furnished import answered, profile_of
from tests.person import PROFILE
from usecases.return_codes import digest_of, new_code
from usecases.services import Services
from usecases.settings import ROOT, read_settings

PATIENCE = 60
# What the log tells of ordinary work (usecases/events.py); anything else is a fault of the site.
EXPECTED = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [A-Z]+ (INFO|WARNING) \S+ check: ")


@dataclass(frozen=True)
class RunningSite:
    """A site that runs, and the services that it works with, to furnish its store."""

    address: str
    services: Services

    def furnish(self, kind: AssessmentKind, *choices: Choice) -> tuple[str, str]:
        """An assessment with a filled-in profile: its return code and its address.

        It has no answers, or all that are asked for, with these choices in turn.
        """
        store, now, code = self.services.store, self.services.now(), new_code()
        workspace, premises = store.begin_workspace(digest_of(code, self.services.secret), now)
        profile = profile_of(self.services.bank, PROFILE)
        store.save_profile(workspace.id, premises.id, profile, now)
        begun = store.start_assessment(workspace.id, premises.id, self.services.bank.version, kind, now)
        if choices:
            store.save_answers(workspace.id, begun.id, answered(self.services.bank, profile, kind, choices), now)
        return code, f"/assessments/{begun.id}"


@contextmanager
def running_site(folder: Path) -> Iterator[RunningSite]:
    """Run site and worker while the block runs."""
    for name in ("store.key", "secret.key"):
        make_key_file(folder / name)
    port = free_port()
    ours = {"CHECK_DATA": str(folder), "CHECK_PORT": str(port)}
    others = {name: value for name, value in os.environ.items() if not name.startswith(("CHECK_", "FLASK_"))}
    with (folder / "site.log").open("w+") as log:
        site = subprocess.Popen(
            [sys.executable, "-m", "scripts.serve"],
            cwd=ROOT,
            env={**others, **ours},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        try:
            assert site.stdout is not None
            first = site.stdout.readline()
            assert str(port) in first, f"the site did not start: {first}{Path(log.name).read_text()}"
            services = Services(read_settings(ours))
            yield RunningSite(f"http://127.0.0.1:{port}", services)
            services.store.close()
        finally:
            site.send_signal(signal.SIGTERM)
            code = site.wait(PATIENCE)
            if site.stdout is not None:
                site.stdout.close()
        said = "".join(line for line in Path(log.name).read_text().splitlines(True) if not EXPECTED.match(line))
        assert (code, said) == (0, ""), f"the site ended with {code} and said: {said}"


def free_port() -> int:
    """A port that nobody uses at this moment."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port
