"""Takes the README's pictures: the site as ./run serves it, with an example, in a browser (`make pictures`)."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from scripts.demo.build import make_keys
from scripts.demo.places import answer, begin, example
from usecases.owner_sessions import close
from usecases.services import Services
from usecases.settings import ROOT, read_settings
from usecases.workspaces import begin_workspace

PICTURES = ROOT / "docs" / "pictures"
EXAMPLE = "music-pub"
AREA = "attack-response"
WIDTH, HEIGHT = 1280, 860
PLAN_WIDTH = 960
CHROMIUM = "/usr/bin/chromium"


def main() -> None:
    """Fill a temporary store, serve it, take the pictures and print the size of each."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder, socket.create_server(("127.0.0.1", 0)) as free:
        settings = {"CHECK_DATA": folder, "CHECK_PORT": str(free.getsockname()[1])}
        free.close()
        code, assessment, again = fill(settings)
        with served(settings) as url, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, base_url=url)
            take(page, "/", "start")
            page.goto("/return")
            page.get_by_role("textbox").fill(code)
            page.keyboard.press("Enter")
            page.wait_for_url("**/workspace")
            take(page, f"/assessments/{again}/areas/{AREA}/1", "question")
            take(page, f"/assessments/{assessment}/result", "result")
            plan(page, assessment, Path(folder))
            browser.close()
    for picture in sorted(PICTURES.glob("*.png")):
        print(f"{picture.relative_to(ROOT)!s:28} {picture.stat().st_size:>8} bytes")


def fill(settings: dict[str, str]) -> tuple[str, str, str]:
    """Put the example into a new store: the return code, and the ids of its finished assessment and of the next one."""
    make_keys(Path(settings["CHECK_DATA"]))
    services = Services(read_settings(settings))
    services.warm()
    opening, given = begin_workspace(services), example(services.bank, EXAMPLE)
    (premises,) = services.store.premises_of(opening.workspace.id)
    begun = begin(services, premises, given, services.now())
    answer(services, begun, given, services.now())
    again = services.store.open_again(opening.workspace.id, begun.id, services.now())
    close(services, opening.token)
    services.store.close()
    return opening.code, begun.id, again.id


@contextmanager
def served(settings: dict[str, str]) -> Iterator[str]:
    """The site and its worker; gives their address."""
    with subprocess.Popen(
        [sys.executable, "-m", "scripts.serve"], cwd=ROOT, env=os.environ | settings, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            process.stdout.readline()
            yield f"http://127.0.0.1:{settings['CHECK_PORT']}"
        finally:
            process.send_signal(signal.SIGTERM)


def take(page: Page, address: str, name: str) -> None:
    """One picture of what a visitor sees first of a page."""
    got = page.goto(address)
    if got is None or got.status != 200:
        sys.exit(f"{address} cannot be seen: {got and got.status}")
    page.screenshot(path=PICTURES / f"{name}.png")


def plan(page: Page, assessment: str, folder: Path) -> None:
    """The front page of the printed plan."""
    page.goto(f"/assessments/{assessment}/plan", wait_until="commit")
    for _ in range(60):
        got = page.request.get(f"/assessments/{assessment}/plan.pdf")
        if got.headers["content-type"] == "application/pdf":
            break
        page.wait_for_timeout(1000)
    else:
        sys.exit("the plan was not printed within a minute")
    printed = folder / "plan.pdf"
    printed.write_bytes(got.body())
    command = ["pdftoppm", "-png", "-singlefile", "-scale-to-x", str(PLAN_WIDTH), "-scale-to-y", "-1"]
    subprocess.run([*command, str(printed), str(PICTURES / "plan")], check=True)  # noqa: S603 - our own command
    picture = PICTURES / "plan.png"
    # Few colours are on it, and half of the bytes show them.
    Image.open(picture).quantize(64).save(picture, optimize=True)


if __name__ == "__main__":
    main()
