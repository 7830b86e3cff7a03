"""Who may open what: nobody without a code, and nobody another's; a new route must be sorted in here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule

from storage.calendar_feeds import NewFeed
from storage.grants import Grant
from storage.visits import SignOff
from tests.person import Person
from tests.storage.place import inviter
from tests.web.advisers.sharer import share_at
from tests.web.kept_forms import kept_form, kept_sheet
from tests.web.site.test_routes import methods
from usecases.access_codes import make_code
from usecases.services import Services
from usecases.staff_checks import Wanted, begin_check

FOR_ALL = {
    "static",
    "public.start",
    "public.begin",
    "public.enter",
    "public.leave",
    "public.about",
    "public.what_to_notice",
    "public.questions",
    "public.privacy",
    "public.accessibility",
    "public.health",
    "public.ready",
    "join_workshop.join",
    "join_workshop.join_here",
    "cards.overview",
    "cards.order",
    "calendar_feeds.feed",
    "talks.overview",
    "talks.order",
}
FOR_OWNERS = {
    "public.code",
    "public.code_file",
    "public.code_kept",
    "public.code_again",
    "workspace.home",
    "workspace.go_on",
    "workspace.another",
    "workspace.replace_code",
    "workspace.data",
    "leaving.everything",
    "workspace.confirm_delete",
    "workspace.delete",
    "join_workshop.leave",
    "places.overview",
    "places.printed",
    "places.export",
    "places.add",
    "access_codes.overview",
    "access_codes.make",
}
FOR_THIS_OWNER: dict[str, dict[str, Any]] = {
    "premises.profile": {"page_id": "place"},
    "premises.force": {},
    "premises.choose_kind": {},
    "places.place": {},
    "procedures.overview": {},
    "procedures.procedure": {"procedure_id": "get-out"},
    "procedures.waiting": {"which": "procedures"},
    "procedures.document": {"which": "procedures"},
    "procedures.export": {"which": "procedures"},
    "logo.choose": {},
    "logo.keep": {},
    "logo.remove": {},
    "autosave.save": {"area_id": "leadership", "number": 1},
    "leaving.confirm_assessment": {},
    "leaving.delete_assessment": {},
    "leaving.confirm_premises": {},
    "leaving.delete_premises": {},
    "questionnaire.tasks": {},
    "questionnaire.page": {"area_id": "leadership", "number": 1},
    "questionnaire.area": {"area_id": "leadership"},
    "questionnaire.question": {"question_id": "security-lead"},
    "questionnaire.answers": {},
    "questionnaire.finish": {},
    "questionnaire.reopen": {},
    "questionnaire.go_full": {},
    "jobs.home": {},
    "jobs.board": {},
    "jobs.job": {"job_id": "unknown"},
    "jobs.done": {"job_id": "unknown"},
    "jobs.take_back": {"update_id": "unknown"},
    "what_if.page": {},
    "what_if.adopt": {},
    "results.result": {},
    "results.waiting": {},
    "results.plan": {},
    "results.record_waiting": {},
    "results.record": {},
    "results.data": {},
    "visit_reports.waiting": {"which": "report"},
    "visit_reports.printed": {"which": "note"},
    "visit_reports.docx": {},
    "prints.waiting": {},
    "prints.document": {},
    "prints.again": {},
    "exports.export": {"ending": "csv"},
    "paper_form.blank": {},
    "paper_form.choose": {},
    "paper_form.read": {},
    "paper_form.preview": {},
    "paper_form.save": {},
    "emptying.confirm": {"job_id": "unknown", "name": "job.unknown"},
    "emptying.remove": {"job_id": "unknown", "name": "job.unknown"},
    "spreadsheet.choose": {},
    "spreadsheet.read": {},
    "spreadsheet.preview": {},
    "spreadsheet.save": {},
    "sharing.share": {},
    "sharing.confirm_stop": {},
    "sharing.take_back": {},
    "sharing.visits_along": {},
    "access_codes.withdraw": {},
    "calendar_feeds.overview": {},
    "calendar_feeds.withdraw": {},
    "staff_check.overview": {},
    "staff_check.begin": {},
    "staff_check.one": {},
    "staff_check.look": {},
    "staff_check.close": {},
    "staff_check.set_aside": {},
    "staff_check.poster": {},
}


def test_every_route_is_sorted_by_who_may_open_it(site: Flask) -> None:
    # The advisers' part has rows of its own: tests/web/advisers/rows.py. A staff check is for whoever has its link.
    rules = [rule for rule in site.url_map.iter_rules() if not rule.rule.startswith(("/advisers", "/staff-check/"))]
    assert {rule.endpoint for rule in rules} == FOR_ALL | FOR_OWNERS | set(FOR_THIS_OWNER)
    with_ids = {rule.endpoint for rule in rules if rule.arguments - {"filename", "code", "ending", "token"}}
    assert with_ids == set(FOR_THIS_OWNER)


def test_nobody_is_asked_for_a_return_code(site: Flask, person: Person, another: Person) -> None:
    ids = ids_of(person)
    another.go("/return")
    for method, address in requests(site, ids):
        answer = another.client.open(address, method=method, data=token_of(another))
        if answer.status_code == 403:
            assert "Your session is over" in answer.text, (method, address)
        else:
            leads = answer.headers.get("Location", "").partition("?")[0]
            assert (answer.status_code, leads) == (302, "/return"), (method, address)


def test_another_workspace_is_not_found(site: Flask, services: Services, person: Person, another: Person) -> None:
    ids = ids_of(person)
    ours = everything(services, ids)
    another.starts()
    bodies = set()
    for method, address in requests(site, ids, with_ids=True):
        answer = another.client.open(address, method=method, data=token_of(another))
        assert answer.status_code == 404, (method, address)
        unknown = address
        for known in ids.values():
            unknown = unknown.replace(known, "unknown")
        nowhere = another.client.open(unknown, method=method, data=token_of(another))
        assert answer.text.replace(address, unknown) == nowhere.text, (method, address)
        if "What you entered is not lost" not in answer.text:
            bodies.add(answer.text)
    bodies.add(another.client.get("/assessments/unknown").text)
    assert len(bodies) == 1, "what is another's and what does not exist look alike"
    assert everything(services, ids) == ours


def test_an_assessment_does_not_open_as_premises_nor_the_other_way_round(person: Person) -> None:
    ids = ids_of(person)
    person.go(f"/premises/{ids['assessment_id']}/police", 404)
    person.go(f"/assessments/{ids['premises_id']}/answers", 404)


@pytest.mark.parametrize("odd", ["%00", "..", "%2e%2e", "%ff", "' or 1=1 --", "x" * 3000, "%F0%9F%94%A5", "-1"])
def test_odd_ids_are_not_found(site: Flask, person: Person, odd: str) -> None:
    person.starts()
    for address in (
        f"/assessments/{odd}",
        f"/premises/{odd}/police",
        f"/premises/{odd}/profile/place",
        f"/assessments/{odd}/plan.pdf",
        f"/prints/{odd}",
        f"/prints/{odd}/file.pdf",
    ):
        assert person.client.get(address).status_code == 404
    for address in (f"{person.at}/areas/{odd}/1", f"{person.at}/questions/{odd}"):
        assert person.client.get(address).status_code == 404


def ids_of(person: Person) -> dict[str, str]:
    """The ids of a new assessment of this person, of its premises and of its plan's order."""
    assessment = person.starts()
    person.go(f"{assessment}/answers")
    premises = next(address for _, address in person.page.links if address.startswith("/premises/"))
    person.go(f"{assessment}/plan")
    services: Services = person.client.application.extensions["services"]
    (order,) = (each for each in services.store.unfinished_prints() if each.assessment_id == assessment.split("/")[2])
    share_id = share_at(person, assessment)
    return {
        "assessment_id": assessment.split("/")[2],
        "premises_id": premises.split("/")[2],
        "print_id": order.id,
        "share_id": share_id,
        "visit_id": signed_visit(services, share_id),
        "form_id": kept_form(services, assessment.split("/")[2]),
        "sheet_id": kept_sheet(services, assessment.split("/")[2]),
        "feed_id": feed_of(services, order.workspace_id or "", order.assessment_id or ""),
        "code_id": code_for(services, order.workspace_id or ""),
        "check_id": check_at(services, order.workspace_id or "", premises.split("/")[2]),
    }


