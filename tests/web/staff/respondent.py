"""Somebody who takes a staff check on a phone of their own, and an owner who starts one."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask

from questions import Bank
from tests.person import Person
from tests.reading import words
from usecases.services import Services


class Clock:
    """The clock of the site, which a test moves."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.now: datetime = Services.now(None)  # type: ignore[arg-type]
        patch.setattr(Services, "now", lambda _services: self.now)

    def passes(self, seconds: float) -> None:
        """Let so much time pass."""
        self.now += timedelta(seconds=seconds)


class Owner(Person):
    """Runs a place, with a staff check."""

    def begins(self) -> str:
        """Start a workspace, and remember its code."""
        self.code = super().begins()
        return self.code

    def starts_check(self, **typed: str | list[str]) -> str:
        """Start a staff check of a new place of seven people; gives the address that staff open."""
        self.finishes("1")
        self.go("/workspace")
        self.follow("Staff checks")
        self.follow("Start a staff check")
        self.press({"staff": "7", **typed}, button="Start the staff check")
        self.check = self.at
        return self.link()

    def link(self) -> str:
        """The address of the check, without the host."""
        shown = words(self.page.all("strong", "typed")[0])
        return shown[shown.index("/staff-check/") :]

    def sees(self) -> str:
        """The page of the check as it is now."""
        return self.go(self.check).text


class Respondent(Person):
    """Takes a staff check."""

    def __init__(self, site: Flask, link: str, bank: Bank, clock: Clock) -> None:
        super().__init__(site)
        self.link, self.clock = link, clock
        self.right = {item.ask: item.options[item.right - 1] for topic in bank.staff_check for item in topic.items}

    def begins_check(self) -> None:
        """Open the link and start."""
        self.go(self.link)
        self.press(button="Start")

    @property
    def ask(self) -> str:
        """The question that is seen."""
        return words(self.page.all("h1")[0]).partition(" of 12 ")[2]

    @property
    def options(self) -> dict[str, str]:
        """The number of each answer that is seen, by its words."""
        fields = {field.get("id"): field.get("value", "") for field in self.page.all("input") if field.get("id")}
        return {words(label): fields[label.get("for")] for label in self.page.all("label")}

    def chooses(self, *, rightly: bool = True, seconds: float = 12) -> None:
        """Answer the question that is seen, after having read it for so long."""
        self.clock.passes(seconds)
        best = self.right[self.ask]
        chosen = best if rightly else next(words for words in self.options if words != best)
        self.press({"option": self.options[chosen]}, button="Answer")

    def goes_on(self) -> None:
        """Go on from the explanation."""
        self.follow("See how you did" if any(words == "See how you did" for words, _ in self.page.links) else "Next")

    def takes(self, *, right: int = 12, seconds: float = 12) -> None:
        """Take the whole check with so many right answers, up to its end."""
        self.begins_check()
        for number in range(12):
            self.chooses(rightly=number < right, seconds=seconds)
            self.goes_on()
