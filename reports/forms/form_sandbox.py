"""Reads a filled-in form in a process of its own: a file made to take for ever, or all the memory, does no harm."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path

from reports.forms.form_json import form_from_json, form_to_json
from reports.forms.form_reader import BROKEN, LARGEST_FILE, FilledForm, FormRefused, read_form

ROOT = Path(__file__).resolve().parents[2]

# The complete form takes about a second.
MOST_SECONDS = 20
MOST_MEMORY = 1_000_000_000


def read_form_apart(data: bytes) -> FilledForm:
    """Give the contents of a filled-in form, as `read_form` does. Raises FormRefused, also if it takes too long."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "reports.forms.form_sandbox"],
            input=data[: LARGEST_FILE + 1],
            capture_output=True,
            cwd=ROOT,
            timeout=MOST_SECONDS,
            check=True,
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        raise FormRefused(BROKEN) from error
    refused = json.loads(done.stdout).get("refused")
    if refused is not None:
        raise FormRefused(refused)
    return form_from_json(done.stdout.decode())


def main() -> None:
    """Read the form on standard input; write its contents, or the reason of a refusal, as JSON."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    try:
        told = form_to_json(read_form(sys.stdin.buffer.read()))
    except FormRefused as refusal:
        told = json.dumps({"refused": str(refusal)})
    sys.stdout.write(told)


if __name__ == "__main__":
    main()
