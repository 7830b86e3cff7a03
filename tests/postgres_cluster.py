"""A PostgreSQL server for one run of the tests: Debian's binaries, a folder of its own, a socket, no network."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import psycopg

_DEBIAN = Path("/usr/lib/postgresql")
# Set by CI: then tests of PostgreSQL fail where there is no server, instead of being skipped.
REQUIRED = "TEST_POSTGRES"
_PATIENCE = 60.0
# Nothing here outlives a power cut.
_CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


def binaries() -> Path | None:
    """Where the server's programs are, of its newest version from 15 on; None where it is not installed."""
    found = sorted(_DEBIAN.glob("[0-9]*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    if found and int(found[-1].parts[-3]) >= 15:
        return found[-1].parent
    return Path(on_path).parent if (on_path := shutil.which("postgres")) else None


def why_not() -> str | None:
    """Why tests of PostgreSQL cannot run here; None if they can."""
    if binaries() is not None:
        return None
    words = "PostgreSQL is not installed: run scripts/setup dev"
    if os.environ.get(REQUIRED):
        raise RuntimeError(f"{words} ({REQUIRED} is set)")
    return words


@contextmanager
def running_cluster(*, careful: bool = False) -> Iterator[str]:
    """The address of a server that runs until the end of this, and of this process whatever becomes of it.

    A careful one waits for the disk, as servers do.
    """
    programs = binaries()
    assert programs is not None
    # Directly in /tmp: the path of a socket is short, and pytest's own folders are not open to another user.
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    drop = ["setpriv", "--pdeathsig=INT"]
    if os.geteuid() == 0:
        # The server refuses to run as root.
        nobody = pwd.getpwnam("nobody")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        drop += [f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups"]
    make = [programs / "initdb", "-D", folder / "data", "-U", "check", "-A", "trust", "--no-sync", "--no-instructions"]
    quiet = {"cwd": folder, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    settings = (
        "listen_addresses=",
        f"unix_socket_directories={folder}",
        "max_connections=200",
        *(() if careful else _CARELESS),
    )
    options = [word for setting in settings for word in ("-c", setting)]
    try:
        subprocess.run([*drop, *make, "-E", "UTF8", "--locale=C.UTF-8"], check=True, **quiet)  # type: ignore[call-overload]
        server = subprocess.Popen([*drop, programs / "postgres", "-D", folder / "data", *options], **quiet)  # type: ignore[call-overload]
        try:
            yield _answering(f"postgresql://check@/postgres?host={folder}", server)
        finally:
            server.send_signal(signal.SIGQUIT)
            server.wait(30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _answering(url: str, server: subprocess.Popen[bytes]) -> str:
    end = monotonic() + _PATIENCE
    while True:
        try:
            psycopg.connect(url, connect_timeout=5).close()
        except psycopg.OperationalError:
            assert server.poll() is None, "the server ended"
            assert monotonic() < end, "the server does not answer"
            sleep(0.02)
        else:
            return url


def made_database(url: str, name: str, template: str | None = None) -> str:
    """The address of a new database of this name."""
    like = f" template {template}" if template else ""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'create database "{name}"{like}'.encode())
    return url.replace("/postgres?", f"/{name}?")


def emptied(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    """Delete every row but those of the steps; keys between tables and triggers are left aside meanwhile."""
    tables = connection.execute(
        "select string_agg(format('delete from %I', tablename), '; ') from pg_tables "
        "where schemaname = 'public' and tablename <> 'steps'"
    ).fetchone()
    assert tables is not None
    with connection.transaction():
        connection.execute(f"set local session_replication_role = replica; {tables[0]}".encode())
