"""A business with several places as one case: its requests are taken on, handed over and put back with one press."""

from __future__ import annotations

from dataclasses import dataclass

from storage.sharing import CaseMove, Queued, Share
from usecases.names import account_name
from usecases.request_queue import Line, line_of
from usecases.services import Services


@dataclass(frozen=True, slots=True)
class CaseMoved:
    """What became of the requests of a case: the places that moved, and in words why the others did not."""

    moved: tuple[str, ...]
    others: tuple[str, ...]


def case_of(services: Services, force_id: str, share: Share) -> tuple[Line, ...]:
    """The requests of the business of a share that the force has and has not closed, by name of the place."""
    now = services.now()
    found = [
        each
        for each in services.store.shares_of(share.workspace_id)
        if each.force_id == force_id and each.lasts(now) and each.state != "closed"
    ]
    lines = []
    for each in found:
        assessment = services.store.assessment(each.workspace_id, each.assessment_id)
        if assessment is not None:
            lines.append(line_of(services, Queued(each, assessment)))
    return tuple(sorted(lines, key=lambda line: (line.name.casefold(), line.share.created)))


def move_case(
    services: Services, force_id: str, share: Share, account_id: str, move: CaseMove, to_account: str | None = None
) -> CaseMoved:
    """Move every request of the case that can be moved, in one transaction; a colleague may have been first.

    `to_account` is the colleague where it is assigned.
    """
    moved = services.store.move_case(force_id, share.workspace_id, account_id, move, services.now(), to_account)
    lines = case_of(services, force_id, share)
    wanted = {"take": account_id, "take-over": account_id, "assign": to_account, "back": None}[move]
    left = [line for line in lines if line.share.id not in moved and line.share.taken_by != wanted]
    names = tuple(_place(line) for line in lines if line.share.id in moved)
    return CaseMoved(names, tuple(_why(services, line) for line in left))


def _why(services: Services, line: Line) -> str:
    holder = line.share.taken_by
    if holder is None:
        return f"{_place(line)}: nobody has taken it on"
    return f"{_place(line)}: {account_name(services, holder)} has taken it on"


def _place(line: Line) -> str:
    """The name by which the requests of one business are told apart."""
    name = line.place or line.name
    return f"{name} ({line.reference})" if line.reference else name
