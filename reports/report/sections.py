"""Sections of the report beside the score: the change, the threat level, staff awareness, the visit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reports.report.dates import long_date
from reports.report.parts import Row, Score


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A question whose level moved: the answers then and now."""

    number: int
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ScorePoint:
    """The score of one finished assessment: its day, whole percent, level in words, and reference."""

    on: date
    percent: int
    verdict: str
    reference: str


@dataclass(frozen=True, slots=True)
class Change:
    """The change since an earlier plan; `then` and `now` are sums over the `shared` questions alone.

    `history` has the scores over time, oldest first; none where there are fewer than two.
    """

    reference: str
    made_on: date
    headline: str
    shared: int
    then: Score
    now: Score
    up: tuple[ChangeLine, ...]
    down: tuple[ChangeLine, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]
    history: tuple[ScorePoint, ...] = ()

    @property
    def points(self) -> list[tuple[date, int]]:
        """The days and percentages of the history, to draw."""
        return [(each.on, each.percent) for each in self.history]

    @property
    def history_says(self) -> str:
        """The history in one sentence."""
        return "Scores over time: " + ", ".join(f"{each.percent}% on {long_date(each.on)}" for each in self.history)


@dataclass(frozen=True, slots=True)
class Measure:
    """One arrangement for stepping up, by its answer; `ready` if the answer says that it is in place."""

    number: int
    name: str
    answer: str
    ready: bool


@dataclass(frozen=True, slots=True)
class ResponseLine:
    """One response level: the national levels that it goes with (each with its meaning), and its measures.

    `steps` is the menu to choose from, where the place is asked about this response.
    """

    title: str
    says: str
    levels: tuple[Row, ...]
    measures: tuple[Measure, ...]
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LevelsPart:
    """Measures for a higher threat level; `general` are the arrangements for any change. Never today's level."""

    as_at: date
    intro: str
    private: str
    where: tuple[Row, ...]
    responses: tuple[ResponseLine, ...]
    general: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class TopicLine:
    """One topic of the staff check: right answers, how many were asked, and the level from 0 to 3 that follows."""

    title: str
    right: int
    asked: int
    percent: int
    level: int


@dataclass(frozen=True, slots=True)
class Awareness:
    """Staff awareness. `state` is measured, too-few or none; the numbers are 0 unless measured.

    `ended` is when the check closed, where that is known; `talks` whether the bank has a talk for each briefing.
    """

    state: str
    staff: int
    responses: int
    under_half: bool
    topics: tuple[TopicLine, ...]
    briefings: tuple[Row, ...]
    ended: date | None = None
    talks: bool = False


@dataclass(frozen=True, slots=True)
class RemarkLine:
    """An adviser's remark on a question: the business's answer, and the agreed one if it differs."""

    number: int
    name: str
    said: str
    agreed: str
    note: str


@dataclass(frozen=True, slots=True)
class AdviceLine:
    """A recommendation beyond the plan's own actions: an action of the catalogue, the adviser's own words, or both."""

    title: str
    text: str
    class_title: str

    @property
    def in_short(self) -> str:
        """The action's title, or where there is none the adviser's own words on one line."""
        return self.title or " ".join(self.text.split())


@dataclass(frozen=True, slots=True)
class FindingLine:
    """Something that the adviser found: how pressing it is in words and as a step, who acts, and by which day.

    `about` is the name of the question that it is about; `pictures` are the addresses of its photographs.
    """

    step: str
    importance: str
    text: str
    person: str
    due: date | None
    about: str
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DiaryLine:
    """A day on which the adviser was there."""

    day: date
    present: str
    minutes: int | None
    note: str


@dataclass(frozen=True, slots=True)
class VisitPart:
    """A signed visit: the adviser, the person who agreed for the business, and the results.

    `not_seen` are the names of the questions that were not gone through, of so many that are `asked`; `corrects` is the
    day on which the version before this one was signed, where it is a correction.
    """

    adviser: str
    team: str
    on: date
    signed_for: str
    follow_up: date
    remarks: tuple[RemarkLine, ...]
    advice: tuple[AdviceLine, ...]
    findings: tuple[FindingLine, ...] = ()
    diary: tuple[DiaryLine, ...] = ()
    not_seen: tuple[str, ...] = ()
    asked: int = 0
    corrects: date | None = None

    @property
    def agreed_count(self) -> int:
        """How many agreed levels differ from the business's own answers."""
        return sum(bool(line.agreed) for line in self.remarks)
