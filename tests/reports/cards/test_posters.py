"""A poster's words and link: what is taken, what is refused and why, and that the code leads where it should."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from reports.cards.posters import LONGEST_LINK, LONGEST_TITLE, link_problem, qr_code, read_poster
from tests.reports.printed_cards import LINK, card_pdf
from tests.reports.qr import drawn, read

SOUND = (
    "https://example.org/check",
    "http://example.org",
    "HTTPS://Example.org/Check?join=7K4M-29QD&x=1#top",
    "https://check.example.co.uk:8443/a%20b/~c/(d)",
    "http://192.0.2.7/quiz",
    "http://intranet/quiz",
    "https://xn--caf-dma.example/",
    "https://example.org/a@b",
    "https://example.org/" + "a" * (LONGEST_LINK - 20),
)
REFUSED = {
    "": "enter the link",
    "javascript:alert(1)": "whole link",
    "data:text/html,x": "whole link",
    "ftp://example.org": "whole link",
    "example.org/check": "whole link",
    "//example.org/check": "whole link",
    "https://": "valid address",
    "https:///check": "valid address",
    "https://?x": "valid address",
    "https://example..org/": "valid address",
    "https://-example.org/": "valid address",
    "https://example.org:port/": "valid address",
    "https://example.org:99999/": "valid address",
    "https://police.uk@evil.example/": "before the @ sign",
    "https://user:word@evil.example/": "before the @ sign",
    "https://example.org/a b": "a space or a character",
    "https://example.org/\nx": "a space or a character",
    "https://example.org/\u202egro": "a space or a character",
    "https://exаmple.org/": "a space or a character",
    'https://example.org/"><script>': "a space or a character",
    "https://example.org\\@evil.example/": "a space or a character",
    "https://[::1]/": "a space or a character",
    "https://example.org/" + "a" * LONGEST_LINK: "characters or fewer",
}


@pytest.mark.parametrize("link", SOUND)
def test_a_sound_link_is_taken_and_the_code_leads_there(link: str) -> None:
    poster, problems = read_poster("Title", "", f" {link}\n")
    assert problems == ()
    assert poster is not None
    assert poster.link == link
    assert read(drawn(str(qr_code(link, "Title")))) == link


@pytest.mark.parametrize("link", REFUSED)
def test_another_link_is_refused_with_what_to_do(link: str) -> None:
    poster, problems = read_poster("Title", "", link)
    assert poster is None
    assert [problem.where for problem in problems] == ["link"]
    assert REFUSED[link] in problems[0].message


@given(st.text(max_size=260))
def test_any_text_is_a_valid_link_or_has_a_problem(text: str) -> None:
    problem = link_problem(text)
    assert problem is None or problem.isprintable()
    if problem is None:
        assert re.match(r"https?://[a-z0-9.-]+", text, re.IGNORECASE)
        assert text.isascii()


def test_every_problem_is_named_at_once() -> None:
    poster, problems = read_poster("\u202e \n", "x" * 121, "x")
    assert poster is None
    assert [problem.where for problem in problems] == ["title", "line", "link"]
    assert read_poster("x" * (LONGEST_TITLE + 1), "", LINK)[1][0].message == "use 60 characters or fewer (now 61)"


def test_the_codes_title_is_text() -> None:
    svg = str(qr_code(LINK, "</title><script>alert(1)</script>"))
    assert "<script" not in svg
    assert "&lt;/title&gt;" in svg


@pytest.mark.parametrize("size", ["a4", "a5"])
def test_the_printed_code_leads_to_the_link(size: str, tmp_path: Path) -> None:
    """The printed page as a picture: the squares are found in it and read as a phone reads them."""
    (tmp_path / "poster.pdf").write_bytes(card_pdf("poster", size).data)
    command = ["pdftoppm", "-r", "100", "-gray", "-singlefile", "-png", "poster.pdf", "poster"]
    subprocess.run(command, cwd=tmp_path, check=True)
    with Image.open(tmp_path / "poster.png") as picture:
        assert read(_squares(picture)) == LINK


def _squares(picture: Image.Image) -> list[list[bool]]:
    """The squares of the code with its quiet zone. Nothing else on the page is as black: letters are navy or ink."""
    black = picture.convert("L").point([255 if value < 16 else 0 for value in range(256)])
    box = black.getbbox()
    assert box is not None
    left, top, right, bottom = box
    assert abs((bottom - top) - (right - left)) <= 2
    corner = next(x for x in range(left, right) if not black.getpixel((x, top + 1))) - left
    count = round((right - left) / (corner / 7))  # the mark in a corner is seven squares wide
    unit = (right - left) / count
    middles = [round((place + 0.5) * unit) for place in range(-4, count + 4)]
    return [[bool(black.getpixel((left + x, top + y))) for x in middles] for y in middles]
