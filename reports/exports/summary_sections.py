"""The facts of a report beside its tables of actions, answers and areas: sections of short rows, for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from contacts import Contact
from questions.model import Adviser
from reports.exports.columns import Cell
from reports.report.law_lines import DutyLine, LawPart
from reports.report.report import Report
from reports.report.sections import Awareness, Change, LevelsPart, Measure, VisitPart


@dataclass(frozen=True, slots=True)
class Percent:
    """A whole percentage."""

    value: int


Fact = Cell | Percent


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, and rows of a name and its values; a row has four cells at most.

    `about` is true where it says in short what plan this is.
    """

    title: str
    rows: tuple[tuple[Fact, ...], ...]
    about: bool = False


ABOUT = ("This plan", "Before you share this", "The result", "Who to contact", "Review")


def sections(report: Report) -> tuple[Section, ...]:
    """Every section that has something to say, in the order of the printed plan."""
    named = (
        ("This plan", _plan(report)),
        ("Before you share this", _sharing(report)),
        ("The result", _result(report)),
        ("What holds the band down", _holding(report)),
        ("Change since last time", _change(report.change)),
        ("From your adviser", _visit(report.visit)),
        ("Still to answer", ((line.number, line.name) for line in report.unanswered)),
        ("What you do well", _strengths(report)),
        ("Find out", ((action.rank, action.ask, action.who_helps) for action in report.find_out)),
        (report.law.title if report.law else "", _law(report.law)),
        ("If the threat level rises", _levels(report.levels)),
        ("Staff awareness", _awareness(report.awareness)),
        ("Does not apply", ((line.number, line.name, line.answer, line.reason) for line in report.not_applicable)),
        ("Who to contact", _contact(report.adviser, report.contact)),
        ("To report something", _routes(report)),
        ("Review", (("Review this plan by", report.review_on), ("Or", report.notices.review_earlier))),
        ("The place, as you described it", ((row.name, row.value) for row in report.profile)),
        ("How the score is made", ((None, line) for line in (*report.rule, report.order_says))),
        ("Sources", _sources(report)),
        ("Licences of the data", ((None, line) for line in report.attribution)),
    )
    made = (Section(title, tuple(rows), title in ABOUT) for title, rows in named)
    return tuple(section for section in made if section.rows)


def _plan(report: Report) -> Iterator[tuple[Fact, ...]]:
    yield "Made with", report.notices.service
    yield "Business", report.business
    if report.premises:
        yield "Premises", report.premises
    yield "Date", report.made_on
    yield "Reference", report.reference
    yield "Kind", report.kind_title
    if report.took_part:
        yield "Answered by", report.took_part
    yield "Question bank", report.bank_version


def _sharing(report: Report) -> Iterator[tuple[Fact, ...]]:
    yield report.notices.handling, report.notices.handling_long
    yield "Independent", report.notices.independent
    for line in report.notices.not_this:
        yield "What this plan is not", line


def _result(report: Report) -> Iterator[tuple[Fact, ...]]:
    score = report.score
    yield "Result", report.verdict, report.band_says
    if report.band:
        yield "Level", report.band
    yield "In short", report.headline
    yield "Points", score.points
    yield "Most points possible", score.most
    if score.percent is not None:
        yield "Score", Percent(score.percent)
    if report.band_by_points and report.band_by_points != report.band:
        yield "Band by points alone", report.band_by_points
    yield "Questions asked", report.asked
    if report.not_asked:
        yield "Questions of the full assessment that were not asked", report.not_asked
    yield "Essential arrangements in place", report.essentials.in_place
    yield "Essential arrangements asked about", report.essentials.asked
    yield "Answered “don’t know”", report.dont_know_count
    if report.known_percent is not None:
        yield "Share of the score based on known answers", Percent(report.known_percent)
    if report.provisional:
        yield "Still to answer", len(report.unanswered), "Until then this result is provisional."


def _holding(report: Report) -> Iterator[tuple[Fact, ...]]:
    for reason in report.holding:
        yield None, reason.says, f"{reason.band} at most"
        yield from ((each.name, each.answer, each.action_rank) for each in reason.lines)


def _change(change: Change | None) -> Iterator[tuple[Fact, ...]]:
    if change is None:
        return
    yield "Compared with", change.reference, change.made_on
    yield "In short", change.headline
    for score in (change.then, change.now):
        yield score.title, f"{score.points:,} of {score.most:,} points", Percent(score.percent or 0)
    yield "Questions in both", change.shared
    for point in change.history:
        yield "Score over time", f"{point.verdict} ({point.reference})", Percent(point.percent), point.on
    for way, lines in (("Moved down", change.down), ("Moved up", change.up)):
        for line in lines:
            yield way, f"Q{line.number} {line.name}", line.before, line.after
    for says, names in (("New since then", change.new), ("No longer asked", change.gone)):
        for name in names:
            yield says, name


