"""Starts the site and its worker together and stops them together: `python -m scripts.serve`, called by ./run."""

from __future__ import annotations

import ctypes
import errno
import os
import select
import signal
import socket
import sys
from collections.abc import Sequence
from subprocess import Popen
from time import monotonic

from scripts.serving import Serving, read_serving
from usecases.settings import SettingError, read_settings

SITE = ("-m", "gunicorn", "-c", "python:scripts.gunicorn_conf")

# Seconds; longer than either process needs to finish its current work.
PATIENCE = 15.0
STOPS = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
WATCHED = STOPS | {signal.SIGCHLD}
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG


def worker_command(printers: object) -> tuple[str, ...]:
    """The command of the worker; `printers` is its number of processes, so how many documents it prints at once."""
    # -k process: WeasyPrint holds the interpreter's lock. -m: polls for work at most every 0.5 seconds, not every 10.
    # -c: seconds until a dead process is replaced. -g, -t: on TERM, up to 10 seconds to finish a document.
    return (
        *("-m", "huey.bin.huey_consumer", "printing.worker.huey", "-w", str(printers), "-k", "process"),
        *("-m", "0.5", "-c", "5", "-g", "TERM", "-t", "10", "-q"),
    )


class StartError(Exception):
    """The site cannot be started; the message says what to do."""


class Pair:
    """The processes of the service: when one ends, or a signal arrives, all are stopped."""

    def __init__(self) -> None:
        self._running: dict[str, Popen[bytes]] = {}
        # Blocked signals wait until they are fetched, one by one: no handler interrupts anything.
        signal.pthread_sigmask(signal.SIG_BLOCK, WATCHED)
        self._libc = ctypes.CDLL(None) if sys.platform == "linux" else None

    def start(self, name: str, command: Sequence[str], *, keep: Sequence[int] = ()) -> None:
        """Start a process in its own session, so that Ctrl-C reaches this process only, which then stops it."""
        self._running[name] = Popen(  # noqa: S603 - our own commands
            [sys.executable, *command], pass_fds=keep, start_new_session=True, preexec_fn=self._in_child
        )

    def _in_child(self) -> None:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, WATCHED)
        if self._libc is not None:
            self._libc.prctl(DIE_WITH_PARENT, signal.SIGTERM)

    def over(self, seconds: float | None) -> str | None:
        """Wait for an end: the name of the process that ended, or "" for a signal.

        Gives None when `seconds` have passed; waits without a limit where `seconds` is None.
        """
        until = None if seconds is None else monotonic() + seconds
        while True:
            for name, process in self._running.items():
                if process.poll() is not None:
                    return name
            caught = _next_signal(until)
            if caught is None:
                return None
            if caught in STOPS:
                return ""

    def code(self, name: str) -> int | None:
        """The exit code of a process; negative for the signal that ended it."""
        return self._running[name].returncode

    def stop(self) -> None:
        """Stop all with TERM; after `PATIENCE`, or at a second signal, with KILL."""
        for process in self._running.values():
            process.terminate()
        until = monotonic() + PATIENCE
        while any(process.poll() is None for process in self._running.values()):
            caught = _next_signal(until)
            if caught is None or caught in STOPS:
                break
        for process in self._running.values():
            # The whole session, because a killed parent leaves its workers running.
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
            finally:
                process.wait()


def _next_signal(until: float | None) -> int | None:
    if until is None:
        return signal.sigwait(WATCHED)
    caught = signal.sigtimedwait(WATCHED, max(until - monotonic(), 0))
    return caught.si_signo if caught else None


def listen(serving: Serving) -> socket.socket:
    """Listen at the address, before anything slow is done. Raises StartError where that fails."""
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(serving.host, serving.port, type=socket.SOCK_STREAM)[0]
        taken = socket.socket(family, kind, protocol)
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(where)
        taken.listen(2048)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            other = 8000 if serving.port > 8900 else serving.port + 1
            remedy = f"Stop the program that uses it, or choose another port, for example CHECK_PORT={other}"
        else:
            remedy = "Set CHECK_HOST to an address of this machine, and CHECK_PORT to a port that you may use"
        raise StartError(f"{serving.address}: {error.strerror}. {remedy}") from error
    return taken


def wait_until_ready(pair: Pair, serving: Serving) -> str | None:
    """Wait for the site's first answer, which it gives only once the store works: None when it is ready.

    Otherwise gives what `Pair.over` gives. Raises StartError.
    """
    with socket.create_connection((serving.host, serving.port)) as probe:
        probe.sendall(b"GET /health HTTP/1.0\r\nHost: localhost\r\n\r\n")
        while not select.select([probe], [], [], 0.02)[0]:
            if (ended := pair.over(0)) is not None:
                return ended
        try:
            answer = probe.recv(64)
        except ConnectionError:
            answer = b""
    if not answer and (ended := pair.over(PATIENCE)) is not None:
        return ended
    if b" 200 " not in answer:
        raise StartError("The site is running but not ready. See the messages above.")
    return None


def run(pair: Pair) -> int:
    """Start both, wait until one ends or a signal arrives, and give the exit code. Raises StartError, SettingError."""
    settings, serving = read_settings(), read_serving()
    with listen(serving) as taken:
        pair.start("site", (*SITE, "--bind", f"fd://{taken.fileno()}"), keep=(taken.fileno(),))
    ended = wait_until_ready(pair, serving)
    if ended is None:
        if settings.worker:
            pair.start("worker", worker_command(settings.printers))
        print(f"Check your protective security: {serving.url} (Ctrl-C stops it)", flush=True)
        ended = pair.over(None)
    if ended:
        said = f"The {ended} ended unexpectedly (code {pair.code(ended)}), so everything is being stopped."
        print(said, file=sys.stderr)
    return 1 if ended else 0


def main() -> int:
    """Run until an end, and leave no process behind."""
    os.umask(0o077)
    pair = Pair()
    try:
        return run(pair)
    except (StartError, SettingError) as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        pair.stop()


if __name__ == "__main__":
    sys.exit(main())
