"""Bringing back a filled-in form: shown first, saved at one press, and nothing lost or changed by a bad file."""

from __future__ import annotations

import pytest

from assessment.answers import LONGEST_NOTE, Answer
from printing.print_orders import job_of
from printing.print_service import PrintService
from questions import Bank
from tests.person import Person
from tests.reading import Page
from tests.reports.filling import fill_with_pikepdf
from tests.reports.printed_forms import blank, printed
from usecases.services import Services
from web.site.security import LARGEST_BODY

LEAD, LOCKS, ALARM = "security-lead", "fast-locking-doors", "raise-alarm"


@pytest.fixture
def start(person: Person) -> str:
    """The address of a new assessment."""
    return person.starts()


def brings(person: Person, start: str, data: bytes | None, status: int = 200) -> Page:
    """Choose a file on the page for it, and send it."""
    page = person.go(f"{start}/upload")
    body = part("csrf_token", page.form().values["csrf_token"][0].encode())
    body += b"" if data is None else part('file"; filename="form.pdf', data)
    kind = "multipart/form-data; boundary=edge"
    answer = person.client.post(
        f"{start}/upload", data=body + b"--edge--\r\n", content_type=kind, follow_redirects=True
    )
    person.page = Page(answer.text, answer.request.path, answer.status_code)
    assert answer.status_code == status, person.page.text
    return person.page


def part(name: str, content: bytes) -> bytes:
    """One part of what a browser sends; the client's own way leaves a large file open on the disk."""
    return f'--edge\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode() + content + b"\r\n"


def kept(services: Services, start: str) -> dict[str, Answer]:
    return services.store.answers(start.split("/")[2])


def filled(**values: str) -> bytes:
    return fill_with_pikepdf(printed("cafe"), {n.replace("__", ".").replace("_", "-"): v for n, v in values.items()})


def test_what_was_read_is_shown_and_then_saved(person: Person, services: Services, start: str) -> None:
    page = brings(person, start, filled(choice__security_lead="2", note__security_lead="Ask Maya & Tom"))
    assert "We read 1 answer. Nothing is saved yet." in page.text
    assert kept(services, start) == {}
    page = person.press(button="Save 1 answer")
    assert "1 answer from your form saved." in page.text
    assert kept(services, start) == {LEAD: Answer("2", "", "Ask Maya & Tom")}


def test_answers_that_would_change_are_listed(person: Person, services: Services, start: str, bank: Bank) -> None:
    workspace, assessment = person_ids(services, start)
    before = {LEAD: Answer("1", "", "Old note"), ALARM: Answer("3"), "security-plan": Answer("0")}
    services.store.save_answers(workspace, assessment, before, services.now())
    form = filled(choice__security_lead="3", choice__raise_alarm="3", choice__fast_locking_doors="0")
    page = brings(person, start, form)
    lead = bank.by_id[LEAD]
    assert lead.ask in page.text
    assert lead.options[1] in page.text
    assert lead.options[3] in page.text
    assert bank.by_id[ALARM].ask not in page.text
    assert "1 answer the same as before" in page.text
    person.press(button="Save 2 answers")
    assert kept(services, start) == {**before, LEAD: Answer("3", "", "Old note"), LOCKS: Answer("0")}


def test_an_answer_that_changed_while_the_form_was_read_is_not_overwritten(
    person: Person, services: Services, start: str, bank: Bank
) -> None:
    workspace, assessment = person_ids(services, start)
    form = filled(choice__security_lead="3", note__security_lead="Tom leads", choice__raise_alarm="2")
    brings(person, start, form)
    services.store.save_answers(workspace, assessment, {LEAD: Answer("1", "", "Maya says")}, services.now())
    page = person.press(button="Save 2 answers", status=409)
    lead = bank.by_id[LEAD]
    assert "Some answers have changed meanwhile" in page.text
    assert lead.options[1] in page.text
    assert lead.options[3] in page.text
    assert "Note: Maya says" in page.text
    assert "Note: Tom leads" in page.text
    assert bank.by_id[ALARM].ask not in page.text
    assert kept(services, start) == {LEAD: Answer("1", "", "Maya says"), ALARM: Answer("2")}
    person.press(button="Save 1 answer")
    assert kept(services, start) == {LEAD: Answer("3", "", "Tom leads"), ALARM: Answer("2")}


def test_two_who_bring_the_same_form_are_told_of_no_change(person: Person, services: Services, start: str) -> None:
    brings(person, start, filled(choice__security_lead="2"))
    early, first = person.page.form("Save 1 answer").values, person.at
    brings(person, start, filled(choice__security_lead="2"))
    person.press(button="Save 1 answer")
    assert "1 answer from your form saved." in person.send(first, early).text
    assert kept(services, start) == {LEAD: Answer("2")}


def test_a_form_for_a_finished_assessment_is_saved_in_a_new_one(person: Person, services: Services, start: str) -> None:
    brings(person, start, filled(choice__security_lead="2"))
    early, preview = person.page.form("Save 1 answer"), person.at
    person.go(f"{start}/answers")
    person.press(button="Finish")
    page = person.send(preview, early.values, 409)
    assert "It stays as it is, so the 1 answer from your form is not saved yet." in page.text
    assert kept(services, start) == {}
    person.press(button="Save in a new assessment")
    begun = person.at.removesuffix("/answers")
    assert "1 answer from your form saved." in person.page.text
    assert (kept(services, begun), kept(services, start)) == ({LEAD: Answer("2")}, {})
    page = brings(person, start, filled(choice__security_lead="1"))
    assert "The answers are saved in a new assessment" in page.text
    page = person.press(button="Save 1 answer", status=409)
    assert "Some answers have changed meanwhile" in page.text, "the page showed the answers of the finished one"
    person.press(button="Save 1 answer")
    assert person.at == f"{begun}/answers", "the one that was begun already"
    assert (kept(services, begun), kept(services, start)) == ({LEAD: Answer("1")}, {})