def _visit(visit: VisitPart | None) -> Iterator[tuple[Fact, ...]]:
    if visit is None:
        return
    yield "Adviser", visit.adviser, visit.team
    yield "Visited on", visit.on, "Agreed by", visit.signed_for
    yield "Follow-up", visit.follow_up
    for found in visit.findings:
        yield "Finding", found.importance, found.text, found.person, found.due
    for day in visit.diary:
        yield "Diary", day.day, day.present, day.minutes, day.note
    for each in visit.advice:
        yield "Recommendation", each.title, each.text, each.class_title
    for line in visit.remarks:
        answer = f"Agreed: {line.agreed}; answered: {line.said}" if line.agreed else line.said
        yield line.number, line.name, answer, line.note


def _levels(levels: LevelsPart | None) -> Iterator[tuple[Fact, ...]]:
    if levels is None:
        return
    yield "Keep this part private", levels.private, levels.intro, levels.as_at
    for response in levels.responses:
        national = "; ".join(f"{level.name}: {level.value}" for level in response.levels)
        yield response.title, response.says, national
        yield from _measures(response.measures)
        yield from ((None, "Step to choose from", step) for step in response.steps)
    yield from _measures(levels.general)
    for place in levels.where:
        yield "Today’s level", place.name, place.value


def _measures(measures: tuple[Measure, ...]) -> Iterator[tuple[Fact, ...]]:
    for each in measures:
        yield None, f"Q{each.number} {each.name}", each.answer, "Ready" if each.ready else "Missing"


def _awareness(found: Awareness | None) -> Iterator[tuple[Fact, ...]]:
    if found is None:
        return
    if found.state == "measured":
        half = "Under half took part, so each level is one lower." if found.under_half else None
        yield "Took the staff check", f"{found.responses:,} of {found.staff:,} people", half
    for topic in found.topics:
        right = f"{topic.right:,} of {topic.asked:,} answers right"
        yield topic.title, right, Percent(topic.percent), f"Level {topic.level}"
    for briefing in found.briefings:
        yield "Briefing", briefing.name, briefing.value


def _strengths(report: Report) -> Iterator[tuple[Fact, ...]]:
    for each in report.strengths:
        yield each.name, each.answer, each.area, "Tested" if each.tested else "Test it next"


def _law(law: LawPart | None) -> Iterator[tuple[Fact, ...]]:
    if law is None:
        return
    yield f"{law.name}, as at", law.as_at
    yield law.tier_title, law.says
    yield "Status", law.status
    yield "What this is", law.caveat
    if law.because:
        yield "What decides it", law.because.says, None, law.because.section
    for warning in law.warnings:
        yield "Look again", warning.says
    for step in law.steps:
        yield step.asks, "Yes" if step.met else "No", step.says, step.section
    for duty in law.duties:
        yield duty.title, duty.says, _how_it_stands(duty, law.assessed), duty.section
        if duty.look_again:
            yield "Look again", duty.look_again
        for row in duty.bearing:
            yield "Asks for it" if row.own else None, f"Q{row.number} {row.name}", row.value, row.status
    for note in law.notes:
        yield note.title, note.says, None, note.section


def _how_it_stands(duty: DutyLine, assessed: bool) -> str:
    if not assessed:
        return "A quick check asks too little to say how this stands."
    if not duty.bearing:
        return "No question in this assessment covers it. Check it yourself."
    return f"{duty.in_place} of {len(duty.bearing)} in place ({duty.counts})"


def _contact(adviser: Adviser | None, contact: Contact | None) -> Iterator[tuple[Fact, ...]]:
    if adviser is None:
        return
    yield adviser.role, " ".join(part for part in (adviser.says, adviser.helps) if part)
    if contact is None:
        yield "Your force", f"Not known. Call 101 and ask for the {adviser.role}."
    else:
        yield from _force(adviser, contact)
    if adviser.listen:
        yield "In a crisis", adviser.listen
    yield adviser.site, adviser.url


def _force(adviser: Adviser, contact: Contact) -> Iterator[tuple[Fact, ...]]:
    yield "Your force", contact.force_name
    for name, value in (
        ("Team", contact.team),
        ("Phone", contact.phone),
        ("Email", contact.email),
        ("Page", contact.page),
        ("Hours", contact.hours),
        ("Area", contact.notes),
        ("Website", contact.website),
        ("Not an emergency", contact.non_emergency),
    ):
        if value:
            yield name, value
    if not contact.confirmed:
        how = f"Call {contact.non_emergency}" if contact.non_emergency else "Contact the force"
        yield "No adviser contact confirmed", f"{how} and ask for the {adviser.role}."
    elif contact.checked_on:
        yield (
            "Checked on",
            contact.checked_on,
            "More than 12 months ago: it may have changed." if contact.stale else None,
        )


def _routes(report: Report) -> Iterator[tuple[Fact, ...]]:
    for route in report.reporting.routes:
        yield route.need, route.route, "; ".join(part for part in (route.tel, route.url) if part), route.note
    yield "Checked on", report.reporting.as_at


def _sources(report: Report) -> Iterator[tuple[Fact, ...]]:
    for source in report.sources:
        yield source.publisher, source.title, source.url, source.as_at
        if source.secondary:
            yield None, "Not the issuing body"
