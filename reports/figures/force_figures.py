"""A force's figures in words: the tables of the page and of every export, the same line by line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.disclosure_control import OVERALL, ROUNDING_BASE, THRESHOLD, Figures, Places, Split
from assessment.share_facts import PEOPLE_CLASSES
from questions import Bank
from questions.roles import option_titles
from reports.report.dates import MONTHS

MONTHS_SHOWN, GAPS_SHOWN = 24, 10
NOT_KNOWN, OTHERS, ALL_AREAS = "Not known", "Others", "All areas together"
TOO_FEW = f"Too few of each to show: fewer than {THRESHOLD} places."
NOTES = (
    f"Counts are rounded to the nearest {ROUNDING_BASE}. Every figure covers at least {THRESHOLD} places.",
    "Each place counts once, by its latest share, until it takes that back or deletes it.",
    "“Others” are not shown: there are too few of them, or others too few could be worked out from them.",
    "Nobody has checked the answers behind these figures.",
)
PEOPLE = {"under-200": "Under 200", "200-to-799": "200 to 799", "800-or-more": "800 or more"}


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A line of a table: how many places, rounded, and a percentage. None where a value is not shown.

    `or_more` says that it is this many places or more.
    """

    title: str
    places: int | None = None
    percent: int | None = None
    or_more: bool = False


@dataclass(frozen=True, slots=True)
class FigureTable:
    """A table: its title, the meaning of its lines and of its percentages, and a remark, if any."""

    title: str
    head: str
    percent: str
    lines: tuple[FigureLine, ...]
    remark: str = ""


def figure_tables(bank: Bank, figures: Figures) -> tuple[FigureTable, ...]:
    """The tables of the published figures; none where too few places have shared."""
    places = figures.places
    if places is None:
        return ()
    tiers = {tier.id: tier.title for tier in bank.law.tiers} if bank.law else {}
    bands = {band.id: band.title for band in bank.scoring.bands}
    people = {name: PEOPLE[name] for name in reversed(PEOPLE_CLASSES.values())}
    uses = option_titles(bank.profile, bank.roles.use)
    law = (_split("Tier of the law", "Tier", places, "tier", tiers),) if tiers else ()
    return (
        _split("Kinds of place", "Kind", places, "use", uses, largest_first=True),
        _split("Bands", "Band", places, "band", bands),
        _gaps(bank, places),
        _averages(bank, figures.averages),
        *law,
        _split("People at the same time", "People", places, "people", people),
        _split("Shared in", "Month", places, "month", _months(places.splits["month"]), latest=MONTHS_SHOWN),
    )


def _split(
    title: str,
    head: str,
    places: Places,
    kind: str,
    titles: Mapping[str, str],
    *,
    largest_first: bool = False,
    latest: int | None = None,
) -> FigureTable:
    split, titles = places.splits[kind], {**titles, "": NOT_KNOWN}
    lines = [
        FigureLine(titles[key], split.shown[key], _share(split.shown[key], places.total))
        for key in titles
        if key in split.shown
    ]
    if largest_first:
        lines.sort(key=lambda line: -(line.places or 0))
    lines = lines[-latest:] if latest else lines
    if not lines:
        return FigureTable(title, head, "Of all", (), TOO_FEW)
    # A later bank may have dropped an option and so have no words for it.
    others = split.others or bool(split.shown.keys() - titles.keys())
    return FigureTable(title, head, "Of all", (*lines, *([FigureLine(OTHERS)] if others else [])))


def _averages(bank: Bank, averages: Mapping[str, int]) -> FigureTable:
    titles = {OVERALL[1]: ALL_AREAS, **{area.id: area.title for area in bank.areas}}
    lines = tuple(FigureLine(titles[area], percent=averages[area]) for area in titles if area in averages)
    return FigureTable("Average score by area", "Area", "Score", lines, "" if lines else TOO_FEW)


def _gaps(bank: Bank, places: Places) -> FigureTable:
    found = [(question.name, places.gaps[question.id]) for question in bank.questions if question.id in places.gaps]
    lines = tuple(
        FigureLine(name, gap.places, _share(gap.places, places.total), gap.or_more)
        for name, gap in sorted(found, key=lambda each: -each[1].places)[:GAPS_SHOWN]
    )
    return FigureTable(
        "Most common gaps", "Arrangement not in place, or not known", "Of all", lines, "" if lines else TOO_FEW
    )


def _months(split: Split) -> dict[str, str]:
    return {month: _month(month) for month in sorted(split.shown)}


def _month(month: str) -> str:
    year, number = month.split("-")
    return f"{MONTHS[int(number) - 1]} {year}"


def _share(places: int, total: int) -> int:
    return min(round(100 * places / total), 100)
