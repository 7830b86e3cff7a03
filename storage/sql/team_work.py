"""A team's own work, in SQLite."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from storage.sql import rows
from storage.sql.base import Base
from storage.team_work import Load, Response

# The acts with which somebody has a request from then on.
_TAKEN = "'took', 'assigned', 'began-visit', 'closed'"
_CAME = (
    "coalesce((select max(p.at) from acts p where p.about = s.id and p.act = 'passed-on' and p.force_id <> s.force_id),"
    " s.created)"
)


class TeamWork(Base):
    """The part of the store about a team's work; `storage.team_work` says what each method does."""

    def loads(self, force_id: str, now: datetime) -> tuple[Load, ...]:
        """See TeamWorkStore."""
        moment = rows.to_time(now)
        requests = self._rows(
            "select taken_by, count(*), min(created) from shares where force_id = ? and withdrawn is null "
            "and until > ? and state = 'taken' and taken_by is not null group by taken_by",
            (force_id, moment),
        )
        visits = self._rows(
            "select v.account_id, "
            "sum(case when v.signed is null and s.until > ? and s.force_id = v.force_id then 1 else 0 end), "
            "sum(case when v.signed is not null and v.followed_up is null then 1 else 0 end) "
            "from visits v join shares s on s.id = v.share_id where v.force_id = ? and s.withdrawn is null "
            "group by v.account_id",
            (moment, force_id),
        )
        found = {who: Load(who, count, datetime.fromisoformat(oldest)) for who, count, oldest in requests}
        for who, under_way, due in visits:
            if under_way or due:
                found[who] = replace(found.get(who, Load(who)), visits=under_way, follow_ups=due)
        return tuple(found.values())

    def responses(self, force_id: str, since: datetime) -> tuple[Response, ...]:
        """See TeamWorkStore."""
        found = self._rows(
            f"select came, (select min(a.at) from acts a where a.about = r.id and a.force_id = r.force_id "
            f"and a.act in ({_TAKEN}) and a.at >= r.came) from (select s.id, s.force_id, {_CAME} as came from shares s "
            "where s.force_id = ? and s.withdrawn is null) r where r.came >= ? order by r.came, r.id",
            (force_id, rows.to_time(since)),
        )
        return tuple(Response(datetime.fromisoformat(came), rows.moment(taken)) for came, taken in found)

    def work_since(self, force_id: str, since: datetime) -> tuple[tuple[str, datetime], ...]:
        """See TeamWorkStore."""
        found = self._rows(
            "select act, at from acts where force_id = ? and at >= ? "
            "and act in ('began-visit', 'signed-visit', 'followed-up') order by id",
            (force_id, rows.to_time(since)),
        )
        return tuple((act, datetime.fromisoformat(at)) for act, at in found)
