"""Has wapiti attack our own site on this machine, as a visitor, an owner and an adviser: `make scan`.

Wapiti is not among the project's tools, as its own needs are many; `docs/developers.md` says how to get it.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from app import serve
from assessment.answers import Answer
from bench.adviser import signed_in
from bench.owner import cookie_of, opened
from bench.pages import server
from bench.rules import large_place
from storage.keys import make_key_file
from storage.sharing import NewShare
from usecases.services import Services
from usecases.settings import read_settings

FORCE, SHARED_DAYS = "derbyshire", 90
# What would end the session that is tried, or what it is about.
SPARED = ("leave", "delete", "workspace/code", "sign-out", "withdraw", "stop", "password", "authenticator")
# Seconds to find pages, and for each kind of attack.
CRAWL, ATTACK = 300, 60
# What wapiti says of every site like this one, and why it is right here.
EXPLAINED: Mapping[str, str] = {
    "Clickjacking Protection": "X-Frame-Options is missing: frame-ancestors 'none' of the policy says the same",
    "HTTP Strict Transport Security (HSTS)": "sent in production alone; this site is tried without HTTPS",
    "Secure Flag cookie": "set in production alone; this site is tried without HTTPS",
    "Unencrypted Channels": "this site is tried without HTTPS",
}


def main() -> None:
    """Scan three times and print what was found; ends with 1 where something of it is not explained."""
    program = shutil.which("wapiti")
    if program is None:
        sys.exit(
            "There is no wapiti. Install it apart from the project: python3 -m venv /tmp/scan, then\n"
            "/tmp/scan/bin/pip install wapiti3, and call this with /tmp/scan/bin in PATH."
        )
    with TemporaryDirectory() as folder:
        data = Path(folder)
        sessions = _fill(data)
        with server(data, "app:serve()") as (port, _):
            found = [_scan(program, data, who, f"http://127.0.0.1:{port}/", held) for who, held in sessions.items()]
    if any(found):
        sys.exit("Something is not explained.")


def _fill(data: Path) -> dict[str, str]:
    """A finished assessment that is shared with a force; the sessions that can see it, as Cookie headers."""
    for name in ("store.key", "secret.key"):
        make_key_file(data / name)
    site = serve(read_settings({"CHECK_DATA": str(data), "CHECK_WORKER": "0"}))
    services: Services = site.extensions["services"]
    store, bank, now = services.store, services.bank, services.now()
    adviser = signed_in(site, FORCE)
    owner, place = opened(site)
    profile, answers = large_place(bank)
    store.save_profile(place.workspace_id, place.id, profile, now)
    for finished in (True, False):
        begun = store.start_assessment(place.workspace_id, place.id, bank.version, "full", now)
        store.save_answers(place.workspace_id, begun.id, {**answers, bank.questions[0].id: Answer("0")}, now)
        if finished:
            store.finish(place.workspace_id, begun.id, now)
            until = now + timedelta(days=SHARED_DAYS)
            store.share(NewShare(place.workspace_id, begun.id, FORCE, "share", until), now)
    sessions = {"a visitor": "", "an owner": cookie_of(owner), "an adviser": cookie_of(adviser)}
    store.close()
    return sessions


def _scan(program: str, data: Path, who: str, site: str, held: str) -> bool:
    """Scan as this one, and print what was found; whether anything of it is not explained."""
    report, cookies = data / f"{who}.json", data / f"{who}.cookies"
    name, _, value = held.partition("=")
    kept = {"version": 0, "expires": None, "secure": False, "port": None, "value": value}
    cookies.write_text(json.dumps({"127.0.0.1": {"/": {name: kept}} if held else {}}))
    command = [program, "-u", site, "--scope", "folder", "--flush-session", "--no-bugreport", "-c", str(cookies)]
    command += ["--store-session", str(data / "wapiti")]
    command += ["--max-scan-time", str(CRAWL), "--max-attack-time", str(ATTACK)]
    command += ["-f", "json", "-o", str(report)]
    command += ["-s", f"{site}workspace", "-s", f"{site}advisers/requests"] if held else []
    command += [part for spared in SPARED for part in ("-x", f"{site}*{spared}*")]
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
    found = json.loads(report.read_text())
    print(f"As {who}: {found['infos']['crawled_pages_nbr']} pages and forms", flush=True)
    unexplained = [kind for kind, each in _kinds(found) if not _say(kind, each)]
    return bool(unexplained)


def _kinds(found: Mapping[str, Mapping[str, list[dict[str, str]]]]) -> Iterable[tuple[str, list[dict[str, str]]]]:
    for part in ("vulnerabilities", "anomalies"):
        yield from ((kind, each) for kind, each in found[part].items() if each)


def _say(kind: str, each: list[dict[str, str]]) -> bool:
    """Print one kind of finding; whether it is explained."""
    why = EXPLAINED.get(kind)
    print(f"  {kind}, {len(each)} times: {why or 'NOT EXPLAINED'}")
    if why is None:
        for one in each[:20]:
            print(f"    {one['method']} {one['path']} {one['parameter'] or ''}: {one['info']}")
    return why is not None


if __name__ == "__main__":
    main()
