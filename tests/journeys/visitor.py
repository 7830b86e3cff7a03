"""Somebody at a real browser, with an eye on what a page must never do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import cycle
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

from tests.person import PROFILE, Typed


class Visitor:
    """A page of a browser; what goes wrong beside the way is noted in `faults`."""

    def __init__(self, context: BrowserContext, site: str) -> None:
        self.site = site
        self.faults: list[str] = []
        self.page: Page = context.new_page()
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("request", self._asked)

    @property
    def at(self) -> str:
        """The address that is seen, without host."""
        parts = urlsplit(self.page.url)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path

    @property
    def words(self) -> str:
        """What the main part says."""
        return self.page.locator("main").inner_text()

    def open(self, address: str, status: int = 200) -> None:
        """Open an address."""
        response = self.page.goto(f"{self.site}{address}")
        check(response, status)

    @contextmanager
    def going(self, status: int = 200) -> Iterator[None]:
        """What is done inside leads to another page, with this status."""
        with self.page.expect_navigation() as navigation:
            yield
        check(navigation.value, status)

    def press(self, button: str = "", status: int = 200) -> None:
        """Press the first button of the main part, or the first with these words."""
        buttons = self.page.locator("main form button:not([aria-hidden])")
        with self.going(status):
            buttons.filter(has_text=button).first.click()

    def follow(self, link: str) -> None:
        """Follow the first link with these words."""
        with self.going():
            self.page.get_by_role("link", name=link).or_(self.page.get_by_role("button", name=link)).first.click()

    def begins(self) -> str:
        """Start; keeps the code and gives it."""
        self.open("/")
        self.press("Start now")
        return self.keeps_code()

    def keeps_code(self) -> str:
        """Keep the return code that is shown; gives it."""
        code = self.page.locator(".code__text").inner_text().strip()
        self.fill({"last": code.rpartition("-")[2]})
        self.press("I have kept it")
        return code

    def fills_profile(self) -> None:
        """Fill in the profile, and go on past the police force."""
        while "/profile/" in self.at:
            self.fill(PROFILE[urlsplit(self.page.url).path.rpartition("/")[2]])
            self.press()
        self.press()

    def fill(self, typed: Mapping[str, Typed]) -> None:
        """Type and tick on one page."""
        for name, value in typed.items():
            field = self.page.locator(f"[name='{name}']")
            if field.first.get_attribute("type") in ("radio", "checkbox"):
                for each in [value] if isinstance(value, str) else value:
                    self.page.locator(f"[name='{name}'][value='{each}']").check()
            else:
                field.fill(str(value))

    def starts(self, kind: str) -> str:
        """Come to the first page of questions of a new assessment; gives the address of the assessment."""
        self.begins()
        self.fills_profile()
        self.fill({"kind": kind})
        self.press()
        address = self.at
        with self.going():
            self.page.locator("main a.govuk-button").first.click()
        return address

    def returns(self, code: str) -> None:
        """Enter a return code."""
        self.open("/return")
        self.fill({"code": code})
        self.press()

    def answers(self, *choices: str) -> None:
        """Answer all pages from this one on, with these choices in turn."""
        turn = cycle(choices)
        while "/areas/" in self.at:
            for name in self.questions():
                self.page.locator(f"[name='{name}'][value='{next(turn)}']").check()
            self.press()

    def answers_one_page(self, choice: str) -> None:
        """Answer every question of this page alike, and go on."""
        for name in self.questions():
            self.page.locator(f"[name='{name}'][value='{choice}']").check()
        self.press()

    def questions(self) -> list[str]:
        """The names of the questions on the page, in order."""
        names = self.page.locator("main input[type=radio]").evaluate_all("all => all.map(each => each.name)")
        return list(dict.fromkeys(names))

    def _heard(self, message: ConsoleMessage) -> None:
        # The browser notes each answer of 400 and more itself.
        if message.type in ("error", "warning") and "the server responded with a status of" not in message.text:
            self.faults.append(f"console: {message.text} on {self.at}")

    def _asked(self, request: Request) -> None:
        # The browser's own viewer of PDFs is made of chrome-extension: and chrome: addresses.
        if not request.url.startswith((f"{self.site}/", "data:", "chrome")):
            self.faults.append(f"another host: {request.url} on {self.at}")


def check(response: Response | None, status: int) -> None:
    """An error page also looks fine, so the status comes first."""
    assert response is not None
    assert response.status == status, f"{response.url}: {response.status}"
