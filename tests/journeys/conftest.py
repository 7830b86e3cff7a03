"""A real site and a real browser for the whole session, and visitors on devices of their own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from tests.journeys.serving import RunningSite, running_site
from tests.journeys.visitor import Visitor

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 30_000

NewVisitor = Callable[..., Visitor]


def chromium() -> str:
    """Where the browser is. Fails, and never skips, where there is none: journeys that do not run prove nothing."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        pytest.fail("The journeys need Chromium. Run scripts/setup dev, or: apt-get install chromium", pytrace=False)
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium without a window."""
    path = chromium()
    # A page in a workshop looks for news every 5 s, and Playwright's own 5 s for what is expected end about then.
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    """A real site, with its worker."""
    with running_site(tmp_path_factory.mktemp("journeys")) as site:
        yield site


@pytest.fixture
def arrive(browser: Browser, site: RunningSite) -> Iterator[NewVisitor]:
    """Makes visitors, each with a device of its own; afterwards, none may have met a fault."""
    contexts: list[BrowserContext] = []
    visitors: list[Visitor] = []

    def new_visitor(**options: Any) -> Visitor:
        context = browser.new_context(**{"locale": "en-GB", "accept_downloads": True, **options})
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        visitors.append(Visitor(context, site.address))
        return visitors[-1]

    yield new_visitor
    for context in contexts:
        context.close()
    faults = [fault for visitor in visitors for fault in visitor.faults]
    assert not faults, "\n".join(faults)


@pytest.fixture
def visitor(arrive: NewVisitor) -> Visitor:
    """A visitor with a common screen."""
    return arrive()
