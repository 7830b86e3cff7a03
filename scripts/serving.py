"""Address, processes and threads of the server: the settings of ./run that the application itself does not need."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address

from usecases.settings import SettingError


@dataclass(frozen=True, slots=True)
class Serving:
    """What an operator may set; `docs/operators.md` explains each.

    `in_turn` says whether a process works on one request at a time: where its store is a file on this machine.
    """

    host: str
    port: int
    processes: int
    threads: int
    metrics: int
    in_turn: bool = True

    @property
    def address(self) -> str:
        """Host and port as one text."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def url(self) -> str:
        """The address to open in a browser on this machine."""
        return f"http://localhost:{self.port}" if self.host in ("0.0.0.0", "::") else f"http://{self.address}"  # noqa: S104 - only compared

    @property
    def private(self) -> bool:
        """Whether only this machine can reach the site."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


def read_serving(environment: Mapping[str, str] = os.environ) -> Serving:
    """Give the settings of an environment. Raises SettingError where one cannot be used or is unsafe."""
    get = environment.get
    serving = Serving(
        host=get("CHECK_HOST") or "127.0.0.1",
        port=_number("CHECK_PORT", get("CHECK_PORT") or "8000", 1, 65535),
        processes=_number("CHECK_PROCESSES", get("CHECK_PROCESSES") or "2", 1, 64),
        metrics=_number("CHECK_METRICS_PORT", get("CHECK_METRICS_PORT") or "0", 0, 65535),
        threads=_number("CHECK_THREADS", get("CHECK_THREADS") or "16", 1, 1000),
        in_turn=not get("CHECK_STORE"),
    )
    if get("FLASK_DEBUG", "0").lower() not in ("", "0", "no", "false") and not serving.private:
        raise SettingError(f"FLASK_DEBUG: unset it; {serving.host} is an address that other machines can reach")
    return serving


def _number(name: str, value: str, least: int, most: int) -> int:
    if value.isdecimal() and least <= int(value) <= most:
        return int(value)
    raise SettingError(f"{name}: write a whole number from {least} to {most}, not {value!r}")
