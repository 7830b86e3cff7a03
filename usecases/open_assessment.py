"""An assessment that somebody has opened: with its answers, the premises and the bank that it was made with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from assessment.answers import Answer
from questions import Bank
from storage.errors import NotFound
from storage.records import Answered, Assessment, Premises
from usecases.services import Services


@dataclass(frozen=True, slots=True)
class OpenAssessment:
    """An assessment as it was read, with its answers by question id, its premises and its bank.

    `last_id`, `in_workshop` and `kept` are as in `Answered`.
    """

    workspace_id: str
    premises: Premises
    assessment: Assessment
    answers: Mapping[str, Answer]
    bank: Bank
    last_id: str | None
    in_workshop: bool
    kept: object = field(repr=False, compare=False)


def opened(services: Services, answered: Answered) -> OpenAssessment:
    """The assessment as read from the store, with its bank."""
    assessment = answered.assessment
    bank = services.bank_of(assessment.bank_version)
    return OpenAssessment(
        assessment.workspace_id,
        answered.premises,
        assessment,
        answered.answers,
        bank,
        answered.last_id,
        answered.in_workshop,
        answered.kept,
    )


def open_again(services: Services, before: OpenAssessment, *, in_full: bool = False) -> OpenAssessment:
    """The assessment in which to change something of this one, or to go on in full: itself while it is unfinished.

    A finished one never changes: a new one starts from its answers. Raises NotFound where it is gone.
    """
    begun = services.store.open_again(before.workspace_id, before.assessment.id, services.now(), in_full=in_full)
    answered = services.store.answered(begun.workspace_id, begun.id)
    if answered is None:
        raise NotFound("This assessment is no longer there. Go back to your workspace.")
    return opened(services, answered)


def look_at_share(services: Services, force_id: str, account_id: str, share_id: str) -> OpenAssessment:
    """The assessment that a business shares with a force, for one of its advisers; the look is logged.

    Raises NotFound where it is not shared with the force, or no longer.
    """
    share = services.store.look(force_id, share_id, account_id, services.now())
    answered = services.store.answered(share.workspace_id, share.assessment_id)
    if answered is None:
        raise NotFound("This assessment is no longer there. Go back to the requests.")
    return opened(services, answered)
