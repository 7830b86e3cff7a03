"""Made-up businesses: one with a finished and a half-answered assessment, one that waits for an adviser, and more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from assessment.evaluation import evaluate
from assessment.share_facts import ShareFacts, share_facts
from assessment.visit_overrides import Advice, Remark, agree
from cli.plan_file import PlanInput
from local_time import london_day
from scripts.demo.places import answer, begin, example
from scripts.demo.team import FORCE
from storage.ids import new_id
from storage.records import Assessment
from storage.sharing import NewShare, Share
from storage.visit_records import ADVICE
from storage.visits import SignOff
from usecases.services import Services
from usecases.workspaces import begin_workspace

POSTCODE = "DE1"
SHARED, WEEK = timedelta(days=90), timedelta(days=7)
REVIEW = timedelta(days=180)
BUSINESS = "Nightjar Taverns (made up)"
# A force sees figures of ten places or more: the closed requests of earlier weeks.
EARLIER = ("cafe", "church", "music-pub", "office", "mosque", "festival") * 2


@dataclass(frozen=True, slots=True)
class Business:
    """A workspace: the code that opens it, and what is in it."""

    code: str
    holds: str


def add_taverns(services: Services, account_id: str) -> Business:
    """A business with two places: a pub with a signed visit of this adviser, and a café that is half answered."""
    opening, store, bank = begin_workspace(services), services.store, services.bank
    pub, cafe = (example(bank, name, postcode=POSTCODE, business_name=BUSINESS) for name in ("music-pub", "cafe"))
    before = services.now() - WEEK
    (first,) = store.premises_of(opening.workspace.id)
    finished = begin(services, first, pub, before)
    answer(services, finished, pub, before)
    _visit(services, _share(services, finished, pub, "We would like someone to look round with us."), account_id, pub)
    second = store.add_premises(opening.workspace.id, services.now())
    answer(services, begin(services, second, cafe, services.now()), cafe, services.now(), 0.5)
    return Business(opening.code, f"{BUSINESS}: a pub, finished and visited by an adviser; a café, half answered")


def add_hall(services: Services) -> Business:
    """A village hall that is finished, and shared with the team: its request waits for an adviser."""
    hall = example(services.bank, "village-hall")
    code, _ = _shared_place(services, hall, services.now(), "None of us has done this before. Where should we start?")
    return Business(code, "a village hall, finished and shared: its request waits for an adviser")


def add_earlier(services: Services, account_id: str) -> None:
    """Places that shared their answers in earlier weeks, and that this adviser has helped: they fill the figures."""
    for number, name in enumerate(EARLIER):  # the oldest first
        weeks_ago = len(EARLIER) - number
        place, at = example(services.bank, name, postcode=POSTCODE), services.now() - weeks_ago * WEEK
        _, share = _shared_place(services, place, at, "")
        services.store.take(FORCE, share.id, account_id, at)
        services.store.close_share(FORCE, share.id, account_id, "We talked on the phone (made up).", services.now())


def _shared_place(services: Services, given: PlanInput, at: datetime, message: str) -> tuple[str, Share]:
    """A business with one finished place, shared with the team: its return code, and the share."""
    opening = begin_workspace(services)
    (premises,) = services.store.premises_of(opening.workspace.id)
    services.store.choose_force(opening.workspace.id, premises.id, FORCE)
    finished = begin(services, premises, given, at)
    answer(services, finished, given, at)
    return opening.code, _share(services, finished, given, message)


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
    advice = Advice(classes[0].id, "Talk it through with the staff.")
    store.change_records(share.force_id, visit.id, account_id, ADVICE, lambda _: {new_id(): advice}, now)
    facts = _agreed_facts(services, given, remarks)
    signed = SignOff(account_id, "The general manager", london_day(now + REVIEW), facts)
    store.sign_off(share.force_id, visit.id, signed, now)


def _agreed_facts(services: Services, given: PlanInput, remarks: dict[str, Remark]) -> ShareFacts:
    agreed = agree(given.answers, remarks)
    return share_facts(services.bank, evaluate(services.bank, given.profile, agreed, given.kind))
