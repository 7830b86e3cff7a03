"""An installation with a data folder and keys of its own, and other processes that save into it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from app import create_app
from storage.keys import read_key
from storage.sealing import Vault
from storage.sql.answers import BLOCKS, answers_in, read_blocks
from storage.sql.seals import KEY
from storage.sqlite.connections import connect
from tests.storage.place import Place
from usecases.settings import ROOT, read_settings

# Two threads that each save a pair of answers for ever, and say each number only after its save has returned.
SAVER = r"""
import os, sys, threading
from assessment.answers import Answer
from tests.storage.place import NOW
from usecases.services import Services
from usecases.settings import read_settings
store = Services(read_settings()).store
def save(name):
    number = 0
    while True:
        number += 1
        said = Answer("1", note=str(number))
        store.save_answers(sys.argv[1], sys.argv[2], {f"left-{name}": said, f"right-{name}": said}, NOW)
        os.write(1, f"{name} {number}\n".encode())
threading.Thread(target=save, args=(sys.argv[3] + "b",), daemon=True).start()
save(sys.argv[3] + "a")
"""

# All that a saver may say, once it has found the key changed.
CHANGED = "the key of the database was changed; the new one is used from now on"


@dataclass
class Installation:
    """A data folder with keys, and how commands are run in it."""

    folder: Path
    savers: list[subprocess.Popen[str]] = field(default_factory=list)

    @property
    def settings(self) -> dict[str, str]:
        keys = self.folder / "keys"
        return {
            "CHECK_DATA": str(self.folder / "data"),
            "CHECK_STORE_KEY_FILE": str(keys / "store.key"),
            "CHECK_SECRET_KEY_FILE": str(keys / "secret.key"),
        }

    @property
    def database(self) -> Path:
        return self.folder / "data" / "store.db"

    @property
    def key_file(self) -> Path:
        return self.folder / "keys" / "store.key"

    def flask(self, *words: object, code: int = 0, **settings: str) -> str:
        """What `flask store` says."""
        app = create_app(read_settings({**self.settings, **settings}))
        result = app.test_cli_runner().invoke(args=["store", *map(str, words)])
        assert result.exit_code == code, result.output
        assert (result.stderr if code else result.stdout) == result.output
        return result.output

    def start_saver(self, place: Place, name: str = "") -> subprocess.Popen[str]:
        """Another process that saves as fast as it can."""
        saver = subprocess.Popen(
            [sys.executable, "-c", SAVER, place.workspace.id, place.assessment.id, name],
            env={**os.environ, **self.settings},
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.savers.append(saver)
        saved(saver, 50)
        return saver

    def notes(self, key: Path | None = None, file: Path | None = None) -> dict[str, int]:
        """The numbers that a database holds, by name of the answer."""
        opened_with = read_key(key or self.key_file)
        vault, db = Vault(lambda: (opened_with,)), connect(file or self.database, opened_with, 5)
        found = db.execute(
            f"select assessments.id, {BLOCKS}, {KEY} from assessments join workspaces w on w.id = workspace_id"
        ).fetchall()
        db.close()
        answers = [answers_in(read_blocks(text, vault.seal(*own), which)) for which, text, *own in found]
        notes = {question: answer.note for each in answers for question, answer in each.items()}
        return {question: int(note) for question, note in notes.items() if note.isdecimal()}


def saved(saver: subprocess.Popen[str], lines: int) -> dict[str, int]:
    """The last acknowledged numbers after so many lines more."""
    assert saver.stdout
    found = {}
    for _ in range(lines):
        name, number = saver.stdout.readline().split()
        found[name] = int(number)
    return found


def stopped(saver: subprocess.Popen[str]) -> dict[str, int]:
    """End it with KILL; the last numbers that it said. It must not have failed before."""
    assert saver.poll() is None, saver.stderr and saver.stderr.read()
    saver.send_signal(signal.SIGKILL)
    # Not `communicate`, which forgets what `readline` has read ahead.
    assert saver.stdout
    assert saver.stderr
    out, errors = saver.stdout.read(), saver.stderr.read()
    saver.wait()
    assert set(errors.splitlines()) <= {CHANGED}
    lines = [line.split() for line in out.splitlines(keepends=True) if line.endswith("\n")]
    return {name: int(number) for name, number in lines}
