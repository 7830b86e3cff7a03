"""Names and notes that run from right to left never disorder the sentence that they stand in."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import pytest
from flask import Flask
from jinja2 import DictLoader, Environment

from tests.person import Person
from tests.reading import Page
from tests.web.advisers.officer import Officer
from tests.web.advisers.sharer import share_at, shares
from web.site.isolation import Isolation

MOSQUE, MAYA, NOTE = "مسجد النور", "מאיה כהן", "הדלת פתוחה (12)."
# What is typed stays as it was typed, so that it comes back with the form unchanged.
BOXES = ("textarea", "input", "script", "style")


def loose(page: Page) -> Iterator[str]:
    """The texts of a page with letters from right to left that no isolate keeps together."""
    for element in page.tree.iter():
        texts = [element.tail or ""] + ([] if str(element.tag) in BOXES else [element.text or ""])
        for text in texts:
            depth = 0
            for letter in text:
                depth += (letter == "\u2068") - (letter == "\u2069")
                if unicodedata.bidirectional(letter) in ("R", "AL") and depth < 1:
                    yield text
                    break


def sees(person: Person, *addresses: str) -> None:
    """Each page names something from right to left, and keeps it together."""
    for address in addresses:
        page = person.go(address)
        assert MOSQUE in page.text or NOTE in page.text or MAYA in page.text, address
        assert list(loose(page)) == [], address


def test_a_page_of_an_owner_keeps_it_together(person: Person) -> None:
    address = person.walks(business_name=MOSQUE, took_part=MAYA)
    person.go(f"{address}/areas/leadership/1")
    person.press({"choice-security-lead": "1", "note-security-lead": NOTE})
    sees(person, f"{address}/answers", "/workspace")
    page = person.go(f"{address}/areas/leadership/1")
    assert page.form().values["note-security-lead"] == [NOTE]
    premises = next(to for _, to in person.go(f"{address}/answers").links if to.startswith("/premises/"))
    page = person.go(f"/premises/{premises.split('/')[2]}/profile/place")
    assert page.form().values["business_name"] == [MOSQUE]
    sees(person, f"{address}/result")


def test_a_page_of_an_adviser_keeps_it_together(site: Flask, person: Person) -> None:
    officer = Officer(site).joins("kent", "administrator", name=MAYA)
    colleague = Officer(site).joins("kent", name="سامي")
    share = share_at(person, person.walks(business_name=MOSQUE, took_part=MAYA), "kent")
    sees(officer, "/advisers/requests", f"/advisers/requests/{share}", f"/advisers/requests/{share}/result")
    sees(officer, "/advisers/team")
    officer.go(f"/advisers/requests/{share}/assign")
    officer.press({"to_account": colleague.account.id})
    assert f"The request of \u2068{MOSQUE}\u2069 has been assigned to \u2068سامي\u2069." in officer.page.text
    assert list(loose(officer.page)) == []
    officer.go(f"/advisers/requests/{share}")
    officer.press(button="Start or continue a visit")
    assert list(loose(officer.page)) == []
    sees(officer, "/advisers/visits", "/advisers/team/log")


@pytest.mark.parametrize(
    ("template", "page"),
    [
        ("<p>{{ name }}, {{ 1 }}{{ none }}</p>", f"<p>\u2068{MOSQUE}\u2069, 1None</p>"),
        ('<p{% if name %} title="{{ name }}"{% endif %}>{{ name or 1 }}', f'<p title="{MOSQUE}">\u2068{MOSQUE}\u2069'),
        (
            '<textarea rows="2">{{ name }}</textarea> {{ name }}',
            f'<textarea rows="2">{MOSQUE}</textarea> \u2068{MOSQUE}\u2069',
        ),
        ("{% set b %}<b>{{ name }}</b>{% endset %}{{ b }}", f"<b>\u2068{MOSQUE}\u2069</b>"),
    ],
)
def test_only_values_in_the_text_of_a_page_are_set_off(template: str, page: str) -> None:
    environment = Environment(autoescape=True, extensions=[Isolation], loader=DictLoader({"page.html": template}))
    assert environment.get_template("page.html").render(name=MOSQUE) == page


def test_what_was_typed_comes_back_as_it_was_typed(site: Flask, person: Person) -> None:
    Officer(site).joins()
    address = person.starts()
    person.go(f"{address}/share")
    shares(person, address, {"message": NOTE, "reach": MAYA}, status=400)
    values = person.page.form("Send it").values
    assert (values["message"], values["reach"]) == ([NOTE], [MAYA])
