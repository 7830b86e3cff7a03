"""The log of a force in words: names instead of ids, and of a business no more than the force may see now."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from types import MappingProxyType

from local_time import london_stamp
from reports.exports.table_sheet import TableSheet
from reports.exports.xlsx_workbook import Head
from reports.report.dates import long_date
from storage.acts import Act, RemarkChanged
from storage.records import Assessment
from storage.sharing import Share
from usecases.names import account_name, force_name, place_name
from usecases.services import Services

# What is done to a row of a visit.
DID = ("added", "changed", "removed")
# The words for each act, after the name of the person.
ACTS: Mapping[str, str] = MappingProxyType(
    {
        "signed-in": "signed in",
        "ended-session": "ended a session on another device",
        "accepted-invitation": "accepted the invitation",
        "first-administrator": "was invited by the operator",
        "reset-by-operator": "got a link from the operator to reset the account",
        "removed-by-operator": "was removed by the operator",
        "suspended-by-operator": "was suspended by the operator",
        "restored-by-operator": "was let in again by the operator",
        "changed-password": "changed the password",
        "changed-authenticator": "connected another authenticator",
        "new-recovery-codes": "made new recovery codes",
        "added-passkey": "added a passkey",
        "removed-passkey": "removed a passkey",
        "made-feed": "made an address for the feed of what is new",
        "withdrew-feed": "withdrew the address of the feed",
        "exported-log": "took the log away as a file",
        "proposed-entry": "proposed a contact entry",
        "confirmed-entry": "confirmed the contact entry",
        "refused-entry": "rejected or withdrew a proposed contact entry",
        "renewed-entry": "confirmed that the contact entry is still right",
        "invited": "invited",
        "invited-again": "made a new invitation for",
        "suspended": "suspended",
        "restored": "restored",
        "removed": "removed",
        "took": "took on the request of",
        "took-over": "took over the request of",
        "assigned": "assigned the request of",
        "returned": "put back in the queue the request of",
        "looked": "looked at the answers of",
        "closed": "closed the request of",
        "passed-on": "passed on the request of",
        "began-visit": "began the visit of",
        "changed-remarks": "changed what is noted in the visit of",
        "recommended": "added a recommendation for",
        "removed-recommendation": "removed a recommendation for",
        "added-advice": "added a recommendation for",
        "changed-advice": "changed a recommendation for",
        "removed-advice": "removed a recommendation for",
        "added-findings": "added a finding about",
        "changed-findings": "changed a finding about",
        "removed-findings": "removed a finding about",
        "added-diary": "added a day to the diary of",
        "changed-diary": "changed a day in the diary of",
        "removed-diary": "removed a day from the diary of",
        "added-photograph": "added a photograph to the visit of",
        "removed-photograph": "removed a photograph from the visit of",
        "added-text-block": "added the text block",
        "changed-text-block": "changed the text block",
        "removed-text-block": "removed a text block",
        "began-correction": "began to correct the visit of",
        "dropped-correction": "dropped the correction of the visit of",
        "extended-sharing": "noted an agreement to share for longer, by",
        "signed-visit": "signed the visit of",
        "followed-up": "followed up the visit of",
        "began-workshop": "began the workshop",
        "ended-workshop": "ended the workshop",
    }
)
# What each act is about; those that are not here are about nothing, or about whoever acts.
ABOUT: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("invited", "invited-again", "suspended", "restored", "removed"), "account"),
        **dict.fromkeys(("took", "took-over", "assigned", "returned", "looked", "closed", "passed-on"), "share"),
        **dict.fromkeys(("began-visit", "extended-sharing"), "share"),
        **dict.fromkeys(("signed-visit", "recommended", "removed-recommendation", "followed-up"), "visit"),
        "changed-remarks": "visit",
        **dict.fromkeys((f"{did}-{what}" for did in DID for what in ("findings", "diary", "advice")), "visit"),
        **dict.fromkeys(("began-correction", "dropped-correction", "added-photograph", "removed-photograph"), "visit"),
        **dict.fromkeys(("added-text-block", "changed-text-block"), "text block"),
        **dict.fromkeys(("began-workshop", "ended-workshop"), "workshop"),
    }
)
# The words for the other side of an act, where it has one and it is known; the log of before some version has none.
OTHER: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "assigned": (" to {}", " to a colleague"),
        "took-over": (" from {}", ""),
        "returned": (", which {} had taken on", ""),
        "passed-on": (" to {}", " to another force"),
    }
)
# The words for the parts of a remark.
PARTS: Mapping[str, str] = MappingProxyType(
    {"level": "level", "note": "note for the report", "private": "private note", "seen": "seen"}
)
NOT_SHARED = "a place that no longer shares with you"
MOST_EXPORTED = 20_000
HEADS = (Head("When", 26), Head("Who", 28), Head("What", 60), Head("Changed", 60))


@dataclass(frozen=True, slots=True)
class LogLine:
    """A line in words: when, who, what, and of a visit what was changed, a text for each question."""

    id: int
    at: datetime
    who: str
    what: str
    changed: tuple[str, ...] = ()


def log_lines(services: Services, force_id: str, acts: Sequence[Act]) -> tuple[LogLine, ...]:
    """The lines of these acts, in their order, newest first."""
    if not acts:
        return ()
    names = cache(lambda account_id: account_name(services, account_id))
    about = cache(lambda kind, which: _name(services, force_id, kind, which))
    titles = cache(lambda visit_id: _questions(services, force_id, visit_id))
    changed = services.store.remarks_changed(force_id, (acts[-1].id, acts[0].id), services.now())
    others = services.store.act_others(force_id, (acts[-1].id, acts[0].id))
    return tuple(
        LogLine(
            act.id,
            act.at,
            names(act.account_id),
            _what(act, about) + _other(services, act, others.get(act.id)),
            tuple(_change(each, titles(act.about)) for each in changed.get(act.id, ())),
        )
        for act in acts
    )


def log_sheet(services: Services, force_id: str) -> TableSheet:
    """The newest lines of the log as a table, times in London."""
    lines = log_lines(services, force_id, services.store.log_of(force_id, most=MOST_EXPORTED))
    title = f"Log of {force_name(services, force_id)}, as at {long_date(services.today())}"
    notes = (
        "Times are those in London. What was written in a visit is not in the log.",
        f"The newest {MOST_EXPORTED:,} lines at most. A place that no longer shares is not named.",
    )
    rows = [(london_stamp(each.at), each.who, each.what, "; ".join(each.changed) or None) for each in lines]
    return TableSheet("Log", title, services.today(), notes, HEADS, rows)


def _what(act: Act, about: Callable[[str, str], str]) -> str:
    words, kind = ACTS.get(act.act, act.act), ABOUT.get(act.act)
    return f"{words} {about(kind, act.about)}" if kind else words


def _other(services: Services, act: Act, other: str | None) -> str:
    """The words for the other side of an act: a colleague by name, even one who has left, or a force."""
    if act.act not in OTHER:
        return ""
    known, unknown = OTHER[act.act]
    if other is None:
        return unknown
    if act.act == "returned" and other == act.account_id:
        return ""
    return known.format(force_name(services, other) if act.act == "passed-on" else account_name(services, other))


def _change(change: RemarkChanged, titles: Mapping[str, str]) -> str:
    parts = ", ".join(PARTS.get(part, part) for part in change.parts)
    return f"{titles.get(change.question_id, 'A question')}: {parts}"


def _questions(services: Services, force_id: str, visit_id: str) -> dict[str, str]:
    """The names of the questions of a visit that may be seen."""
    share_id = services.store.share_of_visit(force_id, visit_id)
    found = _shared(services, force_id, share_id) if share_id else None
    return {each.id: each.name for each in services.bank_of(found[1].bank_version).questions} if found else {}


def _name(services: Services, force_id: str, kind: str, about: str) -> str:
    if kind == "account":
        return account_name(services, about)
    if kind == "text block":
        block = services.store.text_blocks(force_id).get(about)
        return f"“{block.title}”" if block else "that is no longer there"
    if kind == "workshop":
        workshop = services.store.workshop(force_id, about)
        return f"“{workshop.title}”" if workshop else "a workshop that is no longer there"
    share_id: str | None = about
    if kind == "visit":
        share_id = services.store.share_of_visit(force_id, about)
    return _place(services, force_id, share_id) if share_id else NOT_SHARED


def _place(services: Services, force_id: str, share_id: str) -> str:
    """The name of the place of a share that lasts, and its reference where its answers are shared."""
    found = _shared(services, force_id, share_id)
    if found is None:
        return NOT_SHARED
    share, assessment = found
    name = place_name(services.bank_of(assessment.bank_version), assessment.profile)
    return f"{name} ({assessment.reference})" if share.wish == "share" else name


def _shared(services: Services, force_id: str, share_id: str) -> tuple[Share, Assessment] | None:
    """A share that lasts, and its assessment."""
    share = services.store.find_share(force_id, share_id, services.now())
    assessment = services.store.assessment(share.workspace_id, share.assessment_id) if share else None
    return (share, assessment) if share and assessment else None
