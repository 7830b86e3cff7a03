"""Rebuilds every force's tallies from all shares, in the database itself: for a migration, and to check them."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from local_time import london_month

_COUNTED = """
    select force_id, london_month(created) as month, facts from (
        select *, row_number() over (partition by force_id, premises_id order by created desc, rowid desc) as age
        from shares where wish = 'share' and withdrawn is null
    ) where age = 1"""
_AREAS = """
    select force_id, areas.key as area, json_extract(areas.value, '$[0]') as points,
        json_extract(areas.value, '$[1]') as most, counted.number as number
    from (select *, row_number() over () as number from counted) as counted, json_each(facts, '$.areas') as areas
    where json_extract(areas.value, '$[1]') > 0"""
_FACTS = ("use", "people", "tier", "band")


def rebuild_tallies(db: Database) -> None:
    """Replace the stored tallies by those that the shares give."""
    splits = [
        f"select force_id, '{fact}', coalesce(json_extract(facts, '$.{fact}'), ''), count(*), 0, 0 "
        "from counted group by 1, 3"
        for fact in _FACTS
    ]
    parts = (
        "select force_id, 'total', '', count(*), 0, 0 from counted group by 1",
        "select force_id, 'month', month, count(*), 0, 0 from counted group by 1, 3",
        *splits,
        "select force_id, 'gap', gaps.value, count(*), 0, 0 from counted, json_each(facts, '$.gaps') as gaps "
        "group by 1, 3",
        "select force_id, 'average', area, count(*), sum(points), sum(most) from areas group by 1, 3",
        "select force_id, 'average', '', count(distinct number), sum(points), sum(most) from areas group by 1",
    )
    db.register_function(_month, deterministic=True, name="london_month")
    db.execute("delete from figures")
    db.execute(
        f"with counted as materialized ({_COUNTED}), areas as materialized ({_AREAS}) "
        f"insert into figures (force_id, kind, key, count, points, most) {' union all '.join(parts)}"
    )


def _month(created: str) -> str:
    """The month in which a share was made; SQLite knows no time zones."""
    return london_month(datetime.fromisoformat(created))
