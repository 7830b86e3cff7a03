"""The police force of a postcode, offline, by the rule in data/README.md ("Look-up")."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from contacts.data_files import table
from contacts.postcode_parser import Written, read

Status = Literal["force", "choose", "outside-uk", "no-location", "unknown", "invalid"]
_Answer = tuple[Status, tuple[str, ...]]

# The Channel Islands, the Isle of Man and Gibraltar (GX): no force of the United Kingdom.
_OUTSIDE = ("GY", "JE", "IM", "GX")
# Of no place: British Forces Post Office (BFPO, BF1), BX and XX (large receivers of post, such as banks), XM (Father
# Christmas). Royal Mail gives none of them a location, so no table lists them.
_NOWHERE = ("BF", "BX", "XM", "XX")
# A force with less than this share of the lettered parts of a district (one postcode in 20) is not asked about.
_LEAST_SHARE = 0.05
_PAST_COMMA = "~"  # sorts after every sign of a row, so that a search key with it lands behind its row


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of a look-up. `force_id` is set for 'force' only.

    `candidates` holds two forces or more for 'choose', the likeliest first, and is empty otherwise.
    `postcode` is the tidy form, empty for 'invalid'.
    """

    postcode: str
    status: Status
    force_id: str | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Postcodes:
    """The tables, kept as the text of their rows: splitting the one row found is cheaper than all 17,000."""

    ranges: list[str]
    """outcode,from_incode,to_incode,force_id in order; a comma sorts before letters and digits."""
    districts: Mapping[str, str]
    sectors: Mapping[str, str]
    disputed: Mapping[str, str]

    def find(self, text: str) -> Finding:
        """Find the force of a postcode, an outcode or a sector. Raises nothing for any text."""
        written = read(text, self._is_listed)
        if written is None:
            return Finding("", "invalid")
        status, forces = self._place(written)
        if status == "force":
            return Finding(written.text, status, force_id=forces[0])
        return Finding(written.text, status, candidates=forces)

    def _is_listed(self, outcode: str) -> bool:
        return outcode in self.districts or outcode.startswith("BT")

    def _place(self, written: Written) -> _Answer:
        outcode, rest = written.outcode, written.rest
        if outcode.startswith("BT"):
            return "force", ("psni",)
        if outcode.startswith(_OUTSIDE):
            return "outside-uk", ()
        if outcode.startswith(_NOWHERE):
            return "no-location", ()
        district = self.districts.get(outcode)
        if district is None:
            return self._lettered(outcode) if len(rest) < 3 else ("unknown", ())
        if ",no-location," in district:
            return "no-location", ()
        likely = _candidates(district)
        if len(rest) == 3:
            return self._unit(outcode, rest, likely)
        return self._sector(outcode, rest, likely) if rest else _answer(likely)

    def _lettered(self, outcode: str) -> _Answer:
        """A district in use only with a letter behind it, as SW1 is (SW1A, SW1E …): the forces of all of them."""
        parts = [row.split(",") for name, row in self.districts.items() if name[:-1] == outcode and name[-1].isalpha()]
        live: dict[str, float] = {}
        for _, _, _, _, candidates, postcodes, _ in parts:
            for force, share in (each.split(":") for each in candidates.split(";") if each):
                live[force] = live.get(force, 0) + float(share) * int(postcodes)
        likely = sorted(live, key=lambda force: (-live[force], force))
        forces = tuple(force for force in likely if live[force] >= _LEAST_SHARE * sum(live.values()) > 0)
        return _answer(forces) if forces else ("unknown", ())

    def _unit(self, outcode: str, incode: str, likely: tuple[str, ...]) -> _Answer:
        at = bisect_right(self.ranges, f"{outcode},{incode}{_PAST_COMMA}") - 1
        found, _, last, force = self.ranges[at].split(",")
        if found != outcode or incode > last:
            return self._gap(outcode, incode[0], at, likely)
        other = self.disputed.get(f"{outcode} {incode}")
        return _answer((force, other) if other else (force,))

    def _gap(self, outcode: str, digit: str, at: int, likely: tuple[str, ...]) -> _Answer:
        """A postcode newer than the tables, behind row `at`: the one live force, otherwise the neighbours."""
        if len(likely) == 1:
            return _answer(likely)
        beside = [row for row in self.ranges[at : at + 2] if row.startswith(f"{outcode},")]
        if len(beside) < 2:
            beside = self._rows(f"{outcode},", f"{outcode},{_PAST_COMMA}")
        return self._ordered(beside, outcode, digit, likely)

    def _sector(self, outcode: str, digit: str, likely: tuple[str, ...]) -> _Answer:
        if split := self.sectors.get(f"{outcode} {digit}"):
            return _answer(_candidates(split))
        start = f"{outcode},{digit}AA{_PAST_COMMA}"
        at = bisect_right(self.ranges, start) - 1
        found, _, last, _ = self.ranges[at].split(",")
        reaching_in = [self.ranges[at]] if found == outcode and last >= digit else []
        rows = reaching_in + self._rows(start, f"{outcode},{digit}ZZ{_PAST_COMMA}")
        if not rows:
            return self._gap(outcode, digit, at, likely)
        if len({_force(row) for row in rows}) > 1 and len(likely) == 1:
            return _answer(likely)  # the others hold terminated postcodes only
        return self._ordered(rows, outcode, digit, likely)

    def _rows(self, after: str, until: str) -> list[str]:
        return self.ranges[bisect_right(self.ranges, after) : bisect_right(self.ranges, until)]

    def _ordered(self, rows: Iterable[str], outcode: str, digit: str, likely: tuple[str, ...]) -> _Answer:
        """The forces of some rows: by share in the sector, then in the outcode, then those of old postcodes."""
        split = self.sectors.get(f"{outcode} {digit}")
        order = (_candidates(split) if split else ()) + likely
        forces = {_force(row) for row in rows}
        return _answer((*(f for f in dict.fromkeys(order) if f in forces), *sorted(forces.difference(order))))


def _answer(forces: tuple[str, ...]) -> _Answer:
    return ("force" if len(forces) == 1 else "choose"), forces


def _force(row: str) -> str:
    return row[row.rindex(",") + 1 :]


def _candidates(row: str) -> tuple[str, ...]:
    """The forces of a row's `candidates` (force:share;...), largest first."""
    listed = next(cell for cell in row.split(",")[2:] if ":" in cell)
    return tuple(part.partition(":")[0] for part in listed.split(";"))


@cache
def load_postcodes() -> Postcodes:
    """The tables, read once, at the first look-up. Raises OSError where one is missing."""
    by_outcode = {row.partition(",")[0]: row for row in table("postcode_districts.csv")}
    by_sector = {row.partition(",")[0]: row for row in table("postcode_sectors_split.csv")}
    disputed = {row.partition(",")[0]: _force(row) for row in table("postcode_disputed.csv")}
    return Postcodes(sorted(table("postcode_force.csv")), by_outcode, by_sector, disputed)
