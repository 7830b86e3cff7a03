"""A force's contact entry is proposed: only what was touched, and never over what a colleague has just proposed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from storage.entries import Details
from usecases.force_contact import contact_from
from usecases.revisions import Clash, Sent, merge
from usecases.services import Services

WAYS = ("email", "phone", "page")
NO_WAY = "Give a mailbox, a phone number or a page"
SAME = "This is the same as the printed entry. Change something, or go back to confirm that it is still right"


@dataclass(frozen=True, slots=True)
class SentEntry:
    """What a form sent of a force's entry: values by the names of `Details`, and the revisions that it carried."""

    force_id: str
    account_id: str
    values: Mapping[str, str]
    shown: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class EntryProposed:
    """What became of it. Where there are `problems` (by field) or `clashes`, nothing was proposed.

    `saved` is what was there before it, and `values` what was sent merged into that.
    """

    saved: Mapping[str, Sent]
    values: Mapping[str, Sent]
    clashes: tuple[Clash, ...] = ()
    problems: tuple[tuple[str, str], ...] = ()


class _NotProposedError(Exception):
    """Ends the transaction: an entry is proposed as a whole or not at all."""

    def __init__(self, outcome: EntryProposed) -> None:
        self.outcome = outcome
        super().__init__()


def propose_entry(services: Services, sent: SentEntry) -> EntryProposed:
    """Merge what was sent into the proposal that waits, or into what is printed, and propose that; one transaction."""
    outcomes: list[EntryProposed] = []

    def change(waiting: Details | None, printed: Details | None) -> Details:
        now_printed = printed_details(services, sent.force_id, printed)
        saved: dict[str, Sent] = asdict(waiting or now_printed)
        merged = merge(sent.shown, saved, sent.values)
        details = Details(**{name: str(value) for name, value in merged.values.items()})
        problems: list[tuple[str, str]] = []
        if not any(merged.values[name] for name in WAYS):
            problems.append(("email", NO_WAY))
        elif printed is not None and details == now_printed:
            problems.append(("team", SAME))
        outcomes.append(EntryProposed(saved, merged.values, merged.clashes, tuple(problems)))
        if merged.clashes or problems:
            raise _NotProposedError(outcomes[-1])
        return details

    try:
        services.store.propose_entry(sent.force_id, sent.account_id, change, services.now())
    except _NotProposedError as refused:
        return refused.outcome
    return outcomes[-1]


def printed_details(services: Services, force_id: str, printed: Details | None) -> Details:
    """The details of a team that are printed now: of its confirmed entry, otherwise of the operator's file."""
    today, directory = services.today(), services.directory
    found = contact_from(services, force_id, printed, today) if printed else directory.contact(force_id, today)
    return Details(found.team, found.email, found.phone, found.page, found.hours, found.notes)
