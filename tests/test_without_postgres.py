"""The store in the data folder needs nothing of PostgreSQL: neither its packages nor its modules."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from storage.keys import make_key_file
from usecases.settings import ROOT

# As if they were not installed. The queue's library looks for one of them itself, and does without.
START = """
import sys
from importlib.abc import MetaPathFinder

class Absent(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("psycopg", "psycopg_binary"):
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Absent())
from app import serve
from usecases.settings import read_settings

site = serve(read_settings())
assert site.test_client().get("/").status_code == 200
site.extensions["services"].store.close()
ours = [name for name in sys.modules if name.startswith("storage.postgres")]
assert not ours, ours
"""


def start(folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """What a site says that is started without the packages."""
    for name in ("store.key", "secret.key"):
        if not (folder / name).exists():
            make_key_file(folder / name)
    environment = {"PATH": "/usr/bin:/bin", "CHECK_DATA": str(folder), **settings}
    return subprocess.run(
        [sys.executable, "-c", START], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def test_the_site_starts_without_its_packages(tmp_path: Path) -> None:
    found = start(tmp_path)
    assert found.returncode == 0, found.stderr


def test_with_the_setting_the_missing_packages_are_named(tmp_path: Path) -> None:
    found = start(tmp_path, CHECK_STORE="postgresql://check:secret@db.example.org/check")
    assert found.returncode == 1
    assert "CHECK_STORE: the packages for PostgreSQL are not installed. Run scripts/setup" in found.stderr
    assert "secret@" not in found.stderr
