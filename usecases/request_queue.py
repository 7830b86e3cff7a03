"""A force's queue in words: what each line shows, and no more of a place than it agreed to show."""

from __future__ import annotations

from dataclasses import dataclass, replace

from local_time import london_day
from questions import Bank
from questions.roles import option_titles, text_of, value_of
from storage.records import Assessment
from storage.sharing import Queued, Share, ShareState
from usecases.names import account_name, place_name
from usecases.services import Services


@dataclass(frozen=True, slots=True)
class Line:
    """One request. Of a place that only asks for contact, all but names and postcode is empty.

    `days` is how many days ago it came, 0 today and 1 yesterday, `people` None where it is not shown; `kind` is the
    bank's id of its use. `business` and `place` are the two parts of `name`, empty where there is none.
    """

    share: Share
    name: str
    postcode: str
    days: int
    taken_by: str
    business: str = ""
    place: str = ""
    reference: str = ""
    kind: str = ""
    use: str = ""
    people: int | None = None
    tier: str = ""
    band: str = ""
    finished: bool = False

    @property
    def age(self) -> str:
        """When it came, in words."""
        return age(self.days)


def age(days: int) -> str:
    """How long ago something was, in words."""
    if days < 2:
        return "yesterday" if days == 1 else "today"
    for unit, length, least in (("month", 30, 60), ("week", 7, 14)):
        if days >= least:
            return f"{days // length} {unit}s ago"
    return f"{days} days ago"


def queue(services: Services, force_id: str, state: ShareState, most: int = 200) -> tuple[Line, ...]:
    """The lines of a force in this state: oldest first; closed ones newest first."""
    return tuple(line_of(services, each) for each in services.store.queue(force_id, services.now(), state, most))


def line_of(services: Services, queued: Queued) -> Line:
    """The parts of a request that may be shown."""
    share, assessment = queued.share, queued.assessment
    bank = services.bank_of(assessment.bank_version)
    line = Line(
        share,
        name=place_name(bank, assessment.profile),
        postcode=text_of(assessment.profile, bank.roles.postcode),
        days=(services.today() - london_day(share.created)).days,
        taken_by=account_name(services, share.taken_by) if share.taken_by else "",
        business=text_of(assessment.profile, bank.roles.business_name),
        place=text_of(assessment.profile, bank.roles.place_name),
    )
    return line if share.wish == "contact" else _in_full(bank, line, assessment)


def _in_full(bank: Bank, line: Line, assessment: Assessment) -> Line:
    facts, people = line.share.facts, value_of(assessment.profile, bank.roles.people)
    uses, kind = option_titles(bank.profile, bank.roles.use), text_of(assessment.profile, bank.roles.use)
    tiers = {tier.id: tier.title for tier in bank.law.tiers} if bank.law else {}
    bands = {band.id: band.title for band in bank.scoring.bands}
    return replace(
        line,
        reference=assessment.reference,
        kind=kind,
        use=uses.get(kind, ""),
        people=people if isinstance(people, int) else None,
        tier=tiers.get((facts and facts.tier) or "", ""),
        band=bands.get((facts and facts.band) or "", ""),
        finished=assessment.finished is not None,
    )
