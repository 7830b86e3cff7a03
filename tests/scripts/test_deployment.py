"""The examples of docs/operators.md are taken as they stand: nginx and systemd read them without a complaint."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from usecases.settings import ROOT, read_settings

OPERATORS = (ROOT / "docs" / "operators.md").read_text(encoding="utf-8")
UNITS = dict(re.findall(r"`/etc/systemd/system/(\S+?)`:\n\n```ini\n(.*?)```", OPERATORS, re.DOTALL))
NGINX = re.findall(r"```nginx\n(.*?)```", OPERATORS, re.DOTALL)


def test_every_unit_is_there() -> None:
    assert set(UNITS) == {"check-site.service", "check-worker.service", "check-backup.service", "check-backup.timer"}
    assert len(NGINX) == 1


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd")
def test_systemd_knows_every_line_of_the_units(tmp_path: Path) -> None:
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\n")
    python.chmod(0o755)
    for name, text in UNITS.items():
        (tmp_path / name).write_text(text.replace("/srv/check/.venv/bin/python", str(python)))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *[str(tmp_path / name) for name in UNITS]],
        capture_output=True,
        text=True,
        check=False,
    )
    assert [line for line in done.stderr.splitlines() if "check-" in line] == []


@pytest.mark.skipif(shutil.which("nginx") is None or shutil.which("openssl") is None, reason="needs nginx and openssl")
def test_nginx_takes_its_example(tmp_path: Path) -> None:
    key, pem = tmp_path / "check.key", tmp_path / "check.pem"
    making = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-subj",
        "/CN=check.example.org",
        "-days",
        "1",
    ]
    subprocess.run([*making, "-keyout", str(key), "-out", str(pem)], capture_output=True, check=True)
    text = NGINX[0].replace("/etc/ssl/private/check.key", str(key)).replace("/etc/ssl/check.pem", str(pem))
    config = tmp_path / "nginx.conf"
    config.write_text(f"pid {tmp_path}/pid; events {{}} http {{ {text} }}")
    command = ["nginx", "-t", "-c", str(config), "-p", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "warn" not in done.stderr


def test_the_settings_of_the_example_are_all_that_production_asks_for() -> None:
    (text,) = re.findall(r"`/etc/check/settings`:\n\n```sh\n(.*?)```", OPERATORS, re.DOTALL)
    given = dict(line.split("=", 1) for line in text.splitlines())
    settings = read_settings(given)
    assert settings.production
    assert settings.site == "https://check.example.org"
