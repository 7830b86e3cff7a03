"""The printed plan, opened: accessible, the same every time, complete, and harmless whatever the input."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from reports.forms.form_pdf import form_html
from reports.pdf.plan import plan_html, render_plan
from reports.report.dates import long_date, short_date
from tests.reports.opened import Opened, plan
from tests.reports.premises import (
    CAFE,
    CONFIRMED,
    HOSTILE,
    REFERENCE,
    STALE,
    UNCONFIRMED,
    answers,
    bank,
    places,
    report,
)
from tests.reports.printed_forms import blank

ROOT = Path(__file__).resolve().parents[3]
NAMES = list(places())
# Since every job is explained, and the law says more, some are up to six pages longer than is wanted.
MOST_PAGES = {"quick": 12, "cafe": 14, "mosque": 18, "pub": 24, "all-tested": 15, "unanswered": 13}


@pytest.mark.parametrize("name", NAMES)
def test_pdf_ua_1_holds(name: str) -> None:
    assert plan(name).failures() == []


@pytest.mark.parametrize("name", NAMES)
def test_the_structure_can_be_read_aloud(name: str) -> None:
    tags = plan(name).tags
    headings = [int(tag[1]) for tag in tags if re.fullmatch(r"H[1-6]", tag)]
    assert headings[0] == 1
    assert headings.count(1) == 1
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
    sections = ["Your result", "Action plan", "How to do it", "What you do well", "Find out", "Martyn's Law"]
    sections += [
        "If the threat level rises",
        "Staff awareness",
        "Does not apply",
        "Who to contact",
        "Review and sign-off",
        "Annex",
    ]
    found = [title for depth, title in plan("pub").bookmarks if depth == 0]
    assert [title.split(":")[0] for title in found[1:]] == sections
    within = [title for depth, title in plan("pub").bookmarks if depth == 1 and "within" in title]
    assert [title.partition(": within ")[0] for title in within] == ["Now", "Next", "Later"]


def test_a_bookmark_reads_as_the_heading_with_its_spaces() -> None:
    assert plan("pub").bookmarks[0][1] == "The Foundry Tap and Music Hall, Foundry Street"
    assert plan("pub").holds("The Foundry Tap and Music Hall Foundry Street")
    assert 'data-bookmark="The Foundry Tap and Music Hall, Foundry Street"' in form_html(blank("pub"))


@pytest.mark.parametrize("name", ["cafe", "pub", "mosque"])
def test_jobs_and_actions_are_numbered_in_the_order_of_printing(name: str) -> None:
    """Reader's eyes go down the page: no number jumps, from one table to the next either."""
    printed, html = places()[name], plan_html(places()[name])
    table = html[html.index('<section id="actions">') : html.index('<section id="how">')]
    assert [int(rank) for rank in re.findall(r"Job (\d+):", table)] == [job.rank for job in printed.jobs]
    ranks = [int(rank) for rank in re.findall(r'<th scope="row">(\d+)<', table)]
    assert ranks == [action.rank for action in printed.actions]
    assert any(job.gaps and job.tests for job in places()["pub"].jobs)


def test_every_due_day_is_printed_with_its_year() -> None:
    report = places()["pub"]
    html = plan_html(report)
    cells = re.findall(r'<td class="write">(\d[^<]*)</td>', html)
    assert all(re.fullmatch(r"\d{1,2} [A-Z][a-z]{2} 20\d\d", cell) for cell in cells)
    assert {short_date(job.due) for job in report.jobs} <= set(cells)
    with_gaps = [job for job in report.jobs if job.gaps and len(job.actions) > 1]
    assert {short_date(action.due) for job in with_gaps for action in job.tests} <= set(cells)


def test_finding_out_promises_no_more_than_a_good_answer_would_give() -> None:
    found = report(CAFE, answers("?"))
    html = plan_html(found)
    for job in found.first_jobs:
        assert job.up_to
        assert f"worth up to {job.gain} points: good answers take you up to {job.percent_after}%" in html
    assert "the whole job takes you to" not in html


def test_every_link_of_the_contents_leads_somewhere() -> None:
    html = plan_html(places()["pub"])
    targets = re.findall(r'href="#([a-z-]+)"', html)
    assert len(targets) == 12
    assert all(f'id="{target}"' in html for target in targets)


@pytest.mark.parametrize("name", NAMES)
def test_every_page_says_whose_it_is_and_how_to_handle_it(name: str) -> None:
    report = places()[name]
    for number, text in enumerate(plan(name).pages, start=1):
        squeezed = "".join(text.split())
        for words in (report.reference, long_date(report.made_on), report.bank_version, report.notices.handling):
            assert "".join(words.split()) in squeezed
        assert f"page{number}" in squeezed


@pytest.mark.parametrize(("name", "most"), list(MOST_PAGES.items()))
def test_it_is_not_too_long(name: str, most: int) -> None:
    assert 8 <= len(plan(name).pages) <= most


@pytest.mark.parametrize("name", NAMES)
def test_the_front_page_is_one_page(name: str) -> None:
    first, second = plan(name).pages[:2]
    assert "Before you share this" in first
    assert "What is in this plan" in second
    assert "".join(places()[name].headline.split()) in "".join(first.split())


