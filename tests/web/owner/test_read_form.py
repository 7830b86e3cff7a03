"""From the preview of a filled-in form to Save: what was read waits on the server, for its own workspace alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assessment.answers import Answer
from tests.person import Person
from tests.web.owner.test_paper_form import LEAD, brings, filled, kept, person_ids, start
from usecases import read_forms
from usecases.services import Services

__all__ = ["start"]  # the fixture


def test_a_second_press_on_save_is_told_and_saves_nothing_again(person: Person, services: Services, start: str) -> None:
    brings(person, start, filled(choice__security_lead="2"))
    early, address = person.page.form("Save 1 answer").values, person.at
    person.press(button="Save 1 answer")
    services.store.save_answers(*person_ids(services, start), {LEAD: Answer("1")}, services.now())
    assert "This form is saved already" in person.send(address, early).text
    assert kept(services, start) == {LEAD: Answer("1")}
    person.go(address, 404)


def test_a_form_that_is_read_is_still_there_after_the_session(person: Person, services: Services) -> None:
    code = person.begins()
    person.fills_profile()
    person.press()
    person.press({"kind": "quick"})
    start = person.at
    brings(person, start, filled(choice__security_lead="2", note__security_lead="Ask Maya"))
    preview, early = person.at, person.page.form("Save 1 answer").values
    assert set(early) == {"csrf_token", "revisions"}, "no answer travels in the page"
    closes(person)
    person.go(preview)
    person.press({"code": code})
    assert (person.at, "We read 1 answer." in person.page.text) == (preview, True)
    early = person.page.form("Save 1 answer").values
    closes(person)
    person.go("/")
    person.send(preview, early, 403)
    person.press({"code": code})
    assert "1 answer from your form saved." in person.page.text
    assert kept(services, start) == {LEAD: Answer("2", "", "Ask Maya")}


def closes(person: Person) -> None:
    """End the session in another tab."""
    person.go("/workspace")
    person.press(button="Close my workspace")


def test_the_preview_of_another_workspace_is_not_there(person: Person, another: Person, start: str) -> None:
    brings(person, start, filled(choice__security_lead="2"))
    theirs, form_id = another.starts(), person.at.rpartition("/")[2]
    another.go(person.at, 404)
    another.go(f"{theirs}/upload/{form_id}", 404)
    another.go(f"{theirs}/answers")
    another.send(person.at, {"revisions": [f"choice-{LEAD}=x"]}, 404)


def test_a_form_that_nobody_saves_is_forgotten_after_a_day(
    person: Person, services: Services, start: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    brings(person, start, filled(choice__security_lead="2"))
    read_at = services.now()
    for hours, gone in ((23, False), (25, True)):
        monkeypatch.setattr(Services, "now", lambda _, hours=hours: read_at + timedelta(hours=hours))
        read_forms.forget_old_forms(services)
        assert (services.store.read_form(start.split("/")[2], person.at.rpartition("/")[2]) is None) is gone


def test_a_form_with_far_too_much_text_is_refused(person: Person, start: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_forms, "LARGEST_FORM", 1000)
    page = brings(person, start, filled(note__security_lead="long " * 300), 400)
    assert "far more text than we can keep" in page.errors[0][1]
