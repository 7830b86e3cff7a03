"""The task list in Markdown: every action with what to do, and nothing that somebody typed becomes mark-up."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reports.exports.markdown import plain, render_markdown
from tests.reports.premises import places

HOSTILE = "[click](https://example.org) <script>alert(1)</script> **bold** `code` # head\n- [x] done | ![a](b)"


def test_each_action_is_one_item_to_tick_off_in_the_order_of_the_plan() -> None:
    plan = next(iter(places().values()))
    text = render_markdown(plan).decode()
    actions = plan.actions
    ranks = [int(rank) for rank in re.findall(r"^- \[ \] \*\*(\d+)\. ", text, flags=re.M)]
    assert ranks == [action.rank for action in actions]
    assert [int(rank) for rank in re.findall(r"^### (\d+)\. ", text, flags=re.M)] == [job.rank for job in plan.jobs]
    for action in actions:
        assert all(plain(each) in text for each in (action.title, action.first_step, action.done_when))
        assert f"due {action.due.day} {action.due:%B %Y}" in text


def test_hostile_names_stay_text_on_their_line() -> None:
    plan = replace(next(iter(places().values())), business=HOSTILE, premises="\u202e=cmd")
    head = render_markdown(plan).decode().split("\n")[0]
    assert "<script>" not in head
    assert not re.search(r"(?<!\\)\]\(", head), "no link"
    assert head.startswith("# ")
    assert re.sub(r"\\(.)", r"\1", head).count("- [x] done") == 1


@given(st.text(max_size=60))
def test_what_was_typed_is_shown_and_nothing_of_it_is_a_sign(text: str) -> None:
    shown = plain(text)
    assert "\n" not in shown
    assert not re.search(r"(?<!\\)(?:\\\\)*[`*_<>\[\]#|]", shown)
