"""What a page of questions saves by itself, where scripts run: each answer by revision, and never over another's."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from assessment.answers import Answer
from tests.person import Person
from tests.web.test_unprinted import LOST, WARNING
from usecases.services import Services

LEAD = "security-lead"
PAGE = "areas/leadership/1"


def gives(person: Person, start: str, revisions: str = "", **typed: str) -> tuple[int, dict[str, Any]]:
    """Send what the script sends for one question, with the revisions of the page that is seen; the answer."""
    shown = person.page.form("Save").values
    sent = {name: shown[name][0] for name in ("csrf_token", "revisions")}
    sent["revisions"] = revisions or sent["revisions"]
    sent |= {f"{part}-{LEAD}": "" for part in ("reason", "note")} | {f"{part}-{LEAD}": typed[part] for part in typed}
    answer = person.client.post(f"{start}/{PAGE}/save", data=sent)
    return answer.status_code, answer.get_json(silent=True) or {}


def answers(services: Services, start: str) -> dict[str, Answer]:
    return services.store.answers(start.split("/")[2])


def test_one_question_is_saved_and_said_with_the_time_in_london(
    person: Person, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Services, "now", lambda _: datetime(2026, 7, 1, 13, 5, tzinfo=UTC))
    start = person.starts("full")
    person.go(f"{start}/{PAGE}")
    status, said = gives(person, start, choice="2", note="Maya")
    assert (status, said["says"]) == (200, "Saved 14:05")
    assert answers(services, start) == {LEAD: Answer("2", "", "Maya")}


def test_the_revisions_of_one_save_carry_the_next(person: Person, services: Services) -> None:
    start = person.starts("full")
    person.go(f"{start}/{PAGE}")
    _, said = gives(person, start, note="Ma")
    assert gives(person, start, note="Maya")[0] == 409, "of a page that does not know of it"
    assert gives(person, start, said["revisions"], note="Maya")[0] == 200
    assert answers(services, start)[LEAD].note == "Maya"
    person.go(f"{start}/{PAGE}")
    person.press({f"choice-{LEAD}": "3"})
    assert answers(services, start)[LEAD] == Answer("3", "", "Maya"), "the page saves as ever"


def test_the_page_may_be_sent_with_the_revisions_from_before_the_save(person: Person, services: Services) -> None:
    start = person.starts("full")
    person.go(f"{start}/{PAGE}")
    assert gives(person, start, choice="2", note="Maya")[0] == 200
    person.press({f"choice-{LEAD}": "2", f"note-{LEAD}": "Maya"})
    assert answers(services, start)[LEAD] == Answer("2", "", "Maya")


def test_what_somebody_else_changed_is_not_written_over(person: Person, another: Person, services: Services) -> None:
    start = person.starts("full")
    person.go(f"{start}/{PAGE}")
    another.client.set_cookie("check", person.client.get_cookie("check").value)  # type: ignore[union-attr]
    another.go(f"{start}/{PAGE}")
    another.press({f"note-{LEAD}": "Sam"})
    status, said = gives(person, start, note="Maya")
    assert status == 409
    assert "someone else has changed" in said["says"]
    assert "revisions" not in said
    assert answers(services, start)[LEAD].note == "Sam"
    person.press({f"note-{LEAD}": "Maya"}, status=409)
    assert "What they saved" in person.page.text


def test_what_cannot_be_saved_says_why(person: Person, services: Services) -> None:
    start = person.starts("full")
    person.go(f"{start}/{PAGE}")
    status, said = gives(person, start, note="x" * 2001)
    assert (status, said["says"][:15]) == (400, "Not saved yet: ")
    assert answers(services, start) == {}


def test_a_finished_assessment_does_not_change(person: Person, services: Services) -> None:
    start = person.starts("full")
    page = person.go(f"{start}/{PAGE}")
    person.go(f"{start}/answers")
    person.press(button="Finish")
    person.page = page
    status, said = gives(person, start, note="Late")
    assert (status, said["says"].startswith("Not saved")) == (409, True)
    assert answers(services, start) == {}
    form = person.go(f"{start}/{PAGE}").form("Save")
    assert form.element.get("data-save") is None, "nothing is saved in a new assessment without asking"


def test_a_page_that_is_no_longer_asked_says_so(person: Person, services: Services) -> None:
    start = person.starts("full")
    person.go(f"{start}/{PAGE}")
    token = person.page.form("Save").values["csrf_token"][0]
    answer = person.client.post(f"{start}/areas/leadership/99/save", data={"csrf_token": token})
    assert (answer.status_code, answer.get_json()["says"].startswith("Not saved")) == (409, True)


def test_without_a_session_nothing_is_saved(person: Person, services: Services) -> None:
    start = person.starts("full")
    person.go(f"{start}/{PAGE}")
    person.client.delete_cookie("check")
    status, said = gives(person, start, note="Maya")
    assert status in (302, 400, 403)
    assert said == {}
    assert answers(services, start) == {}


def test_what_cannot_be_printed_is_said_at_once(person: Person) -> None:
    start = person.starts("full")
    person.go(f"{start}/{PAGE}")
    assert WARNING in gives(person, start, note=LOST)[1]["says"]


def test_without_scripts_links_say_that_they_do_not_save(person: Person) -> None:
    start = person.starts("full")
    page = person.go(f"{start}/{PAGE}")
    assert "Links leave this page without saving it. The button at its end saves it." in page.text
    assert page.text.endswith("Without saving this page: All areas")
