"""Three very different places, the extremes, and their reports: made from the real bank, always the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from itertools import cycle
from pathlib import Path

from assessment import Answer, evaluate
from assessment.answers import Choice
from assessment.path import AssessmentKind, as_asked
from assessment.profile import Profile, read_profile
from assessment.staff_check import StaffCheck, TopicCount
from assessment.visit_overrides import Advice, Remark, agree
from contacts import Contact, attribution
from questions import Bank, load_bank
from reports.report.builder import build_report
from reports.report.change import Earlier
from reports.report.inputs import ReportInputs
from reports.report.report import Report
from reports.report.visit import SignedVisit

BANK = Path(__file__).resolve().parents[2] / "questions" / "bank"
MADE_ON = date(2026, 11, 22)
REFERENCE = "CYPS-7K4M-29QD"

CAFE: Mapping[str, object] = {
    "business_name": "Juniper & Rye",
    "premises_name": "The café in Mill Lane",
    "took_part": "Amira Shah, owner",
    "postcode": "YO1 7HH",
    "setting": "part-of-building",
    "inside": "none",
    "use": "food-drink",
    "public": "open",
    "entry_checks": False,
    "people": 38,
    "staff": 4,
    "excluded_site": "neither",
    "nearby": ["vehicles", "outdoor-seating"],
    "building": ["glazing"],
    "tenure": "tenant",
    "activities": ["deliveries", "lone-work", "online"],
}
PUB = {
    **CAFE,
    "business_name": "The Foundry Tap and Music Hall",
    "premises_name": "Foundry Street",
    "took_part": "Dan Okafor, manager; Lucy Pratt, head of door",
    "postcode": "LS1 4DY",
    "setting": "building",
    "use": "entertainment",
    "public": "controlled",
    "entry_checks": True,
    "people": 650,
    "staff": 45,
    "nearby": ["vehicles", "queues", "outdoor-seating", "busy-neighbour"],
    "building": ["glazing", "cctv", "staff-areas"],
    "activities": ["mail", "deliveries", "contractors", "events", "searches", "night", "chemicals", "online"],
}
MOSQUE = {
    **CAFE,
    "business_name": "Masjid Al-Noor and Community Centre",
    "premises_name": "",
    "took_part": "The trustees’ safety group",
    "postcode": "B11 1LU",
    "setting": "building-and-land",
    "use": "worship",
    "open_air_leisure": False,
    "people": 1500,
    "staff": 30,
    "nearby": ["vehicles", "car-park", "queues"],
    "building": ["shared", "cctv", "staff-areas"],
    "tenure": "owner",
    "activities": ["mail", "contractors", "events", "children", "online"],
}
HOSTILE = (
    "<script>alert(1)</script><img src=http://127.0.0.1:PORT/x>\"' {{ 7*7 }} {% x %} &amp; \u202eevil 👩‍🚒🔥 "
    "مسجد 清真寺 </style><style>@import url(http://127.0.0.1:PORT/y)"
)

UNCONFIRMED = Contact("north-yorkshire", "North Yorkshire Police", "https://www.northyorkshire.police.uk", "101")
CONFIRMED = Contact(
    force_id="west-yorkshire",
    force_name="West Yorkshire Police",
    website="https://www.westyorkshire.police.uk",
    non_emergency="101",
    confirmed=True,
    team="Protective Security Operations",
    email="advisers@westyorkshire.example",
    phone="01924 000000",
    page="https://www.westyorkshire.police.uk/advisers",
    hours="Monday to Friday, 9am to 5pm",
    notes="All of West Yorkshire but the motorways",
    checked_on=date(2026, 9, 3),
)
STALE = Contact(
    force_id="west-midlands",
    force_name="West Midlands Police",
    website="https://www.westmidlands.police.uk",
    non_emergency="101",
    confirmed=True,
    team="Counter Terrorism Security Advisers",
    phone="0121 000 0000",
    checked_on=date(2025, 3, 3),
    stale=True,
)
NO_GROUP = {"local-safety-group": Answer("not-applicable", "There is no such group in our town.")}
INPUTS = ReportInputs(reference=REFERENCE, made_on=MADE_ON, contact=None, attribution=attribution())


@cache
def bank() -> Bank:
    """The real bank."""
    return load_bank(BANK)


def answers(pattern: str, *, note: str = "") -> dict[str, Answer]:
    """An answer to every question, by turns: 3, 2, 1, 0, ? for don't know, - for does not apply, space for none."""
    given: dict[str, Answer] = {}
    for question, sign in zip(bank().questions, cycle(pattern), strict=False):
        if sign == "-":
            allowed = question.not_applicable is not None
            given[question.id] = Answer(
                "not-applicable" if allowed else "2", "The landlord does it." if allowed else ""
            )
        elif sign != " ":
            given[question.id] = Answer(_choice(sign), note=note)
    return given