def signed_visit(services: Services, share_id: str) -> str:
    """The id of a signed visit of this share."""
    store, now, account = services.store, services.now(), inviter(services.store)
    visit = store.begin_visit("derbyshire", share_id, account, now)
    store.sign_off("derbyshire", visit.id, SignOff(account, "Maya", services.today()), now)
    return visit.id


def check_at(services: Services, workspace_id: str, premises_id: str) -> str:
    """The id of a staff check that is running at a place."""
    return begin_check(services, workspace_id, premises_id, Wanted(staff=7, days=14)).id


def code_for(services: Services, workspace_id: str) -> str:
    """The id of a code for others with which everything can be read."""
    _, shown = make_code(services, workspace_id, "Whoever", Grant("read"))
    return shown.code.id


def feed_of(services: Services, workspace_id: str, assessment_id: str) -> str:
    """The id of a calendar feed of an assessment."""
    new = NewFeed(assessment_id.encode(), "Whoever", "plain")
    return services.store.make_feed(workspace_id, assessment_id, new, services.now()).id


def requests(site: Flask, ids: dict[str, str], with_ids: bool = False) -> Iterator[tuple[str, str]]:
    """Each method and address that is not for all; on demand, only those that name something."""
    for rule in site.url_map.iter_rules():
        if rule.endpoint in FOR_THIS_OWNER or (rule.endpoint in FOR_OWNERS and not with_ids):
            for method in sorted(methods(rule.methods)):
                yield method, address_of(site, rule, ids)


def address_of(site: Flask, rule: Rule, ids: dict[str, str]) -> str:
    """The address of a rule with these ids in it."""
    values = {"ending": "xlsx", **ids, **FOR_THIS_OWNER.get(rule.endpoint, {})}
    wanted = {name: value for name, value in values.items() if name in rule.arguments}
    return site.url_map.bind("localhost").build(rule.endpoint, wanted)


def token_of(person: Person) -> dict[str, str]:
    """The token of the page that a person sees."""
    if not person.page.forms:
        person.go("/return")
    return {"csrf_token": person.page.form().values["csrf_token"][0]}


def everything(services: Services, ids: dict[str, str]) -> tuple[object, ...]:
    """All that is kept of an assessment."""
    found = services.store.find_assessment(ids["assessment_id"])
    assert found is not None
    return (
        found,
        services.store.answers(found.id),
        services.store.premises(found.workspace_id, ids["premises_id"]),
        services.store.find_print(ids["print_id"]),
        services.store.shares_of(found.workspace_id),
        services.store.access_codes_of(found.workspace_id),
        services.store.feeds_of(found.id),
        services.store.staff_checks_of(found.workspace_id, ids["premises_id"]),
    )
