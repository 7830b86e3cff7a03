"""Hostile text in every field comes out harmless on every page; the test client checks each page's HTML besides."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from pypdf import PdfReader

from assessment.plain_text import tidy_text
from questions import Bank
from tests.inapplicable import inapplicable
from tests.person import Person
from tests.reading import Page

HOSTILE = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)><a href='javascript:alert(1)'>",
    "</textarea></title></select></form><script src=//example.org></script>",
    "<!-- --><![CDATA[ ]]> &lt;b&gt; &amp;amp; &#60;",
    "{{ 7 * 7 }} {% for x in y %} ${7*7} #{7*7} %s %(a)s {0}",
    "=cmd|' /C calc'!A0 @SUM(1+1) +1 -1",
    "'; drop table answers; --",
    "\u202eright to left\u202c \u2066isolate\u2069 \ufeffmark \u200bzero",
    "nul\x00 bell\x07 escape\x1b[31m delete\x7f next\x85 \ufffe\uffff",
    "\x02note\x03 \x02reason\x03 data-slot=\"3\" data-slot='note'",
    "z\u0335a\u0336l\u0337g\u0338o\u0334 👩🏽‍🚒 Ω 日本語 مرحبا עברית ﷽",
    "x" * 180,
    "Robert'); --  \t\t tabs \r\n and lines",
]


def hostile_names(text: str) -> dict[str, str]:
    """A hostile text as every text of the profile."""
    return {"business_name": f"A{text}", "premises_name": f"B{text}", "took_part": f"C{text}"}


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names_and_notes_are_shown_as_they_are(person: Person, bank: Bank, text: str) -> None:
    start = person.walks("full", **hostile_names(text))
    person.go(f"{start}/areas/leadership/1")
    person.press({"choice-security-lead": "1", "note-security-lead": f"N{text}"})
    area, number, question = inapplicable(bank)
    person.go(f"{start}/areas/{area}/{number}")
    person.press({f"choice-{question}": "not-applicable", f"reason-{question}": f"R{text}"})
    note = person.go(f"{start}/areas/leadership/1").form().values["note-security-lead"]
    assert note == [tidy(f"N{text}", lines=True)]
    answers = person.go(f"{start}/answers?show=all")
    for name in (*hostile_names(text).values(), f"N{text}", f"R{text}"):
        assert shown(answers, name)
    person.press(button="Finish")
    assert shown(person.page, f"A{text}")
    force = next(address for _, address in person.page.links if "/police" in address)
    place = force.partition("/police")[0]
    for address in (start, "/workspace", "/workspace/delete", force, f"{place}/assessments", f"{start}/plan"):
        person.go(address)
    values = person.go(f"{place}/profile/place").form().values
    assert values["business_name"] == [tidy(f"A{text}")]
    assert person.client.get(f"{start}/plan.json").get_json()["profile"]["premises_name"] == tidy(f"B{text}")


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_on_a_page_with_errors_is_shown_as_it_is(person: Person, text: str) -> None:
    person.begins()
    person.send(person.at, {name: [f"{value}{'x' * 200}"] for name, value in hostile_names(text).items()}, 400)
    assert len(person.page.errors) == 4
    person.send(person.at, {"business_name": [text], "postcode": [text]}, 400)
    assert person.page.form().values["postcode"] == [tidy(text, lines=True)]
    start = person.starts("full")
    for field, typed in (("choice", text), ("note", f"N{text}{'x' * 2000}")):
        person.go(f"{start}/areas/leadership/1")
        person.send(person.at, {f"{field}-security-lead": [typed], "reason-security-lead": [text]}, 400)
    assert person.page.form().values["note-security-lead"] == [tidy(typed, lines=True)]
    person.go("/return")
    assert not person.page.errors
    person.send("/return", {"code": [text]}, 400)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_in_addresses_and_unknown_fields_does_nothing(person: Person, text: str) -> None:
    start = person.starts("full")
    client = person.client
    for address in (f"{start}/areas/leadership/1", f"{start}/answers", "/return", "/workspace"):
        query = {"back": text, text: text}
        assert client.get(address, query_string=query).status_code == 200
    assert client.get(f"{start}/questions/{text}").status_code in (404, 308)
    person.go(f"{start}/areas/leadership/1")
    person.send(person.at, {text: [text], "csrf_token_": [text], "choice-": [text]})
    assert client.get("/", headers={"User-Agent": ascii(text), "Referer": ascii(text)}).status_code == 200


@pytest.mark.parametrize("odd", [b"%ED%A0%BD", b"%FF%FE", b"%C0%80", b"%", b"%u0041"])
def test_bytes_that_are_no_text_are_kept_as_text(person: Person, odd: bytes) -> None:
    start = person.starts("full")
    person.go(f"{start}/areas/leadership/1")
    token = person.page.form().values["csrf_token"][0].encode()
    body = b"csrf_token=" + token + b"&note-security-lead=N" + odd
    form = {"content_type": "application/x-www-form-urlencoded"}
    assert person.client.post(person.at, data=body, **form).status_code == 302
    assert "Note: N" in person.go(f"{start}/answers?area=leadership").text
    person.client.get("/workspace/data.json").data.decode()


def test_a_plan_with_hostile_text_is_printed(person: Person, prints_all: Callable[[], None]) -> None:
    start = person.walks(**hostile_names("<b>&</b><img src='http://example.org/x'>"))
    person.go(f"{start}/areas/leadership/1")
    person.press({"choice-security-lead": "1", "note-security-lead": " ".join(HOSTILE)[:1900]})
    person.go(f"{start}/answers")
    person.press(button="Finish")
    prints_all()
    answer = person.client.get(f"{start}/plan.pdf")
    assert answer.mimetype == "application/pdf"
    text = PdfReader(io.BytesIO(answer.data)).pages[0].extract_text()
    assert "<b>&</b>" in text.replace("\n", "")


def tidy(text: str, *, lines: bool = False) -> str:
    """A text as it is kept."""
    return tidy_text(text, lines=lines)


def shown(page: Page, text: str) -> bool:
    """Whether a page shows a text as its words."""
    return " ".join(tidy(text, lines=True).split()) in page.text
