"""What operators copy from deploy/: units, proxy and container say what the service relies on."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

from scripts.serve import SITE, worker_command
from scripts.serving import read_serving
from tests.test_docs import READERS, SETTING, settings_in
from usecases.settings import ROOT, read_settings
from web.site.form_upload import LARGEST_UPLOAD

DEPLOY = ROOT / "deploy"
SERVICES = ("check-site", "check-worker", "check-backup")
PYTHON = "/srv/check/.venv/bin/python"
# What a service that was taken over still cannot do. Each was tried under systemd: docs/operators.md.
DENIED = {
    "CapabilityBoundingSet=",
    "LockPersonality=yes",
    "MemoryDenyWriteExecute=yes",
    "NoNewPrivileges=yes",
    "PrivateDevices=yes",
    "PrivateTmp=yes",
    "PrivateUsers=yes",
    "ProtectHome=yes",
    "ProtectProc=invisible",
    "ProtectSystem=strict",
    "RestrictNamespaces=yes",
    "RestrictSUIDSGID=yes",
    "SystemCallFilter=@system-service",
    "SystemCallFilter=~@privileged",
    "UMask=0077",
    "User=check",
}
UNITS = {"K": 2**10, "M": 2**20}


def unit(name: str) -> list[str]:
    """The lines of a unit, without its comments."""
    lines = (DEPLOY / "systemd" / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def nginx(name: str) -> str:
    """A file for nginx, without its comments."""
    return re.sub(r"#[^\n]*", "", (DEPLOY / "nginx" / name).read_text(encoding="utf-8"))


def blocks(text: str, kind: str) -> Iterator[tuple[str, str]]:
    """Each block of a kind: what it is for, and what it holds."""
    for found in re.finditer(rf"\b{kind} ?([^{{;]*)\{{", text):
        depth, end = 1, found.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            end += 1
        yield found[1].strip(), text[found.end() : end - 1]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd")
def test_systemd_knows_every_line_of_the_units(tmp_path: Path) -> None:
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\n")
    python.chmod(0o755)
    names = [path.name for path in (DEPLOY / "systemd").glob("check-*")]
    for name in names:
        text = (DEPLOY / "systemd" / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace(PYTHON, str(python)), encoding="utf-8")
    command = ["systemd-analyze", "verify", "--man=no", *(str(tmp_path / name) for name in names)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert len(names) == 4
    assert [line for line in done.stderr.splitlines() if "check-" in line] == []


@pytest.mark.skipif(shutil.which("nginx") is None or shutil.which("openssl") is None, reason="needs nginx and openssl")
def test_nginx_takes_its_configuration(tmp_path: Path) -> None:
    key, pem = tmp_path / "check.key", tmp_path / "check.pem"
    subject = ("-subj", "/CN=check.example.org", "-days", "1")
    making = ("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *subject)
    subprocess.run([*making, "-keyout", str(key), "-out", str(pem)], capture_output=True, check=True)
    text = nginx("check.conf").replace("/etc/ssl/private/check.key", str(key)).replace("/etc/ssl/check.pem", str(pem))
    text = text.replace("/etc/nginx/check-proxy.conf", str(DEPLOY / "nginx" / "check-proxy.conf"))
    text = text.replace("/var/log/nginx/check.log", str(tmp_path / "log"))
    config = tmp_path / "nginx.conf"
    config.write_text(f"pid {tmp_path}/pid; events {{}} http {{ {text} }}", encoding="utf-8")
    done = subprocess.run(["nginx", "-t", "-c", str(config), "-p", str(tmp_path)], capture_output=True, check=False)
    said = done.stderr.decode()
    assert done.returncode == 0, said
    assert "warn" not in said


@pytest.mark.parametrize("service", SERVICES)
def test_a_unit_denies_what_the_service_does_not_need(service: str) -> None:
    assert DENIED - {*unit(f"{service}.service")} == set()


def test_the_site_reaches_this_machine_only_and_the_others_reach_nothing() -> None:
    assert {"IPAddressDeny=any", "IPAddressAllow=localhost"} <= {*unit("check-site.service")}
    for service in ("check-worker", "check-backup"):
        assert "PrivateNetwork=yes" in unit(f"{service}.service")


def test_the_units_start_what_run_starts() -> None:
    started = {"check-site": SITE, "check-worker": worker_command("${CHECK_PRINTERS}")}
    for service, command in started.items():
        assert f"ExecStart={PYTHON} {' '.join(command)}" in unit(f"{service}.service")


def test_the_settings_may_change_what_the_unit_of_the_worker_sets() -> None:
    lines = unit("check-worker.service")
    assert lines.index("Environment=CHECK_PRINTERS=1") < lines.index("EnvironmentFile=/etc/check/settings")


def test_the_settings_start_a_service_in_production() -> None:
    given = dict(line.split("=", 1) for line in unit("settings"))
    settings = read_settings(given)
    assert settings.production
    assert settings.proxies == 1
    assert read_serving(given).private
    assert settings.store_key_file.parent != settings.data


def test_every_setting_in_deploy_is_one_that_is_read() -> None:
    files = [path for path in DEPLOY.rglob("*") if path.is_file()]
    named = {name for path in files for name in SETTING.findall(path.read_text(encoding="utf-8"))}
    assert named - settings_in(READERS) == set()


def test_the_proxy_compresses_nothing_and_the_site_hears_what_the_browser_takes() -> None:
    assert re.findall(r"\b(?:gzip|brotli)\w* \w+", nginx("check.conf")) == ["gzip off"]
    assert not re.search("accept-encoding|gzip", nginx("check-proxy.conf"), re.IGNORECASE)


def test_every_way_to_the_site_sets_what_the_site_trusts() -> None:
    proxied = [inside for _, inside in blocks(nginx("check.conf"), "location") if "check-proxy" in inside]
    assert len(proxied) == 1
    assert "proxy_pass" not in nginx("check.conf")
    sent = dict(re.findall(r"proxy_set_header +(\S+) +(\S+);", nginx("check-proxy.conf")))
    assert sent == {
        "Host": "$host",
        "X-Forwarded-For": "$remote_addr",
        "X-Forwarded-Proto": "$scheme",
        "X-Forwarded-Host": "$host",
    }


def test_the_proxy_keeps_nothing_on_the_disk() -> None:
    servers = [inside for _, inside in blocks(nginx("check.conf"), "server")]
    (inside,) = [each for each in servers if "include" in each]
    sizes = dict(re.findall(r"(client_max_body_size|client_body_buffer_size) (\d+\w);", inside))
    largest = {name: int(size[:-1]) * UNITS[size[-1].upper()] for name, size in sizes.items()}
    assert largest["client_body_buffer_size"] == largest["client_max_body_size"] > LARGEST_UPLOAD
    assert "proxy_max_temp_file_size 0;" in inside
    for each in servers:
        assert "access_log off;" in each or "ssl_reject_handshake on;" in each


def test_readiness_is_for_the_machine_itself() -> None:
    assert "return 404" in dict(blocks(nginx("check.conf"), "location"))["= /ready"]


def test_an_image_holds_no_keys_data_history_or_tests() -> None:
    left_out = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    for name in (".git", ".venv", "var", "tests", "store.key", "store.db"):
        assert any(fnmatch(name, each.removeprefix("**/")) for each in left_out), name
    for needed in ("app.py", "static", "templates", "questions", "requirements.lock", "docs"):
        assert needed not in left_out


def test_the_image_runs_without_rights() -> None:
    lines = (DEPLOY / "container" / "Containerfile").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("USER ")] == ["USER check"]
    assert lines.index("USER check") < next(at for at, line in enumerate(lines) if line.startswith("ENTRYPOINT"))
    assert not any(re.search(r"_KEY=", line) for line in lines)


def test_every_file_that_the_document_copies_is_there() -> None:
    text = (ROOT / "docs" / "operators.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\bdeploy/[\w./-]*[\w*]", text))
    assert len(named) >= 5
    assert {name for name in named if not [*ROOT.glob(name)]} == set()