def test_the_first_six_jobs_are_on_the_front_with_their_first_steps() -> None:
    front = "".join(plan("pub").pages[0].split())
    jobs = places()["pub"].first_jobs
    assert len(jobs) == 6
    assert all("".join(words.split()) in front for job in jobs for words in (job.title, job.first_step))


def test_what_is_in_place_is_tested_and_not_set_up_again() -> None:
    first = places()["mosque"].first_jobs
    tests = [action for job in first for action in job.tests]
    assert tests
    assert all(plan("mosque").holds(action.do) and plan("mosque").holds(action.done_when) for action in tests)
    assert all(not plan("mosque").holds(bank().by_id[action.question_id].action.do) for action in tests)


def test_sections_without_content_say_so() -> None:
    nothing, best = plan("unanswered"), plan("all-tested")
    assert nothing.holds("There are no actions yet, because no question is answered.")
    assert nothing.holds("No arrangement is fully in place yet.")
    assert best.holds("everything that you answered is in place and tested")
    assert best.holds("you did not answer “don’t know” to any question")


def test_what_is_still_to_answer_is_plain() -> None:
    opened, report = plan("provisional"), places()["provisional"]
    assert "Provisional:" in opened.pages[0]
    assert opened.holds(f"Still to answer: {len(report.unanswered)} questions.")
    assert opened.text.count("Still to answer") == len(report.unanswered) + 1
    assert "Provisional" not in plan("cafe").text


def test_no_contact_is_invented() -> None:
    opened = plan("cafe")
    assert opened.holds("No adviser contact has been confirmed for this force.")
    for words in ("North Yorkshire Police", "101", "Counter Terrorism Security Adviser", "northyorkshire.police.uk"):
        assert opened.holds(words)
    assert opened.holds("protectuk.police.uk")


def test_the_contact_says_what_an_adviser_can_do_and_where_to_listen() -> None:
    opened, adviser = plan("cafe"), bank().adviser
    assert adviser
    assert adviser.helps
    assert opened.holds(adviser.helps)
    assert adviser.listen
    assert opened.holds(adviser.listen)


def test_a_confirmed_contact_with_its_date() -> None:
    opened = plan("pub")
    for words in (CONFIRMED.team, CONFIRMED.email, CONFIRMED.phone, CONFIRMED.hours, "3 September 2026"):
        assert opened.holds(words)
    assert opened.holds("westyorkshire.police.uk/advisers")
    assert not opened.holds("No adviser contact")


def test_an_old_contact_says_that_it_is_old() -> None:
    assert STALE.stale
    assert plan("mosque").holds("last checked more than 12 months ago")
    assert plan("mosque").holds("3 March 2025")


def test_no_force_tells_how_to_find_out() -> None:
    assert plan("provisional").holds("we could not tell which force covers you")
    assert plan("provisional").holds("police.uk")


def test_a_force_without_a_number_is_not_given_one() -> None:
    html = plan_html(replace(places()["cafe"], contact=replace(UNCONFIRMED, non_emergency="")))
    assert "Contact the force and ask" in " ".join(html.split())


@pytest.mark.parametrize("name", NAMES)
def test_every_question_and_action_is_whole(name: str) -> None:
    """Columns and pages lose nothing: each question is there in full with its answer, and each action."""
    opened, whole = plan(name), places()[name]
    lines = [line for area in whole.answers for line in area.lines]
    assert [line.ask for line in lines if not opened.holds(f"Q{line.number} {line.ask}")] == []
    said = [line for line in lines if line.state != "unanswered"]
    assert [line.answer for line in said if not opened.holds(f"{line.ask} {line.answer}")] == []
    assert [action.title for action in whole.actions if not opened.holds(action.title)] == []


@pytest.mark.parametrize("name", ["pub", "mosque"])
def test_a_number_leads_to_its_question(name: str) -> None:
    html, whole = plan_html(places()[name]), places()[name]
    for number, target in re.findall(r'href="#q(\d+)">Q(\d+)<', html):
        assert number == target
        assert html.count(f'id="q{number}"') == 1
    asks = {line.number: line for area in whole.answers for line in area.lines}
    for action in whole.actions:
        assert asks[action.question_number].question_id == action.question_id
    assert whole.law is not None
    assert all(asks[each.number].name == each.name for duty in whole.law.duties for each in duty.bearing)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_promised(name: str) -> None:
    words = plan(name).text.lower()
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
    assert len((ROOT / "templates" / "print" / "plan.css").read_bytes()) < 10_500


def test_hostile_text_is_printed_as_it_was_written() -> None:
    opened = plan("hostile")
    assert opened.holds("<script>alert(1)</script>")
    assert opened.holds("{{ 7*7 }}")
    assert opened.holds("@import url(")
    html = plan_html(places()["hostile"])
    assert "<script" not in html
    assert "<img" not in html
    assert html.count("<style>") == 1
    assert HOSTILE not in html
    assert REFERENCE not in html
