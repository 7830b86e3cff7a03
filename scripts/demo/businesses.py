"""Two made-up businesses: one with a finished and a half-answered assessment, one that waits for an adviser."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from assessment.evaluation import evaluate
from assessment.share_facts import ShareFacts, share_facts
from assessment.visit_overrides import Advice, Remark, agree
from cli.plan_file import PlanInput
from scripts.demo.places import answer, begin, example
from scripts.demo.team import FORCE
from storage.records import Assessment
from storage.sharing import NewShare, Share
from storage.visits import SignOff
from usecases.services import Services
from usecases.workspaces import begin_workspace

POSTCODE = "DE1"
SHARED, VISITED = timedelta(days=90), timedelta(days=7)
REVIEW = timedelta(days=180)
BUSINESS = "Nightjar Taverns (made up)"


@dataclass(frozen=True, slots=True)
class Business:
    """A workspace: the code that opens it, and what is in it."""

    code: str
    holds: str


def add_taverns(services: Services, account_id: str) -> Business:
    """A business with two places: a pub with a signed visit of this adviser, and a café that is half answered."""
    opening, store, bank = begin_workspace(services), services.store, services.bank
    pub, cafe = (example(bank, name, postcode=POSTCODE, business_name=BUSINESS) for name in ("music-pub", "cafe"))
    before = services.now() - VISITED
    (first,) = store.premises_of(opening.workspace.id)
    finished = begin(services, first, pub, before)
    answer(services, finished, pub, before)
    _visit(services, _share(services, finished, pub, "We would like someone to look round with us."), account_id, pub)
    second = store.add_premises(opening.workspace.id, services.now())
    answer(services, begin(services, second, cafe, services.now()), cafe, services.now(), 0.5)
    return Business(opening.code, f"{BUSINESS}: a pub, finished and visited by an adviser; a café, half answered")


def add_hall(services: Services) -> Business:
    """A village hall that is finished, and shared with the team: its request waits for an adviser."""
    opening, hall = begin_workspace(services), example(services.bank, "village-hall")
    (premises,) = services.store.premises_of(opening.workspace.id)
    services.store.choose_force(opening.workspace.id, premises.id, FORCE)
    finished = begin(services, premises, hall, services.now())
    answer(services, finished, hall, services.now())
    _share(services, finished, hall, "None of us has done this before. Where should we start?")
    return Business(opening.code, "a village hall, finished and shared: its request waits for an adviser")


def _share(services: Services, finished: Assessment, given: PlanInput, message: str) -> Share:
    at = finished.started
    facts = share_facts(services.bank, evaluate(services.bank, given.profile, given.answers, finished.kind))
    new = NewShare(finished.workspace_id, finished.id, FORCE, "share", at + SHARED, message=message, facts=facts)
    return services.store.share(new, at)


def _visit(services: Services, share: Share, account_id: str, given: PlanInput) -> None:
    """A visit with one level changed by agreement, one recommendation, and a signature."""
    store, now = services.store, services.now()
    store.look(share.force_id, share.id, account_id, now)
    visit = store.begin_visit(share.force_id, share.id, account_id, now)
    question = next(name for name, each in given.answers.items() if each.choice == "1")
    remarks = {question: Remark("2", "1", note="We saw that this is in place (made up).")}
    store.save_remarks(share.force_id, visit.id, remarks, now)
    classes = services.bank.scoring.classes
    store.save_advice(share.force_id, visit.id, (Advice(classes[0].id, "Talk it through with the staff."),), now)
    facts = _agreed_facts(services, given, remarks)
    signed = SignOff(account_id, "The general manager", (now + REVIEW).date(), facts)
    store.sign_off(share.force_id, visit.id, signed, now)


def _agreed_facts(services: Services, given: PlanInput, remarks: dict[str, Remark]) -> ShareFacts:
    agreed = agree(given.answers, remarks)
    return share_facts(services.bank, evaluate(services.bank, given.profile, agreed, given.kind))
