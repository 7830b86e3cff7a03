"""The talks: one page of A4 each, readable by everyone, with what to say, what to ask and where it comes from."""

from __future__ import annotations

from functools import cache

import pytest

from questions.readability import grade
from reports.cards.talks import build_talk, render_talk
from tests.reports.opened import Opened
from tests.reports.premises import bank

TOPICS = [topic.id for topic in bank().staff_check]


@cache
def printed(topic: str) -> Opened:
    """A printed talk, opened."""
    return Opened(render_talk(build_talk(bank(), topic)))


def test_every_topic_has_a_talk() -> None:
    assert len(TOPICS) == 11
    assert all(topic.talk for topic in bank().staff_check)


@pytest.mark.parametrize("topic", TOPICS)
def test_a_talk_is_one_page_of_a4_that_a_validator_accepts(topic: str) -> None:
    opened = printed(topic)
    assert len(opened.pages) == 1
    assert [round(float(side)) for side in opened.reader.pages[0].mediabox[2:]] == [595, 842]
    assert opened.failures() == []


@pytest.mark.parametrize("topic", TOPICS)
def test_a_talk_holds_all_that_is_in_the_bank(topic: str) -> None:
    sheet = build_talk(bank(), topic)
    opened = printed(topic)
    asked = [part for each in sheet.talk.ask for part in (each.ask, each.good)]
    texts = [sheet.title, sheet.talk.lead, *sheet.talk.say, *asked, sheet.talk.show, sheet.talk.remember]
    assert [text for text in texts if not opened.holds(text)] == []
    assert [source.title for source in sheet.sources if not opened.holds(source.title)] == []


@pytest.mark.parametrize("topic", TOPICS)
def test_a_talk_takes_five_minutes_and_reads_at_an_age_of_eleven_or_less(topic: str) -> None:
    talk = build_talk(bank(), topic).talk
    spoken = [talk.lead, *talk.say, *(each.ask for each in talk.ask), talk.show, talk.remember]
    # Read out at 130 words a minute, with half a minute for each question and a minute to do something.
    minutes = sum(len(text.split()) for text in spoken) / 130 + len(talk.ask) / 2 + 1
    assert 3.5 <= minutes <= 5.5
    assert grade(" ".join(text if text[-1] in ".?!" else f"{text}." for text in spoken)) <= 6


def test_no_talk_of_an_unknown_topic() -> None:
    with pytest.raises(LookupError):
        build_talk(bank(), "gardening")
