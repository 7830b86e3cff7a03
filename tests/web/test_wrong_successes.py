"""Where a form is accepted only with the right code, file or consent: sent wrongly at that point, it is no error of
ours either."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from itertools import count

import pytest
from flask import Flask

from assessment.answers import Answer
from reports.exports.plan_sheet import marks_text, plan_rows, read_marks
from reports.exports.sheet_reader import FilledSheet, SheetRow
from storage.accounts import NewAccount
from tests.person import Person
from tests.reading import Values, words
from tests.storage.place import inviter
from tests.web.advisers.officer import PASSWORD, Officer
from tests.web.advisers.sharer import share_at
from tests.web.advisers.test_access import token_of
from tests.web.advisers.test_visit_form import form as filled_form
from tests.web.advisers.test_visits import begins
from tests.web.owner.sheets import exported, names
from tests.web.owner.test_jobs import first
from tests.web.site.test_access import ids_of
from tests.web.wrong_requests import Sent, post, wrong_ways
from usecases.invitations import invite
from usecases.limits import Limit
from usecases.plan_sheets import keep_sheet
from usecases.services import Services

# What a sender holds: who, the address, what is right there, and what else goes with it, such as a file.
Ready = tuple[Person, str, Values, Sent]
File = tuple[BytesIO, str]


def shares(site: Flask) -> Ready:
    Officer(site).joins()
    person = Person(site)
    address = f"{person.starts()}/share"
    values = dict(person.go(address).form("Send it").values)
    return person, address, {**values, "wish": ["share"], "consent": ["y"], "reach": ["101"], "message": ["Hi"]}, {}


def orders_a_poster(site: Flask) -> Ready:
    person = Person(site)
    form = next(form for form in person.go("/cards").forms if "link" in form.offers)
    # Nothing is counted against the sender where it was printed before.
    return person, "/cards", {**form.values, "title": ["Read"], "link": ["https://example.org"], "size": ["a4"]}, {}


def is_invited(site: Flask) -> Ready:
    officer = Officer(site)
    email = f"{len(invited)}@wrong.example"
    invited.append(email)
    new = NewAccount("west-midlands", email, "Sam", "adviser")
    _, token = invite(officer.services, new, by=inviter(officer.services.store))
    officer.go(f"/advisers/invitation/{token}")
    officer.secret = words(officer.page.all("code", "typed")[0]).replace(" ", "")
    values = {"name": ["Sam"], "new_password": [PASSWORD], "code": [officer.digits()]}
    return officer, f"/advisers/invitation/{token}", values, {}


def connects_an_authenticator(site: Flask) -> Ready:
    officer = Officer(site).joins("west-midlands")
    officer.go("/advisers/account/authenticator")
    officer.secret = words(officer.page.all("code", "typed")[0]).replace(" ", "")
    return officer, officer.at, {"password": [PASSWORD], "code": [officer.digits()]}, {}


def takes_the_second_step(site: Flask) -> Ready:
    officer = Officer(site).joins("west-midlands")
    officer.signs_out()
    officer.gives_password()
    return officer, officer.at, {"code": [officer.unused_digits()]}, {}


def brings_a_form(site: Flask) -> Ready:
    person = Person(site)
    return person, f"{person.starts()}/upload", {}, {"file": a_file()}


def saves_what_a_form_said(site: Flask) -> Ready:
    person, address, _, _ = brings_a_form(site)
    person.go(address)
    sent = {"csrf_token": person.page.form().values["csrf_token"], "file": a_file()}
    person._see(person.client.post(address, data=sent, follow_redirects=True), 200)
    form = person.page.form("Save 1 answer")
    return person, form.action or person.at, dict(form.values), {}


def brings_a_form_to_a_visit(site: Flask) -> Ready:
    person, officer = Person(site), Officer(site).joins("west-midlands")
    visit = begins(officer, share_at(person, person.starts(), "west-midlands"))
    return officer, f"{visit}/paper", {}, {"file": a_file()}


def a_file() -> File:
    return BytesIO(filled_form({"choice.security-lead": "2"})), "form.pdf"


def keeps_a_code(site: Flask) -> Ready:
    person = Person(site)
    person.go("/")
    code = words(person.press(button="Start now").all("p", "code__text")[0])
    return person, "/code/kept", {"last": [code[-4:]]}, {}


def finished(site: Flask) -> tuple[Person, str]:
    """Somebody with a finished assessment in which everything essential is missing, and its address; by the store."""
    person, services = Person(site), site.extensions["services"]
    address = person.starts()
    which = services.store.find_assessment(address.split("/")[2])
    gaps = {each.id: Answer("0") for each in services.bank.questions if each.importance == "essential"}
    services.store.save_answers(which.workspace_id, which.id, gaps, services.now())
    services.store.finish(which.workspace_id, which.id, services.now())
    return person, address


# A job can be saved again and again, so that one person does for all ways.
planner = lru_cache(maxsize=1)(finished)


def plans_a_job(site: Flask) -> Ready:
    person, plan = planner(site)
    person.go(f"{plan}/jobs?show=all")
    # The fields of the job and of its first action; those of the others are read in the same way.
    address = next(address for text, address in person.page.links if text.startswith("Who, when and notes"))
    form = person.go(address).form("Save").values
    first = next(name for name in form if name.startswith("owner-action.")).removeprefix("owner")
    kept = {name: value for name, value in form.items() if "-action." not in name or name.endswith(first)}
    return person, address, kept, {}


def says_that_something_is_done(site: Flask) -> Ready:
    person, plan = finished(site)
    form = person.go(f"{plan}/jobs").form("In place")
    return person, form.action or "", {**form.values, "level": ["2"]}, {}


def takes_back_that_something_is_done(site: Flask) -> Ready:
    person, address, values, _ = says_that_something_is_done(site)
    person.send(address, values)
    form = person.page.form("Undo")
    return person, form.action or "", dict(form.values), {}


def asks_what_if(site: Flask) -> Ready:
    person, plan = finished(site)
    person.go(f"{plan}/what-if")
    return person, person.at, {"days": ["5"], "pounds": ["1,000"], "do": ["security-lead"], "job": ["x"]}, {}


def makes_it_the_plan(site: Flask) -> Ready:
    person, address, values, _ = asks_what_if(site)
    form = person.send(address, values).form("Make it the plan")
    return person, form.action or "", dict(form.values), {}


def makes_a_calendar_address(site: Flask) -> Ready:
    person = Person(site)
    page = person.go(f"{person.finishes('0')}/dates")
    values = {**page.form("Make the address").values, "name": ["Maya"], "titles": ["jobs"]}
    return person, person.at, values, {}


def brings_a_spreadsheet(site: Flask) -> Ready:
    person = Person(site)
    address = f"{person.finishes('0')}/spreadsheet"
    file = BytesIO(exported(person, address.removesuffix("/spreadsheet"))), "plan.xlsx"
    return person, address, {}, {"file": file}


def saves_what_a_spreadsheet_said(site: Flask) -> Ready:
    """One person brings a new spreadsheet each time: a choice for the job, and a change of its action."""
    if site not in planners:
        person = Person(site)
        planners[site] = person, person.finishes("0")
    person, plan = planners[site]
    services: Services = site.extensions["services"]
    found, job = services.store.find_assessment(plan.split("/")[2]), first(services, plan)
    assert found is not None
    shown = {row.name: row.parts for row in plan_rows((job.line,))}
    next(sheets)
    rows = tuple(
        SheetRow(number, name, {"owner": f"Maya {sheets}"}, read_marks(marks_text({**shown[name], **other})), {})
        for number, name, other in zip((7, 8), names(job), ({"owner": "Sam"}, {}), strict=True)
    )
    person.go(f"{plan}/spreadsheet/{keep_sheet(services, found, FilledSheet(found.reference, 2, rows, ()))}")
    return person, person.at, dict(person.page.form("Save").values), {}


def deletes_what_was_typed(site: Flask) -> Ready:
    person = Person(site)
    plan = person.finishes("0")
    whole, _ = names(first(site.extensions["services"], plan))
    job = f"{plan}/jobs/{whole.partition('.')[2]}"
    person.go(job)
    person.press({f"note-{whole}": "Ask"}, button="Save")
    form = person.go(f"{job}/typed/{whole}").form("Delete all of this")
    return person, person.at, dict(form.values), {}


def starts_a_check(site: Flask) -> Ready:
    person = Person(site)
    premises = ids_of(person)
    services: Services = site.extensions["services"]
    found = services.store.find_assessment(premises["assessment_id"])
    assert found is not None
    services.store.close_staff_check(found.workspace_id, premises["check_id"], services.now())
    address = f"/premises/{premises['premises_id']}/staff-checks/new"
    return person, address, {**person.go(address).form("Start").values, "staff": ["7"], "topics": ["first-aid"]}, {}


def prints_the_poster_of_a_check(site: Flask) -> Ready:
    person = Person(site)
    ids = ids_of(person)
    return person, f"/premises/{ids['premises_id']}/staff-checks/{ids['check_id']}/poster", {"size": ["a4"]}, {}


invited: list[str] = []
planners: dict[Flask, tuple[Person, str]] = {}
sheets = count(1)
# Each route of which the sender of all forms (test_wrong_requests) does not reach the end.
ENDS: dict[str, Callable[[Flask], Ready]] = {
    "public.code_kept": keeps_a_code,
    "sharing.share": shares,
    "cards.order": orders_a_poster,
    "sign_in.invitation": is_invited,
    "account.authenticator": connects_an_authenticator,
    "sign_in.second_step": takes_the_second_step,
    "calendar_feeds.overview": makes_a_calendar_address,
    "jobs.job": plans_a_job,
    "emptying.remove": deletes_what_was_typed,
    "spreadsheet.read": brings_a_spreadsheet,
    "spreadsheet.save": saves_what_a_spreadsheet_said,
    "jobs.done": says_that_something_is_done,
    "jobs.take_back": takes_back_that_something_is_done,
    "what_if.page": asks_what_if,
    "what_if.adopt": makes_it_the_plan,
    "staff_check.begin": starts_a_check,
    "staff_check.poster": prints_the_poster_of_a_check,
    "paper_form.read": brings_a_form,
    "paper_form.save": saves_what_a_form_said,
    "visit_paper.read": brings_a_form_to_a_visit,
}


def ways_of(ready: Ready) -> list[tuple[str, Sent]]:
    """Each wrong way to send what is right there, and last the right one."""
    _, _, values, files = ready
    ways = [(way, {**sent, **files}) for way, sent in wrong_ways(values, ())]
    if files:
        ways += [("no file", dict(values)), ("text for a file", {**values, "file": ["x"]})]
        ways += [("two files", {**values, "file": [a_file(), a_file()]})]
    return [*ways, ("right", {**values, **files})]


@pytest.mark.parametrize("endpoint", ENDS)
def test_the_right_form_is_accepted_and_a_wrong_one_is_no_error_of_ours(
    site: Flask, endpoint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.site.cards.CARD_PRINTS", Limit(10_000))
    monkeypatch.setattr("web.owner.staff_check.CARD_PRINTS", Limit(10_000))
    ready, status = ENDS[endpoint](site), 0
    for number in range(len(ways_of(ready))):
        way, sent = ways_of(ready)[number]
        status = post(ready[0], ready[1], sent, token_of(ready[0])["csrf_token"])
        assert status < 500, way
        if status < 400 or ready[3]:
            ready = ENDS[endpoint](site)
    assert status < 400, "the right form"