def test_a_form_that_comes_late_overwrites_nothing_in_the_new_assessment(
    person: Person, services: Services, start: str
) -> None:
    workspace, assessment = person_ids(services, start)
    brings(person, start, filled(choice__security_lead="2"))
    early, preview = person.page.form("Save 1 answer"), person.at
    services.store.finish(workspace, assessment, services.now())
    begun = services.store.open_again(workspace, assessment, services.now()).id
    services.store.save_answers(workspace, begun, {LEAD: Answer("1")}, services.now())
    person.send(preview, early.values, 409)
    page = person.press(button="Save in a new assessment", status=409)
    assert "Some answers have changed meanwhile" in page.text
    assert services.store.answers(begun) == {LEAD: Answer("1")}
    person.press(button="Save 1 answer")
    assert services.store.answers(begun) == {LEAD: Answer("2")}


def test_what_cannot_be_read_is_named_and_the_rest_can_be_saved(person: Person, services: Services, start: str) -> None:
    page = brings(person, start, filled(choice__security_lead="2", choice__fast_locking_doors="not-applicable"))
    assert "Say in a few words why this does not apply here." in page.text
    person.press(button="Save 1 answer")
    assert kept(services, start) == {LEAD: Answer("2")}


def test_a_form_with_nothing_new_has_nothing_to_save(person: Person, services: Services, start: str) -> None:
    form = filled(choice__security_lead="2")
    brings(person, start, form)
    person.press(button="Save")
    page = brings(person, start, form)
    assert "There is nothing new to save." in page.text
    assert not [button for form_ in page.forms for button in form_.buttons if "Save" in str(button)]


def test_the_form_of_another_place_says_so(person: Person, start: str) -> None:
    page = brings(person, start, filled(choice__security_lead="2"))
    assert "The form gives different details of the place" in page.text
    assert "Business, Premises, Answered by, Postcode" in page.text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (None, "Choose the form that you filled in and saved"),
        (b"", "not a PDF"),
        (b"\x89PNG" * 100, "not a PDF"),
        (b"%PDF-1.7\n" + b"x" * 5_000_000, "larger than 5 MB"),
    ],
)
def test_a_wrong_file_is_refused_at_its_field(person: Person, start: str, data: bytes | None, words: str) -> None:
    page = brings(person, start, data, 400)
    assert [error for error in page.errors if words in str(error)]


def test_a_blank_form_is_refused(person: Person, start: str) -> None:
    assert "Nothing is filled in on this form" in brings(person, start, printed("cafe"), 400).text


def test_far_more_than_a_form_is_not_taken_in(person: Person, start: str) -> None:
    brings(person, start, b"%PDF-1.7\n" + b"x" * 6_000_000, 413)


def test_only_this_page_takes_more_than_the_others(person: Person, start: str) -> None:
    person.go(f"{start}/areas/leadership/1")
    person.send(person.at, {f"note-{LEAD}": ["x" * LARGEST_BODY]}, 413)


def test_a_form_full_of_the_longest_notes_comes_back_whole(person: Person, services: Services, start: str) -> None:
    note = "ß" * LONGEST_NOTE
    asked = [each.question.id for area in blank("cafe").areas for each in area.questions]
    brings(person, start, fill_with_pikepdf(printed("cafe"), {f"note.{question}": note for question in asked}))
    person.press(button="Save")
    assert kept(services, start) == {question: Answer(None, "", note) for question in asked}


@pytest.mark.parametrize("told", ["", "[]", "choice", "=x", f"note-{LEAD}=x", f"choice-{ALARM}=x", "choice-no-such=x"])
def test_what_the_page_did_not_show_is_not_saved(person: Person, services: Services, start: str, told: str) -> None:
    brings(person, start, filled(choice__security_lead="2"))
    person.send(person.at, {"revisions": [told]}, 400)
    assert kept(services, start) == {}


def person_ids(services: Services, start: str) -> tuple[str, str]:
    """The workspace and the assessment at an address."""
    found = services.store.find_assessment(start.split("/")[2])
    assert found is not None
    return found.workspace_id, found.id


def test_the_questions_of_the_place_can_be_printed(
    person: Person, services: Services, start: str, asked_to_print: list[str]
) -> None:
    person.go(start)
    page = person.follow("Print the questions")
    assert page.heading.startswith("The blank questionnaire is waiting")
    order = services.store.find_print(person.at.rpartition("/")[2])
    assert order is not None
    assert (order.kind, order.assessment_id) == ("form", start.split("/")[2])
    assert str(order.subject["address"]).endswith(f"{start}/upload")
    assert set(asked_to_print) == {order.id}


def test_anybody_can_have_all_the_questions(person: Person, services: Services, printing: PrintService) -> None:
    person.go("/")
    first = person.follow("see all the questions")
    assert first.heading.startswith("The blank questionnaire")
    order = services.store.find_print(person.at.rpartition("/")[2])
    assert order is not None
    assert order.workspace_id is None
    made = job_of(printing, order)
    assert made is not None
    assert made.key == order.key
    person.go("/questions")
    assert person.at.endswith(order.id), "the same questions are printed once"
