"""Somebody at a browser: sees one page at a time, fills in its form and presses its buttons."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import cycle
from types import MappingProxyType
from typing import ClassVar
from urllib.parse import urljoin, urlsplit

from flask import Flask
from werkzeug.test import TestResponse

from tests.furnished import furnished
from tests.reading import Page, Values, words

Typed = str | list[str]

NOTHING: Mapping[str, Typed] = MappingProxyType({})

PROFILE: dict[str, dict[str, Typed]] = {
    "place": {"business_name": "The Copper Kettle", "postcode": "DE1 2XX", "took_part": "Maya, owner"},
    "kind": {"setting": "building", "use": "food-drink", "public": "open"},
    "people": {"people": "60", "staff": "5", "entry_checks": "no", "excluded_site": "neither"},
    "surroundings": {"nearby": ["vehicles"], "building": ["glazing"], "tenure": "tenant"},
    "running": {"activities": ["mail", "deliveries", "online"]},
}


class Person:
    """Uses the site as it is shown: sends only what the page before offers, unless told otherwise."""

    profile: ClassVar[Mapping[str, Mapping[str, Typed]]] = PROFILE

    def __init__(self, site: Flask) -> None:
        self.client = site.test_client()
        self.page = Page("")

    @property
    def at(self) -> str:
        """The address of the page that is seen, from the first slash on."""
        return self.page.address

    def go(self, address: str, status: int = 200) -> Page:
        """Open an address and follow where it leads."""
        return self._see(self.client.get(address, follow_redirects=True), status)

    def follow(self, link: str) -> Page:
        """Click the first link with these words."""
        found = next((address for words, address in self.page.links if words.startswith(link)), None)
        assert found, f"no link {link!r} on {self.at}: {self.page.links}"
        return self.go(urljoin(self.at, found))

    def press(self, typed: Mapping[str, Typed] = NOTHING, *, button: str = "", status: int = 200) -> Page:
        """Fill in what is given, over what the form shows, and press a button: the first of the page, as Enter does."""
        form = self.page.form(button)
        sent: Values = dict(form.values)
        for name, value in typed.items():
            values = [value] if isinstance(value, str) else value
            offered = form.offers.get(name)
            assert offered is not None, f"no field {name!r} on {self.at}: {sorted(form.offers)}"
            assert not offered or set(values) <= set(offered), f"{name!r} offers {offered}, not {values}"
            sent[name] = values
        return self.send(form.action or self.at, sent, status)

    def send(self, address: str, values: Values, status: int = 200) -> Page:
        """Send exactly these values, with the token that the page holds, and follow where it leads."""
        token = next((form.values["csrf_token"] for form in self.page.forms), [])
        answer = self.client.post(address, data={"csrf_token": token, **values}, follow_redirects=True)
        return self._see(answer, status)

    def begins(self) -> str:
        """Start, keep the return code and go on; gives the code. A workspace that is open is closed for it."""
        self.go("/")
        if any(words == "Start another workspace" for words, _ in self.page.links):
            self.follow("Start another workspace")
            self.press(button="I have the code")
        else:
            self.press(button="Start now")
        return self.keeps_code()

    def keeps_code(self) -> str:
        """Keep the return code that is shown, and prove it with its last group; gives the code."""
        code = words(self.page.all("p", "code__text")[0])
        self.press({"last": code.rpartition("-")[2]}, button="I have kept it")
        return code

    def returns(self, code: str, status: int = 200) -> Page:
        """Enter a return code."""
        self.go("/return")
        return self.press({"code": code}, status=status)

    def fills_profile(self, **changes: Typed) -> None:
        """Fill in every page of the profile, up to the police force."""
        while "/profile/" in self.at:
            typed = self.profile[urlsplit(self.at).path.rpartition("/")[2]]
            offered = self.page.form().offers
            self.press({name: value for name, value in {**typed, **changes}.items() if name in offered})

    def starts(self, kind: str = "quick", **changes: Typed) -> str:
        """Come to the task list of a new assessment; gives its address. `walks` is the way by the pages."""
        if not self._is_new:
            return self.walks(kind, **changes)
        self.go(furnished(self.client, {**self.profile, "changes": changes}, kind))
        return self.at

    @property
    def _is_new(self) -> bool:
        """Whether nothing was done in this browser, and nothing is special about this person."""
        return type(self) is Person and self.client.get_cookie("check") is None

    def walks(self, kind: str = "quick", **changes: Typed) -> str:
        """Come to the task list of a new assessment by every page before it; gives its address."""
        self.begins()
        self.fills_profile(**changes)
        self.press()
        self.press({"kind": kind})
        return self.at

    def answers(self, *choices: str) -> None:
        """Answer all pages from this one on, with these choices in turn."""
        turn = cycle(choices)
        while "/areas/" in self.at:
            self.press({name: next(turn) for name in self.page.form().offers if name.startswith("choice-")})

    def finishes(self, *choices: str, kind: str = "quick") -> str:
        """Come to the result of a new assessment; gives the address of the assessment."""
        address = self.answers_all(*choices, kind=kind)
        self.press(button="Finish")
        return address

    def answers_all(self, *choices: str, kind: str = "quick", **changes: Typed) -> str:
        """Answer all of a new assessment, but do not finish it: its answers can still change. Gives its address."""
        if self._is_new:
            address = furnished(self.client, {**self.profile, "changes": changes}, kind, choices)
            self.go(f"{address}/answers")
            return address
        return self.walks_all(*choices, kind=kind, **changes)

    def walks_all(self, *choices: str, kind: str = "quick", **changes: Typed) -> str:
        """Answer all of a new assessment by every page; gives its address."""
        address = self.walks(kind, **changes)
        self.follow("Start with")
        self.answers(*choices)
        return address

    def _see(self, response: TestResponse, status: int) -> Page:
        target = response.request
        query = target.query_string.decode()
        address = f"{target.path}?{query}" if query else target.path
        html = response.get_data(as_text=True) if response.mimetype == "text/html" else ""
        self.page = Page(html, address, response.status_code)
        assert response.status_code == status, f"{address}: {response.status_code}, {self.page.text if html else ''}"
        return self.page
