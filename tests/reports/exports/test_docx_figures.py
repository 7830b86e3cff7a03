"""What the print draws is in the document too: the band with its boxes, a bar for each area, room beside each job."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

from reports.exports.docx import render_document
from reports.report.report import Report
from tests.reports import taken
from tests.reports.examples import example
from tests.reports.premises import places

MILLIMETRE = 1440 / 25.4


def rows(plan: Report) -> Iterator[Any]:
    """Every row of every table, nested ones too."""
    yield from taken.document(render_document(plan)).element.body.iter(qn("w:tr"))


def texts(row: Any) -> list[str]:
    """The words of each cell of a row."""
    return ["".join(each.text or "" for each in cell.iter(qn("w:t"))) for cell in row.tc_lst]


def fills(row: Any) -> list[str]:
    """The ground of each cell of a row, "" where it has none."""
    shades = [cell.tcPr.find(qn("w:shd")) for cell in row.tc_lst]
    return ["" if each is None else each.get(qn("w:fill")) for each in shades]


def widths(row: Any) -> list[float]:
    """The widths of its cells in millimetres."""
    return [int(cell.tcPr.find(qn("w:tcW")).get(qn("w:w"))) / MILLIMETRE for cell in row.tc_lst]


def test_the_band_has_its_words_its_sum_and_a_box_for_each_level() -> None:
    plan = example("music-pub")
    assert plan.band_at is not None
    at, count = plan.band_at
    band = next(row for row in rows(plan) if "12304F" in fills(row))
    assert texts(band)[0].startswith(plan.verdict)
    assert plan.sum_says in texts(band)[0]
    (boxes,) = band.iter(qn("w:tbl"))
    assert fills(boxes.tr_lst[0])[::2] == ["FFFFFF"] * at + [""] * (count - at)


def test_each_area_has_a_bar_as_long_as_its_score() -> None:
    plan = example("cafe")
    drawn = {}
    for row in rows(plan):
        bars = list(row.iter(qn("w:tbl")))
        if len(bars) == 1 and len(row.tc_lst) == 3:
            (bar,) = bars[0].tr_lst
            filled = sum(width for width, fill in zip(widths(bar), fills(bar), strict=True) if fill)
            drawn[texts(row)[0]] = (filled / sum(widths(bar)[:-1]), texts(bar)[-1])
    scores = {score.title: score.percent for score in (plan.score, *plan.areas)}
    assert len({*scores.values()}) > 5
    assert {title: label for title, (_, label) in drawn.items()} == {
        title: "–" if percent is None else f"{percent}%" for title, percent in scores.items()
    }
    for title, (share, _) in drawn.items():
        assert abs(share - (scores[title] or 0) / 100) < 0.01, title


def test_owner_day_and_status_of_a_job_stand_beside_each_other_with_room_to_write() -> None:
    plan = places()["pub"]
    found = [row for row in rows(plan) if texts(row)[0].startswith("Owner:")]
    assert len(found) >= 3
    for row in found:
        assert [text.partition(":")[0] for text in texts(row)] == ["Owner", "Due", "Status"]
        assert min(widths(row)) >= 50
        assert int(row.trPr.find(qn("w:trHeight")).get(qn("w:val"))) / MILLIMETRE >= 8


def test_what_begins_a_job_stays_with_its_first_action() -> None:
    opened = taken.document(render_document(example("music-pub")))
    plan_part = [each for each in opened.paragraphs if each.text]
    heads = [at for at, each in enumerate(plan_part) if each.text.startswith("Job ")][:3]
    for at in heads:
        action = next(
            place for place in range(at, at + 9) if plan_part[place].text[:1].isdigit() and "Q" in plan_part[place].text
        )
        between = plan_part[at + 1 : action]
        assert between
        assert all(each.paragraph_format.keep_with_next for each in between)
