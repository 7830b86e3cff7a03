"""What an open workspace shares, as its owner sees it: with whom, until when, what came of it, and who looked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assessment.profile import Profile
from storage.accounts import Act
from storage.sharing import Share
from web.services import Services


@dataclass(frozen=True, slots=True)
class ActLine:
    """What an adviser did with a share; `act` is as in the log."""

    at: datetime
    act: str
    who: str
    force: str


@dataclass(frozen=True, slots=True)
class ShownShare:
    """A share with the names of force and advisers, and what they did with it, newest first."""

    share: Share
    lasts: bool
    force: str
    passed_from: str | None
    taken_by: str | None
    reference: str
    acts: tuple[ActLine, ...]

    @property
    def looks(self) -> tuple[ActLine, ...]:
        """The looks at the answers, newest first."""
        return tuple(line for line in self.acts if line.act == "looked")


def shown_shares(parts: Services, workspace_id: str) -> tuple[ShownShare, ...]:
    """Everything that a workspace ever shared, newest first."""
    return tuple(_shown(parts, share) for share in parts.store.shares_of(workspace_id))


def force_name(parts: Services, force_id: str) -> str:
    """The name of a force; its id where an operator's list no longer has it."""
    names = {force.id: force.name for force in parts.directory.forces}
    return names.get(force_id, force_id)


def place_name(profile: Profile) -> str:
    """The names of a place as advisers read them, each once."""
    names = (profile.get(field) for field in ("business_name", "premises_name"))
    return ", ".join(dict.fromkeys(str(name) for name in names if name)) or "A place without a name"


def account_name(parts: Services, account_id: str) -> str:
    """The name of an adviser, even of one who has left the team."""
    account = parts.store.account(account_id)
    return account.name if account else "An adviser"


def _shown(parts: Services, share: Share) -> ShownShare:
    assessment = parts.store.assessment(share.workspace_id, share.assessment_id)
    return ShownShare(
        share,
        lasts=share.lasts(parts.now()),
        force=force_name(parts, share.force_id),
        passed_from=force_name(parts, share.passed_from) if share.passed_from else None,
        taken_by=account_name(parts, share.taken_by) if share.taken_by else None,
        reference=assessment.reference if assessment else "",
        acts=tuple(_line(parts, act) for act in parts.store.acts_about(share.workspace_id, share.id)),
    )


def _line(parts: Services, act: Act) -> ActLine:
    return ActLine(act.at, act.act, account_name(parts, act.account_id), force_name(parts, act.force_id))
