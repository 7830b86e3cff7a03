"""The log of a force in words: names instead of ids, and of a business no more than the force may see now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from storage.acts import Act
from usecases.names import account_name, place_name
from usecases.services import Services

# What is done to a row of a visit.
DID = ("added", "changed", "removed")
# What each act is about; those that are not here are about nothing, or about whoever acts.
ABOUT: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("invited", "invited-again", "suspended", "restored", "removed"), "account"),
        **dict.fromkeys(("took", "took-over", "assigned", "returned", "looked", "closed", "passed-on"), "share"),
        **dict.fromkeys(("began-visit", "extended-sharing"), "share"),
        **dict.fromkeys(("signed-visit", "recommended", "removed-recommendation", "followed-up"), "visit"),
        **dict.fromkeys((f"{did}-{what}" for did in DID for what in ("findings", "diary", "advice")), "visit"),
        **dict.fromkeys(("began-correction", "dropped-correction", "added-photograph", "removed-photograph"), "visit"),
        **dict.fromkeys(("began-workshop", "ended-workshop"), "workshop"),
    }
)
NOT_SHARED = "a place that no longer shares with you"


def names_in_log(services: Services, force_id: str, lines: Iterable[Act]) -> dict[str, str]:
    """The words for what these lines are about, by its id."""
    about = {line.about: ABOUT[line.act] for line in lines if line.act in ABOUT}
    return {each: _name(services, force_id, kind, each) for each, kind in about.items()}


def _name(services: Services, force_id: str, kind: str, about: str) -> str:
    if kind == "account":
        return account_name(services, about)
    if kind == "workshop":
        workshop = services.store.workshop(force_id, about)
        return f"“{workshop.title}”" if workshop else "a workshop that is no longer there"
    share_id: str | None = about
    if kind == "visit":
        share_id = services.store.share_of_visit(force_id, about)
    return _place(services, force_id, share_id) if share_id else NOT_SHARED


def _place(services: Services, force_id: str, share_id: str) -> str:
    """The name of the place of a share that lasts, and its reference where its answers are shared."""
    share = services.store.find_share(force_id, share_id, services.now())
    assessment = services.store.assessment(share.workspace_id, share.assessment_id) if share else None
    if share is None or assessment is None:
        return NOT_SHARED
    name = place_name(services.bank_of(assessment.bank_version), assessment.profile)
    return f"{name} ({assessment.reference})" if share.wish == "share" else name