def _choice(sign: str) -> Choice:
    choices: dict[str, Choice] = {"3": "3", "2": "2", "1": "1", "0": "0", "?": "dont-know"}
    return choices[sign]


def offered(profile: Profile, given: Mapping[str, Answer]) -> dict[str, Answer]:
    """The answers with "in place" where this place is not offered to say that a question does not apply."""
    return {
        name: answer._replace(choice="2", reason="")
        if answer.choice == "not-applicable" and as_asked(bank(), bank().by_id[name], profile).not_applicable is None
        else answer
        for name, answer in given.items()
    }


def report(
    raw: Mapping[str, object],
    given: Mapping[str, Answer],
    contact: Contact | None = UNCONFIRMED,
    kind: AssessmentKind = "full",
    *,
    earlier: Mapping[str, Answer] | None = None,
    inputs: ReportInputs = INPUTS,
) -> Report:
    """The report of a place with these answers; `earlier` are those of half a year before, to compare with."""
    profile, problems = read_profile(bank(), raw)
    assert not problems, problems
    given = offered(profile, given)
    result = evaluate(bank(), profile, agree(given, inputs.visit.remarks) if inputs.visit else given, kind)
    before = Earlier(bank(), evaluate(bank(), profile, earlier, "full"), "CYPS-OLD", EARLIER_ON) if earlier else None
    return build_report(bank(), result, replace(inputs, contact=contact, earlier=before))


# Half a year before: better in some things, worse in others, and with questions that are no longer asked.
EARLIER_ON = date(2026, 5, 20)
EARLIER = answers("0123?-32")
# A signed visit: another level agreed, a note, and recommendations of both kinds.
VISIT = SignedVisit(
    adviser="Sam Reed",
    team="West Yorkshire Police",
    on=date(2026, 11, 21),
    signed=datetime(2026, 11, 21, 15, 30, tzinfo=UTC),
    signed_for="Dan Okafor, manager",
    follow_up=date(2027, 5, 21),
    own=answers("3210? 0-", note="Note"),
    remarks={
        "security-lead": Remark("0", "3", "", "For the team alone", "Nobody could name the deputy."),
        "raise-alarm": Remark(note="Tried together, and it was heard in the kitchen."),
    },
    advice=(Advice("now", "Move the bins away from the glass front."), Advice("next", "By Easter", "lockdown-plan")),
)
# An anonymous quiz in which less than half took part.
STAFF_CHECK = StaffCheck(
    45, 21, {topic.id: TopicCount(60 - 7 * n, 63) for n, topic in enumerate(bank().staff_check[:8])}
)
WITH_STAFF_CHECK = replace(INPUTS, staff_check=STAFF_CHECK)


@cache
def places() -> Mapping[str, Report]:
    """Three premises and the extremes, by a short name."""
    long = {**PUB, "business_name": ("A long name " * 20)[:200], "premises_name": "W" * 200, "took_part": "x, y; " * 33}
    hostile = {**CAFE, "business_name": HOSTILE[:200], "premises_name": HOSTILE[:200], "took_part": HOSTILE[:200]}
    return {
        "cafe": report(CAFE, answers("01002?1-1")),
        "pub": report(PUB, answers("3212?0323-") | NO_GROUP, CONFIRMED, earlier=EARLIER, inputs=WITH_STAFF_CHECK),
        "mosque": report(MOSQUE, answers("3332333323"), STALE),
        "quick": report(CAFE, answers("0123?"), kind="quick"),
        "provisional": report(PUB, answers("32 10 ?3"), None),
        "unanswered": report(PUB, {}, None),
        "all-tested": report(PUB, answers("3"), CONFIRMED),
        "all-missing": report(PUB, answers("0")),
        "long-names": report(long, answers("3210"), CONFIRMED),
        "hostile": report(hostile, answers("0", note=HOSTILE), inputs=replace(INPUTS, reference='"><b>&')),
    }


if __name__ == "__main__":
    import hashlib
    import sys

    from reports.pdf.plan import render_plan

    sys.stdout.write(hashlib.sha256(render_plan(places()["quick"])).hexdigest())
