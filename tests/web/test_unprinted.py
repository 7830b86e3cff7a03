"""Every text that someone can type is known: what of it reaches a print is said when it cannot be printed."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from printing.print_service import PrintService
from tests.person import PROFILE, Person
from tests.web.advisers.officer import PASSWORD, Officer
from tests.web.advisers.sharer import share_at
from tests.web.advisers.test_visit_form import brings as brings_to_visit
from tests.web.advisers.test_visit_form import form as visit_form
from tests.web.advisers.test_visits import begins
from tests.web.owner.test_paper_form import brings, filled
from usecases.settings import ROOT

FIELDS = ("StringField", "TextAreaField", "typed_text")
LOST = "Mill ᠮ"
WARNING = "Our fonts cannot print ᠮ. PDFs show a box (□) instead."
LEAD = "security-lead"


def of_profile(site: Flask) -> tuple[Person, str]:
    person = Person(site)
    person.begins()
    person.press({**PROFILE["place"], "business_name": LOST})
    return person, "Business"


def of_place(site: Flask) -> tuple[Person, str]:
    person = Person(site)
    person.starts()
    person.go("/workspace/places/new")
    person.press({"name": LOST})
    return person, "Name"


def of_answer(site: Flask) -> tuple[Person, str]:
    person = Person(site)
    person.go(f"{person.starts()}/areas/leadership/1")
    person.press({f"note-{LEAD}": LOST})
    return person, "note"


def of_filled_form(site: Flask) -> tuple[Person, str]:
    person = Person(site)
    brings(person, person.starts(), filled(choice__security_lead="2", note__security_lead=LOST))
    person.press(button="Save 1 answer")
    return person, "note"


def of_job(site: Flask) -> tuple[Person, str]:
    person = Person(site)
    plan = person.finishes("0")
    person.go(f"{plan}/jobs")
    person.follow("Who, when and notes")
    owner = next(name for name in person.page.form("Save").offers if name.startswith("owner-job."))
    person.press({owner: LOST}, button="Save")
    return person, "The whole job: who does it"


def of_procedure(site: Flask) -> tuple[Person, str]:
    person = Person(site)
    place = next(address for _, address in person.go(person.finishes("0") + "/jobs").links if "/procedures" in address)
    person.go(f"{place}/get-out")
    person.press({"get-out.meet": LOST}, button="Save")
    return person, "Meet at"


def visit_of(site: Flask) -> tuple[Officer, str]:
    person, officer = Person(site), Officer(site).joins()
    return officer, begins(officer, share_at(person, person.answers_all("3")))


def of_remark(site: Flask) -> tuple[Person, str]:
    officer, visit = visit_of(site)
    officer.go(f"{visit}/areas/leadership")
    officer.press({f"note-{LEAD}": LOST})
    return officer, "note"


def of_filled_form_on_a_visit(site: Flask) -> tuple[Person, str]:
    officer, visit = visit_of(site)
    brings_to_visit(officer, visit, visit_form({f"note.{LEAD}": LOST}))
    officer.press(button="Save what the form says")
    return officer, "note"


def of_advice(site: Flask) -> tuple[Person, str]:
    officer, visit = visit_of(site)
    officer.go(f"{visit}/advice")
    officer.press({"text": LOST, "class_id": "now"})
    return officer, "In your own words"


def of_finding(site: Flask) -> tuple[Person, str]:
    officer, visit = visit_of(site)
    officer.go(f"{visit}/findings")
    officer.press({"text": "The gate", "importance": "low", "person": LOST})
    return officer, "Who will put it right?"


def of_finding_text(site: Flask) -> tuple[Person, str]:
    officer, visit = visit_of(site)
    officer.go(f"{visit}/findings")
    officer.press({"text": LOST, "importance": "low"})
    return officer, "What did you find?"


def of_diary(site: Flask) -> tuple[Person, str]:
    officer, visit = visit_of(site)
    officer.go(f"{visit}/diary")
    officer.press({"present": LOST})
    return officer, "Who was there?"


def of_diary_note(site: Flask) -> tuple[Person, str]:
    officer, visit = visit_of(site)
    officer.go(f"{visit}/diary")
    officer.press({"present": "Maya", "note": LOST})
    return officer, "Anything that the report should say about this day?"


def of_signature(site: Flask) -> tuple[Person, str]:
    officer, visit = visit_of(site)
    officer.go(f"{visit}/sign-off")
    officer.press({"signed_for": LOST})
    return officer, "Who agreed this"


def of_contact(site: Flask) -> tuple[Person, str]:
    officer = Officer(site).joins("north-yorkshire", "administrator")
    officer.go("/advisers/entry/propose")
    officer.press({"hours": LOST, "phone": "01332 000000"})
    return officer, "Hours"


def of_workshop(site: Flask) -> tuple[Person, str]:
    officer = Officer(site).joins()
    officer.go("/advisers/workshops/new")
    officer.press({"title": LOST, "kind": "quick"})
    return officer, "Title"


def of_invited(site: Flask) -> tuple[Person, str]:
    officer = Officer(site).joins("derbyshire", "administrator")
    officer.go("/advisers/team/invite")
    officer.press({"name": LOST, "email": "mill@force.example", "role": "adviser"})
    return officer, "Name"


def of_adviser(site: Flask) -> tuple[Person, str]:
    boss, officer = Officer(site).joins("derbyshire", "administrator"), Officer(site)
    boss.go("/advisers/team/invite")
    boss.press({"name": "Sam", "email": "sam-mill@force.example", "role": "adviser"})
    officer.go(next(each for each in boss.page.text.split() if "/advisers/invitation/" in each))
    officer.secret = "".join(officer.page.all("code", "typed")[0].itertext()).replace(" ", "")
    officer.press({"name": LOST, "new_password": PASSWORD, "code": officer.digits()})
    return officer, "Your name"


def of_poster(site: Flask) -> tuple[Person, str]:
    person = Person(site)
    poster = next(form for form in person.go("/cards").forms if "link" in form.values or "link" in form.offers)
    person.send("/cards", {**poster.values, "title": [LOST], "link": ["https://example.org"], "size": ["a4"]})
    return person, "Title"


# Every field of text on the site, by module, class or function, and name: who sees what of it cannot be printed, or
# None where no print holds it.
TYPED: dict[str, tuple[Callable[[Flask], tuple[Person, str]], ...]] = {
    "access_codes.CodeForOthersForm.name": (),
    "account_forms.AcceptForm.code": (),
    "account_forms.AcceptForm.name": (of_adviser,),
    "account_forms.AuthenticatorForm.code": (),
    "account_forms.InviteForm.email": (),
    "account_forms.InviteForm.name": (of_invited,),
    "account_forms.PasskeyForm.name": (),
    "account_forms.SecondStepForm.code": (),
    "account_forms.SignInForm.email": (),
    "account_forms.WorkshopForm.title": (of_workshop,),
    "bank_forms._profile_field": (of_profile,),
    "calendar_feeds.FeedForm.name": (),
    "cards.CardForm.line": (of_poster,),
    "cards.CardForm.link": (),  # letters of an address alone are taken
    "cards.CardForm.postcode": (),
    "cards.CardForm.title": (of_poster,),
    "contact_entry_form._field": (of_contact,),
    "join_workshop.JoinForm.code": (),
    "place_form.PlaceForm.name": (of_place,),
    "plan_forms.DoneForm.by": (),
    "plan_forms.job_form": (of_job,),
    "procedure_form.procedure_form": (of_procedure,),
    "request_forms.CloseForm.outcome": (),
    "request_forms.PassOnForm.why": (),
    "return_code_page.CodeForm.code": (),
    "return_code_page.LastGroupForm.last": (),
    "sent_answers._values": (of_answer, of_filled_form),
    "sharing.ShareForm.message": (),
    "sharing.ShareForm.reach": (),
    "staff_check_form.StaffCheckForm.staff": (),
    "staff_check_form.StaffCheckForm.tell": (),
    "text_block_form.TextBlockForm.text": (),  # said when a finding or recommendation with it is saved
    "text_block_form.TextBlockForm.title": (),
    "visit_forms.SignOffForm.signed_for": (of_signature,),
    "visit_record_forms.AdviceForm.text": (of_advice,),
    "visit_record_forms.DiaryForm.minutes": (),
    "visit_record_forms.DiaryForm.note": (of_diary_note,),
    "visit_record_forms.DiaryForm.present": (of_diary,),
    "visit_record_forms.FindingForm.person": (of_finding,),
    "visit_record_forms.FindingForm.text": (of_finding_text,),
    "visit_forms.remarks_form": (of_remark, of_filled_form_on_a_visit),
}


def fields_of(tree: ast.AST, place: str) -> Iterator[str]:
    """Where fields of text are made, by class or function, and name."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FIELDS:
            yield place
        elif isinstance(node, ast.ClassDef | ast.FunctionDef):
            yield from fields_of(node, f"{place}.{node.name}")
        elif isinstance(node, ast.Assign) and isinstance(tree, ast.ClassDef) and isinstance(node.targets[0], ast.Name):
            yield from fields_of(node, f"{place}.{node.targets[0].id}")
        else:
            yield from fields_of(node, place)


def test_every_field_of_text_is_in_the_table() -> None:
    found = {
        field for path in (ROOT / "web").rglob("*.py") for field in fields_of(ast.parse(path.read_text()), path.stem)
    }
    assert found == set(TYPED)


@pytest.mark.parametrize("sends", dict.fromkeys(each for ways in TYPED.values() for each in ways))
def test_what_cannot_be_printed_is_said(
    site: Flask, printing: PrintService, sends: Callable[[Flask], tuple[Person, str]]
) -> None:
    person, name = sends(site)
    assert f"{name}: {WARNING}" in person.page.text
    assert "cannot print" not in person.go("/").text
