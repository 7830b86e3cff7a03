"""The printed plan and record, opened: accessible, the same every time, complete, and harmless whatever the input."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from reports.forms.form_pdf import form_html
from reports.pdf.plan import plan_html, record_html, render_plan
from reports.report.dates import long_date, short_date
from tests.reports.opened import Opened, plan, record, whole, whole_html
from tests.reports.premises import (
    CAFE,
    HOSTILE,
    REFERENCE,
    answers,
    bank,
    places,
    report,
)
from tests.reports.printed_forms import blank

ROOT = Path(__file__).resolve().parents[3]
NAMES = list(places())
# Every selector is matched against every element.
MOST_BYTES = {"base": 4_200, "plan": 3_300, "record": 2_900}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", [plan, record, whole])
def test_pdf_ua_1_holds(name: str, kind: Callable[[str], Opened]) -> None:
    assert kind(name).failures() == []


@pytest.mark.parametrize("name", NAMES)
def test_the_structure_can_be_read_aloud(name: str) -> None:
    tags = whole(name).tags
    headings = [int(tag[1]) for tag in tags if re.fullmatch(r"H[1-6]", tag)]
    assert headings[0] == 1
    assert headings.count(1) == 2, "one of the plan, one of the record"
    assert all(after <= before + 1 for before, after in pairwise(headings))
    assert {"Table", "TR", "TH", "TD", "L", "LI", "Link", "P"} <= set(tags)


def test_title_language_author_and_dates() -> None:
    opened = plan("cafe")
    info = opened.reader.metadata
    assert info is not None
    assert info.title == "Juniper & Rye, The café in Mill Lane: protective security action plan"
    assert info.author == "Juniper & Rye"
    assert info.creation_date is not None
    assert info.creation_date.date() == places()["cafe"].made_on
    assert str(opened.reader.root_object["/Lang"]) == "en-GB"


def test_bookmarks_name_the_sections_in_order() -> None:
    found = [title for depth, title in plan("pub").bookmarks if depth == 0]
    assert found[1:] == [
        "Now: within one month",
        "Next: within three months",
        "Later: within 12 months",
        "What you do well",
        "Who to contact",
        "Review and sign-off",
    ]
    jobs = [title for depth, title in plan("pub").bookmarks if depth == 1]
    assert jobs == [f"Job {job.rank}: {job.title}" for job in places()["pub"].jobs if job.class_id != "later"]
    found = [title.split(":")[0] for depth, title in record("pub").bookmarks if depth == 0]
    sections = ["Your result", "How to do each later job, and each test", "What is in place", "Find out"]
    sections += ["Martyn's Law", "If the threat level rises", "Staff awareness", "Does not apply"]
    assert found[1:] == [*sections, "Every question and answer"]


def test_a_bookmark_reads_as_the_heading_with_its_spaces() -> None:
    assert plan("pub").bookmarks[0][1] == "The Foundry Tap and Music Hall, Foundry Street"
    assert plan("pub").holds("The Foundry Tap and Music Hall Foundry Street")
    assert 'data-bookmark="The Foundry Tap and Music Hall, Foundry Street"' in form_html(blank("pub"))


@pytest.mark.parametrize("name", ["cafe", "pub", "mosque"])
def test_jobs_are_numbered_in_the_order_of_printing(name: str) -> None:
    """A reader's eyes go down the page: no number jumps, from one section to the next either."""
    html = plan_html(places()[name])
    jobs = html[html.index("</nav>") :]
    numbers = [int(found[0] or found[1]) for found in re.findall(r'<h3>Job (\d+):|<td class="rank">(\d+)<', jobs)]
    assert numbers == [job.rank for job in places()[name].jobs]
    assert numbers == sorted(numbers)


@pytest.mark.parametrize("name", ["cafe", "pub", "mosque"])
def test_now_and_next_are_explained_in_the_plan_and_everything_else_in_the_record(name: str) -> None:
    opened, behind, jobs = plan(name), record(name), places()[name].jobs
    for job in jobs:
        first = job.class_id != "later"
        assert not first or opened.holds(job.why)
        for action in job.gaps:
            assert (opened if first else behind).holds(f"{action.do} Done when: {action.done_when}")
        for action in job.tests:
            assert whole(name).holds(f"{action.do} Passed when: {action.done_when}")


def test_every_due_day_is_printed_with_its_year() -> None:
    report = places()["pub"]
    html = plan_html(report)
    assert re.findall(r"\b\d{1,2} [A-Z][a-z]{2}\b(?! 20\d\d)(?!\w)", html[html.index("<body") :]) == []
    assert all(short_date(job.due) in html for job in report.jobs)
    whole_text = whole_html(report)
    assert all(short_date(action.due) in whole_text for job in report.jobs for action in job.tests)


def test_finding_out_promises_no_more_than_a_good_answer_would_give() -> None:
    found = report(CAFE, answers("?"))
    html = plan_html(found)
    for job in found.first_jobs:
        assert job.up_to
        assert f"{found.score.percent}% to as much as {job.percent_after}%" in html
    assert f"{found.score.percent}% to {found.first_jobs[0].percent_after}%" not in html


def test_every_link_of_the_contents_leads_somewhere() -> None:
    html = whole_html(places()["pub"])
    targets = re.findall(r'href="#([a-z-]+)"', html)
    assert len(targets) == 6 + 9
    assert all(f'id="{target}"' in html for target in targets)


