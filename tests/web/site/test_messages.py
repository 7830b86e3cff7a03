"""What was done is said once, above the page that comes next, in words that a screen reader announces."""

from __future__ import annotations

from flask import Flask

from tests.person import Person
from tests.reading import words
from tests.web.advisers.officer import PASSWORD, Officer


def said(person: Person) -> list[tuple[str, str | None]]:
    """Each message above the page that is open, with its role."""
    (main,) = person.page.all("main")
    children = list(main)
    first = next(number for number, each in enumerate(children) if each.tag != "div" or not _is_message(each.attrib))
    return [(words(each), each.get("role")) for each in children[:first]]


def _is_message(attributes: dict[str, str]) -> bool:
    return "govuk-inset-text" in attributes.get("class", "")


def test_an_owner_is_told_once(person: Person) -> None:
    person.begins()
    kind = person.at.partition("/profile/")[0] + "/assessments"
    person.go(kind)
    message = "First tell us about the place. Then you can choose the questions."
    assert said(person) == [(message, "status")]
    assert message not in person.go(person.at).text


def test_an_adviser_is_told_above_the_page(site: Flask) -> None:
    officer = Officer(site).joins()
    officer.go("/advisers/account")
    officer.follow("Change your password")
    officer.press({"password": PASSWORD, "new_password": "copper meadow window"})
    assert said(officer) == [("Your password is changed. You are signed out everywhere else.", "status")]
