"""The shares of a workspace as its owner sees them: which force, until when, the outcome, and who has looked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.acts import Act
from storage.sharing import Share
from usecases.names import account_name, force_name
from usecases.passed_visits import PassedVisit, passed_visit
from usecases.services import Services


@dataclass(frozen=True, slots=True)
class ActLine:
    """One act of an adviser on a share; `act` is as in the log."""

    at: datetime
    act: str
    who: str
    force: str


@dataclass(frozen=True, slots=True)
class ShownShare:
    """A share with the names of force and advisers, and what they did with it, newest first.

    `visits` are those that were signed under it, `visits_along` when the owner agreed that they go along with it."""

    share: Share
    lasts: bool
    force: str
    passed_from: str | None
    taken_by: str | None
    reference: str
    acts: tuple[ActLine, ...]
    visits: tuple[PassedVisit, ...]
    visits_along: datetime | None

    @property
    def looks(self) -> tuple[ActLine, ...]:
        """Each time that an adviser looked at the answers, newest first."""
        return tuple(line for line in self.acts if line.act == "looked")


def shown_shares(services: Services, workspace_id: str) -> tuple[ShownShare, ...]:
    """Everything that a workspace ever shared, newest first."""
    return tuple(_shown(services, share) for share in services.store.shares_of(workspace_id))


def _shown(services: Services, share: Share) -> ShownShare:
    assessment = services.store.assessment(share.workspace_id, share.assessment_id)
    return ShownShare(
        share,
        lasts=share.lasts(services.now()),
        force=force_name(services, share.force_id),
        passed_from=force_name(services, share.passed_from) if share.passed_from else None,
        taken_by=account_name(services, share.taken_by) if share.taken_by else None,
        reference=assessment.reference if assessment else "",
        acts=tuple(_line(services, act) for act in services.store.acts_about(share.workspace_id, share.id)),
        visits=tuple(passed_visit(services, each) for each in services.store.signed_under(share.id)),
        visits_along=services.store.visits_along_since(share.id),
    )


def _line(services: Services, act: Act) -> ActLine:
    return ActLine(act.at, act.act, account_name(services, act.account_id), force_name(services, act.force_id))