@pytest.mark.parametrize("name", NAMES)
def test_every_page_says_whose_it_is_and_how_to_handle_it(name: str) -> None:
    report = places()[name]
    for number, text in enumerate(whole(name).pages, start=1):
        squeezed = "".join(text.split())
        for words in (report.reference, long_date(report.made_on), report.bank_version, report.notices.handling):
            assert "".join(words.split()) in squeezed
        assert f"page{number}" in squeezed


@pytest.mark.parametrize("name", NAMES)
def test_the_front_page_is_one_page(name: str) -> None:
    first, second = plan(name).pages[:2]
    assert "Before you share this" in first
    assert "What is in this plan" in second
    assert "".join(places()[name].verdict.split()) in "".join(first.split())
    assert "".join(places()[name].sum_says.split()) in "".join(first.split())


def test_the_first_six_jobs_are_on_the_front_with_their_first_steps() -> None:
    front = "".join(plan("pub").pages[0].split())
    jobs = places()["pub"].first_jobs
    assert len(jobs) == 6
    assert all("".join(words.split()) in front for job in jobs for words in (job.title, job.first_step))


def test_what_is_in_place_is_tested_and_not_set_up_again() -> None:
    tests = [action for job in places()["mosque"].jobs for action in job.tests]
    assert tests
    opened = whole("mosque")
    assert all(opened.holds(action.do) and opened.holds(action.done_when) for action in tests)
    assert all(not opened.holds(bank().by_id[action.question_id].action.do) for action in tests)


def test_sections_without_content_are_left_out() -> None:
    nothing, best = whole("unanswered"), whole("all-tested")
    assert nothing.holds("They will appear here once you have answered some questions.")
    assert best.holds("everything that you answered is in place and tested")
    for opened, absent in ((nothing, ("Now:", "What you do well", "What is in place")), (best, ("Now:", "Find out"))):
        titles = [title for _, title in opened.bookmarks]
        assert not [title for title in titles if title.startswith(absent)]


def test_what_is_still_to_answer_is_plain() -> None:
    opened, report = whole("provisional"), places()["provisional"]
    assert "Provisional:" in opened.pages[0]
    assert opened.holds(f"Still to answer: {len(report.unanswered)} questions.")
    assert opened.text.count("Still to answer") == len(report.unanswered) + 1
    assert "Provisional" not in whole("cafe").text


@pytest.mark.parametrize("name", NAMES)
def test_every_question_and_action_is_whole(name: str) -> None:
    """Columns and pages lose nothing: each question is there in full with its answer, and each action."""
    opened, report = whole(name), places()[name]
    lines = [line for area in report.answers for line in area.lines]
    assert [line.ask for line in lines if not opened.holds(f"Q{line.number} {line.ask}")] == []
    said = [line for line in lines if line.state != "unanswered"]
    assert [line.answer for line in said if not opened.holds(f"{line.ask} {line.answer}")] == []
    assert [action.title for action in report.actions if not opened.holds(action.title)] == []


@pytest.mark.parametrize("name", ["pub", "mosque"])
def test_a_number_leads_to_its_question(name: str) -> None:
    html, report = record_html(places()[name]), places()[name]
    for number, target in re.findall(r'href="#q(\d+)">Q(\d+)<', html):
        assert number == target
        assert html.count(f'id="q{number}"') == 1
    asks = {line.number: line for area in report.answers for line in area.lines}
    for action in report.actions:
        assert asks[action.question_number].question_id == action.question_id
    assert report.law is not None
    assert all(asks[each.number].name == each.name for duty in report.law.duties for each in duty.bearing)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_promised(name: str) -> None:
    words = whole(name).text.lower()
    assert "compliant" not in words
    assert "certified" not in words
    assert "an independent service" in words


def test_the_same_report_gives_the_same_bytes() -> None:
    assert render_plan(places()["quick"]) == plan("quick").data


def test_another_process_gives_the_same_bytes() -> None:
    import hashlib

    command = [sys.executable, "-m", "tests.reports.premises"]
    environment = {**os.environ, "PYTHONHASHSEED": "7", "LC_ALL": "C"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == hashlib.sha256(plan("quick").data).hexdigest()


def test_another_report_gives_other_bytes() -> None:
    assert render_plan(replace(places()["quick"], reference="CYPS-OTHER")) != plan("quick").data


def test_our_own_font_is_inside() -> None:
    fonts = set(re.findall(rb"/BaseFont /([A-Z]{6}\+)?([\w-]+)", plan("cafe").data))
    names = {name for _, name in fonts} or {str(font) for font in _fonts(plan("cafe"))}
    assert names
    assert all("CYPS" in str(name) for name in names)


def _fonts(opened: Opened) -> set[str]:
    found: set[str] = set()
    for each in opened.reader.pages:
        for font in each["/Resources"]["/Font"].values():  # type: ignore[index]
            found.add(str(font.get_object()["/BaseFont"]))
    return found


def test_the_style_is_small() -> None:
    sizes = {name: len((ROOT / "templates" / "print" / f"{name}.css").read_bytes()) for name in MOST_BYTES}
    assert [name for name, size in sizes.items() if size > MOST_BYTES[name]] == []


def test_hostile_text_is_printed_as_it_was_written() -> None:
    opened = whole("hostile")
    assert opened.holds("<script>alert(1)</script>")
    assert opened.holds("{{ 7*7 }}")
    assert opened.holds("@import url(")
    html = whole_html(places()["hostile"])
    assert "<script" not in html
    assert "<img" not in html
    assert html.count("<style>") == 2
    assert HOSTILE not in html
    assert REFERENCE not in html
